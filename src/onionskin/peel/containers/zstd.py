"""Zstandard files: frames, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import streams
from onionskin.parse.codecs import zstd
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Zstandard file",
    "kind": "container",
    "suffixes": [".zst"],
    "match": [[0, b"\x28\xb5\x2f\xfd"], [1, b"\x2a\x4d\x18"]],
    "refines": None,
    "misses": [
        "frames that need a dictionary, or a window over 128 MiB, are named and not decoded"
    ],
    "references": ["RFC 8878"],
}


def fits(view: View) -> bool:
    """Say whether a frame begins, and ends inside the file."""
    return zstd.is_frame(view.read(0, 4)) and (view.read(0, 4) == zstd.MAGIC or view.size > 8)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the frames decode to, and who owns which byte."""
    yield from streams.walk_zstd(view)
