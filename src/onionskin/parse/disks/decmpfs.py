"""Files that macOS keeps compressed (decmpfs): in an attribute, or in blocks of the resource fork.

Source: Apple, xnu `bsd/sys/decmpfs.h`; the block tables of the resource fork after the open
readers of it. A block becomes 64 KiB.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise

from onionskin.errors import DamagedError
from onionskin.parse.codecs.lzfse import decode_lzfse
from onionskin.parse.codecs.lzvn import decode_lzvn
from onionskin.parse.disks.extents import Pieces

ATTRIBUTE = "com.apple.decmpfs"
BLOCK = 1 << 16
_STORED = 1 << 18
# Type -> (method, in the resource fork).
TYPES = {
    1: ("plain", False), 3: ("zlib", False), 4: ("zlib", True), 7: ("lzvn", False),
    8: ("lzvn", True), 9: ("plain", False), 10: ("plain", True), 11: ("lzfse", False), 12: ("lzfse", True),
}  # fmt: skip


def read_header(attribute: bytes) -> tuple[int, int]:
    """Return (type, size of the plain file), or raise DamagedError."""
    if len(attribute) < 16 or attribute[:4] != b"fpmc":
        raise DamagedError("the compression attribute has no header")
    kind, size = struct.unpack_from("<IQ", attribute, 4)
    return kind, size


def chunks(attribute: bytes, fork: Pieces) -> Iterator[bytes]:
    """Yield the plain bytes of a compressed file, or raise DamagedError."""
    kind, size = read_header(attribute)
    if kind not in TYPES:
        raise DamagedError(f"compression type {kind}, which this version does not open")
    method, in_fork = TYPES[kind]
    decode = _DECODERS[method]
    if not in_fork:
        data = attribute[16:]
        if size > BLOCK:
            raise DamagedError(f"an attribute of {len(data)} bytes for {size}")
        yield decode(data, size) if size else b""
        return
    blocks = _zlib_blocks(fork) if method == "zlib" else _offset_blocks(fork)
    for offset, length in blocks:
        if size <= 0:
            return
        if length > _STORED:
            raise DamagedError(f"a compressed block of {length} bytes")
        yield decode(fork.read(offset, length), min(size, BLOCK))
        size -= BLOCK
    if size > 0:
        raise DamagedError(f"the compressed blocks lack {size} bytes")


def _zlib_blocks(fork: Pieces) -> Iterator[tuple[int, int]]:
    start = struct.unpack(">I", fork.read(0, 4))[0] + 4
    count = struct.unpack("<I", fork.read(start, 4))[0]
    if count * 8 > fork.size:
        raise DamagedError(f"{count} compressed blocks in {fork.size} bytes")
    for offset, length in struct.iter_unpack("<2I", fork.read(start + 4, count * 8)):
        yield start + offset, length


def _offset_blocks(fork: Pieces) -> Iterator[tuple[int, int]]:
    first = struct.unpack("<I", fork.read(0, 4))[0]
    if first > fork.size or first % 4 or first < 8:
        raise DamagedError("a table of compressed blocks that cannot be")
    offsets = struct.unpack(f"<{first // 4}I", fork.read(0, first))
    for one, two in pairwise(offsets):
        yield one, two - one


def _zlib(data: bytes, size: int) -> bytes:
    if data[:1] and data[0] & 15 == 15:
        return _exactly(data[1:], size)
    try:
        return _exactly(zlib.decompressobj().decompress(data, size + 1), size)
    except zlib.error as error:
        raise DamagedError(f"a compressed block: {error}") from error


def _lzvn(data: bytes, size: int) -> bytes:
    return _exactly(data[1:], size) if data[:1] == b"\x06" else decode_lzvn(data, size)


def _lzfse(data: bytes, size: int) -> bytes:
    return _exactly(data[1:], size) if data[:1] == b"\xff" else decode_lzfse(data, size)


def _plain(data: bytes, size: int) -> bytes:
    # 0xCC stands in front of what was left as it was.
    return _exactly(data[1:] if len(data) == size + 1 else data, size)


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise DamagedError(f"a compressed block becomes {len(data)} bytes, not {size}")
    return data


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "zlib": _zlib, "lzvn": _lzvn, "lzfse": _lzfse, "plain": _plain,
}  # fmt: skip
