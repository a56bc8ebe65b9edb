"""Bytes inside an installer package that no stream holds and that its writer did not leave there."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level, Signature, Span
from onionskin.parse.archives.cfb_map import LEFTOVERS, Unowned
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes hidden inside an installer package",
    "alias": "H5",
    "family": "edited-after-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1027.009",
    "formats": ["msi"],
    "misses": "up to 16 KiB in free sectors and 64 KiB behind the ends of streams, which is what writers leave; bytes in "
    "a stream of their own, which the signature covers",
    "references": [
        "Microsoft, [MS-CFB]: every sector in use belongs to a chain that the directory or the header begins",
        "measured on packages that Windows wrote: no orphaned chain, stream or surplus",
    ],
    "benign": "a package that was edited in place and never compacted keeps what was deleted in its free sectors",
}

# Place -> what it is; the first three no writer leaves.
BROKEN = {
    "orphan-chain": "in sectors that are marked as used and belong to no stream",
    "orphan-stream": "in streams that the directory does not lead to",
    "chain-surplus": "in chains longer than their streams",
}
LEFT = {
    "free-sector": "in free sectors, more than a writer leaves",
    "stream-slack": "behind the ends of streams, more than a writer leaves",
    "unused-entry": "in unused directory entries, more than a writer leaves",
}
TABLE = "in words of the allocation tables that stand for no sector"
SOME = 16
SHOWN = 20


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit per kind of hiding place."""
    found: dict[str, list[Unowned]] = {}
    for each in layer.all(Unowned):
        found.setdefault(each.place, []).append(each)
    # A damaged file loses the ends of its chains; under a valid signature that cannot be.
    intact = not layer.problems or any(each.status == "valid" for each in layer.all(Signature))
    for place, words in BROKEN.items():
        if place in found:
            yield _hit(view, found[place], words, Level.SUSPICIOUS if intact else Level.REVIEW)
    for place, words in LEFT.items():
        if sum(each.length for each in found.get(place, ())) > LEFTOVERS[place]:
            yield _hit(view, found[place], words, Level.REVIEW)
    if sum(each.length for each in found.get("table-slack", ())) >= SOME:
        yield _hit(view, found["table-slack"], TABLE, Level.REVIEW)


def _hit(view: View, places: list[Unowned], words: str, level: Level) -> Hit:
    total = sum(each.length for each in places)
    shown = sorted(places, key=lambda each: (-each.length, each.offset))[:SHOWN]
    return Hit(
        f"{total:,} bytes from {min(each.offset for each in places):#x} stand {words}",
        tuple(_evidence(view, each) for each in sorted(shown, key=lambda each: each.offset)),
        level,
    )


def _evidence(view: View, each: Unowned) -> Evidence:
    gap = view.gap(Span(each.offset, each.length))
    owner = f" of {each.owner}" if each.owner else ""
    note = f"{each.place}{owner}: entropy {gap.entropy:.2f} bits a byte, begins {gap.head}"
    return Evidence(note, None, each.offset, each.length)
