"""Which guards of a script are gone in its next release, while what they stood before is still there.

A guard that is gone leaves the lines before and behind it side by side: whoever writes a part anew, or moves it, leaves others
in its place. Comments do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from onionskin.model import Layer
from onionskin.parse.guards import CALLED, NEGATED, REFUSES, SOFT, WEIGHTY, Guard, Guards
from onionskin.parse.script_pieces import ScriptPieces

# Pieces that came where a function says yes, at most: a condition and its answer.
_SHORT = 3


class Lost(NamedTuple):
    """What a guard lost: how, in words, the first and last piece where it stood or stands in the new script, and whether its words are about trust, so that it counts in any step."""

    what: str
    first: int
    last: int
    is_weighty: bool = False


@dataclass(frozen=True)
class _Side:
    """One release of a script, without its comments."""

    pieces: ScriptPieces
    guards: Guards

    @cached_property
    def digests(self) -> list[bytes]:
        return self.pieces.pieces

    @cached_property
    def told(self) -> list[int]:
        """Numbers of the pieces that are no comments."""
        silent = {
            number for first, last in self.pieces.remarks for number in range(first, last + 1)
        }
        return [number for number in range(len(self.digests)) if number not in silent]

    @cached_property
    def _at(self) -> dict[int, int]:
        return {number: at for at, number in enumerate(self.told)}

    @cached_property
    def known(self) -> frozenset[bytes]:
        return frozenset(self.digests)

    @cached_property
    def neighbours(self) -> dict[tuple[bytes, bytes], int]:
        """Pairs of pieces that stand side by side, and the number of the second one."""
        ends = [b"", *(self.digests[number] for number in self.told), b""]
        return {(ends[at], ends[at + 1]): at for at in range(len(ends) - 1)}

    @cached_property
    def conditions(self) -> Counter[bytes]:
        return Counter(each.condition for each in self.guards.all)

    @cached_property
    def turns(self) -> Counter[tuple[bytes, int]]:
        return Counter((each.condition, each.kind & NEGATED) for each in self.guards.all)

    @cached_property
    def refusals(self) -> Counter[bytes]:
        return Counter(each.refusal for each in self.guards.all if each.kind & REFUSES)

    def before(self, number: int) -> bytes:
        at = self._at.get(number, 0)
        return self.digests[self.told[at - 1]] if at else b""

    def behind(self, number: int) -> bytes:
        at = self._at.get(number, len(self.told))
        return self.digests[self.told[at + 1]] if at + 1 < len(self.told) else b""

    def run(self, number: int, known: frozenset[bytes]) -> tuple[int, int]:
        """Return the places in `told` of the first and last piece around one that are none of the known ones."""
        first = last = self._at.get(number, 0)
        while first and self.digests[self.told[first - 1]] not in known:
            first -= 1
        while last + 1 < len(self.told) and self.digests[self.told[last + 1]] not in known:
            last += 1
        return first, last


def lost(before: Layer, after: Layer, moved: frozenset[bytes]) -> Iterator[Lost]:
    """Yield what a script lost; `moved` are conditions that other files of the release have more of."""
    was, now = _side(before), _side(after)
    if was is not None and now is not None and was.digests != now.digests:
        yield from _gone(was, now, moved)
        yield from _turned(was, now)
        yield from _admitted(was, now)
        yield from _idle(was, now)


def _side(layer: Layer) -> _Side | None:
    pieces, found = layer.first(ScriptPieces), layer.first(Guards)
    if pieces is None or found is None or not pieces.is_whole:
        return None
    return _Side(pieces, found)


def _gone(was: _Side, now: _Side, moved: frozenset[bytes]) -> Iterator[Lost]:
    for each in was.guards.all:
        is_less = now.conditions[each.condition] < was.conditions[each.condition]
        if not each.kind & REFUSES or not is_less or each.condition in moved:
            continue
        at = now.neighbours.get((was.before(each.first), was.behind(each.last)))
        if at is not None and now.refusals[each.refusal] < was.refusals[each.refusal]:
            what = "does not check any more what it did" if each.kind & CALLED else "does not refuse any more what it did"  # fmt: skip
            place = now.told[min(at, len(now.told) - 1)] if now.told else 0
            yield Lost(what, place, place, each.kind & (WEIGHTY | SOFT) == WEIGHTY)


def _turned(was: _Side, now: _Side) -> Iterator[Lost]:
    olds: dict[tuple[bytes, bytes, bytes], Guard] = {}
    for each in was.guards.all:
        olds[each.condition, was.before(each.first), was.behind(each.first)] = each
    for each in now.guards.all:
        old = olds.get((each.condition, now.before(each.first), now.behind(each.first)))
        turn = (each.condition, each.kind & NEGATED)
        if (
            old is not None
            and (old.kind ^ each.kind) & NEGATED
            and now.turns[turn] > was.turns[turn]
        ):
            weighty = bool((old.kind | each.kind) & WEIGHTY)
            yield Lost("asks the opposite of what it asked", each.first, each.first, weighty)


def _admitted(was: _Side, now: _Side) -> Iterator[Lost]:
    """Yield where a function that judges says yes once more, by a few lines that were put into it."""
    before = Counter(name for name, _, _ in was.guards.yes)
    after = Counter(name for name, _, _ in now.guards.yes)
    for name, begin, number in now.guards.yes:
        # A function that is new answers what nobody asked before.
        if after[name] <= before[name] or now.digests[begin] not in was.known:
            continue
        first, last = now.run(number, was.known)
        sides = (
            now.digests[now.told[first - 1]] if first else b"",
            now.digests[now.told[last + 1]] if last + 1 < len(now.told) else b"",
        )
        if last - first < _SHORT and sides in was.neighbours:
            yield Lost("says yes once more where it judges", now.told[first], now.told[last])


def _idle(was: _Side, now: _Side) -> Iterator[Lost]:
    if len(now.guards.idle) > len(was.guards.idle):
        for number in now.guards.idle:
            if now.digests[number] not in was.known:
                yield Lost("holds a condition that a constant makes idle", number, number)


def conditions(layers: Iterable[Layer]) -> Counter[bytes]:
    """Count the conditions of some files."""
    return Counter(
        each.condition
        for layer in layers
        if (found := layer.first(Guards)) is not None
        for each in found.all
    )
