"""A small step of the version brings a script that can do what a dropper or a stealer does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.script_code import ScriptCode
from onionskin.peel.gained import begun, evidence, weighty
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new script that reaches out",
    "alias": "D5",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "a new script in a minor or major release, or in a release that was renamed; a test that does a single such "
    "thing; one that asks for the network and names no place in it",
    "references": [
        "peers.md, section 1, signals D4 and D5",
        "Public analyses of the npm worms of 2025",
    ],
    "benign": "a new command of a tool that downloads and starts programs",
}

LEAST = 2  # groups in a test; elsewhere one is enough


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new script with a group of abilities that counts alone, or with two."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for layer in pairs.added:
        groups = begun(None, layer) if layer.first(ScriptCode) is not None else {}
        alone = not is_aside(layer) and bool(weighty(groups, None, layer))
        if len(groups) >= LEAST or alone:
            yield Hit(
                f"{base_name(layer)} is a new script, in a release whose version step is {how}, that can "
                f"{' and '.join(groups)}",
                evidence(layer, [one for some in groups.values() for one in some]),
                subject=layer.artifact.id,
            )
