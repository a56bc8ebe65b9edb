"""A package that needs another one which the release before did not need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.metadata.dependencies import Dependency
from onionskin.parse.metadata.npm_manifest import NpmManifest
from onionskin.peel.package_changes import fresh_dependencies, fresh_hooks, is_own, wanted
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "A new dependency, in a small step or used by nothing",
    "alias": "D7",
    "family": "new-dependency",
    "lane": "change",
    "level": "review",
    "technique": "T1195.001",
    "misses": "a new dependency of a minor or major release whose name stands somewhere in the code; one of the "
    "publisher's own scope, or of one that was needed before; a dependency that was there and turned bad; what an extra or a feature asks for",
    "references": [
        "peers.md, section 1, signal D7",
        "npm blog, Details about the event-stream incident, November 2018",
    ],
    "benign": "a part that was moved into a package of its own; a fix that needs a library",
}

CODE = (".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", ".jsx", ".tsx", ".vue", ".svelte", ".node")
SEARCHED = 3000
BATCH = 64
# Letters of a name below which others are near by chance.
LONG = 5
_DIGITS = re.compile(r"[0-9]+")


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new dependency that a small step brings, or that no code names."""
    del pairs
    small, how = is_small(old, new), step(old, new)
    trusted = _scopes(old)
    gone = _names(old) - _names(new)
    for layer, found in fresh_dependencies(old, new):
        hooked = small and any(hook.when == "install" for _, hooks in fresh_hooks(old, new) for hook in hooks)  # fmt: skip
        for each in found:
            scope = each.name.partition("/")[0]
            # Under a name that it had, another package may be asked for, whosever it is.
            is_alias = each.requirement.strip().startswith("npm:")
            known = scope in trusted and not each.from_elsewhere and not is_alias
            if known or _is_publishers(layer, each, small=small):
                continue
            unused = _is_unused(new, each)
            why = [f"the version step is {how}"] if small else []
            why += ["no code of the package names it"] if unused else []
            why += ["it comes from an address of its own"] if each.from_elsewhere else []
            near = _nearly(each, gone)
            why += [f"it took the place of {near}, whose name is nearly the same"] if near else []
            why += ["and something new runs at installation"] if unused and hooked else []
            if why:
                level = Level.SUSPICIOUS if unused and hooked else None
                yield _hit(layer, each, "; ".join(why), level)


def _hit(layer: Layer, dependency: Dependency, why: str, level: Level | None) -> Hit:
    own = layer.artifact
    said = dependency.declared
    return Hit(
        f"{layer.name} now needs {said}: {why}",
        (Evidence(f"declares {said}", own.id, 0, own.size),),
        level,
        subject=own.id,
    )


def _names(tree: Tree) -> set[tuple[str, str]]:
    """Return what the manifests of a release need, as (ecosystem, name)."""
    return {
        wanted(each) for layer in tree.layers if is_own(layer) for each in layer.all(Dependency)
    }


def _nearly(dependency: Dependency, gone: AbstractSet[tuple[str, str]]) -> str:
    """Return the name that is needed no more and differs from this one by a letter, or by two that changed places; "" without one."""
    ecosystem, name = wanted(dependency)
    return next((each for one, each in sorted(gone) if one == ecosystem and len(name) >= LONG and _is_one_slip(each, name)), "")  # fmt: skip


def _is_one_slip(one: str, other: str) -> bool:
    """Say whether a letter was put in, left out or changed, or two beside each other changed places (Damerau, 1964).

    Numbers of versions in names change by a digit, and that is no slip.
    """
    if (
        one == other
        or abs(len(one) - len(other)) > 1
        or _DIGITS.sub("", one) == _DIGITS.sub("", other)
    ):
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))  # fmt: skip
    left, right = one[start:], other[start:]
    return left[1:] == right[1:] or left == right[1:] or left[1:] == right or (left[:2] == right[1::-1] and left[2:] == right[2:])  # fmt: skip


def _scopes(old: Tree) -> frozenset[str]:
    """Return the npm scopes that the old release needed packages of: one publisher owns a scope."""
    names = (each.name for layer in old.layers if is_own(layer) for each in layer.all(Dependency))
    return frozenset(name.partition("/")[0] for name in names if name.startswith("@"))


def _is_publishers(layer: Layer, dependency: Dependency, *, small: bool) -> bool:
    """Say whether an npm package is the publisher's own by its scope, or only brings types.

    A scope called like the package (typescript, @typescript/...) may be anybody's: it is believed
    in a larger step, and with this very version.
    """
    manifest = layer.first(NpmManifest)
    if manifest is None:
        return False
    scope = manifest.name.partition("/")[0]
    own = scope.startswith("@") and dependency.name.startswith(f"{scope}/")
    part = dependency.name.startswith(f"@{manifest.name}/") and not small
    is_part = part and dependency.requirement == manifest.version
    return own or is_part or dependency.name == manifest.name or dependency.name.startswith("@types/")  # fmt: skip


def _is_unused(new: Tree, dependency: Dependency) -> bool:
    """Say whether no code names an npm package. Other ecosystems import by other names than they install."""
    code = [each for each in new.layers if each.name.lower().endswith(CODE)]
    if dependency.ecosystem != "npm" or not code or len(code) > SEARCHED:
        return False
    needle = dependency.name.encode()
    return not any(
        new.search(needle, code[start : start + BATCH]) for start in range(0, len(code), BATCH)
    )
