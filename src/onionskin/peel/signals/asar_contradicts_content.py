"""An Electron archive whose members are not the ones that its header hashes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.archive import clip
from onionskin.parse.archives.listed_hashes import HashMismatch
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "An asar whose header contradicts its members",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "formats": ["asar"],
    "misses": "a header that was rewritten together with the member; archives without integrity entries",
    "references": ["Electron documentation, ASAR Integrity"],
    "benign": "an application patched after it was packed, by its maker's installer or by a user's theme",
}

WORDS = {
    "hash-differs": ("is not the file that {listing} hashes", Level.SUSPICIOUS),
    "block-differs": ("has blocks that are not those of {listing}", Level.SUSPICIOUS),
    "not-listed": ("has no hash in {listing}, while others have one", Level.REVIEW),
}
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per kind of contradiction; a member without a hash is only REVIEW."""
    found = layer.all(HashMismatch)
    for kind, (words, level) in WORDS.items():
        places = [each for each in found if each.kind == kind]
        if not places:
            continue
        says = words.format(listing=places[0].listing)
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        evidence = tuple(_evidence(layer, view, each) for each in places[:SHOWN])
        yield Hit(f"{places[0].member!r} {says}{more}", evidence, level)


def _evidence(layer: Layer, view: View, mismatch: HashMismatch) -> Evidence:
    """Point at the member's data; at the whole archive where it owns none."""
    stated = f": {mismatch.stated} stated, {mismatch.found} found" if mismatch.stated else ""
    note = f"{mismatch.member!r} {mismatch.kind}{stated}"
    wanted = f"data {clip(mismatch.member)}"
    for region in layer.regions:
        if region.name == wanted:
            return Evidence(note, None, region.offset, region.length)
    return Evidence(note, None, 0, view.size)
