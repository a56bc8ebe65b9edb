"""The bytes of a file that a file system keeps in pieces: read in order, with holes as zeros."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from onionskin.errors import DamagedError
from onionskin.plugins.view import CHUNK, View

HOLE = -1


@dataclass(frozen=True)
class Pieces:
    """`size` bytes that stand at `extents`, each (offset, length) in bytes; an offset of -1 is a hole."""

    view: View
    size: int
    extents: Sequence[tuple[int, int]]

    def stored(self) -> tuple[int, int] | None:
        """Return where all of them stand, if that is one place in the image."""
        if not self.size:
            return (0, 0)
        start, length = self.extents[0] if self.extents else (HOLE, 0)
        for offset, more in self.extents[1:]:
            if length >= self.size:
                break
            if start == HOLE or offset != start + length:
                return None
            length += more
        is_there = start != HOLE and length >= self.size and start + self.size <= self.view.size
        return (start, self.size) if is_there else None

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes; DamagedError where the extents end too early."""
        yield from self.between(0, self.size)

    def between(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes of [start, end) in pieces of at most 1 MiB."""
        number = max(bisect_right(self._starts, start) - 1, 0)
        for index in range(number, len(self.extents)):
            (offset, length), at = self.extents[index], self._starts[index]
            first, last = max(start, at), min(end, at + length)
            while first < last:
                want = min(last - first, CHUNK)
                if offset == HOLE:
                    yield bytes(want)
                else:
                    yield self.view.exactly(offset + first - at, want, "an extent")
                first += want
            if at + length >= end:
                return
        if self._starts[-1] < end:
            raise DamagedError(f"its extents hold {self._starts[-1]} bytes of {end}")

    @cached_property
    def _starts(self) -> list[int]:
        """Where each extent begins in the file, and where the last one ends."""
        return list(accumulate((length for _, length in self.extents), initial=0))

    def read(self, start: int, length: int) -> bytes:
        """Return exactly these bytes, or raise DamagedError."""
        if start < 0 or start + length > self.size:
            raise DamagedError(f"{length} bytes at {start:#x} of {self.size}")
        return b"".join(self.between(start, start + length))
