"""How far a release steps from the one before, by their version numbers."""

from __future__ import annotations

from onionskin.model import ReleaseName
from onionskin.plugins.contracts import Tree
from onionskin.terms import versions

STEPS = ("unknown", "same", "patch", "minor", "major")


def step(old: Tree, new: Tree) -> str:
    """Return `same`, `patch`, `minor`, `major`, or `unknown` where a version is not stated."""
    before, after = stated(old), stated(new)
    if before is None or after is None:
        return "unknown"
    first, second = versions.key(before.version), versions.key(after.version)
    if first is None or second is None:
        return "unknown"
    for place, (left, right) in enumerate(zip(first[1:], second[1:], strict=False)):
        if left != right:
            return ("major", "minor")[place] if place < 2 else "patch"
    return "same" if first == second else "patch"


def is_small(old: Tree, new: Tree) -> bool:
    """Say whether the step promises no new parts: the same version, a patch, or not stated."""
    return step(old, new) in {"unknown", "same", "patch"}


def stated(tree: Tree) -> ReleaseName | None:
    """Return what the outermost layer that names a product and a version says."""
    for layer in sorted(tree.layers, key=lambda each: len(each.artifact.path)):
        named = layer.first(ReleaseName)
        if named is not None and named.version:
            return named
    return None
