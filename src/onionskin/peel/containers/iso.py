"""ISO 9660 images, with Joliet, Rock Ridge and El Torito."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.disks import iso9660, iso_contents, udif
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "ISO 9660 image",
    "kind": "container",
    "suffixes": [".iso"],
    "match": [[32769, b"CD001"]],
    "refines": None,
    "misses": [
        "up to 512 characters of words in the note that a writer leaves behind the descriptors",
        "UDF and classic HFS: a disc that has such a tree, too, is read by the ISO 9660 one, which is said; one of UDF alone is named",
        "files compressed with zisofs are given as they are stored; interleaved files, volumes of several discs, raw sectors of 2,352 bytes",
        "boot code in the hybrid boot sector, and the application use area of a descriptor: owned, and not looked at",
        "extended attribute records, associated files, older sessions of a disc; an HFS (not Plus) tree beside the others",
    ],
    "references": [
        "ECMA-119, Volume and File Structure of CDROM for Information Interchange",
        "Microsoft, Joliet Specification (1995)",
        "IEEE P1281 and P1282 (SUSP, Rock Ridge)",
        "Phoenix and IBM, El Torito Bootable CD-ROM Format Specification 1.0",
    ],
}


def fits(view: View) -> bool:
    """Say whether a volume descriptor can be read, and not as a disk image's raw run."""
    try:
        is_volume = bool(iso9660.read_descriptors(view)[0])
    except DamagedError:
        return False
    return is_volume and not udif.begins_with_run(view, "raw")


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the files of all trees, what they contradict, and who owns every sector."""
    yield from iso_contents.walk(view)
