"""A statement came into a script that acts, and uses nothing of the script."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Level
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.peel.inserted import Difference, difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A statement that uses nothing of the script it came into",
    "alias": "D4",
    "family": "stands-alone",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "a statement that is handed something of the script's own, or whose names stand elsewhere in it too; one in a language other than JavaScript and Python; "
    "one in a function that came with it, or that keeps a value under a name, asks for no review alone; one that only computes, warns or ends the program; in a script that has five such statements anyway it asks for none alone; a script of which more than half is new, or of whose lines more than half went; tests; scripts of more than twenty thousand pieces",
    "references": [
        "Weiser, Program Slicing, ICSE 1981",
        "Public analyses of ua-parser-js (2021), ctx (2022), ultralytics (2024), chalk and debug (2025): lines put beside a script's own work",
    ],
    "benign": "a setting of the platform that a whole script needs: an order to collect garbage, a path that is put in front",
}

SHOWN = 8
# Of the pieces of a script, those that were there before at least: else it was written anew, and much of it uses nothing that was.
KEPT = 0.5
# So many such statements that were there before are a script's manner: one that sets up, declares or mends the platform.
MANNER = 5


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script into which such statements came, that stood in no script that changed or went."""
    how = step(old, new)
    moved = _gone(pairs)
    for before, after in pairs.changed:
        found = difference(before, after) if after.first(ScriptCode) is not None else None
        if found is None or is_aside(after) or _is_written_anew(found):
            continue
        alone = [each for each in found.lone if not _is_moved(found.now, each, moved)]
        if alone:
            own = after.artifact
            # A function that came has statements of its own, and many read a value first: these are asked about together with what else is said of the script.
            is_usual = _is_usual(found) or all(is_weak for _, _, is_weak in alone)
            level = Level.NOTHING_FOUND if is_usual else None
            evidence = tuple(Evidence("stands alone", own.id, *_place(found, first, last, own.size)) for first, last, _ in alone[:SHOWN])  # fmt: skip
            said = f"{base_name(after)} has a new statement that acts and uses nothing of the script; the version step is {how}"
            yield Hit(said, evidence, level, own.id)


def _is_written_anew(found: Difference) -> bool:
    """Say whether little of a script was there before, or little of what was there is left: a call of it then stands alone by that."""
    gone = found.went > (1 - KEPT) * len(found.was.places)
    return gone or len(found.came) > (1 - KEPT) * len(found.now.places)


def _is_usual(found: Difference) -> bool:
    """Say whether a script is made of such statements anyway."""
    return sum(1 for each in found.was.lone if not each[-1]) >= MANNER


def _gone(pairs: Pairs) -> frozenset[bytes]:
    """Return the pieces of the scripts that changed or went: what is among them was only moved."""
    before = (*(was for was, _ in pairs.changed), *pairs.removed)
    return frozenset(
        piece for each in before for told in each.all(ScriptPieces) for piece in told.pieces
    )


def _is_moved(now: ScriptPieces, span: tuple[int, int, bool], moved: frozenset[bytes]) -> bool:
    pieces = now.pieces
    return all(pieces[number] in moved for number in range(span[0], span[1] + 1))


def _place(found: Difference, first: int, last: int, size: int) -> tuple[int, int]:
    ends = (*found.now.places[1:], size)
    return found.now.places[first], ends[last] - found.now.places[first]
