"""LZO1X: single blocks, and the files of lzop.

Sources: Linux, Documentation/staging/lzo.rst (the stream as the decompressor understands it); lzop, the
file format as its manual and `lzop -l` name it (method, flags, checksums).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.archive import Item, Members
from onionskin.parse.archives.streams import STREAMS, CompressedStream, default_name, rest
from onionskin.parse.codecs.decoding import Inflate, Stream
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import CHUNK, View

MAGIC = b"\x89LZO\x00\x0d\x0a\x1a\x0a"
BLOCK = 64 << 20
_METHODS = {1: "LZO1X-1", 2: "LZO1X-1(15)", 3: "LZO1X-999"}
_ADLER_D, _ADLER_C, _EXTRA, _CRC_D, _CRC_C, _FILTER, _CRC_HEADER = (
    1,
    2,
    0x40,
    0x100,
    0x200,
    0x800,
    0x1000,
)
_LEVELS = 0x940  # the version since which a header holds the level and a longer time
# Matches and literals of one block; honest text of 256 KiB has about 60,000.
_STEPS = 16 << 20


def decode_block(data: bytes, limit: int) -> tuple[bytes, int]:
    """Return a block's bytes and how long it was; raise DamagedError for a broken one, or one of more than `limit`."""
    try:
        made, used = _decoded(data, limit)
    except (IndexError, struct.error) as error:
        raise DamagedError("an LZO block is cut short") from error
    return bytes(made), used


def _decoded(data: bytes, limit: int) -> tuple[bytearray, int]:
    """Follow the instructions; `state` is how many literals the one before copied, 4 for a long run."""
    out = bytearray()
    at = state = 0
    if data[0] > 17:
        count = data[0] - 17
        _check(out, count, limit)
        out += _literals(data, 1, count)
        at, state = 1 + count, min(count, 4)
    for _ in range(_STEPS):
        code = data[at]
        at += 1
        if code < 16 and state == 0:
            count, at = _run(data, at, code, 15)
            _check(out, count + 3, limit)
            out += _literals(data, at, count + 3)
            at, state = at + count + 3, 4
            continue
        if code >= 64:
            length, back = (code >> 5) + 1, 1 + (code >> 2 & 7) + (data[at] << 3)
            follow = code & 3
            at += 1
        elif code >= 16:
            length, at = _run(data, at, code & (31 if code >= 32 else 7), 31 if code >= 32 else 7)
            length += 2
            word: int = struct.unpack_from("<H", data, at)[0]
            at, follow, back = at + 2, word & 3, (word >> 2) + 1
            if code < 32:
                back += ((code & 8) << 11) + 0x3FFF
                if back == 0x4000:
                    return out, at
        else:
            length, back = (2, 1) if state != 4 else (3, 0x801)
            back += (code >> 2) + (data[at] << 2)
            follow = code & 3
            at += 1
        _check(out, length + follow, limit)
        _copy(out, back, length)
        out += _literals(data, at, follow)
        at, state = at + follow, follow
    raise DamagedError("an LZO block of more instructions than are followed")


def _check(out: bytearray, more: int, limit: int) -> None:
    if len(out) + more > limit:
        raise DamagedError(f"an LZO block is longer than {limit} bytes")


def _run(data: bytes, at: int, count: int, base: int) -> tuple[int, int]:
    """Return a length and where it ends: zeros stand for 255 each, the first other byte ends it."""
    if count:
        return count, at
    count = base
    while data[at] == 0:
        count += 255
        at += 1
    return count + data[at], at + 1


def _literals(data: bytes, at: int, count: int) -> bytes:
    raw = data[at : at + count]
    if len(raw) != count:
        raise DamagedError("an LZO block is cut short")
    return raw


def _copy(out: bytearray, back: int, length: int) -> None:
    start = len(out) - back
    if start < 0:
        raise DamagedError("an LZO block refers to bytes before its own")
    if back >= length:
        out += out[start : start + length]
    else:
        piece = bytes(out[start:])
        out += (piece * (length // back + 1))[:length]


# --- the files of lzop -------------------------------------------------------------------


@dataclass(frozen=True)
class _File:
    """The header of one file at [offset, end): its name, its flags, its method."""

    offset: int
    end: int
    name: str
    flags: int
    method: int


@dataclass(frozen=True)
class _Block:
    """One block: `size` decoded bytes out of [offset, offset+length), and the checksum of those."""

    offset: int
    length: int
    size: int
    adler: int | None
    crc: int | None


def fits(view: View) -> bool:
    """Say whether a header of a known version and method follows the magic."""
    head = view.read(0, 18)
    return head[:9] == MAGIC and len(head) == 18 and 0x0900 <= int.from_bytes(head[9:11], "big") < 0x2000  # fmt: skip


def walk(view: View) -> Iterator[Item]:
    """Yield what the blocks decode to as one member, then who owns which byte."""
    members, stream = Members(), _LzopStream(view)
    name, at, count, damage = "", 0, 0, ""
    try:
        name = _header(view, 0).name
    except DamagedError as error:
        damage = str(error)
    yield Child(name or default_name(view.name, _LzopStream(view)), chunks=stream)
    try:
        while view.read(at, 9) == MAGIC:
            file = _header(view, at)
            at = _end(view, file)
            count += 1
            title = "lzop file" if count <= STREAMS else "further files"
            yield Region(title, file.offset, at - file.offset)
    except DamagedError as error:
        damage = str(error)
    yield Fact.of(CompressedStream(count, name))
    if damage and stream.finished:
        yield Problem("truncated", damage)
    yield from rest(view, members, at, read=stream.finished and not damage)


def _header(view: View, start: int) -> _File:
    version = struct.unpack(">H", view.exactly(start + 9, 2, "an lzop header"))[0]
    at = start + 13 + (2 if version >= _LEVELS else 0)
    method = view.exactly(at, 1, "an lzop header")[0]
    at += 2 if version >= _LEVELS else 1
    flags = struct.unpack(">I", view.exactly(at, 4, "an lzop header"))[0]
    at += 4 + (4 if flags & _FILTER else 0) + (12 if version >= _LEVELS else 8)
    length = view.exactly(at, 1, "an lzop header")[0]
    name = view.exactly(at + 1, length, "an lzop file's name").decode("utf-8", "backslashreplace")
    at += 1 + length
    stated = struct.unpack(">I", view.exactly(at, 4, "an lzop header's checksum"))[0]
    raw = view.read(start + 9, at - start - 9)
    if stated != (zlib.crc32(raw) if flags & _CRC_HEADER else zlib.adler32(raw)):
        raise DamagedError(f"the lzop header at {start:#x} fails its checksum")
    at += 4
    if flags & _EXTRA:
        at += 8 + int(struct.unpack(">I", view.exactly(at, 4, "an lzop header's extra field"))[0])
    return _File(start, at, name, flags, method)


def _blocks(view: View, file: _File) -> Iterator[_Block | int]:
    """Yield the blocks of a file, and last where it ends. Raises DamagedError."""
    at = file.end
    while size := int.from_bytes(view.exactly(at, 4, "an lzop block"), "big"):
        length = int.from_bytes(view.exactly(at + 4, 4, "an lzop block"), "big")
        at += 8
        sums: dict[int, int] = {}
        wanted = [_ADLER_D, _CRC_D, *((_ADLER_C, _CRC_C) if length < size else ())]
        for each in wanted:
            if file.flags & each:
                sums[each] = int.from_bytes(view.exactly(at, 4, "an lzop block's checksum"), "big")
                at += 4
        if not 0 < length <= size <= BLOCK or at + length > view.size:
            raise DamagedError(f"the lzop block at {at:#x} is cut short, or larger than any")
        yield _Block(at, length, size, sums.get(_ADLER_D), sums.get(_CRC_D))
        at += length
    yield at + 4


def _end(view: View, file: _File) -> int:
    end = file.end
    for each in _blocks(view, file):
        end = each if isinstance(each, int) else each.offset + each.length
    return end


class _LzopStream(Stream):
    """The decoded bytes of the files at a file's beginning. As `Stream`."""

    def __init__(self, view: View) -> None:
        super().__init__(view, (0, view.size), Inflate, "the lzop file")

    def _pieces(self) -> Iterator[bytes]:
        at = 0
        while self._view.read(at, 9) == MAGIC:
            file = _header(self._view, at)
            if file.method not in _METHODS or file.flags & _FILTER:
                raise DamagedError(f"{self._what} is made by method {file.method} or a filter that is not read here")  # fmt: skip
            for block in _blocks(self._view, file):
                if isinstance(block, int):
                    at = block
                    continue
                data = self._block(block)
                for start in range(0, len(data), CHUNK):
                    yield data[start : start + CHUNK]
        self.used = at

    def _block(self, block: _Block) -> bytes:
        raw = self._view.read(block.offset, block.length)
        data = raw if block.length == block.size else decode_block(raw, block.size)[0]
        if len(data) != block.size:
            raise DamagedError(f"the lzop block at {block.offset:#x} is {len(data)} bytes long, not {block.size}")  # fmt: skip
        wrong = block.adler not in {None, zlib.adler32(data)} or block.crc not in {
            None,
            zlib.crc32(data),
        }
        if wrong:
            raise DamagedError(f"the lzop block at {block.offset:#x} fails its checksum")
        return data
