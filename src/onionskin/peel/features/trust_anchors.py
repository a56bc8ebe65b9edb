"""The certificates of a bundle that programs take for roots of trust."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Layer
from onionskin.parse.pki.anchors import anchors
from onionskin.plugins.view import View

META = {
    "title": "Roots of trust in a bundle",
    "formats": [],
    "misses": [
        "bundles of fewer than ten certificates, or of more than 4 MiB",
        "stores of keys in other forms: Java, NSS, PKCS #12",
    ],
    "references": ["RFC 7468, section 5", "RFC 5280, section 6.1.1"],
}

SUFFIXES = (".pem", ".crt", ".cer", ".ca", ".bundle", ".txt")


def feature(layer: Layer, view: View) -> Iterator[Fact]:
    """Yield a TrustAnchor per certificate."""
    del layer
    if view.name.lower().endswith(SUFFIXES):
        yield from map(Fact.of, anchors(view))
