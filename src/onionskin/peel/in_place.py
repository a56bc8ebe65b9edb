"""Which line of a script stands where another one stood: between the same two, all else being as it was."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Layer
from onionskin.parse.code.script_pieces import ScriptPieces


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
