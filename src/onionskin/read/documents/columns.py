"""Pages in two columns of prose: the left one is read before the right one, not line by line across.

A gutter is a strip that no line of a run crosses, with running text on both sides. A document
keeps its gutter: where it was found once, a list beside prose is a column, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onionskin.parse.documents.pdf import Line

GUTTER = 6.0  # points
RUN = 3  # lines of each column at least
PROSE, WORDS = 8, 4  # lines of a column of prose at least, and words of one, usually

Strip = tuple[float, float]


@dataclass
class Columns:
    """What is known of a document's columns."""

    gutter: Strip | None = field(default=None)

    def regions(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Yield the lines of a page in the order in which they are read, cut where a column ends."""
        if self.gutter is None:
            self.gutter = _gutter(lines)
        held: list[Line] = []
        at = 0
        while at < len(lines):
            end, left, right = _beside(lines, at, self.gutter)
            if min(len(left), len(right)) >= RUN:
                yield held
                yield left
                yield right
                held = []
            else:
                held += lines[at:end]
            at = end
        yield held


def _gutter(lines: Sequence[Line]) -> Strip | None:
    """Return the strip between two columns of prose, if the page has any."""
    at = 0
    while at < len(lines):
        if len(lines[at].parts) == 2:
            (_, _, start), (_, stop, _) = lines[at].parts
            end, strip = at + 1, (start, stop)
            while end < len(lines) and (left := _free(strip, lines[end])):
                end, strip = end + 1, left
            _, one, other = _beside(lines[at:end], 0, strip)
            if _is_prose(one) and _is_prose(other):
                return strip
            at = end
        else:
            at += 1
    return None


def _free(strip: Strip, line: Line) -> Strip | None:
    """Return what a line leaves of a strip; None where that is no gutter any more."""
    start, end = strip
    for _, left, right in line.parts:
        if left < end and right > start:
            if left <= start:
                start = max(start, right)
            elif right >= end:
                end = min(end, left)
            else:
                return None
    return (start, end) if end - start >= GUTTER else None


def _beside(
    lines: Sequence[Line], at: int, strip: Strip | None
) -> tuple[int, list[Line], list[Line]]:
    """Return where a run of lines beside a strip ends, with what stands to the left and to the right of it."""
    left: list[Line] = []
    right: list[Line] = []
    end = at
    while strip and end < len(lines) and _free(strip, lines[end]) == strip:
        for text, start, stop in lines[end].parts:
            column = left if stop <= strip[0] + 0.1 else right
            column.append(Line(text, start, stop, lines[end].top, lines[end].bottom))
        end += 1
    return max(end, at + 1), left, right


def _is_prose(lines: Sequence[Line]) -> bool:
    words = sorted(len(line.text.split()) for line in lines)
    return len(lines) >= PROSE and words[len(words) // 2] >= WORDS
