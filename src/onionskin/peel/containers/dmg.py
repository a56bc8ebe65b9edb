"""Apple disk images (UDIF)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.disks import udif, udif_contents
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Apple disk image (UDIF)",
    "kind": "container",
    "suffixes": [".dmg"],
    "match": [[-512, b"koly"], [0, b"koly"]],
    "refines": None,
    "misses": [
        "images of before 2002 that keep their block map in a resource fork; encrypted and sparse images",
        "images in several segments: the first is opened, and the others are named",
        "runs of zeros are written out and count against the budget: a large partition, mostly free, may meet the ratio limit",
        "up to 16 KiB between the runs of all partitions: writers leave old pieces there; they are counted, and no finding",
        "LZFSE and ADC are decoded in plain Python, LZFSE at about 10 MB a second: some 300 MB of one image in the time it is given",
        "checksums of other kinds than CRC-32",
        "licence texts and other resources of the property list are named and not read",
    ],
    "references": [
        "J. Levin, Demystifying the DMG File Format",
        "Apple, Security: diskimagerep.cpp, diskimagerep.h",
        "Apple, lzfse (reference implementation)",
    ],
}


def fits(view: View) -> bool:
    """Say whether there is a koly block whose property list lies in the file."""
    return udif.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the image's structures, its signature, and every partition."""
    yield from udif_contents.walk(view)
