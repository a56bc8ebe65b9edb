"""A pbzx stream: xz streams in chunks of equal size, the payload of macOS packages since 10.10.

The header is `pbzx` and the size of a chunk; each chunk has its decoded and its stored size in
front, all 64 bits, big-endian. A chunk whose sizes agree is stored as it is.

Source: M. T. Sullivan and J. Levin, notes on "pbzx"; NiklasRosenstein/pbzx.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Value
from onionskin.parse.archive import Item, Members, merged
from onionskin.parse.codecs.decoding import Stream, xz
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"pbzx"
HEADER = 12
_XZ = b"\xfd7zXZ\0"
MAX_CHUNK = 1 << 30


class PbzxStream(Value, frozen=True):
    """A pbzx stream as a whole: the stated size of a chunk, and how many there are."""

    chunk: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: where its sizes stand, what they are, where its stored bytes begin."""

    offset: int
    size: int
    stored: int

    @property
    def data(self) -> int:
        """The offset of the stored bytes."""
        return self.offset + 16

    @property
    def end(self) -> int:
        """The offset just behind the chunk."""
        return self.data + self.stored


def chunk_at(view: View, at: int, most: int) -> Chunk | None:
    """Return the chunk at an offset, or None where none stands."""
    raw = view.read(at, 16)
    if len(raw) < 16:
        return None
    size, stored = struct.unpack(">QQ", raw)
    if not 0 < size <= most or not 0 < stored <= most + (most >> 3) + 4096:
        return None
    is_xz = view.read(at + 16, 6) == _XZ
    return Chunk(at, size, stored) if is_xz or size == stored else None


def chunk_size(view: View) -> int:
    """Return the size of a chunk that the header states, or 0 where there is no header."""
    head = view.read(0, HEADER)
    if len(head) < HEADER or head[:4] != MAGIC:
        return 0
    size = int.from_bytes(head[4:], "big")
    return size if 0 < size <= MAX_CHUNK else 0


def fits(view: View) -> bool:
    """Say whether a header and a first chunk stand there."""
    size = chunk_size(view)
    return bool(size) and chunk_at(view, HEADER, size) is not None


@dataclass
class _Chunks:
    """The chunks of a stream. Iterate once for the decoded bytes; then the rest is known."""

    view: View
    most: int
    at: int = HEADER
    count: int = 0
    regions: list[Region] = field(default_factory=list)
    slack: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[tuple[Chunk, int]] = field(default_factory=list)

    def __iter__(self) -> Iterator[bytes]:
        while (chunk := chunk_at(self.view, self.at, self.most)) is not None:
            if chunk.end > self.view.size:
                raise DamagedError(f"the chunk at {chunk.offset:#x} ends behind the file's end")
            yield from self._decoded(chunk)
            self.regions.append(Region("chunk", chunk.offset, 16 + chunk.stored))
            self.at = chunk.end
            self.count += 1

    def _decoded(self, chunk: Chunk) -> Iterator[bytes]:
        if self.view.read(chunk.data, 6) != _XZ:
            yield from self.view.chunks(chunk.data, chunk.stored)
            return
        what = f"the chunk at {chunk.offset:#x}"
        stream = Stream(self.view, (chunk.data, chunk.stored), xz, what)
        for part in stream:
            if stream.produced > self.most:
                raise DamagedError(f"{what} decodes to more than the {self.most} bytes of a chunk")
            yield part
        if stream.used < chunk.stored:
            self.slack.append((chunk.data + stream.used, chunk.stored - stream.used))
        if stream.produced != chunk.size:
            self.wrong.append((chunk, stream.produced))


def walk(view: View) -> Iterator[Item]:
    """Yield what the chunks decode to as one member, then who owns which byte."""
    yield from merged(_walk(view))


def _walk(view: View) -> Iterator[Item]:
    members = Members()
    most = chunk_size(view)
    yield Region("pbzx header", 0, HEADER)
    chunks = _Chunks(view, most)
    yield Child("content", chunks=chunks)
    for region in chunks.regions:
        start = region.offset
        for at, length in chunks.slack:
            if region.offset <= at < region.end:
                yield Region("chunk", start, at - start)
                start = at + length
        yield Region("chunk", start, region.end - start)
    for at, length in chunks.slack:
        yield from members.stray("slack", at, length)
    for chunk, found in chunks.wrong:
        detail = f"the chunk at {chunk.offset:#x} states {chunk.size} bytes, {found} came out"
        yield from members.fault("size-differs", "content", detail, chunk.offset, chunk.stored)
    yield Fact.of(PbzxStream(most, chunks.count))
    rest = view.size - chunks.at
    if rest and view.is_zero(chunks.at, rest):
        yield Region("zero padding", chunks.at, rest)
    elif rest:
        yield from members.stray("behind", chunks.at, rest)
    yield from members.overflow()
