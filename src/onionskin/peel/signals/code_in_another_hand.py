"""Code written in another manner than all the rest of a script comes into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onionskin.model import Evidence, Level
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import (
    BLANKS,
    CARRIAGE,
    DOUBLE,
    INDENT,
    ODD_BLANKS,
    SEMICOLON,
    SINGLE,
    TABS,
    TIGHT,
)
from onionskin.peel.inserted import Difference, difference
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Code in another hand than the rest of its script",
    "alias": "D5",
    "family": "foreign-code",
    "lane": "change",
    "level": "review",
    "technique": "T1027",
    "misses": "code that keeps to the manner of the script; scripts of fewer than twenty lines, or of several manners; "
    "what comes in a minor or major release, or in a script that was written anew",
    "references": [
        "A. Caliskan-Islam et al., De-anonymizing Programmers via Code Stylometry (USENIX Security 2015)",
        "Public analyses of event-stream (2018), ua-parser-js (2021), chalk and debug (2025)",
    ],
    "benign": "a part of another project taken over as it is; a table or a generated part in one line",
}

LEAST = 20  # old pieces of which a manner is known
KEPT = 0.9  # of the old pieces: else the script was written anew
RUN = 2  # pieces that come together in another one
QUOTED = 4  # of these with other quotes: a slip is soon made
QUOTES = SINGLE | DOUBLE
LINE = "a line for machines, and no other one is"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script into which a line for machines, or a run of lines of another manner, came."""
    if not is_small(old, new):
        return
    for before, after in pairs.changed:
        found = difference(before, after) if after.first(ScriptCode) is not None else None
        if found is None or found.went > (1 - KEPT) * len(found.was.places) or is_aside(after):
            continue
        told = [(why, run) for run in found.runs for why in _why(found, run)]
        if told:
            ends = (*found.now.places[1:], after.artifact.size)
            evidence = tuple(
                Evidence(why, after.artifact.id, found.now.places[first], ends[last] - found.now.places[first])
                for why, (first, last) in told[:8]
            )  # fmt: skip
            said = "; ".join(sorted({why for why, _ in told}))
            level = Level.NOTHING_FOUND if _is_weak(found, told) else None
            yield Hit(f"into {base_name(after)} came code in another hand: {said}", evidence, level, after.artifact.id)  # fmt: skip


def _is_weak(found: Difference, told: list[tuple[str, tuple[int, int]]]) -> bool:
    """Say whether nothing was told but long lines that do nothing, each within more lines that are none: a part of a bundle."""
    acting = {number for number, what in found.now.abilities}
    return all(why == LINE and not _is_most(found, run) and acting.isdisjoint(range(run[0], run[1] + 1)) for why, run in told)  # fmt: skip


def _is_most(found: Difference, run: tuple[int, int]) -> bool:
    """Say whether lines for machines are half of what came, or more; of the end of a script it is believed."""
    ends = found.now.places[run[0] + 1 : run[1] + 2]
    if len(ends) <= run[1] - run[0]:
        return True
    starts = found.now.places[run[0] : run[1] + 1]
    sizes = [end - start for start, end in zip(starts, ends, strict=True)]
    tight = sum(size for at, size in enumerate(sizes, run[0]) if found.now.styles[at] & TIGHT)
    return 2 * tight >= sum(sizes)


def _why(found: Difference, run: tuple[int, int]) -> Iterator[str]:
    # What was kept is as the new file writes it: another formatter writes all of it anew.
    came, remarks = set(found.came), found.remarks
    before = bytes(each for at, each in enumerate(found.now.styles) if at not in came)
    mine = found.now.styles[run[0] : run[1] + 1]
    # A comment that goes on over lines is indented as its writer likes.
    said = bytes(each for at, each in enumerate(mine, run[0]) if at not in remarks)
    if any(each & TIGHT for each in mine) and not any(each & TIGHT for each in found.was.styles):
        yield LINE
    if len(before) < LEAST:
        return
    yield from _indent(_counted(before, INDENT), _counted(said, INDENT))
    yield from _quotes(_counted(before, QUOTES), _counted(mine, QUOTES))
    ends = sum(bool(each & CARRIAGE) for each in before)
    odd = sum(bool(each & CARRIAGE) != bool(ends) for each in mine)
    if ends in {0, len(before)} and odd >= RUN:
        yield "lines that end otherwise"
    if not any(each & SEMICOLON for each in before) and sum(bool(each & SEMICOLON) for each in mine) >= RUN:  # fmt: skip
        yield "semicolons, where all else has none"


def _counted(styles: bytes, bits: int) -> Counter[int]:
    """Return how many pieces have which of some bits."""
    found: Counter[int] = Counter()
    for style, count in Counter(styles).items():
        found[style & bits] += count
    return found


def _indent(before: Counter[int], mine: Counter[int]) -> Iterator[str]:
    tabs, blanks = before[TABS], before[BLANKS] + before[ODD_BLANKS]
    if blanks >= LEAST and not tabs and mine[TABS] >= RUN:
        yield "tabs, where all else has blanks"
    if tabs >= LEAST and not blanks and mine[BLANKS] + mine[ODD_BLANKS] >= RUN:
        yield "blanks, where all else has tabs"


def _quotes(before: Counter[int], mine: Counter[int]) -> Iterator[str]:
    for usual, other in ((SINGLE, DOUBLE), (DOUBLE, SINGLE)):
        is_pure = before[usual] >= LEAST and not before[other] and not before[QUOTES]
        if is_pure and mine[other] >= QUOTED:
            yield "other quotes than all else"
