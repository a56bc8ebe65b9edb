"""A small step of the version brings a script that can do what a dropper or a stealer does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer, Level
from onionskin.parse.code.abilities import Ability
from onionskin.parse.code.compiled_code import CompiledCode
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.metadata.npm_manifest import NpmManifest
from onionskin.peel.gained import (
    NETWORK,
    begun,
    by_id,
    does_nothing_new,
    evidence,
    is_variant,
    moved_out,
    weighty,
)
from onionskin.peel.named_before import is_named
from onionskin.peel.package_changes import is_aside, is_own
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new script that reaches out",
    "alias": "D5",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "a script that does what another one did and no longer does (a part that was moved, or one of the same name and nearly the same lines for another use, asks for no review alone); a new script in a release that was renamed, or (unless it does two such things, one of them rare, or three) in a minor or major release; a test that does a single such "
    "thing; one that asks for the network by a module, and names no place in it; one that only reads the environment, or that starts programs "
    "as others of the release before do",
    "references": [
        "peers.md, section 1, signals D4 and D5",
        "Public analyses of the npm worms of 2025",
    ],
    "benign": "a new command of a tool that downloads and starts programs",
}

# Of a new script these say enough alone.
RARE_WORDS = {
    "loads-code": "load code from a file that is no module", "made-names": "put names together from letters", "destroys": "remove what is not its own",
    "place-of-secrets": "name a place of secrets", "place-that-starts": "name a place from which something starts by itself",
    "watches": "watch keys, screens or sessions", "asks-elsewhere": "ask the name system or a chain of blocks for a text",
    "persistence": "make itself start again", "publish": "publish packages", "listens": "wait for connections", "checks-off": "switch off a check",
}  # fmt: skip
MUCH = 3  # groups, in a larger step
LEAST = 2  # groups in a test; elsewhere one is enough


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new script with a group of abilities that counts alone, or with two."""
    small, how, moved = is_small(old, new), step(old, new), moved_out(pairs)
    started, is_replaced = _started(old, new, pairs)
    for layer in pairs.added:
        if layer.first(ScriptCode) is None and layer.first(CompiledCode) is None:
            continue
        groups, known = begun(None, layer), by_id(layer)
        odd = {what: known[what] for what in RARE_WORDS.keys() & known.keys()}
        alone = not is_aside(layer) and bool(odd or weighty(groups, None, layer))
        alone = alone or (not is_aside(layer) and _is_first(old, groups.get("start programs", [])))
        groups |= {RARE_WORDS[what]: odd[what] for what in sorted(odd)}
        touches = is_aside(layer) and not odd and NETWORK not in groups
        if (len(groups) >= LEAST and not touches) or alone:
            # Larger steps bring new scripts that do this and that; hardly ever one that does three such things, or two of which one is rare.
            is_much = len(groups) >= (LEAST if odd else MUCH)
            asks = (
                small
                or (is_much and not is_aside(layer))
                or (layer.artifact.id in started and (is_replaced or len(groups) >= LEAST))
            )
            asks = asks and not does_nothing_new(layer, moved) and not is_variant(old, layer)
            level = None if asks else Level.NOTHING_FOUND
            yield Hit(
                f"{base_name(layer)} is a new script, in a release whose version step is {how}, that can "
                f"{' and '.join(groups)}",
                evidence(layer, [one for some in groups.values() for one in some]),
                level,
                layer.artifact.id,
            )


def _started(old: Tree, new: Tree, pairs: Pairs) -> tuple[frozenset[str], bool]:
    """Return the ids of new scripts that npm's manifest names, and whether it names one no more that is still there: who used that begins elsewhere."""
    before, after = _named(old), _named(new)
    there = {_below(each) for each in new.layers} if before - after else set()
    fresh = frozenset(each.artifact.id for each in pairs.added if _below(each) in after - before)
    return fresh, not there.isdisjoint(before - after)


def _named(tree: Tree) -> set[str]:
    manifests = [
        said for layer in tree.layers if is_own(layer) and (said := layer.first(NpmManifest))
    ]
    return {each.removeprefix("./") for said in manifests for each in said.entries}


def _below(layer: Layer) -> str:
    return layer.name.replace("\\", "/").partition("/")[2]


def _is_first(old: Tree, starts: list[Ability]) -> bool:
    """Say whether a script starts programs by words that no file of the release before holds."""
    words = {each.place.partition(" ")[2].removeprefix("node:").rstrip("( ") for each in starts}
    return bool(words) and not any(is_named(old, each) for each in sorted(words)[:4] if each)
