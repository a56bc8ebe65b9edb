"""Asar archives: what an Electron application's own code and files are packed in."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import asar
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Electron archive (asar)",
    "kind": "container",
    "suffixes": [".asar"],
    "match": [[0, b"\x04\0\0\0"]],
    "refines": None,
    "misses": [
        "the files beside the archive (`app.asar.unpacked`) are named and not compared with their hashes",
        "the header's own digest in Info.plist or in the program's resources is not compared",
        "keys of the JSON header that Electron does not read",
        "a header of more than 16 MiB",
    ],
    "references": [
        "electron/asar, README, format",
        "Electron documentation, ASAR Integrity",
    ],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin with an asar's two Pickles and a JSON object."""
    return asar.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the header, every member, and what contradicts the header's hashes."""
    yield from asar.walk(view)
