"""A value that protects has become lax where it stands, and nothing else of its line is another."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.parse.code.strictness import Named, Strictness, exchanged, says, weaker
from onionskin.peel.in_place import replaced
from onionskin.peel.package_changes import is_aside
from onionskin.peel.steps import is_small, step
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A value that protects became lax",
    "alias": "D4",
    "family": "check-switched-off",
    "lane": "change",
    "level": "review",
    "technique": "T1562.001",
    "misses": "a value in a line that changed besides; a call that protects and is gone in a minor or major release, or with the line that it stood in; one that is put together or read at run time; names that parse/code/strictness.toml does not know; a limit that is raised and still one; "
    "scripts of more than 20,000 lines; compiled code but for words among the constants of Java's classes and of Python's bytecode",
    "references": [
        "MITRE ATT&CK T1562.001, Impair Defenses; T1600, Weaken Encryption",
        "CWE-1188, Initialization of a Resource with an Insecure Default; CWE-295; CWE-326; CWE-328; CWE-916",
    ],
    "benign": "a default that was too strict for honest users, and is said so in the notes of the release",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per script or file of settings with values that are laxer than they were."""
    how, small = step(old, new), is_small(old, new)
    for before, after in pairs.changed:
        yield from _exchanged(before, after, how)
        was, now = before.first(Strictness), after.first(Strictness)
        if was is None or now is None or is_aside(after):
            continue
        found = list(weaker(was.values, now.values))[:SHOWN]
        if found:
            evidence = tuple(Evidence(f"{one.said!r} became {other.said!r}", after.artifact.id, other.offset, other.length) for one, other in found)  # fmt: skip
            one, other = found[0]
            what = f"{says(other.row)}: {one.said!r} became {other.said!r}"
            yield _hit(after, what, how, evidence)
        for place, row in _unguarded(before, after, was, now):
            what = f"a line stands in place of one that held {says(row)}"
            level = None if small else Level.NOTHING_FOUND
            yield _hit(after, what, how, (Evidence(what, after.artifact.id, *place),), level)


def _hit(after: Layer, what: str, how: str, evidence: tuple[Evidence, ...], level: Level | None = None) -> Hit:  # fmt: skip
    summary = f"{base_name(after)} is less strict ({what}); the version step is {how}"
    return Hit(summary, evidence, level, after.artifact.id)


def _exchanged(before: Layer, after: Layer, how: str) -> Iterator[Hit]:
    """Yield a hit per word among the constants of compiled code in whose place a laxer one came."""
    was, now = before.first(Named), after.first(Named)
    for row, one, other, offset in (
        exchanged(was, now) if was and now and not is_aside(after) else ()
    ):
        became = f"{one!r} became {other!r}"
        evidence = Evidence(became, after.artifact.id, offset, len(other))
        yield _hit(after, f"{says(row)}: {became}", how, (evidence,))


def _unguarded(before: Layer, after: Layer, was: Strictness, now: Strictness) -> Iterator[tuple[tuple[int, int], int]]:  # fmt: skip
    """Yield ((offset, length), row) of each line that stands in place of one with a call that protects, and has none; the script has fewer of the kind."""
    fewer = Counter(row for _, row in was.marks)
    fewer.subtract(row for _, row in now.marks)
    if not any(count > 0 for count in fewer.values()):
        return
    olds, news = _by_piece(before, was), _by_piece(after, now)
    pieces = after.first(ScriptPieces)
    for one, other in replaced(before, after):
        lost = olds[one] - news[other]
        row = next((each for each in sorted(lost) if fewer[each] > 0), None)
        if row is not None and pieces is not None:
            yield pieces.span(other, other, after.artifact.size), row


def _by_piece(layer: Layer, found: Strictness) -> dict[int, Counter[int]]:
    pieces = layer.first(ScriptPieces)
    rows: dict[int, Counter[int]] = defaultdict(Counter)
    for offset, row in found.marks if pieces else ():
        rows[bisect_right(pieces.places, offset) - 1][row] += 1  # type: ignore[union-attr]
    return rows
