"""Pictures: bytes behind, between and inside their parts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from genuine import Base

from mutation_families.edits import Edit, filler


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pictures(base: Base) -> Iterator[Edit]:
    """Put bytes behind PNG images, between and inside their chunks."""
    data = base.data
    first, end = data.index(b"IDAT") - 4, data.rindex(b"IEND") - 4
    for texture, length in (("base64", 80), ("base64", 900), ("random", 64), ("random", 4096)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        where = {
            "behind IEND": (data[: end + 12] + put, end + 12),
            "behind IEND, zeros before": (data[: end + 12] + bytes(512) + put, end + 12),
            "private chunk": (data[:end] + chunk(b"stEg", put) + data[end:], end + 8),
            "inside IEND": (data[:end] + chunk(b"IEND", put), end + 8),
            "too long a tIME": (data[:first] + chunk(b"tIME", bytes(7) + put) + data[first:], first + 15),
            "an IDAT of its own": (data[:end] + chunk(b"IDAT", put) + data[end:], end + 8),
            "text chunk": (data[:first] + chunk(b"tEXt", b"Comment\0" + put) + data[first:], first + 16),
            "compressed text chunk": (data[:first] + chunk(b"zTXt", b"Comment\0\0" + put) + data[first:], first + 17),
            "colour profile": (data[:first] + chunk(b"iCCP", b"icc\0\0" + put) + data[first:], first + 13),
            "EXIF chunk": (data[:first] + chunk(b"eXIf", put) + data[first:], first + 8),
        }  # fmt: skip
        for family, (made, at) in where.items():
            more = 512 if "zeros" in family else 0
            yield Edit(base.title, f"PNG: {family}", what, made, at, length + more)


def icons(base: Base) -> Iterator[Edit]:
    """Put bytes behind icons, between their images and into them."""
    data = base.data
    count = int.from_bytes(data[4:6], "little")
    first = 6 + 16 * count
    for texture, length in (("base64", 80), ("base64", 900), ("random", 64), ("random", 4096)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        yield Edit(base.title, "icon: tail", what, data + put, len(data), length)
        yield Edit(base.title, "icon: tail, zeros before", what, data + bytes(64) + put, len(data), length + 64)  # fmt: skip
        yield Edit(base.title, "icon: behind the directory", what, shifted(data, count, first, put), first, length)  # fmt: skip
        rows = [struct.unpack_from("<II", data, 6 + 16 * each + 8) for each in range(count)]
        last = max(range(count), key=lambda each: rows[each][1])
        if sum(rows[last]) == len(data):
            at = 6 + 16 * last + 8
            grown = data[:at] + struct.pack("<I", rows[last][0] + length) + data[at + 4 :]
            yield Edit(base.title, "icon: counted as image", what, grown + put, len(data), length)


def shifted(data: bytes, count: int, first: int, put: bytes) -> bytes:
    head = bytearray(data[:first])
    for each in range(count):
        at = 6 + 16 * each + 12
        struct.pack_into("<I", head, at, struct.unpack_from("<I", head, at)[0] + len(put))
    return bytes(head) + put + data[first:]


def bitmaps(base: Base) -> Iterator[Edit]:
    data = base.data
    start = int.from_bytes(data[10:14], "little")
    for texture, length in (("base64", 80), ("base64", 900), ("random", 4096)):
        put, what = filler(texture, length), f"{texture}, {length:,} B"
        yield Edit(base.title, "bitmap: tail", what, data + put, len(data), length)
        head = data[:10] + struct.pack("<I", start + length) + data[14:start]
        yield Edit(base.title, "bitmap: before the pixels", what, head + put + data[start:], start, length)  # fmt: skip
