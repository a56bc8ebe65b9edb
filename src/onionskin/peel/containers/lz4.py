"""LZ4 files: frames, legacy frames and skippable frames, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import lz4
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "LZ4 file",
    "kind": "container",
    "suffixes": [".lz4"],
    "match": [[0, b"\x04\x22\x4d\x18"], [0, b"\x02\x21\x4c\x18"]],
    "refines": None,
    "misses": [
        "frames that need a dictionary are named and not decoded",
        "a file whose first frame is skippable is read as zstd, which shares that magic",
        "what stands behind the last block of a legacy frame, if it could be the size of another",
    ],
    "references": ["LZ4 frame format description 1.6.4", "LZ4 block format description"],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the frames decode to, and who owns which byte."""
    yield from lz4.walk(view)
