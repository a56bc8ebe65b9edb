"""Windows icons and cursors."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.pictures import ico
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Windows icon or cursor",
    "kind": "image",
    "suffixes": [".ico", ".cur"],
    "match": [[0, b"\0\0\1\0"], [0, b"\0\0\2\0"]],
    "refines": None,
    "misses": ["bytes hidden in the pixels, the palette or the AND mask"],
    "references": ["Microsoft Learn, Icons", "Wikipedia, ICO (file format)"],
}


def fits(view: View) -> bool:
    """Say whether the headers at the beginning are those of such a file."""
    return ico.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield who owns which byte, and what the image is."""
    yield from ico.walk(view)
