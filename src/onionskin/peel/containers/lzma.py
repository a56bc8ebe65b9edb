"""Files of the older .lzma form: one stream behind a header of 13 bytes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import streams
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "LZMA file",
    "kind": "container",
    "suffixes": [".lzma", ".tlz"],
    "match": [[0, b"\x5d\0\0"]],  # the properties that all writers choose, and a round dictionary
    "refines": None,
    "misses": [
        "streams that need more than 128 MiB of memory are named and not decoded",
        "properties other than lc=3, lp=0, pb=2, and dictionaries under 64 KiB",
    ],
    "references": ["XZ Utils, lzma-file-format.txt"],
}


def fits(view: View) -> bool:
    """Say whether the header is one that XZ Utils takes, and something decodes behind it."""
    return streams.is_lzma(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the stream decodes to, and who owns which byte."""
    yield from streams.walk(view, streams.LZMA)
