"""A signature with two lists of entitlements that differ: one is read, the other obeyed."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Entitlements that contradict each other",
    "alias": "H7",
    "family": "entitlements",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["macho"],
    "misses": "one list only; two lists that are alike and ask for too much",
    "references": [
        "Apple, Using the latest code signature format (DER entitlements)",
        "S. Siguza, Psychic Paper, 2020: two readers of one list",
    ],
    "benign": "a tool that edits one of the lists and forgets the other",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit where the list in DER is not the list in XML."""
    del view
    stated = layer.first(CodeSignature)
    flagged = any("entitlements-contradict" in each.flags for each in layer.all(Signature))
    if stated is None or not flagged:
        return
    places = tuple(
        Evidence(blob.slot, None, blob.offset, blob.length)
        for blob in stated.blobs
        if blob.slot in {"entitlements", "entitlements in DER"}
    )
    yield Hit("the entitlements in DER are not those in XML", places)
