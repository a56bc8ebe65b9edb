"""pnpm-lock.yaml, versions 5 to 9, read by lines. Source: pnpm, lockfile specification.

Under `packages:` each key, two spaces in, is a package: `/name/1.0.0`, `/name@1.0.0` or `name@1.0.0`,
with what it was resolved beside behind it in parentheses or after an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.parse.locks.listed import Listed, listed

_KEY = re.compile(r"  '?/?((?:@[^/@\s]+/)?[^/@\s']+)[@/](\d[^(_'\s:]*)[^:]*:\s*$")


def read(text: str) -> Iterator[Listed]:
    """Yield the packages with their lines."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] not in ("", " ", "#", "\r"):
            inside = line.startswith("packages:")
        key = _KEY.match(line[:500]) if inside else None
        if key:
            yield listed(key[1], key[2], f"line {number}")
