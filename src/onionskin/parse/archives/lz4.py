"""LZ4: single blocks, the current and the legacy frame.

pyarrow decodes; it wants to know how long a block becomes, so that is counted here
without decoding.

Sources: LZ4 block format description and LZ4 frame format description 1.6.4 (lz4 project).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span
from onionskin.parse.archive import Item, Members
from onionskin.parse.archives.streams import STREAMS, CompressedStream, default_name, rest
from onionskin.parse.codecs.decoding import Inflate, MemoryLimitError, Stream
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import CHUNK, View

MAGIC, LEGACY = b"\x04\x22\x4d\x18", b"\x02\x21\x4c\x18"
_SKIPPABLE = b"\x2a\x4d\x18"
_LEGACY_BLOCK = 8 << 20
# Sequences of one block that are counted; a block of 8 MiB of honest text has about 800,000.
_SEQUENCES = 4 << 20


def decoded_length(data: bytes) -> int:
    """Return how many bytes a block decodes to; raise DamagedError where it is cut short."""
    at = made = count = 0
    size = len(data)
    try:
        while True:
            marker = data[at]
            at += 1
            literals, at = _run(data, at, marker >> 4)
            at += literals
            made += literals
            if at >= size:
                break
            at += 2
            match, at = _run(data, at, marker & 15)
            made += match + 4
            count += 1
            if count > _SEQUENCES:
                raise DamagedError("an LZ4 block of more sequences than are read")
    except IndexError as error:
        raise DamagedError("an LZ4 block is cut short") from error
    if at > size:
        raise DamagedError("an LZ4 block is cut short")
    return made


def _run(data: bytes, at: int, length: int) -> tuple[int, int]:
    if length == 15:
        while data[at] == 255:
            length += 255
            at += 1
        length += data[at]
        at += 1
    return length, at


def decode_block(data: bytes, limit: int) -> bytes:
    """Return a block's bytes; raise DamagedError for a broken one, or one of more than `limit`."""
    import pyarrow as pa

    length = decoded_length(data)
    if length > limit:
        raise DamagedError(f"an LZ4 block of {length} bytes where {limit} are allowed")
    try:
        made: bytes = pa.Codec("lz4_raw").decompress(data, decompressed_size=length, asbytes=True)
    except (OSError, ValueError) as error:
        raise DamagedError(f"an LZ4 block is damaged: {error}") from error
    return made


@dataclass(frozen=True)
class Lz4Frame:
    """One frame at [offset, offset+length). `kind` is `frame`, `legacy` or `skippable`."""

    offset: int
    length: int
    kind: str
    dictionary: int = 0
    blocks: tuple[Span, ...] = ()


def is_frame(head: bytes) -> bool:
    """Say whether four bytes begin a frame, a legacy frame or a skippable frame."""
    return head in {MAGIC, LEGACY} or (head[1:] == _SKIPPABLE and 0x50 <= head[0] < 0x60)


def frames(view: View) -> Iterator[Lz4Frame]:
    """Yield frames until something else stands there; raise DamagedError if one is cut short."""
    at = 0
    while at + 4 <= view.size and is_frame(head := view.read(at, 4)):
        if head == MAGIC:
            frame = _frame(view, at)
        elif head == LEGACY:
            frame = _legacy(view, at)
        else:
            size = int.from_bytes(view.exactly(at + 4, 4, "a skippable frame's length"), "little")
            frame = Lz4Frame(at, 8 + size, "skippable")
        if at + frame.length > view.size:
            raise DamagedError(f"the LZ4 frame at {at:#x} is cut short")
        yield frame
        at += frame.length


def _frame(view: View, start: int) -> Lz4Frame:
    """Walk a frame's descriptor, blocks and checksums (frame format, "Frame Descriptor")."""
    flags = view.exactly(start + 4, 1, "an LZ4 frame's descriptor")[0]
    if flags >> 6 != 1:
        raise DamagedError(f"the LZ4 frame at {start:#x} is of the unknown version {flags >> 6}")
    at = start + 6 + (8 if flags & 8 else 0)
    dictionary = 0
    if flags & 1:
        dictionary = int.from_bytes(view.exactly(at, 4, "a dictionary's id"), "little")
        at += 4
    at += 1
    while size := int.from_bytes(view.exactly(at, 4, "an LZ4 block's size"), "little"):
        at += 4 + (size & 0x7FFFFFFF) + (4 if flags & 0x10 else 0)
    return Lz4Frame(start, at + 4 + (4 if flags & 4 else 0) - start, "frame", dictionary)


def _legacy(view: View, start: int) -> Lz4Frame:
    """Walk the blocks of a legacy frame: it ends at the file's end, or where a magic stands."""
    at, blocks = start + 4, []
    while at + 4 <= view.size:
        head = view.read(at, 4)
        size = int.from_bytes(head, "little")
        if is_frame(head) or not 0 < size <= _LEGACY_BLOCK + (_LEGACY_BLOCK >> 7) or at + 4 + size > view.size:  # fmt: skip
            break
        blocks.append(Span(at + 4, size))
        at += 4 + size
    if not blocks:
        raise DamagedError(f"the legacy LZ4 frame at {start:#x} has no block")
    return Lz4Frame(start, at - start, "legacy", 0, tuple(blocks))


class Lz4Stream(Stream):
    """The decoded bytes of the frames at a file's beginning. As `Stream`."""

    def __init__(self, view: View) -> None:
        super().__init__(view, (0, view.size), Inflate, "the LZ4 file")

    def _pieces(self) -> Iterator[bytes]:
        end = 0
        for frame in frames(self._view):
            end = frame.offset + frame.length
            if frame.dictionary:
                raise DamagedError(f"{self._what} needs the dictionary {frame.dictionary}")
            if frame.kind == "frame":
                yield from self._current(frame)
            for block in frame.blocks:
                data = decode_block(self._view.read(block.offset, block.length), _LEGACY_BLOCK)
                for at in range(0, len(data), CHUNK):
                    yield data[at : at + CHUNK]
        if not end:
            raise DamagedError(f"{self._what} holds no frame")
        self.used = end

    def _current(self, frame: Lz4Frame) -> Iterator[bytes]:
        import pyarrow as pa

        part = self._view.slice(frame.offset, frame.length).file()
        try:
            with pa.CompressedInputStream(pa.PythonFile(part, "r"), "lz4") as source:
                while piece := source.read(CHUNK):
                    yield piece
        except MemoryError as error:
            raise MemoryLimitError(self._what) from error
        except (OSError, ValueError) as error:
            raise DamagedError(f"{self._what} is damaged: {error}") from error


def walk(view: View) -> Iterator[Item]:
    """Yield what the frames decode to as one member, then who owns which byte."""
    members = Members()
    stream = Lz4Stream(view)
    yield Child(default_name(view.name, Lz4Stream(view)), chunks=stream)
    at = count = 0
    damage = ""
    try:
        for frame in frames(view):
            at = frame.offset + frame.length
            count += 1
            yield from _owned(view, members, frame, count)
    except DamagedError as error:
        damage = str(error)
    yield Fact.of(CompressedStream(count))
    if damage and stream.finished:
        yield Problem("truncated", damage)
    yield from rest(view, members, at, read=stream.finished and not damage)


def _owned(view: View, members: Members, frame: Lz4Frame, number: int) -> Iterator[Item]:
    """Own a frame; a skippable one only where it is zero, since no reader looks into it."""
    name = "lz4 frame" if number <= STREAMS else "further frames"
    if frame.kind != "skippable":
        yield Region(name, frame.offset, frame.length)
        return
    yield Region("skippable frame header", frame.offset, 8)
    body = Span(frame.offset + 8, frame.length - 8)
    if view.is_zero(body.offset, body.length):
        yield Region("skippable frame", body.offset, body.length)
    else:
        yield from members.stray("extra", body.offset, body.length)
