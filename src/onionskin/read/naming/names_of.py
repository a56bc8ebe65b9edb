"""The names of a whole text, read back piece by piece: two looks, in bounded memory."""

from __future__ import annotations

import codecs
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from onionskin.model import Named
from onionskin.read.naming.names import EACH, MENTIONS, Names, use
from onionskin.terms.gazetteer import shipped, squashed
from onionskin.terms.gazetteer_inside import whole

HEAD = 1 << 20  # characters in which a guessed name must not be a word
PIECE = 1 << 20  # bytes
_LONGEST_LINE = 4 * PIECE  # characters after which a line is cut


_taken: list[str] = []


def know(sha256: str, descriptor: int) -> None:
    """Take the gazetteer on a descriptor, besides the package's own; once in a worker's life.

    Raises:
        InputError: it is no gazetteer.
    """
    if _taken == [sha256]:
        return
    use(whole(descriptor) if sha256 else shipped())
    _taken[:] = [sha256]


def names_of(text: str, codes: tuple[str, ...]) -> Iterator[Named]:
    """Yield the names of a text in the languages `codes`, in its order."""
    return _looked_for(lambda: iter((text,)), codes)


def names_in(
    descriptor: int,
    codes: tuple[str, ...],
    hidden: Sequence[tuple[int, int]],
    is_late: Callable[[], bool],
) -> Iterator[Named]:
    """Yield the names of the text on a descriptor (UTF-8) that begin in no `hidden` span.

    Offsets and spans count characters. Once `is_late()`, the rest is not looked at.
    """
    spans = iter(sorted(hidden))
    span = next(spans, None)
    for each in _looked_for(lambda: pieces(descriptor, is_late), codes):
        while span is not None and span[1] <= each.offset:
            span = next(spans, None)
        if span is None or each.offset < span[0]:
            yield each


def cut_short(names: Sequence[Named]) -> str:
    """Return in words which mentions were left out, or an empty string."""
    counts = Counter(squashed(each.raw) for each in names)
    often = sorted(key for key, count in counts.items() if count >= EACH)
    if len(names) >= MENTIONS:
        return f"names were taken up to {MENTIONS} mentions; split the document to have all"
    if often:
        return f"of {len(often)} names only the first {EACH} mentions were taken"
    return ""


def _looked_for(parts: Callable[[], Iterator[str]], codes: tuple[str, ...]) -> Iterator[Named]:
    names, head = Names(codes), ""
    for text, at in _placed(parts()):
        names.look(text, at)
        if len(head) < HEAD:
            head += text[: HEAD - len(head)]
    names.settle(head)
    if names.new:
        names.prepare()
        for text, at in _placed(parts()):
            names.look_again(text, at)
    return names.found()


def _placed(parts: Iterator[str]) -> Iterator[tuple[str, int]]:
    at = 0
    for text in parts:
        yield text, at
        at += len(text)


def pieces(descriptor: int, is_late: Callable[[], bool]) -> Iterator[str]:
    """Yield a file's text in pieces that end with a line, but for very long lines."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    at, rest = 0, ""
    while not is_late():
        data = os.pread(descriptor, PIECE, at)
        at += len(data)
        rest += decode(data, not data)
        cut = len(rest) if not data or len(rest) > _LONGEST_LINE else rest.rfind("\n") + 1
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        if not data:
            return
