"""What came into the texts of a release, piece by piece, and what went out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onionskin.model import Evidence, Layer
from onionskin.parse.code.lone_statements import IN_FUNCTION
from onionskin.parse.code.script_pieces import NUMBERED, ScriptPieces, runs
from onionskin.plugins.contracts import Pairs

SHOWN = 8
# Of one ability no more places are looked for: whether there are more than before is not known then.
COUNTED = 60


@dataclass(frozen=True)
class Difference:
    """Two releases of a text: the numbers of the pieces that came and went. Versions' numbers that took others' place are left out."""

    was: ScriptPieces
    now: ScriptPieces
    came: tuple[int, ...]
    went: int

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The first and last number of each run of pieces that came, one behind the other."""
        return tuple(runs(self.came))

    @property
    def acts(self) -> list[tuple[int, str]]:
        """The (number, ability) of each piece that came, where there are more places of that ability than before."""
        was = Counter(what for _, what in self.was.abilities)
        now = Counter(what for _, what in self.now.abilities)
        fresh = set(self.came)
        return [
            (number, what)
            for number, what in self.now.abilities
            if number in fresh and (now[what] > was[what] or was[what] >= COUNTED)
        ]

    @property
    def lone(self) -> Iterator[tuple[int, int, bool]]:
        """Yield the first and last number of each statement that came with all that its names lead to, and whether that says little: it is in a function that came, too, or only keeps a value."""
        for number, low, high, above, both_low, both_high, is_kept in self.now.lone:
            for first, last in self.runs:
                if first <= low and high <= last:
                    in_new = both_low == IN_FUNCTION and above >= first
                    # A function that came reads what it needs.
                    if in_new and is_kept:
                        continue
                    if in_new or above < first or (both_low >= first and both_high <= last):
                        yield number, high, in_new or is_kept

    def places(self, size: int) -> Iterator[tuple[int, int]]:
        """Yield (offset, length) of each run in a file of so many bytes."""
        yield from self._places(self.runs, size)

    def said(self, size: int) -> Iterator[tuple[int, int]]:
        """Yield (offset, length) of each run of pieces that came and are no comments."""
        yield from self._places(runs(self.code), size)

    @property
    def code(self) -> tuple[int, ...]:
        """The numbers of the pieces that came and are no comments."""
        silent = self.remarks
        return tuple(each for each in self.came if each not in silent)

    @property
    def remarks(self) -> frozenset[int]:
        """The numbers of the pieces that are comments now."""
        return self.now.silent

    def _places(self, some: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
        for first, last in some:
            yield self.now.span(first, last, size)


def difference(before: Layer, after: Layer) -> Difference | None:
    """Return what came and went; None where one side was not looked at, or not wholly."""
    was, now = before.first(ScriptPieces), after.first(ScriptPieces)
    if was is None or now is None or not (was.is_whole and now.is_whole):
        return None
    went, out = _beyond(was, now)
    came, into = _beyond(now, was)
    # A number of a version that another one replaces is no change; whatever acts is one, and what stands beside none.
    acting = {number for number, _ in now.abilities}
    silent = [number for number in into if number not in acting][: len(out)]
    left = set(came) | set(into) - set(silent)
    return Difference(was, now, tuple(sorted(left)), len(went))


def lines_saying(pairs: Pairs, what: str) -> Iterator[tuple[Layer, tuple[Evidence, ...]]]:
    """Yield each file into which pieces with an ability came, or which is new and has some; and where, eight at most."""
    for before, after in pairs.changed:
        found = difference(before, after)
        if found is not None:
            yield from _saying(after, [number for number, one in found.acts if one == what], what)
    for each in pairs.added:
        pieces = each.first(ScriptPieces)
        if pieces is not None:
            yield from _saying(each, [number for number, one in pieces.abilities if one == what], what)  # fmt: skip


def _saying(layer: Layer, numbers: list[int], what: str) -> Iterator[tuple[Layer, tuple[Evidence, ...]]]:  # fmt: skip
    pieces = layer.first(ScriptPieces)
    if pieces is not None and numbers:
        own = layer.artifact
        ends = (*pieces.places[1:], own.size)
        yield (
            layer,
            tuple(
                Evidence(what, own.id, pieces.places[at], ends[at] - pieces.places[at])
                for at in numbers[:SHOWN]
            ),
        )


def _beyond(one: ScriptPieces, other: ScriptPieces) -> tuple[list[int], list[int]]:
    """Return the numbers of the pieces of one that the other does not have, those with the number of a version apart."""
    left = Counter(other.pieces)
    plain: list[int] = []
    numbered: list[int] = []
    for number, piece in enumerate(one.pieces):
        if left[piece]:
            left[piece] -= 1
        else:
            (numbered if one.styles[number] & NUMBERED else plain).append(number)
    return plain, numbered
