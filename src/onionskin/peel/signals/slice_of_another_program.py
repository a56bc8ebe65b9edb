"""A program for several processors holds, for one of them, a program that offers nothing of what the others offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Outcome
from onionskin.parse.code.native_code import NativeCode
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A slice of a fat Mach-O that is another program",
    "alias": "D5",
    "family": "slices-differ",
    "lane": "change",
    "level": "review",
    "technique": "T1036",
    "misses": "slices that offer the same names and do something else; programs that offer no names; slices that were so before",
    "references": ["Apple, mach-o/fat.h: dyld takes the slice of the processor that it runs on"],
    "benign": "a stand-in for a processor that the program does not run on",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new or changed slice that shares no offered name with any slice beside it."""
    del old, new
    slices: dict[str | None, list[tuple[Layer | None, Layer]]] = defaultdict(list)
    for before, after in (*pairs.same, *pairs.changed, *((None, each) for each in pairs.added)):
        # Of a slice cut short the names were not seen.
        is_whole = after.outcome is Outcome.SCANNED
        if after.format == "macho" and is_whole and after.first(NativeCode) is not None:
            slices[after.artifact.parent].append((before, after))
    for parent, several in slices.items():
        if parent is not None and len(several) > 1:
            yield from _alone(several)


def _alone(several: list[tuple[Layer | None, Layer]]) -> Iterator[Hit]:
    known = {names for before, _ in several if before is not None and (names := _offered(before))}
    for _, layer in several:
        own = _offered(layer)
        others = [names for _, each in several if each is not layer and (names := _offered(each))]
        # Of two slices that share nothing, the one that was there before is not the stranger.
        is_known = any(own & names for names in known)
        if others and not is_known and not any(own & names for names in others):
            says = f"{len(own)} names, none of them as" if own else "no name, and not as"
            yield Hit(
                f"the slice {base_name(layer)} offers {says} the slices beside it do",
                (Evidence("shares no name with the other slices", layer.artifact.id, 0, layer.artifact.size),),
                subject=layer.artifact.id,
            )  # fmt: skip


def _offered(layer: Layer) -> frozenset[str]:
    code = layer.first(NativeCode)
    return frozenset(code.exports) if code is not None else frozenset()
