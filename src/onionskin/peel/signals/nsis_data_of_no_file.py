"""Data in an NSIS installer that none of its instructions unpacks."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.installers.nsis import FIRST, NsisOrphan
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Data of no instruction in an NSIS installer",
    "alias": "L2",
    "family": "unowned-bytes",
    "lane": "content",
    "level": "review",
    "technique": "T1027.009",
    "formats": ["nsis"],
    "misses": "data that an instruction names and that never runs; an installer whose header cannot be read",
    "references": [
        "NSIS, Source/build.cpp: a data block is written for an instruction that unpacks it"
    ],
    "benign": "a plug-in of a changed NSIS that reads the installer's data by itself",
}

SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for all such data."""
    del view
    orphans = layer.all(NsisOrphan)
    if not orphans:
        return
    total = sum(each.length for each in orphans)
    more = f" in {len(orphans)} places" if len(orphans) > 1 else ""
    yield Hit(
        f"{total:,} bytes{more} in this installer's data are unpacked by no instruction",
        tuple(_evidence(layer, each) for each in orphans[:SHOWN]),
    )


def _evidence(layer: Layer, orphan: NsisOrphan) -> Evidence:
    """Point at the data; at the whole stream where it is compressed together with the files."""
    if orphan.decoded:
        note = f"{orphan.length} bytes at {orphan.offset:#x} of the decoded data: {orphan.member!r}"
        return Evidence(note, None, FIRST, layer.artifact.size - FIRST)
    note = f"a data block of {orphan.length} bytes: {orphan.member!r}"
    return Evidence(note, None, orphan.offset, orphan.length)
