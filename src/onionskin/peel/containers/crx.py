"""Chrome extensions: a header with proofs, and a zip."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.packages import crx
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Chrome extension (CRX)",
    "kind": "container",
    "suffixes": [".crx"],
    "match": [[0, b"Cr24"]],
    "refines": None,
    "misses": [
        "verified contents (_metadata/verified_contents.json, and in the header) are not compared",
    ],
    "references": [
        "Chromium, components/crx_file/crx3.proto",
        "Chromium, components/crx_file/crx_verifier.cc",
    ],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the header, its signatures, and the archive as a member."""
    yield from crx.walk(view)
