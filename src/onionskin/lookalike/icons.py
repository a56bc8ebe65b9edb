"""Inert images: PNG, BMP and ICO, well-formed or with bytes where none belong.

Layouts after W3C PNG (Third Edition) and Microsoft Learn, "Bitmap Storage" and "Icons".
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def build_png(
    size: int = 16,
    *,
    chunks: Sequence[tuple[bytes, bytes]] = (),
    surplus: bytes = b"",
    slack: bytes = b"",
    tail: bytes = b"",
) -> bytes:
    """Return a square grey PNG of `size` pixels a side.

    `chunks` are further (type, data) before the image data; `surplus` is deflated
    behind the last row, `slack` stands behind the deflated rows inside IDAT,
    `tail` behind IEND.
    """
    rows = b"".join(b"\0" + bytes([120 + row % 64]) * size for row in range(size))
    header = struct.pack(">2I5B", size, size, 8, 0, 0, 0, 0)
    body = zlib.compress(rows + surplus, 9) + slack
    parts = [(b"IHDR", header), *chunks, (b"IDAT", body), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts) + tail


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def build_dib(size: int = 16, *, bits: int = 32) -> bytes:
    """Return a bitmap as an icon holds it: twice the height, pixels, then the AND mask."""
    stride, mask = (size * bits + 31) // 32 * 4, (size + 31) // 32 * 4
    palette = b"".join(bytes([n, n, n, 0]) for n in range(1 << bits)) if bits <= 8 else b""
    header = struct.pack("<I2i2H6I", 40, size, 2 * size, 1, bits, 0, 0, 0, 0, 0, 0)
    return header + palette + b"\x7f" * (stride * size) + bytes(mask * size)


def build_bmp(size: int = 16, *, gap: bytes = b"", tail: bytes = b"") -> bytes:
    """Return a square 24-bit BMP file; `gap` stands before the pixels, `tail` behind them."""
    stride = (size * 24 + 31) // 32 * 4
    start = 14 + 40 + len(gap)
    pixels = b"\x60" * (stride * size)
    header = struct.pack("<I2i2H6I", 40, size, size, 1, 24, 0, len(pixels), 2835, 2835, 0, 0)
    whole = start + len(pixels)
    return struct.pack("<2sI2HI", b"BM", whole, 0, 0, start) + header + gap + pixels + tail


def build_ico(
    images: Sequence[bytes] | None = None,
    *,
    gaps: Sequence[bytes] = (),
    tail: bytes = b"",
    inside: bytes = b"",
) -> bytes:
    """Return an icon of PNG files and bitmaps (`build_dib`); two images if none are given.

    `gaps` are bytes before each image; `tail` stands behind the last one, `inside`
    too, but counted by the directory as part of it.
    """
    images = [build_dib(16), build_png(32)] if images is None else list(images)
    at = 6 + 16 * len(images)
    rows, bodies = [], []
    for number, image in enumerate(images):
        gap = gaps[number] if number < len(gaps) else b""
        last = inside if number == len(images) - 1 else b""
        at += len(gap)
        length = len(image) + len(last)
        side = _side(image)
        rows.append(struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, length, at))
        bodies.append(gap + image + last)
        at += length
    return struct.pack("<3H", 0, 1, len(images)) + b"".join(rows) + b"".join(bodies) + tail


def _side(image: bytes) -> int:
    """Return a square image's side as a directory writes it: 256 is 0."""
    if image.startswith(SIGNATURE):
        return int.from_bytes(image[16:20], "big") % 256
    return int.from_bytes(image[4:8], "little") % 256
