"""Scripts that a package manager runs as root: which notable commands stand in them.

Source: Debian Policy Manual, chapter 6 (maintainer scripts); Alpine, "Creating an Alpine package".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact, Problem
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.hooks import Hook, shown
from onionskin.plugins.view import View

# Words that fetch, decode, start or lodge something: rare in honest scripts, and stable where they are there.
NOTABLE = re.compile(
    r"(?:^|[\s;|&(`$])((?:curl|wget|nc|ncat|socat|base64|xxd|openssl|eval|nohup|setsid|crontab|at|"
    r"python[0-9.]*\s+-c|perl\s+-e|ruby\s+-e|node\s+-e|(?:ba|da|z)?sh\s+-c|/dev/tcp/\S*|chattr|insmod|modprobe|"
    r"useradd|adduser|usermod|visudo|systemctl\s+(?:enable|start)|rc-update\s+add|apt-key|rpm\s+--import))(?=[\s;|&)`]|$)"
)
LIMIT = 1 << 20


def read(view: View) -> Iterator[Fact | Problem]:
    """Yield the script itself, and each notable command once, with the first line it stands in."""
    base = view.name.replace("\\", "/").rpartition("/")[2]
    raw = view.read(0, LIMIT)
    first = raw.partition(b"\n")[0].decode("utf-8", "replace")
    yield Fact.of(Hook("maintainer script", "install", shown(f"{base}: {first}"), base, 0, view.size))  # fmt: skip
    seen: set[str] = set()
    at = 0
    for number, line in enumerate(raw.split(b"\n"), 1):
        text = line.decode("utf-8", "replace")
        if not text.lstrip().startswith("#"):
            for found in NOTABLE.finditer(text[:20_000]):
                word = " ".join(found[1].split())
                if word not in seen:
                    seen.add(word)
                    yield Fact.of(Hook("maintainer script", "install", shown(f"{base}: {word}"), f"line {number}", at, len(line)))  # fmt: skip
        at += len(line) + 1
    yield from manifests.cut_off(view, LIMIT)
