"""Which of many magics a file has: looked up by the bytes that stand there, not tried one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from onionskin.plugins.view import View

# What is read of each file at once; a magic that stands further costs a read each.
HEAD = 1104

Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Magics(Generic[Known]):
    """What is known by its magic, by where that stands: (start, end) near, else (offset, length).

    `first` begins with a file's first byte, and is told by it: (end, magics). `inner` lies within the first bytes, `behind`
    counts from the end and reaches back `reach` bytes at most, `far` is elsewhere.
    """

    first: dict[bytes, tuple[tuple[int, dict[bytes, list[Known]]], ...]]
    inner: tuple[tuple[int, int, dict[bytes, list[Known]]], ...]
    behind: tuple[tuple[int, int, dict[bytes, list[Known]]], ...]
    far: tuple[tuple[int, int, dict[bytes, list[Known]]], ...]
    reach: int

    @classmethod
    def of(cls, known: Iterable[tuple[int, bytes, Known]]) -> Self:
        """Return the table of (offset, magic, what it tells). What has no magic is not in it."""
        places: dict[tuple[int, int], dict[bytes, list[Known]]] = {}
        for offset, magic, told in known:
            if magic:
                place = places.setdefault((offset, len(magic)), {})
                place.setdefault(magic, []).append(told)
        rows = [(offset, length, magics) for (offset, length), magics in places.items()]
        begins = {magic[:1] for offset, _, magics in rows if offset == 0 for magic in magics}
        return cls(
            first={
                byte: tuple(
                    (size, magics)
                    for at, size, magics in rows
                    if at == 0 and any(magic[:1] == byte for magic in magics)
                )
                for byte in begins
            },
            inner=tuple((at, at + size, each) for at, size, each in rows if 0 < at <= HEAD - size),
            behind=tuple(row for row in rows if row[0] < 0),
            far=tuple(row for row in rows if row[0] > HEAD - row[1]),
            reach=max([0, *(-row[0] for row in rows)]),
        )

    def near(self, head: bytes) -> list[Known]:
        """Return what the first bytes of a file tell."""
        found: list[Known] = []
        for end, magics in self.first.get(head[:1], ()):
            if (piece := head[:end]) in magics:
                found += magics[piece]
        for start, end, magics in self.inner:
            if (piece := head[start:end]) in magics:
                found += magics[piece]
        return found

    def standing(self, view: View) -> list[Known]:
        """Return what all bytes of a file tell, wherever the magics stand."""
        size, head = view.size, view.read(0, HEAD)
        found = self.near(head)
        back = min(self.reach, size)
        tail = head if size <= HEAD else view.read(size - back, back)
        for offset, length, magics in self.behind:
            start = len(tail) + offset
            if start >= 0 and (piece := tail[start : start + length]) in magics:
                found += magics[piece]
        for offset, length, magics in self.far:
            if offset + length <= size and (piece := view.read(offset, length)) in magics:
                found += magics[piece]
        return found
