"""A script does not refuse any more what it refused: a guard is gone, turned round or idle, and what it stood before is still there."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.script_pieces import ScriptPieces, kept
from onionskin.peel.guards_lost import ALWAYS, SMALL, Lost, conditions, lost
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A script refuses less than before",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "a guard in whose place lines came that do something else; a condition that was narrowed by words that are neither about trust nor what the environment says; one in a minor or major release, or in a script of which more than a fifth is written anew, whose words say nothing of signatures, rights, secrets or trust; "
    "scripts of more than 20,000 lines; minified code whose names changed; compiled code",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses; T1556, Modify Authentication Process",
        "CWE-693, Protection Mechanism Failure; CWE-20, Improper Input Validation; CWE-697, Incorrect Comparison",
    ],
    "benign": "what was refused works now, as a new feature; a check that was made twice",
}

SHOWN = 8
# The share of a script's lines that are still there.
STAYED = 0.8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script that lost a guard: in a small step any, else one whose words are about trust."""
    small, how = is_small(old, new), step(old, new)
    changed = [(was, now) for was, now in pairs.changed if not is_aside(now)]
    before = conditions(was for was, _ in changed)
    after = conditions((*(now for _, now in changed), *pairs.added))
    moved = frozenset(each for each, count in after.items() if count >= before[each])
    for was, now in changed:
        found = list(dict.fromkeys(lost(was, now, moved)))
        if found:
            least = SMALL if small and _is_amended(was, now) else ALWAYS
            asks = any(each.asks >= least for each in found)
            level = None if asks else Level.NOTHING_FOUND
            what = "; it ".join(sorted({each.what for each in found}))
            summary = f"{base_name(now)} {what}; the version step is {how}"
            yield Hit(summary, _evidence(now, found), subject=now.artifact.id, level=level)


def _is_amended(before: Layer, after: Layer) -> bool:
    """Say whether most of a script stayed: who writes it anew writes its guards anew."""
    was, now = before.first(ScriptPieces), after.first(ScriptPieces)
    return was is not None and now is not None and kept(was, now) >= STAYED


def _evidence(layer: Layer, found: list[Lost]) -> tuple[Evidence, ...]:
    pieces = layer.first(ScriptPieces)
    own = layer.artifact
    return tuple(
        Evidence(each.what, own.id, *pieces.span(each.first, each.last, own.size))
        for each in found[:SHOWN]
        if pieces is not None and each.last < len(pieces.places)
    ) or (Evidence(found[0].what, own.id, 0, own.size),)
