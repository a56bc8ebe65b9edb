"""Zstandard frames: walked here for the ledger, decoded by pyarrow's codec.

Source: RFC 8878, sections 3.1.1 (frames), 3.1.1.2 (blocks), 3.1.2 (skippable frames).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.codecs.decoding import MEMORY, Inflate, MemoryLimitError, Stream
from onionskin.plugins.view import CHUNK, View

MAGIC = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True)
class Frame:
    """One frame at [offset, offset+length). `window` is the memory it asks for, `dictionary` its id."""

    offset: int
    length: int
    skippable: bool = False
    window: int = 0
    dictionary: int = 0


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def is_frame(head: bytes) -> bool:
    """Say whether four bytes begin a frame or a skippable frame."""
    return head == MAGIC or (head[1:] == b"\x2a\x4d\x18" and head[:1] >= b"\x50" and head[0] < 0x60)


def is_seek_table(view: View, body: Span) -> bool:
    """Say whether a skippable frame's content is a seek table (zstd seekable format 0.1.0)."""
    footer = view.read(body.end - 9, 9) if body.length >= 9 else b""
    if footer[5:] != b"\xb1\xea\x92\x8f":
        return False
    rows = int.from_bytes(footer[:4], "little")
    return body.length == rows * (12 if footer[4] & 0x80 else 8) + 9


def frames(view: View, start: int, stop: int) -> Iterator[Frame]:
    """Yield frames from `start` until something else stands there; raise DamagedError if one is cut short."""
    at = start
    while at + 4 <= stop and is_frame(view.read(at, 4)):
        frame = _frame(view, at)
        if at + frame.length > stop:
            raise DamagedError(f"the zstd frame at {at:#x} is cut short")
        yield frame
        at += frame.length


def _frame(view: View, at: int) -> Frame:
    if view.read(at, 4) != MAGIC:
        size = int.from_bytes(view.exactly(at + 4, 4, "a skippable frame's length"), "little")
        return Frame(at, 8 + size, skippable=True)
    flags = view.exactly(at + 4, 1, "a frame header")[0]
    single = flags >> 5 & 1
    position = at + 5
    window = 0
    if not single:
        descriptor = view.exactly(position, 1, "a window descriptor")[0]
        base = 1 << (10 + (descriptor >> 3))
        window = base + (base >> 3) * (descriptor & 7)
        position += 1
    dictionary_size = (0, 1, 2, 4)[flags & 3]
    dictionary = int.from_bytes(view.read(position, dictionary_size), "little")
    position += dictionary_size
    size = (single, 2, 4, 8)[flags >> 6]
    if single:
        window = int.from_bytes(view.exactly(position, size, "a content size"), "little")
    position = _blocks(view, position + size) + (4 if flags & 4 else 0)
    return Frame(at, position - at, window=window, dictionary=dictionary)


def _blocks(view: View, at: int) -> int:
    """Return the offset behind the last block of a frame."""
    last = 0
    while not last:
        header = int.from_bytes(view.exactly(at, 3, "a zstd block header"), "little")
        last, kind, size = header & 1, header >> 1 & 3, header >> 3
        if kind == 3:
            raise DamagedError(f"the zstd block at {at:#x} is of the reserved kind")
        at += 3 + (1 if kind == 1 else size)
    return at


class FrameStream(Stream):
    """The decoded bytes of the frames at the beginning of a span. As `Stream`."""

    def __init__(self, view: View, span: tuple[int, int], what: str) -> None:
        super().__init__(view, span, Inflate, what)

    def _pieces(self) -> Iterator[bytes]:
        import pyarrow as pa

        end = self._offset
        for frame in frames(self._view, self._offset, self._offset + self._length):
            if frame.window > MEMORY:
                raise MemoryLimitError(self._what)
            if frame.dictionary:
                raise DamagedError(f"{self._what} needs the dictionary {frame.dictionary}")
            end = frame.offset + frame.length
        if end == self._offset:
            raise DamagedError(f"{self._what} is no zstd frame")
        part = self._view.slice(self._offset, end - self._offset).file()
        try:
            with pa.CompressedInputStream(pa.PythonFile(part, "r"), "zstd") as source:
                while piece := source.read(CHUNK):
                    yield piece
        except (OSError, ValueError) as error:
            raise DamagedError(f"{self._what} is damaged: {error}") from error
        self.used = end - self._offset


def member(view: View, span: tuple[int, int], entry: _Named) -> Stream:
    """Return a zip member's stream (methods 93 and 20)."""
    return FrameStream(view, span, repr(entry.name))
