"""A stream of plain bytes that holds several files one behind the other, taken file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError


@dataclass
class Solid:
    """Plain bytes, taken forwards only; damage ends all files behind it, and none before."""

    chunks: Iterator[bytes]
    at: int = 0
    held: bytes = b""
    broken: DamagedError | None = None

    def part(self, offset: int, size: int) -> Iterator[bytes]:
        """Yield the bytes [offset, offset + size); what lies before them is passed over.

        Raises DamagedError where they end early, or lie behind what was already passed.
        """
        if offset < self.at:
            raise DamagedError(f"its bytes begin at {offset:#x}, before those of another file end")
        for piece in self._forwards(offset - self.at):
            del piece
        yield from self._forwards(size)

    def _forwards(self, count: int) -> Iterator[bytes]:
        while count > 0:
            if not self.held:
                self.held = self._next()
            piece, self.held = self.held[:count], self.held[count:]
            self.at += len(piece)
            count -= len(piece)
            yield piece

    def _next(self) -> bytes:
        if self.broken is not None:
            raise self.broken
        try:
            for chunk in self.chunks:
                if chunk:
                    return chunk
        except DamagedError as error:
            self.broken = error
            raise
        self.broken = DamagedError("the stream that holds it ends before it does")
        raise self.broken
