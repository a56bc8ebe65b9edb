"""Of a program for several processors one slice was changed, and another is all that it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.peel.rebuilt import parts_of, where
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "One slice of a universal program changed, and another did not",
    "alias": "D5",
    "family": "edited-program",
    "lane": "change",
    "level": "review",
    "technique": "T1554",
    "misses": "an edit in every slice; a slice of which more than 64 MiB would have to be compared; a slice that came or went; in a minor or major release one beside a slice that was linked anew asks for no review alone",
    "references": [
        "Apple, mach-o/fat.h",
        "Public analyses of 3CX (2023): the library for macOS was changed in its x86-64 slice alone",
    ],
    "benign": "a fix in the code of one processor alone; slices that were built apart, one of them by another compiler than before",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per slice with other sections, beside one that has every section as it was."""
    small, how = is_small(old, new), step(old, new)
    kept: dict[str | None, list[Layer]] = defaultdict(list)
    same = {after.artifact.id for _, after in pairs.same}
    edited: dict[str | None, list[tuple[Layer, Layer]]] = defaultdict(list)
    for _, after in pairs.same:
        if _is_slice(new, after):
            kept[after.artifact.parent].append(after)
    for before, after in pairs.changed:
        parts = parts_of(before, after) if _is_slice(new, after) else None
        if parts is None or not (parts.before.is_whole and parts.after.is_whole):
            continue
        if parts.changed or parts.added or parts.removed:
            edited[after.artifact.parent].append((before, after))
        else:
            kept[after.artifact.parent].append(after)
    for holder, several in edited.items():
        for before, after in several if kept[holder] else ():
            asks = small or any(each.artifact.id in same for each in kept[holder])
            yield _hit(before, after, kept[holder], how, None if asks else Level.NOTHING_FOUND)


def _is_slice(new: Tree, layer: Layer) -> bool:
    holder = new.layer(layer.artifact.parent or "")
    return layer.format == "macho" and holder is not None and holder.format == "macho-fat"


def _hit(before: Layer, after: Layer, kept: list[Layer], how: str, level: Level | None) -> Hit:
    own = after.artifact
    parts = parts_of(before, after)
    spans = [(two.name, span) for one, two in parts.changed for span in where(one, two)] if parts else []  # fmt: skip
    evidence = [Evidence(f"other bytes in {name}", own.id, span.offset, span.length) for name, span in spans]  # fmt: skip
    others = ", ".join(sorted(base_name(each) for each in kept))
    return Hit(
        f"the slice {base_name(after)} has other code or data, and {others} has every section as it was; the version step is {how}",
        tuple(evidence[:SHOWN]) or (Evidence("other sections", own.id, 0, own.size),),
        level,
        own.id,
    )
