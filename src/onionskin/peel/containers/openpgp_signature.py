"""OpenPGP signatures in files of their own, and texts signed in the clear."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import detached
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "OpenPGP signature",
    "kind": "container",
    "suffixes": [".asc", ".sig", ".sign", ".gpg", ".dsc"],
    "match": [[0, b"-----BEGIN PGP SIGNATURE-----"], [0, b"-----BEGIN PGP SIGNED MESSAGE-----"]],
    "names": ["*.sig", "*.sign", "*.gpg", "*.asc"],
    "refines": None,
    "misses": [
        "whose key it is: without --keyring only that the first 16 bits of the digest agree",
        "a signature under another name than that of its file",
        "messages that hold their text inside the packets",
    ],
    "references": ["RFC 9580, OpenPGP"],
}


def fits(view: View) -> bool:
    """Say whether it holds signature packets and nothing else, or a text signed in the clear."""
    return detached.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield what the signature says; the file that it was made over lies beside it."""
    yield from detached.walk(view)
