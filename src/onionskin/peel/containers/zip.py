"""Zip archives."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import zip as archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Zip archive",
    "kind": "container",
    "suffixes": [".zip", ".apk", ".egg", ".docx", ".epub", ".xpi"],
    "match": [[0, b""]],  # a zip is known by its end, and may begin with anything
    "refines": None,
    "misses": [
        "deflate64, PPMd, WavPack and older methods are named and not decoded; --with 7zz may open them",
        "the parts of a split archive are not joined",
        "encrypted members are named and not decoded",
        "bytes hidden in the choice of deflate blocks, and behind raw LZMA in its member",
        "an end record over 64 KiB before the file's end, unless the file begins as a zip does",
    ],
    "references": [
        "PKWARE APPNOTE.TXT 6.3.10",
        "RFC 1951",
        "D. Fifield, A better zip bomb, WOOT 2019",
        "Android Open Source Project, APK Signature Scheme v2",
    ],
}


def fits(view: View) -> bool:
    """Say whether the bytes end, or begin, as a zip archive."""
    return archive.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every record and every member of the archive."""
    yield from archive.walk(view)
