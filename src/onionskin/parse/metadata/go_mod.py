"""go.mod: what a module needs, and what it replaces. Source: Go Modules Reference, "go.mod files"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Fact
from onionskin.parse.metadata import manifests
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.plugins.view import View

_ONE = re.compile(r"(require|replace|tool)\s+([^(].*)$")
_BLOCK = re.compile(r"(require|replace|tool)\s*\($")


def is_module(view: View) -> bool:
    """Say whether a `module` directive stands at the left edge."""
    return bool(re.search(rb"(?m)^module\s", view.read(0, 16 << 10))) and manifests.is_text(view)


def read(view: View) -> Iterator[Fact]:
    """Yield requirements; one marked `// indirect` is of the kind `optional`. A replacement is a requirement, too."""
    block = ""
    for raw in manifests.text(view).splitlines():
        line = raw.strip()
        opened, single = _BLOCK.match(line), _ONE.match(line)
        if opened:
            block = opened[1]
        elif line == ")":
            block = ""
        elif block or single:
            directive, rest = (single[1], single[2]) if single else (block, line)
            yield from _one(directive, rest)


def _one(directive: str, rest: str) -> Iterator[Fact]:
    said, _, comment = rest.partition("//")
    words = said.split()
    if directive == "require" and len(words) == 2:
        kind = "optional" if comment.strip().startswith("indirect") else "runtime"
        yield Fact.of(Dependency("go", words[0][:200], words[1][:200], kind))
    elif directive == "replace" and "=>" in words and words.index("=>") + 1 < len(words):
        there = words[words.index("=>") + 1 :]
        yield Fact.of(Dependency("go", there[0][:200], " ".join(there[1:])[:200]))
