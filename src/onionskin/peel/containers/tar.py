"""Tar archives: v7, ustar, GNU and pax."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import tar
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Tar archive",
    "kind": "container",
    "suffixes": [".tar"],
    "match": [[0, b""]],
    "refines": None,
    "misses": [
        "what stands behind the end of a name inside a header block",
        "an end that was cut off between two members, where a container holds all that is there",
        "multi-volume archives are not joined",
    ],
    "references": [
        "POSIX.1-2017, pax",
        "GNU tar manual, Basic Tar Format",
        "CVE-2025-62518 (headers that state two sizes)",
    ],
}


def fits(view: View) -> bool:
    """Say whether the first block is a tar header."""
    return tar.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every header, every member and every link of the archive."""
    yield from tar.walk(view)
