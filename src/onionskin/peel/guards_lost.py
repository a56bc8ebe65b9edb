"""Which guards of a script are gone in its next release, while what they stood before is still there.

A guard that is gone leaves the lines before and behind it side by side: whoever writes a part anew, or moves it, leaves others
in its place. Comments do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from onionskin.model import Layer
from onionskin.parse.code.guards import (
    ALL,
    ANY,
    CALLED,
    HANDLER,
    IDLE,
    NEGATED,
    OUTSIDE,
    REFUSES,
    SOFT,
    WEIGHTY,
    Guard,
    Guards,
)
from onionskin.parse.code.script_pieces import ScriptPieces, script_pieces
from onionskin.parse.code.text_digests import DIGEST

# Pieces that came where a function says yes, at most: a condition and its answer.
_SHORT = 3
# When it asks for a review that a guard lost something: in a small step, or in any.
SMALL, ALWAYS = 1, 2
_LIMB = DIGEST + 1
# Statements that do nothing, or only go on.
_DO_NOTHING = ("pass", "...", "nil", "true", "True", ";", "{}", "{ }", "();", "()", "void 0;", "undefined;", "null;", "continue", "continue;", "return", "return;", "return undefined;", ":", "1;")  # fmt: skip
_BRACKETS = frozenset(script_pieces(each).pieces[0] for each in ("}", "};", "end", ")", "});"))
IDLERS = frozenset(script_pieces(each).pieces[0] for each in _DO_NOTHING)


# What stood before and behind each piece of the old script that is gone.
Gaps = Callable[[], frozenset[tuple[bytes, bytes]]]


class Lost(NamedTuple):
    """What a guard lost: how, in words, the first and last piece where it stood or stands in the new script, and when it asks for a review; what is about trust does so in any step."""

    what: str
    first: int
    last: int
    asks: int = SMALL


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
        silent = self.pieces.silent
        return [number for number in range(len(self.digests)) if number not in silent]

    @cached_property
    def _ends(self) -> list[bytes]:
        """The pieces that are no comments, between two that are none: the ends of the script."""
        return [b"", *(self.digests[number] for number in self.told), b""]

    @cached_property
    def _at(self) -> dict[int, int]:
        return {number: at for at, number in enumerate(self.told)}

    @cached_property
    def known(self) -> frozenset[bytes]:
        return frozenset(self.digests)

    @cached_property
    def neighbours(self) -> dict[tuple[bytes, bytes], int]:
        """Pairs of pieces that stand side by side, and the number of the second one."""
        return {sides: at for at, sides in enumerate(pairwise(self._ends))}

    @cached_property
    def _by_place(self) -> dict[tuple[bytes, bytes], list[Guard]]:
        found: dict[tuple[bytes, bytes], list[Guard]] = {}
        for each in self.guards.all:
            found.setdefault((each.condition, self.before(each.first)), []).append(each)
        return found

    def at(self, key: tuple[bytes, bytes]) -> list[Guard]:
        """Return the guards of a condition behind a piece."""
        return self._by_place.get(key, [])

    def gaps(self, known: frozenset[bytes]) -> frozenset[tuple[bytes, bytes]]:
        """Return what stands before and behind each single piece that is none of the known ones."""
        ends = self._ends
        return frozenset((ends[at - 1], ends[at + 1]) for at in range(1, len(ends) - 1) if ends[at] not in known)  # fmt: skip

    @cached_property
    def idlers(self) -> dict[tuple[bytes, bytes], int]:
        """What stands before and behind each statement that does nothing, and its place among those told."""
        ends = self._ends
        return {(ends[at - 1], ends[at + 1]): at - 1 for at in range(1, len(ends) - 1) if ends[at] in IDLERS}  # fmt: skip

    @cached_property
    def conditions(self) -> Counter[bytes]:
        return Counter(each.condition for each in self.guards.all)

    @cached_property
    def turns(self) -> Counter[tuple[bytes, int]]:
        return Counter((each.condition, each.kind & NEGATED) for each in self.guards.all)

    @cached_property
    def counted(self) -> Counter[bytes]:
        return Counter(self.digests)

    @cached_property
    def refusals(self) -> Counter[bytes]:
        return Counter(each.refusal for each in self.guards.all if each.kind & REFUSES)

    def last_of(self, guard: Guard) -> int:
        """Return the number of the last piece of a guard that is more than a bracket: it says how it refuses."""
        number = min(guard.last, len(self.digests) - 1)
        return number - 1 if number > guard.first and self.digests[number] in _BRACKETS else number

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
        gaps = cache(lambda: was.gaps(now.known))  # seldom asked for
        yield from _gone(was, now, moved)
        yield from _turned(was, now)
        yield from _admitted(was, now, gaps)
        yield from _idle(was, now, gaps)
        yield from _narrowed(was, now)
        yield from _muted(was, now)


def _side(layer: Layer) -> _Side | None:
    pieces, found = layer.first(ScriptPieces), layer.first(Guards)
    if pieces is None or found is None or not pieces.is_whole:
        return None
    return _Side(pieces, found)


def _gone(was: _Side, now: _Side, moved: frozenset[bytes]) -> Iterator[Lost]:
    for each in was.guards.all:
        is_less = now.conditions[each.condition] < was.conditions[each.condition]
        if not each.kind & REFUSES or each.kind & HANDLER or not is_less or each.condition in moved:
            continue
        sides = (was.before(each.first), was.behind(each.last))
        at = now.neighbours.get(sides, now.idlers.get(sides))
        if at is not None and now.refusals[each.refusal] < was.refusals[each.refusal]:
            what = "does not check any more what it did" if each.kind & CALLED else "does not refuse any more what it did"  # fmt: skip
            place = now.told[min(at, len(now.told) - 1)] if now.told else 0
            yield Lost(what, place, place, _weight(each))


def _weight(guard: Guard) -> int:
    return ALWAYS if guard.kind & (WEIGHTY | SOFT) == WEIGHTY else SMALL


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
            asks = ALWAYS if (old.kind | each.kind) & WEIGHTY else SMALL
            yield Lost("asks the opposite of what it asked", each.first, each.first, asks)


def _admitted(was: _Side, now: _Side, gaps: Gaps) -> Iterator[Lost]:
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
        if (last - first < _SHORT and sides in was.neighbours) or (
            first == last and sides in gaps()
        ):
            yield Lost("says yes once more where it judges", now.told[first], now.told[last])


def _idle(was: _Side, now: _Side, gaps: Gaps) -> Iterator[Lost]:
    if len(now.guards.idle) > len(was.guards.idle):
        for number in now.guards.idle:
            if now.digests[number] not in was.known:
                is_in_place = (now.before(number), now.behind(number)) in gaps()
                yield Lost("holds a condition that a constant makes idle", number, number, ALWAYS if is_in_place else SMALL)  # fmt: skip


def _narrowed(was: _Side, now: _Side) -> Iterator[Lost]:
    """Yield guards that still refuse, in the place where they did, but less: more must hold besides, or one of several reasons is gone."""
    olds = {side: each for each in was.guards.all if each.limbs for side in _places(was, each)}
    for each in now.guards.all:
        if not each.limbs or was.conditions[each.condition]:
            continue
        old = next((olds[side] for side in _places(now, each) if side in olds), None)
        if old is None or now.conditions[old.condition] >= was.conditions[old.condition]:
            continue
        is_outside = bool(each.kind & OUTSIDE and not old.kind & OUTSIDE)
        # Honest fixes narrow conditions every day: asked about are those on trust, and who starts the program may switch off.
        if _is_less(old, each) and (is_outside or _weight(each) == ALWAYS):
            yield Lost("refuses only part of what it refused", each.first, each.first, ALWAYS if is_outside else SMALL)  # fmt: skip


def _places(side: _Side, guard: Guard) -> Iterator[tuple[bytes, ...]]:
    """Yield how the place of a guard is known: by what refuses and what stands before it, or behind it."""
    yield b"before", guard.refusal, side.before(guard.first)
    yield b"behind", guard.refusal, side.behind(guard.last)


def _is_less(old: Guard, new: Guard) -> bool:
    """Say whether fewer cases meet the new condition."""
    was, now = _limbs(old), _limbs(new)
    if new.limbs[:1] == ALL:
        # What was one whole may be a limb now, whatever it was tied by.
        whole = old.condition in {each[:DIGEST] for each in now}
        return whole or (old.limbs[:1] != ANY and was < now)
    return old.limbs[:1] == ANY and now < was


def _limbs(guard: Guard) -> frozenset[bytes]:
    return frozenset(guard.limbs[at : at + _LIMB] for at in range(1, len(guard.limbs), _LIMB))


def _muted(was: _Side, now: _Side) -> Iterator[Lost]:
    """Yield guards, and what is done with errors, that are still there and do nothing any more."""
    olds: dict[tuple[bytes, bytes], list[Guard]] = {}
    for each in was.guards.all:
        # What refused may have come to stand behind other lines of its block.
        said = was.digests[was.last_of(each)]
        if each.kind & REFUSES and now.counted[said] < was.counted[said]:
            olds.setdefault((each.condition, was.before(each.first)), []).append(each)
    for key, some in olds.items():
        old = some[0]
        silent = [each for each in now.at(key) if not (old.kind ^ each.kind) & HANDLER and _is_silent(old, each)]  # fmt: skip
        if len(silent) > sum(_is_silent(old, each) for each in was.at(key)):
            what = "passes an error over that it passed on" if old.kind & HANDLER else "does not refuse any more what it did"  # fmt: skip
            # That one behind whose head something else stands than before.
            place = next((each for each in silent if (now.digests[each.first], now.behind(each.first)) not in was.neighbours), silent[0])  # fmt: skip
            asks = SMALL if old.kind & HANDLER else max(map(_weight, some))
            yield Lost(what, place.first, place.last, asks)


def _is_silent(old: Guard, new: Guard) -> bool:
    """Say whether nothing at all is done any more where something was refused; an answer that there is nothing passes no error on."""
    is_refusal = new.kind & REFUSES and (not old.kind & HANDLER or old.kind & SOFT or not new.kind & SOFT)  # fmt: skip
    return bool(new.kind & IDLE) and not is_refusal


def conditions(layers: Iterable[Layer]) -> Counter[bytes]:
    """Count the conditions of some files."""
    return Counter(
        each.condition
        for layer in layers
        if (found := layer.first(Guards)) is not None
        for each in found.all
    )
