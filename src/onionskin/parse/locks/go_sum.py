"""go.sum: module, version and the hash of its tree. Source: Go modules reference, go.sum files.

The hash (`h1:`) is over a listing of hashes, which no file of a release has: it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.locks.listed import Listed, listed


def read(text: str) -> Iterator[Listed]:
    """Yield the modules with their lines."""
    for number, line in enumerate(text.split("\n"), 1):
        parts = line.split()
        if len(parts) == 3 and parts[2].startswith("h1:") and not parts[1].endswith("/go.mod"):
            yield listed(parts[0], parts[1].removesuffix("+incompatible"), f"line {number}")
