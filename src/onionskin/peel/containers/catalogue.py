"""Catalogue files of Windows: a signed list of digests."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import catalogue
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Catalogue of signed files (CAT)",
    "kind": "container",
    "suffixes": [".cat"],
    "match": [
        [4, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"],
        [5, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"],
    ],
    "refines": None,
    "misses": [
        "a catalogue of more than 20,000 members: the rest is not listed",
        "MSIs and cabinets in its folder: they are listed by their Authenticode digest, which is not compared",
        "members without a name of their own, and files in other folders",
        "digests of pages of a program, which the digest of the whole includes",
    ],
    "references": [
        "Microsoft Learn, Catalog Files and Digital Signatures",
        "RFC 5652",
    ],
}


def fits(view: View) -> bool:
    """Say whether the signed content is a list of trust."""
    return catalogue.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the members and the signature over their list."""
    yield from catalogue.walk(view)
