"""A package takes any version of another one, of which it took some before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.dependencies import Dependency
from onionskin.peel.package_changes import RUNTIME, is_own
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A dependency that was bounded may be of any version now",
    "alias": "D7",
    "family": "new-dependency",
    "lane": "change",
    "level": "review",
    "technique": "T1195.001",
    "misses": "a bound that was only moved, to a version that is bad; packages of Python, gems and Go modules, which often leave theirs open; what only developers need",
    "references": [
        "npm documentation, package.json, dependencies; node-semver, ranges",
        "Public analyses of event-stream (2018) and axios (2026): what a package needs, and in which version, was what changed",
    ],
    "benign": "a package of the same house, whose versions go together",
}

ECOSYSTEMS = frozenset({"npm", "cargo"})
_ANY = re.compile(r"\s*(?:|[*xX]|latest|next|>=?\s*v?0(?:\.0){0,2}(?:-0)?)\s*")
_BOUND = re.compile(r"[\^~=<>v\s]*\d")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per manifest with dependencies of which any version will do, where some version was asked for."""
    del pairs
    bounded = {
        each.key
        for layer in old.layers
        if is_own(layer)
        for each in layer.all(Dependency)
        if _BOUND.match(each.requirement) and not _ANY.fullmatch(each.requirement)
    }
    for layer in new.layers:
        if not is_own(layer):
            continue
        opened = [each for each in layer.all(Dependency) if _is_open(each) and each.key in bounded]
        if opened:
            own = layer.artifact
            said = ", ".join(each.declared for each in opened[:3])
            evidence = tuple(Evidence(f"declares {each.declared}", own.id, 0, own.size) for each in opened[:8])  # fmt: skip
            yield Hit(f"{layer.name} now takes any version of {said}; the version step is {step(old, new)}", evidence, subject=own.id)  # fmt: skip


def _is_open(each: Dependency) -> bool:
    return each.ecosystem in ECOSYSTEMS and each.kind in RUNTIME and bool(_ANY.fullmatch(each.requirement))  # fmt: skip
