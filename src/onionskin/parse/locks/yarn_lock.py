"""yarn.lock, of version 1 and of Berry, read by lines. Source: Yarn, lockfile format.

An entry begins at the margin with its descriptors, each NAME@RANGE; `version` stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.parse.locks.listed import Listed, listed

_HEAD = re.compile(r'"?(@?[^@\s"]+)@')
_VERSION = re.compile(r'  version:?\s+"?([^"\s]+)')


def read(text: str) -> Iterator[Listed]:
    """Yield the packages with the line of their version."""
    name = ""
    for number, line in enumerate(text.split("\n"), 1):
        head = _HEAD.match(line)
        if head:
            name = head[1]
        version = _VERSION.match(line)
        if version and name:
            yield listed(name, version[1], f"line {number}")
            name = ""
