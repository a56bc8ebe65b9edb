"""A package takes any version of another one, of which it took some before, or, in a small step, an older one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.peel.package_changes import RUNTIME, is_own
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree
from onionskin.terms import versions

META = {
    "title": "A dependency that was bounded may be of any version, or of an older one, now",
    "alias": "D7",
    "family": "new-dependency",
    "lane": "change",
    "level": "review",
    "technique": "T1195.001",
    "misses": "a bound that was moved up, to a version that is bad; an older version in a minor or major release; Go modules and crates of older versions, which a lock file decides about; what only developers need, and extras of Python",
    "references": [
        "npm documentation, package.json, dependencies; node-semver, ranges; PEP 440, version specifiers; RubyGems guides, declaring dependencies",
        "Public analyses of event-stream (2018) and axios (2026): what a package needs, and in which version, was what changed",
    ],
    "benign": "a package of the same house, whose versions go together; a step that is taken back",
}

ECOSYSTEMS = frozenset({"npm", "cargo", "pypi", "gem"})
_ANY = re.compile(r"\s*\(?\s*(?:|[*xX]|latest|next|>=?\s*v?0(?:\.0){0,2}(?:-0)?)\s*\)?\s*")
_BOUND = re.compile(r"[\^~=<>v(\s]*\d")
_LOWER = re.compile(r"(?:^|[\s,(|])(?:>=|===?|~=|~>|\^|~|>|=|v)?\s{0,3}v?(\d{1,9}(?:\.\d{1,9}){0,4})(?![\w.*]|\s+-)")  # fmt: skip
# Requirements by format of the manifest and key: a package may stand there more than once, each time for other machines.
_Known = dict[tuple[str, tuple[str, str]], list[str]]


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per manifest with dependencies of which any version will do, where some version was asked for, or an older one will."""
    del pairs
    known = _requirements(old)
    small, how = is_small(old, new), step(old, new)
    for layer in new.layers:
        if not is_own(layer):
            continue
        asked = [each for each in layer.all(Dependency) if _counts(each)]
        opened = [each for each in asked if _ANY.fullmatch(each.requirement) and _is_bounded(known[layer.format, each.key])]  # fmt: skip
        older = [each for each in asked if small and each not in opened and _is_older(known[layer.format, each.key], each.requirement)]  # fmt: skip
        for found, what in ((opened, "any version"), (older, "an older version")):
            if found:
                said = ", ".join(each.declared for each in found[:3])
                yield Hit(f"{layer.name} now takes {what} of {said}; the version step is {how}", _evidence(layer, found), subject=layer.artifact.id)  # fmt: skip


def _evidence(layer: Layer, found: list[Dependency]) -> tuple[Evidence, ...]:
    own = layer.artifact
    return tuple(Evidence(f"declares {each.declared}", own.id, 0, own.size) for each in found[:8])


def _requirements(old: Tree) -> _Known:
    found: _Known = defaultdict(list)
    for layer in old.layers:
        if is_own(layer):
            for each in layer.all(Dependency):
                if _counts(each):
                    found[layer.format, each.key].append(each.requirement)
    return found


def _counts(each: Dependency) -> bool:
    """Say whether a dependency is asked for wherever the package is used."""
    is_extra = each.ecosystem == "pypi" and each.kind != "runtime"
    return each.ecosystem in ECOSYSTEMS and each.kind in RUNTIME and not is_extra


def _is_bounded(requirements: list[str]) -> bool:
    return bool(requirements) and all(_BOUND.match(one) and not _ANY.fullmatch(one) for one in requirements)  # fmt: skip


def _is_older(requirements: list[str], now: str) -> bool:
    """Say whether the oldest version that will do is older than each that would before."""
    before = [one for each in requirements if (one := _oldest(each))]
    after = _oldest(now)
    if not after or not before or len(before) < len(requirements):
        return False
    return all(versions.compare(after, one) == -1 for one in before)


def _oldest(requirement: str) -> str:
    """Return the oldest version that a requirement takes, as written; "" where it names none, or several ranges."""
    found = _LOWER.findall(requirement)
    return found[0] if len(found) == 1 else ""
