"""requirements.txt and constraints with exact versions. Source: pip, requirements file format.

Only `name==version` says what was built with; hashes are of the archives as they are published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.parse.locks.listed import Listed, listed

_PIN = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*===?\s*([^\s;,\\#]+)")
_HASH = re.compile(r"--hash[= ]sha256:([0-9a-fA-F]{64})")


def read(text: str) -> Iterator[Listed]:
    """Yield the pinned packages with the line of their name."""
    pinned: tuple[str, str, int] | None = None
    hashes: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        pin = _PIN.match(line)
        if pin:
            if pinned:
                yield listed(*pinned[:2], f"line {pinned[2]}", *hashes)
            pinned, hashes = (pin[1], pin[2], number), []
        hashes += _HASH.findall(line)
    if pinned:
        yield listed(*pinned[:2], f"line {pinned[2]}", *hashes)
