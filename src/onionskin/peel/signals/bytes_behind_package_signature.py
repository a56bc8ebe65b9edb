"""Bytes behind the PKCS#7 in an installer package's signature stream, or of a signed cabinet."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.archives.cfb_map import Unowned
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes behind the signature of an installer package or cabinet",
    "alias": "H1",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["msi", "cab"],
    "misses": "bytes inside the PKCS#7 that no signature covers, which other signals look for",
    "references": [
        "CVE-2013-3900 is the same fault in programs; a signature's own stream or tail is never digested",
    ],
    "benign": "none known: signing writes the PKCS#7 last, and the stream or the file ends with it",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for what stands behind the PKCS#7, if it is not all zero."""
    places = [each for each in layer.all(Unowned) if each.place == "behind-signature"]
    if places:
        total = sum(each.length for each in places)
        yield Hit(
            f"{total:,} bytes at {places[0].offset:#x} stand behind the PKCS#7, where the signature does not look",
            tuple(_evidence(view, each) for each in places[:20]),
        )


def _evidence(view: View, each: Unowned) -> Evidence:
    gap = view.gap(Span(each.offset, each.length))
    note = f"behind the PKCS#7: entropy {gap.entropy:.2f} bits a byte, begins {gap.head}"
    return Evidence(note, None, each.offset, each.length)
