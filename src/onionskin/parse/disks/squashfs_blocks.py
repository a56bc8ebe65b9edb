"""SquashFS 4.0: its compressors, and metadata as one run of decoded bytes.

Sources: Linux, Documentation/filesystems/squashfs.rst and fs/squashfs/squashfs_fs.h;
squashfs-tools-ng, doc/format.adoc.
"""

from __future__ import annotations

import lzma
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.parse.archives import lz4, lzo
from onionskin.parse.codecs import zstd
from onionskin.parse.codecs.decoding import MEMORY, Decoder, Inflate
from onionskin.plugins.view import View

COMPRESSORS = {1: "gzip", 2: "lzma", 3: "lzo", 4: "xz", 5: "lz4", 6: "zstd"}
METADATA = 8192
# Decoded bytes of one table; a file system of a million files has about 50 MiB of inodes.
TABLE = 64 << 20


class NoDecoderError(DamagedError):
    """Blocks of a compressor that is not read here."""


@dataclass
class Blocks:
    """Decodes single blocks of a view, and notes bytes behind the end of their streams."""

    view: View
    compressor: int
    slack: list[Span] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def decode(self, span: Span, limit: int, *, is_stored: bool = False) -> bytes:
        """Return the bytes of a block, at most `limit`; raise DamagedError where it is broken."""
        raw = self.view.exactly(span.offset, span.length, "a block")
        if is_stored:
            if len(raw) > limit:
                raise DamagedError(f"the block at {span.offset:#x} is longer than {limit} bytes")
            return raw
        data, used = self._decoded(raw, span, limit)
        if used < len(raw) and span.offset not in self._seen and len(self.slack) < 1000:
            self._seen.add(span.offset)
            self.slack.append(Span(span.offset + used, len(raw) - used))
        return data

    def _decoded(self, raw: bytes, span: Span, limit: int) -> tuple[bytes, int]:
        name = COMPRESSORS.get(self.compressor, f"number {self.compressor}")
        if name == "lz4":
            return lz4.decode_block(raw, limit), len(raw)
        if name == "lzo":
            return lzo.decode_block(raw, limit)
        if name == "zstd":
            return self._zstd(raw, span, limit)
        decoder = _decoder(name)
        try:
            data = decoder.decompress(raw, limit)
            if not decoder.eof:
                # All may be out, and the end of the stream not be read yet.
                data += decoder.decompress(b"", 1)
        except (zlib.error, lzma.LZMAError, EOFError, ValueError) as error:
            raise DamagedError(f"a {name} block is damaged: {error}") from error
        if not decoder.eof or len(data) > limit:
            raise DamagedError(f"a {name} block is cut short, or longer than {limit} bytes")
        return data, len(raw) - len(decoder.unused_data)

    def _zstd(self, raw: bytes, span: Span, limit: int) -> tuple[bytes, int]:
        import pyarrow as pa

        frame = next(zstd.frames(self.view, span.offset, span.end), None)
        if frame is None or frame.window > MEMORY or frame.dictionary:
            raise DamagedError(f"the block at {span.offset:#x} is no zstd frame that is read here")
        used = frame.length
        try:
            with pa.CompressedInputStream(pa.BufferReader(raw[:used]), "zstd") as source:
                data: bytes = source.read(limit + 1)
        except (OSError, ValueError) as error:
            raise DamagedError(f"a zstd block is damaged: {error}") from error
        if len(data) > limit:
            raise DamagedError(f"a zstd block is longer than {limit} bytes")
        return data, used


def _decoder(name: str) -> Decoder:
    if name == "gzip":
        return Inflate(15)
    if name == "xz":
        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MEMORY)
    if name == "lzma":
        return lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, memlimit=MEMORY)
    raise NoDecoderError(f"its blocks are compressed by {name}, which is not decoded here")


@dataclass
class Table:
    """Metadata blocks decoded one behind the other. `starts` are their offsets on disk, `at` in `data`."""

    data: bytearray = field(default_factory=bytearray)
    starts: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    end: int = 0

    def place(self, start: int, offset: int) -> int:
        """Return where a reference (a block's offset on disk, an offset in it) leads in `data`."""
        number = bisect_right(self.starts, start) - 1
        if number < 0 or self.starts[number] != start or offset >= METADATA:
            raise DamagedError(f"a reference leads to no metadata block: {start:#x}")
        return self.at[number] + offset

    def read(self, at: int, length: int, what: str) -> bytes:
        """Return exactly these bytes, or raise DamagedError."""
        raw = bytes(self.data[at : at + length])
        if len(raw) != length:
            raise DamagedError(f"{what} is cut short")
        return raw


def metadata(blocks: Blocks, offset: int) -> tuple[bytes, int]:
    """Return a metadata block's bytes, and where the next one begins."""
    head = int.from_bytes(blocks.view.exactly(offset, 2, "a metadata block"), "little")
    span = Span(offset + 2, head & 0x7FFF)
    return blocks.decode(span, METADATA, is_stored=bool(head & 0x8000)), span.end


def read_table(blocks: Blocks, start: int, stop: int, what: str) -> Iterator[Table | DamagedError]:
    """Yield the table of the blocks in [start, stop), as far as it can be read, then what broke it."""
    table = Table(end=start)
    fault: DamagedError | None = None
    while table.end < stop:
        if len(table.data) >= TABLE:
            fault = DamagedError(f"of {what} {TABLE >> 20} MiB were read")
            break
        try:
            data, following = metadata(blocks, table.end)
        except DamagedError as error:
            fault = error
            break
        if following > stop:
            fault = DamagedError(f"{what} passes its end")
            break
        table.starts.append(table.end)
        table.at.append(len(table.data))
        table.data += data
        table.end = following
    yield table
    if fault is not None:
        yield fault
