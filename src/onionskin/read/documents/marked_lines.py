"""The lines of a text with markup, one after the other, with a look ahead; and cells between bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onionskin.plugins.view import View
from onionskin.read.documents.decoding import characters, encoding

LONGEST = 1 << 16
RUN = 100_000
_BAR = re.compile(r"(?<!\\)\|")


class Lines:
    """Lines without their ends, none longer than LONGEST characters. `problems` is what decoding said."""

    def __init__(self, view: View) -> None:
        how = encoding(view)
        self.problems = how.problems
        self._source = _lines(characters(view, how))
        self._ahead: str | None = next(self._source, None)

    def peek(self) -> str | None:
        """Return the next line without taking it; None at the end."""
        return self._ahead

    def next(self) -> str | None:
        """Take the next line; None at the end."""
        line, self._ahead = self._ahead, next(self._source, None)
        return line

    def until(self, ends: Callable[[str], bool], most: int = RUN) -> list[str]:
        """Take lines up to the one that ends the block, which is taken and not returned."""
        found: list[str] = []
        while len(found) < most and (line := self.next()) is not None and not ends(line):
            found.append(line)
        return found

    def fenced(self, sign: str) -> list[str]:
        """Take lines up to the one that begins with `sign`, which is taken and not returned."""
        return self.until(lambda line: line.strip().startswith(sign))

    def run(self, goes_on: Callable[[str], bool]) -> list[str]:
        """Take lines as long as they belong to the block."""
        found: list[str] = []
        while len(found) < RUN and self._ahead is not None and goes_on(self._ahead):
            found.append(self.next() or "")
        return found


def _lines(texts: Iterator[str]) -> Iterator[str]:
    held = ""
    for text in texts:
        *lines, held = (held + text).split("\n")
        for line in lines:
            yield from _cut(line)
        if len(held) > LONGEST:
            *whole, held = _cut(held)
            yield from whole
    if held:
        yield from _cut(held)


def _cut(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > LONGEST:
        cut = line.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield line[start:cut]
        start = cut
    yield line[start:]


def split_cells(line: str) -> list[str]:
    """Return the cells of a row between bars; a bar behind a backslash belongs to its cell."""
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip())]
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return cells
