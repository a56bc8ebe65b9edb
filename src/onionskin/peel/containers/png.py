"""PNG images."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.pictures import png
from onionskin.plugins.view import View

META = {
    "title": "PNG image",
    "kind": "image",
    "suffixes": [".png"],
    "match": [[0, b"\x89PNG\r\n\x1a\n"]],
    "refines": None,
    "misses": ["bytes hidden in the pixels, in text chunks, in colour profiles"],
    "references": ["W3C, Portable Network Graphics (Third Edition)", "RFC 1950"],
}


def fits(view: View) -> bool:
    """Say whether the headers at the beginning are those of such a file."""
    return png.fits(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield who owns which byte, and what the image is."""
    yield from png.walk(view)
