"""Single compressed streams whose writers Python lacks: LZ4 frames, old and new, and lzip.

Layouts after the LZ4 frame format description 1.6.4 and draft-diaz-lzip-09.
"""

from __future__ import annotations

import lzma
import struct
import zlib


def lz4_frame(data: bytes) -> bytes:
    """Return one LZ4 frame."""
    import pyarrow as pa

    made: bytes = pa.Codec("lz4").compress(data, asbytes=True)
    return made


def lz4_legacy(data: bytes) -> bytes:
    """Return one legacy LZ4 frame, of blocks of 8 MiB."""
    import pyarrow as pa

    codec, size = pa.Codec("lz4_raw"), 8 << 20
    out = b"\x02\x21\x4c\x18"
    for at in range(0, len(data), size):
        block = codec.compress(data[at : at + size], asbytes=True)
        out += struct.pack("<I", len(block)) + block
    return out


def skippable(data: bytes) -> bytes:
    """Return a skippable frame, which LZ4 and zstd share."""
    return b"\x50\x2a\x4d\x18" + struct.pack("<I", len(data)) + data


def lzip_member(data: bytes, *, stated: int | None = None) -> bytes:
    """Return one lzip member with a dictionary of 1 MiB; `stated` replaces its data's length."""
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 3, "lp": 0, "pb": 2}]
    # Python's raw LZMA1 has no end marker; its .lzma form of unknown length has one.
    body = lzma.compress(data, lzma.FORMAT_ALONE, filters=filters)[13:]
    size = len(data) if stated is None else stated
    trailer = struct.pack("<IQQ", zlib.crc32(data), size, 6 + len(body) + 20)
    return b"LZIP\x01\x14" + body + trailer


def lzo_block(data: bytes, repeat: int = 0) -> bytes:
    """Return an LZO1X block of these literals (at least 4), and of their last two bytes `repeat` times more (none, or 2 and up)."""
    count = len(data)
    made = bytes([17 + count]) if count <= 238 else b"\0" + _lzo_run(count - 18)
    made += data
    if repeat:
        length = 2 * repeat
        code = bytes([32 + length - 2]) if length <= 33 else b"\x20" + _lzo_run(length - 33)
        made += code + struct.pack("<H", 1 << 2)
    return made + b"\x11\0\0"


def _lzo_run(left: int) -> bytes:
    return bytes((left - 1) // 255) + bytes([(left - 1) % 255 + 1])


def lzop_file(
    blocks: list[tuple[bytes, bytes]], *, name: bytes = b"", adler: int | None = None
) -> bytes:
    """Return a file of lzop out of blocks (decoded, packed); `adler` is stated in place of the first's own."""
    head = struct.pack(">HHHBBIIII", 0x1040, 0x2080, 0x0940, 1, 5, 1, 0o100644, 0, 0)
    head += bytes([len(name)]) + name
    made = b"\x89LZO\x00\x0d\x0a\x1a\x0a" + head + struct.pack(">I", zlib.adler32(head))
    for number, (plain, packed) in enumerate(blocks):
        stated = zlib.adler32(plain) if number or adler is None else adler
        made += struct.pack(">III", len(plain), len(packed), stated) + packed
    return made + bytes(4)
