"""APFS containers."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.disks import apfs, apfs_contents, udif
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "APFS container",
    "kind": "container",
    "suffixes": [".apfs"],
    "match": [[32, b"NXSB"]],
    "refines": None,
    "misses": [
        "encrypted and sealed volumes, Fusion containers, and containers of more than some hundred GB",
        "snapshots and older checkpoints are named or owned, and their files not read",
        "free blocks that are not zero are counted and not searched; unused space in tree nodes and the checkpoint areas",
        "blocks with a right checksum that no structure leads to: an older checkpoint leaves some, and they are counted",
        "files that are compressed with LZBITMAP, slack behind files in several pieces",
    ],
    "references": ["Apple, Apple File System Reference (2020-06-22)"],
}


def fits(view: View) -> bool:
    """Say whether a container superblock stands at the beginning, and not as a disk image's raw run."""
    try:
        apfs.read_superblock(view.read(0, 4096))
    except DamagedError:
        return False
    return not udif.begins_with_run(view, "raw")


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every file by its path, and who owns every block."""
    yield from apfs_contents.walk(view)
