"""HFS Plus and HFSX volumes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.disks import hfs, hfs_contents, udif
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "HFS Plus volume",
    "kind": "container",
    "suffixes": [".hfs", ".hfsx"],
    "match": [[1024, b"H+\x00\x04"], [1024, b"HX\x00\x05"]],
    "refines": None,
    "misses": [
        "HFS of before 1998, and an HFS Plus volume wrapped in one",
        "what a journal would still write: the volume is read as it stands",
        "unused nodes and free records of the B-trees; the index nodes above the leaves",
        "free blocks that are not zero are counted and not searched",
        "slack behind files in several pieces; names that differ in case only",
        "compression with LZBITMAP; hard links to folders are named and not followed",
    ],
    "references": [
        "Apple, Technical Note TN1150: HFS Plus Volume Format",
        "Apple, xnu: bsd/sys/decmpfs.h",
    ],
}


def fits(view: View) -> bool:
    """Say whether a volume header stands at 1024 whose blocks are possible, and not as a disk image's raw run."""
    try:
        is_possible = hfs.read_volume(view).size <= 4 * view.size + (1 << 20)
    except DamagedError:
        return False
    return is_possible and not udif.begins_with_run(view, "raw")


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every file by its path, and who owns every allocation block."""
    yield from hfs_contents.walk(view)
