"""Lines come into a script that together can reach out and run something, whatever the script could before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from onionskin.model import Evidence, Layer
from onionskin.parse.script_code import ScriptCode
from onionskin.parse.script_pieces import ScriptPieces
from onionskin.peel.gained import GROUPS, NETWORK, PLACES
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Lines put into a script that fetch and run",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "lines in a minor or major release, in a test, or in a script of which more than a tenth changed; lines that share the "
    "work with those that were there, or stand more than forty lines apart; calls beyond the first 64 of a kind",
    "references": [
        "peers.md, section 1, signal D4",
        "Public analyses of ua-parser-js (2021) and of the npm worms of 2025: a few lines among thousands",
    ],
    "benign": "a fix of an updater, a downloader or an installer",
}

# Of the old pieces, those that must still be there: else the script was written anew.
KEPT = 0.9
NEAR = 40  # pieces
CROWD = 200  # places of abilities among these
SHOWN = 8
_GROUP = {one: what for what, ids in GROUPS.items() for one in (*ids, *(PLACES if what == NETWORK else ()))}  # fmt: skip
# One of them must be among what comes: a new address beside an old one is no act.
ACTS = frozenset(GROUPS) - {NETWORK, "name secrets"}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script into which pieces came, near each other, with two groups of abilities."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for before, after in pairs.changed:
        was, now = before.first(ScriptPieces), after.first(ScriptPieces)
        if was is None or now is None or after.first(ScriptCode) is None or is_aside(after):
            continue
        groups = _together(_fresh(was, now), now)
        if len(groups) > 1 and not ACTS.isdisjoint(groups):
            pieces = sorted({each for some in groups.values() for each in some})
            yield Hit(
                f"lines came into {base_name(after)} that can {' and '.join(sorted(groups))}; the version step is {how}",
                tuple(_place(after, now, each) for each in pieces[:SHOWN]),
                subject=after.artifact.id,
            )


def _fresh(was: ScriptPieces, now: ScriptPieces) -> set[int]:
    """Return the pieces that are new, where nearly all others are what they were."""
    left = Counter(was.pieces)
    fresh = set()
    for number, piece in enumerate(now.pieces):
        if left[piece]:
            left[piece] -= 1
        else:
            fresh.add(number)
    return fresh if left.total() <= (1 - KEPT) * len(was.pieces) else set()


def _together(fresh: set[int], now: ScriptPieces) -> dict[str, list[int]]:
    """Return the groups, and the new pieces that show them, that stand near each other: the most there are."""
    told = [(number, _GROUP[one]) for number, one in now.abilities if number in fresh and one in _GROUP]  # fmt: skip
    best: dict[str, list[int]] = {}
    for at, (start, _) in enumerate(told):
        near: dict[str, list[int]] = {}
        for number, what in islice(told, at, at + CROWD):
            if number > start + NEAR:
                break
            near.setdefault(what, []).append(number)
        if len(near) > len(best):
            best = near
    return best


def _place(layer: Layer, now: ScriptPieces, number: int) -> Evidence:
    start = now.places[number]
    end = now.places[number + 1] if number + 1 < len(now.places) else layer.artifact.size
    said = sorted({one for at, one in now.abilities if at == number and one in _GROUP})
    return Evidence(f"new: {', '.join(said)}", layer.artifact.id, start, end - start)
