"""An NSIS installer whose own checksum is not that of its bytes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.installers.nsis import SUMMED_FROM, first_header, wrong_checksum
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "The checksum of an NSIS installer is wrong",
    "alias": "H8",
    "family": "own-checksum",
    "lane": "invariant",
    "level": "review",
    "technique": "T1195.002",
    "formats": ["pe"],
    "misses": "a checksum that was computed anew (it is a CRC-32 without a key); installers without one; "
    "the first 512 bytes of the program, which it leaves out",
    "references": [
        "NSIS Users Manual, 4.8.1.8 CRCCheck",
        "NSIS, Source/exehead/fileform.c, loadHeaders",
    ],
    "benign": "a damaged download, or an icon or a version that a tool wrote into the finished installer",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit where the overlay of a program is NSIS's and its CRC-32 does not agree."""
    starts = {each.offset for each in layer.regions if each.name in {"overlay", "overlay (signed)"}}
    for start in sorted(starts):
        wrong = wrong_checksum(view, start)
        first = first_header(view.slice(start, view.size))
        if wrong is None or first is None:
            continue
        stated, found = wrong
        end = start + first.following - 4
        summed = Evidence(f"CRC-32 {found:08x}", None, SUMMED_FROM, end - SUMMED_FROM)
        yield Hit(
            f"this installer states the CRC-32 {stated:08x} of itself and has {found:08x}; it refuses to run",
            (Evidence(f"CRC-32 {stated:08x} stated", None, end, 4), summed),
        )
