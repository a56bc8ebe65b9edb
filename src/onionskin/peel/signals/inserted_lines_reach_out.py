"""Lines come into a script that together can reach out and run something, whatever the script could before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from onionskin.model import Evidence, Layer
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.acts import ACTS, RARE, TOUCHES
from onionskin.peel.inserted import Difference, difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Lines put into a script that act together",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1059",
    "misses": "lines in a test; in a small step, lines in a script of which more than a tenth changed, unless one of them is a rare act; lines that share the "
    "work with those that were there, or stand more than forty lines apart (twelve in a minor or major release); calls beyond the first 64 of a kind",
    "references": [
        "peers.md, section 1, signal D4",
        "Public analyses of ua-parser-js (2021) and of the npm worms of 2025: a few lines among thousands",
    ],
    "benign": "a fix of an updater, a downloader or an installer",
}

# Of the old pieces, those that must still be there: else the script was written anew.
KEPT = 0.9
NEAR, NEARER = 40, 12  # pieces, in a small step and in a larger one
CROWD = 200  # places of abilities among these
SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script into which pieces came, near each other, with two acts of different kinds."""
    small, how = is_small(old, new), step(old, new)
    for before, after in pairs.changed:
        found = difference(before, after) if after.first(ScriptCode) is not None else None
        if found is None or is_aside(after):
            continue
        near = _together(found.acts, NEAR if small else NEARER)
        is_new = found.went > (1 - KEPT) * len(found.was.places)
        if _counts(near, is_known=small and not is_new):
            pieces = sorted({each for some in near.values() for each in some})
            yield Hit(
                f"lines came into {base_name(after)} that can {' and '.join(sorted(near))}; the version step is {how}",
                tuple(_place(after, found, each) for each in pieces[:SHOWN]),
                subject=after.artifact.id,
            )


def _counts(near: dict[str, list[int]], *, is_known: bool) -> bool:
    """Say whether acts together are worth a look; in a larger step, or a script written anew, one of them must be rare."""
    if len(near) < 2 or near.keys() <= TOUCHES:
        return False
    return is_known or not near.keys().isdisjoint(RARE.values())


def _together(told: list[tuple[int, str]], near: int) -> dict[str, list[int]]:
    """Return the acts, and the new pieces that show them, that stand near each other: the most there are."""
    known = [(number, ACTS[one]) for number, one in told if one in ACTS]
    best: dict[str, list[int]] = {}
    for at, (start, _) in enumerate(known):
        found: dict[str, list[int]] = {}
        for number, what in islice(known, at, at + CROWD):
            if number > start + near:
                break
            found.setdefault(what, []).append(number)
        if len(found) > len(best):
            best = found
    return best


def _place(layer: Layer, found: Difference, number: int) -> Evidence:
    now: ScriptPieces = found.now
    place = now.span(number, number, layer.artifact.size)
    said = sorted({one for at, one in now.abilities if at == number and one in ACTS})
    return Evidence(f"new: {', '.join(said)}", layer.artifact.id, *place)
