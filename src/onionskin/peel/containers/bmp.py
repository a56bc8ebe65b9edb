"""Windows bitmap files."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.pictures import bitmap
from onionskin.plugins.view import View

META = {
    "title": "Windows bitmap",
    "kind": "image",
    "suffixes": [".bmp", ".dib"],
    "match": [[0, b"BM"]],
    "refines": None,
    "misses": [
        "bytes hidden in the pixels or the palette",
        "where run-length encoded pixels end inside their stated length",
    ],
    "references": ["Microsoft Learn, Bitmap Storage"],
}


def fits(view: View) -> bool:
    """Say whether the headers at the beginning are those of such a file."""
    return bitmap.fits(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield who owns which byte, and what the image is."""
    yield from bitmap.walk(view)
