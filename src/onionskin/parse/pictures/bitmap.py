"""Windows bitmaps: where the headers, the palette and the pixels of one really end.

Sources: Microsoft Learn, "Bitmap Storage", BITMAPINFOHEADER, BITMAPV4HEADER, BITMAPV5HEADER.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.plugins.view import View

Item = Region | Fact | Problem
FILE_HEADER = 14
CORE, INFO, V5 = 12, 40, 124
HEADERS = {12, 16, 40, 52, 56, 64, 108, 124}
PLAIN = {0, 3, 6}  # BI_RGB, BI_BITFIELDS, BI_ALPHABITFIELDS: rows without compression
DEPTHS = {0, 1, 2, 4, 8, 16, 24, 32, 64}


class BitmapImage(Value, frozen=True):
    """A bitmap: its size in pixels, bits a pixel, and where its last part ends."""

    width: int
    height: int
    bits: int
    end: int


@dataclass(frozen=True)
class Dib:
    """A device-independent bitmap at `offset`: its header and what it announces.

    `palette_end` is where masks and palette end; `stride` the length of a row.
    `profile` is the span of an embedded colour profile, or (0, 0).
    """

    offset: int
    header: int
    width: int
    height: int
    bits: int
    compression: int
    image: int
    palette_end: int
    profile: tuple[int, int]

    @property
    def stride(self) -> int:
        """Bytes a row takes: padded to four."""
        return (self.width * self.bits + 31) // 32 * 4

    def pixels(self, rows: int) -> int:
        """Return how many bytes of pixels belong to that many rows."""
        return self.stride * rows if self.compression in PLAIN else self.image


def read_dib(view: View, offset: int) -> Dib:
    """Read the header at an offset; raise DamagedError if it is none."""
    header = int.from_bytes(view.exactly(offset, 4, "a bitmap header"), "little")
    if header not in HEADERS:
        raise DamagedError(
            f"there is no bitmap header at {offset:#x}: its length would be {header}"
        )
    raw = view.exactly(offset, header, "a bitmap header")
    if header == CORE:
        width, height, _, bits = struct.unpack_from("<4H", raw, 4)
        compression = image = used = 0
        entry = 3
    else:
        width, height, _, bits = struct.unpack_from("<2i2H", raw, 4)
        compression, image, used = 0, 0, 0
        if header >= INFO:
            compression, image, _, _, used = struct.unpack_from("<5I", raw, 16)
        entry = 4
    if width <= 0 or not height or bits not in DEPTHS:
        raise DamagedError(f"a bitmap of {width} x {height} pixels, {bits} bits each")
    masks = {3: 12, 6: 16}.get(compression, 0) if header == INFO else 0
    colours = used or (1 << bits if 0 < bits <= 8 else 0)
    if colours > 1 << 16:
        raise DamagedError(f"a palette of {colours} colours")
    # No pixel can name a colour beyond these, whatever the header counts.
    colours = min(colours, 1 << min(bits, 8) if bits else 0)
    end = offset + header + masks + entry * colours
    profile = (0, 0)
    if header == V5 and raw[56:60] in {b"DEBM", b"KNIL"}:
        start, length = struct.unpack_from("<2I", raw, 112)
        profile = (offset + start, length)
    return Dib(offset, header, width, abs(height), bits, compression, image, end, profile)


def fits(view: View) -> bool:
    """Say whether a file header and a bitmap header stand at the beginning."""
    head = view.read(0, 18)
    if len(head) < 18 or head[:2] != b"BM" or any(head[6:10]):
        return False
    start, header = struct.unpack_from("<2I", head, 10)
    return header in HEADERS and FILE_HEADER + header <= start < 1 << 20


def walk(view: View) -> Iterator[Item]:
    """Yield the regions of a BMP file."""
    start = int.from_bytes(view.exactly(10, 4, "the file header"), "little")
    dib = read_dib(view, FILE_HEADER)
    yield Region("file header", 0, FILE_HEADER)
    yield Region("bitmap header", FILE_HEADER, min(dib.header, start - FILE_HEADER))
    palette = FILE_HEADER + dib.header
    yield Region("palette", palette, max(min(dib.palette_end, start) - palette, 0))
    length = dib.pixels(dib.height)
    end = start + length
    yield Region("pixels", start, length)
    if dib.profile[1]:
        yield Region("colour profile", *dib.profile)
        end = max(end, sum(dib.profile))
    padding = min(view.size - end, 4)
    if padding > 0 and view.is_zero(end, padding):
        # Photoshop rounds a file up with two or more zeros.
        yield Region("padding", end, padding)
    yield Fact.of(BitmapImage(dib.width, dib.height, dib.bits, end))
    if end > view.size:
        yield Problem("truncated", f"the pixels lack {end - view.size} bytes")
    if not length:
        yield Problem("damaged", "the header states no length for its compressed pixels")
