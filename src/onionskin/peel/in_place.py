"""Which line of a script stands where another one stood: between the same two, all else being as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from onionskin.model import Layer
from onionskin.parse.code.script_pieces import ScriptPieces

# Lines of a run that is taken for one statement, or a few.
SHORT = 3


class Exchange(NamedTuple):
    """Numbers of the first and last of a few pieces of the old text, and of those of the new one that stand in their place.

    Where nothing stands in their place, `is_gone`, and `new` is what stood behind them.
    """

    old: tuple[int, int]
    new: tuple[int, int]
    is_gone: bool = False


def replaced(before: Layer, after: Layer) -> Iterator[tuple[int, int]]:
    """Yield (number of the old piece, of the new one) of each piece that the other release has not, between the same two others."""
    was, now = before.first(ScriptPieces), after.first(ScriptPieces)
    if was is None or now is None or not (was.is_whole and now.is_whole):
        return
    olds, news = was.pieces, now.pieces
    known, left = frozenset(olds), frozenset(news)
    stands = {pair: number for number, pair in sides(now) if news[number] not in known}
    for number, pair in sides(was):
        if olds[number] not in left and pair in stands:
            yield number, stands[pair]


def sides(pieces: ScriptPieces) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """Yield each piece that is no comment, and what stands before and behind it."""
    silent, digests = pieces.silent, pieces.pieces
    told = [number for number in range(len(digests)) if number not in silent]
    around = [b"", *(digests[number] for number in told), b""]
    for at, number in enumerate(told):
        yield number, (around[at], around[at + 2])


def exchanges(was: ScriptPieces, now: ScriptPieces) -> Iterator[Exchange]:
    """Yield each few pieces that a text has fewer of, and those that it has more of in their place, three at most on each side.

    What stands before and behind them is the same; where the same stands around several, they are taken in order. Of pieces that are gone,
    and left what stood around them side by side, only single ones are told.
    """
    before, after = Counter(was.pieces), Counter(now.pieces)
    olds, news = _runs(was, before - after), _runs(now, after - before)
    closed = _closed(now, {each for each in olds if each not in news})
    uneven = {each for each in olds if each in news and len(olds[each]) != len(news[each])}
    yield from _singles(was, now, uneven)
    for bounds, places in olds.items():
        stands = news.get(bounds, ())
        if len(stands) == len(places):
            yield from map(Exchange, places, stands)
        elif bounds in closed and len(places) == 1 and places[0][0] == places[0][1]:
            yield Exchange(places[0], (closed[bounds], closed[bounds]), is_gone=True)


def _singles(was: ScriptPieces, now: ScriptPieces, some: AbstractSet[tuple[bytes, bytes]]) -> Iterator[Exchange]:  # fmt: skip
    """Yield the single pieces that are others between two that stand around several, some of which stayed."""
    olds, news = _between(was, some), _between(now, some)
    for bounds, places in olds.items():
        stands = news.get(bounds, ())
        if len(places) == len(stands):
            before, after = was.pieces, now.pieces
            for one, other in zip(places, stands, strict=True):
                if before[one] != after[other]:
                    yield Exchange((one, one), (other, other))


def _between(pieces: ScriptPieces, some: AbstractSet[tuple[bytes, bytes]]) -> dict[tuple[bytes, bytes], list[int]]:  # fmt: skip
    found: dict[tuple[bytes, bytes], list[int]] = {}
    for number, bounds in sides(pieces) if some else ():
        if bounds in some:
            found.setdefault(bounds, []).append(number)
    return found


def _closed(
    pieces: ScriptPieces, some: AbstractSet[tuple[bytes, bytes]]
) -> dict[tuple[bytes, bytes], int]:
    """Return the number of the second of two pieces that stand side by side, for some such pairs."""
    if not some:
        return {}
    silent, digests = pieces.silent, pieces.pieces
    told = [number for number in range(len(digests)) if number not in silent]
    return {
        both: two for one, two in pairwise(told) if (both := (digests[one], digests[two])) in some
    }


def _runs(pieces: ScriptPieces, some: Counter[bytes]) -> dict[tuple[bytes, bytes], list[tuple[int, int]]]:  # fmt: skip
    """Return the first and last number of each short run of some pieces, without comments, by what stands before and behind it."""
    if not some:
        return {}
    silent, digests = pieces.silent, pieces.pieces
    found: dict[tuple[bytes, bytes], list[tuple[int, int]]] = {}
    run: list[int] = []
    before = b""
    for number, digest in enumerate([*digests, b""]):
        if number in silent:
            continue
        if digest in some:
            run.append(number)
            continue
        if 0 < len(run) <= SHORT:
            found.setdefault((before, digest), []).append((run[0], run[-1]))
        run, before = [], digest
    return found
