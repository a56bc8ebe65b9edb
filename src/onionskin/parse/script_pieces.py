"""A script in pieces, so that what was put into it can be told from what stood there before.

A piece is a line without the blanks around it; a long line, as bundlers write them, is cut behind each `;`, `{`
and `}`. Two releases of a script are compared by digests of pieces, in order.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from onionskin.model import Value
from onionskin.parse.abilities import Ability

MOST = 20_000
LONG = 400
DIGEST = 4  # bytes
_STATEMENT_END = re.compile(r"[;{}]")


class ScriptPieces(Value, frozen=True):
    """`digests` are four bytes of BLAKE2b of each piece, `places` their offsets in the file.

    `abilities` are (number of the piece, id) of each place where an ability shows; of a script of more than
    20,000 pieces the rest is left out, and `is_whole` is False.
    """

    digests: bytes
    places: tuple[int, ...]
    abilities: tuple[tuple[int, str], ...]
    is_whole: bool = True

    @property
    def pieces(self) -> list[bytes]:
        """The digests one by one."""
        return [self.digests[at : at + DIGEST] for at in range(0, len(self.digests), DIGEST)]


def script_pieces(source: str, found: Iterable[Ability], width: int = 1) -> ScriptPieces:
    """Return the pieces of a script, and which abilities show in which; `width` is of a letter in bytes."""
    starts: list[int] = []
    digests = bytearray()
    is_whole = True
    for start, text in _cut(source):
        if len(starts) == MOST:
            is_whole = False
            break
        starts.append(start)
        digests += hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=DIGEST).digest()
    told = {
        (bisect_right(starts, each.span.offset) - 1, each.id)
        for each in found
        if each.span is not None
    }
    places = tuple(start * width for start in starts)
    return ScriptPieces(bytes(digests), places, tuple(sorted(each for each in told if each[0] >= 0)), is_whole)  # fmt: skip


def _cut(source: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in source.split("\n"):
        bare = line.strip()
        if bare and len(line) <= LONG:
            yield at, bare
        elif bare:
            start = at
            for piece in _statements(line):
                if piece.strip():
                    yield start, piece.strip()
                start += len(piece)
        at += len(line) + 1


def _statements(line: str) -> Iterator[str]:
    start = 0
    for each in _STATEMENT_END.finditer(line):
        yield line[start : each.end()]
        start = each.end()
    yield line[start:]


def kept(was: ScriptPieces, now: ScriptPieces) -> float:
    """Return the share of the old pieces that are still there, 0 to 1, wherever they stand."""
    before, after = Counter(was.pieces), Counter(now.pieces)
    return (before & after).total() / before.total() if before else 0.0
