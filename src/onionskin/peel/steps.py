"""How far a release steps from the one before, by their version numbers."""

from __future__ import annotations

import re
from collections import Counter

from onionskin.model import Layer, ReleaseName
from onionskin.plugins.contracts import Tree
from onionskin.terms import versions

STEPS = ("major", "minor")
ARCHIVES = frozenset({"tar", "zip"})
# Packages of a system: behind `+` may stand a date, or the version of a kernel, as in `2.60-1+2024a`.
SYSTEMS = frozenset({"deb", "rpm"})
_NUMBER = re.compile(r"\d+", re.ASCII)
_FOLDER = re.compile(
    r"([A-Za-z][A-Za-z0-9_.+-]{0,99}?)[-_]v?(\d{1,9}(?:\.[0-9A-Za-z_+~-]{1,40}){1,6})"
)


def step(old: Tree, new: Tree) -> str:
    """Return `same`, `patch`, `minor`, `major`, or `unknown` where a version is not stated."""
    before, after = stated(old), stated(new)
    if before is None or after is None:
        return "unknown"
    order = versions.compare(before.version, after.version)
    if order is None:
        return "unknown"
    if not order and not same_version(new, before, after):
        return "patch"
    for name, left, right in zip(STEPS[:2], _numbers(before), _numbers(after), strict=True):
        if left != right:
            return name
    return "patch" if order else "same"


def same_version(tree: Tree, before: ReleaseName, after: ReleaseName) -> bool:
    """Say whether two releases state one version; of a system's packages each that is spelt otherwise is another (Debian Policy 5.6.12)."""
    if tree.root.format in SYSTEMS:
        return before.version == after.version
    return versions.same(before.version, after.version)


def _numbers(named: ReleaseName) -> tuple[int, int]:
    """Return the first two numbers of a version. One that is not written is 0: 2 is 2.0.0."""
    parts = _NUMBER.findall(named.version.partition("+")[0][:128].rpartition(":")[2])
    first, second = [*map(int, parts[:2]), 0, 0][:2]
    return first, second


def is_small(old: Tree, new: Tree) -> bool:
    """Say whether the step promises no new parts: the same version, a patch, or not stated."""
    return step(old, new) in {"unknown", "same", "patch"}


def stated(tree: Tree) -> ReleaseName | None:
    """Return what the outermost layers that name a product and a version say.

    Of several at one depth the release that most of them state; then a program's word
    before a library's; then the first by path. A source archive that nothing in it names is
    what its one folder is called: NAME-VERSION.
    """
    named = [
        (len(layer.artifact.path), layer, name)
        for layer in tree.layers
        if (name := layer.first(ReleaseName)) is not None and name.version
    ]
    least = min((depth for depth, _, _ in named), default=0)
    outer = [(layer, name) for depth, layer, name in named if depth == least]
    votes = Counter((name.product, name.version) for _, name in outer)
    outer.sort(key=lambda each: (-votes[each[1].product, each[1].version], _is_library(each[0])))
    return outer[0][1] if outer else _by_folder(tree)


def _by_folder(tree: Tree) -> ReleaseName | None:
    """Return what the one folder is called that a whole archive lies in, a compressed one, too."""
    holder = tree.root
    inner = tree.children(holder)
    if holder.format not in ARCHIVES and len(inner) == 1 and inner[0].format in ARCHIVES:
        inner = tree.children(inner[0])
    elif holder.format not in ARCHIVES:
        return None
    tops = {each.name.replace("\\", "/").removeprefix("./").partition("/")[0] for each in inner}
    found = _FOLDER.fullmatch(tops.pop()) if len(tops) == 1 else None
    return ReleaseName(found[1], found[2]) if found else None


def _is_library(layer: Layer) -> bool:
    return not layer.name.lower().endswith((".exe", ".msi"))
