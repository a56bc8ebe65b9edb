"""The program for one processor can do what the same program for another cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onionskin.model import Layer
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.native_code import NativeCode
from onionskin.peel.gained import by_id, evidence
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Slices of a fat Mach-O begin to differ in what they can do",
    "alias": "D4",
    "family": "slices-differ",
    "lane": "change",
    "level": "review",
    "technique": "T1129",
    "misses": "code put into every slice alike; a program of one slice; a difference that was there before",
    "references": [
        "incident facts, section 2: libffmpeg.dylib was changed in its x86_64 slice alone",
        "peers.md, section 1, signal D4",
    ],
    "benign": "a library that has a part in one processor's own code, or was built apart for one",
}

# What is telling of one slice alone; how a slice reads files or waits differs between honest ones.
TELLING = frozenset(
    {"net", "http", "exec", "memory-protection", "injection", "credential-store", "dynamic-resolve"}
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per slice that has abilities which another slice lacks, and which did not stand apart before."""
    del old, new
    every = (*pairs.same, *pairs.changed)
    before = {now.artifact.id: was for was, now in every}
    slices: dict[str | None, list[Layer]] = defaultdict(list)
    for layer in (*(now for _, now in every), *pairs.added):
        if layer.format == "macho" and layer.first(NativeCode) is not None:
            slices[layer.artifact.parent].append(layer)
    for several in slices.values():
        was = [before[each.artifact.id] for each in several if each.artifact.id in before]
        apart = _apart(was)
        for layer in several:
            lacking = {
                key: found for key, found in _own(layer, several).items() if key not in apart
            }
            if lacking and len(several) > 1:
                yield _hit(layer, several, lacking)


def _telling(layer: Layer) -> dict[str, list[Ability]]:
    """Return the telling abilities by what says them: the set, or for words the class."""
    return {
        key: found
        for key, found in by_id(layer).items()
        if key in TELLING or key.startswith("words:") or any(one.hidden for one in found)
    }


def _own(layer: Layer, several: Iterable[Layer]) -> dict[str, list[Ability]]:
    """Return what one slice can do and no other."""
    others = {key for each in several if each is not layer for key in by_id(each)}
    return {key: found for key, found in _telling(layer).items() if key not in others}


def _apart(several: list[Layer]) -> set[str]:
    """Return what the slices differed in before."""
    return {key for layer in several for key in _own(layer, several)} if len(several) > 1 else set()


def _hit(layer: Layer, several: list[Layer], lacking: dict[str, list[Ability]]) -> Hit:
    others = ", ".join(sorted(base_name(each) for each in several if each is not layer))
    found = [one for some in lacking.values() for one in some]
    return Hit(
        f"the slice {base_name(layer)} has {', '.join(sorted(lacking))}, which {others} "
        f"{'lacks' if len(several) == 2 else 'lack'}",
        evidence(layer, found),
        subject=layer.artifact.id,
    )
