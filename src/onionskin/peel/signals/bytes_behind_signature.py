"""Bytes that stand where an Authenticode signature does not look: behind its PKCS#7."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.programs.pe import PeLayout
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.peel.pe_ledger import foreign_spans
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes behind the signature",
    "alias": "H1",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "formats": ["pe"],
    "misses": "bytes inside the PKCS#7 that no signature covers, which other signals look for; up to "
    "8 KiB of text in the keys of an installer tag",
    "references": [
        "CVE-2013-3900, Microsoft security bulletin MS13-098",
        "Google, Omaha: base/apply_tag.h; Chromium: chrome/updater/tag.h (the grammar of tags)",
        "peers.md, section 1, signal H1: 0 of 401 genuine signed files",
    ],
    "benign": "an installer that its download server personalised (Dropbox and meeting clients did so); a tag that "
    "follows the published grammar of Omaha or Chrome is recognised and is no finding",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per stretch of foreign bytes behind a PKCS#7, the last entry or the table."""
    layout = layer.first(PeLayout)
    if layout is None:
        return
    for span, place in foreign_spans(view, layout, layer.all(Authenticode)):
        yield Hit(
            f"{span.length:,} bytes at {span.offset:#x} stand {place}, where the signature does not look",
            (_evidence(view, span, place),),
        )


def _evidence(view: View, span: Span, place: str) -> Evidence:
    gap = view.gap(span)
    note = f"{place}: entropy {gap.entropy:.2f} bits a byte, begins {gap.head}"
    return Evidence(note, None, span.offset, span.length)
