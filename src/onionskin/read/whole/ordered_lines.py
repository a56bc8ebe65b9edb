"""Which lines of a document give orders to its reader, also where one is cut apart: they are noted and not read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onionskin.read.whole.orders import (
    decoded_orders,
    gives_orders,
    gives_plain_orders,
    is_opened,
    suspects,
)
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import sentences, words_of

_LINES, _SHORT, _APART = 8, 80, 500  # of an order that is cut apart: lines, and their characters
_SHOWN = 20  # lines that are shown, and counted behind
_BULLETS = " \t-*+>|#=\u2022\u2023\u25aa"
_STOPS = (".", "!", "?", ":", ";", "\u2026", "\u3002")
_Span = tuple[int, int]


def orders(sentence: str, heads: set[str]) -> bool:
    """Say whether a sentence gives orders to its reader, plainly or behind a disguise."""
    return gives_orders(sentence, heads) or bool(decoded_orders(sentence))


@dataclass
class OrderedLines:
    """The lines of one document that give orders. `note` takes what is to be said of one; `hidden` is where they stand."""

    note: Callable[[str], None]
    hidden: list[_Span] = field(default_factory=list)
    _count: int = 0
    _trail: list[str] = field(default_factory=list)

    def unseen(self, text: str) -> None:
        """Look through text that the document does not show."""
        for start, end in sentences(text):
            sentence = text[start:end]
            if orders(sentence, heads_of(words_of(sentence))):
                self.found(sentence, None)

    def of_block(
        self,
        text: str,
        spans: list[_Span],
        words: list[list[str]],
        opening: list[set[str]],
        offset: int,
    ) -> set[int]:
        """Return which sentences of a block give orders, alone or as lines of one that is cut apart."""
        found: set[int] = set()
        suspected = suspects(text, spans, words)
        for at, (start, end) in enumerate(spans):
            heads = opening[at]
            opened = is_opened(heads)
            if not (opened or suspected[at]):
                continue
            if (orders if suspected[at] else gives_plain_orders)(text[start:end], heads):
                self.found(text[start:end], offset + start)
                found.add(at)
            elif opened and at not in found:
                parts = _cut_apart(text, spans, at)
                if len(parts) > 1:
                    self.found(text[start : spans[parts[-1]][1]], offset + start)
                    found.update(parts)
        if self._goes_on(text, offset):
            found.update(range(len(spans)))
        return found

    def found(self, sentence: str, offset: int | None) -> None:
        """Note one: where it stands, None in what is not read."""
        self._count += 1
        if offset is not None:
            self.hidden.append((offset, offset + len(sentence)))
        if self._count <= _SHOWN:
            shown = "".join(c if c.isprintable() else " " for c in sentence[:120])
            where = "in text that is not read" if offset is None else f"at character {offset}"
            self.note(f"ignored: a line that gives orders to the reader, {where}: {shown}")

    def further(self) -> str:
        """Say how many there are beyond those that were shown; an empty string where there is none."""
        more = self._count - _SHOWN
        return f"ignored: {more} more lines that give orders to the reader" if more > 0 else ""

    def _goes_on(self, text: str, offset: int) -> bool:
        """Say whether short blocks up to this one are an order that was cut apart."""
        if len(text) > _SHORT or "\n" in text.strip():
            self._trail = []
            return False
        trail = [*self._trail, text.strip(_BULLETS)][-_LINES:]
        whole = " ".join(trail)
        heads = heads_of(words_of(whole))
        ordered = len(trail) > 1 and is_opened(heads) and orders(whole, heads)
        ordered = ordered and not orders(text, heads_of(words_of(text)))
        if ordered:
            self.found(whole, offset)
        self._trail = [] if ordered or text.rstrip().endswith(_STOPS) else trail
        return ordered


def _cut_apart(text: str, spans: list[_Span], at: int) -> list[int]:
    """Return the lines from one on that give an order together, none if they do not."""
    whole = ""
    for last in range(at, min(at + _LINES, len(spans))):
        piece = text[slice(*spans[last])].strip(_BULLETS)
        whole = f"{whole} {piece}".strip()
        if len(whole) > _APART:
            break
        if last > at and orders(whole, heads_of(words_of(whole))):
            return list(range(at, last + 1))
        if piece.endswith(_STOPS):
            break
    return []
