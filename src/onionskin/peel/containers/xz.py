"""xz files: streams, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import streams
from onionskin.parse.disks import udif
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "xz file",
    "kind": "container",
    "suffixes": [".xz", ".txz"],
    "match": [[0, b"\xfd7zXZ\0"]],
    "refines": None,
    "misses": [
        "streams that need more than 128 MiB of memory are named and not decoded",
        "the older .lzma form",
    ],
    "references": ["The .xz File Format 1.2.1"],
}


def fits(view: View) -> bool:
    """Say no where the stream is the first run of a disk image."""
    return not udif.begins_with_run(view, "lzma")


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the streams decode to, and who owns which byte."""
    yield from streams.walk(view, streams.XZ)
