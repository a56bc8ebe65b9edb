"""Signatures of scheme 4 for Android, in a file beside the package."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import idsig
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Android signature, scheme 4 (IDSIG)",
    "kind": "container",
    "suffixes": [".idsig"],
    "match": [],
    "names": ["*.idsig"],
    "refines": None,
    "misses": [
        "a file that does not bear the package's name and .idsig",
        "other hashes than SHA-256 over blocks of 4 KiB, which no Android reads either",
    ],
    "references": [
        "Android Open Source Project, APK Signature Scheme v4",
        "Linux, fs-verity: Merkle tree",
    ],
}


def fits(view: View) -> bool:
    """Say whether it begins with the version's number."""
    return idsig.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the headers, the tree, and what is signed; the package lies beside it."""
    yield from idsig.walk(view)
