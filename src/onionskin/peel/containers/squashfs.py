"""SquashFS file systems, version 4.0: inside AppImages, snaps and firmware."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.disks import squashfs
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "SquashFS file system",
    "kind": "container",
    "suffixes": [".squashfs", ".sqfs", ".sfs", ".snap"],
    "match": [[0, b"hsqs"]],
    "refines": None,
    "misses": [
        "versions before 4.0, and the big-endian form",
        "extended attributes (capabilities of programs) are owned and not reported",
        "what the export table says: the kernel reads it for network file systems only",
    ],
    "references": [
        "Linux, Documentation/filesystems/squashfs.rst",
        "squashfs-tools-ng, doc/format.adoc",
    ],
}


def fits(view: View) -> bool:
    """Say whether a superblock of version 4.0 stands there."""
    return squashfs.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every table and block by its owner, every file and every link."""
    yield from squashfs.walk(view)
