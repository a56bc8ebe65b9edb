"""Windows icons and cursors: the directory, and where each image in it really ends.

Source: Microsoft Learn, "Icons" (ICONDIR, ICONDIRENTRY); the stated length of an entry is
not believed: a PNG ends with its IEND, a bitmap with its AND mask.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.pictures import png
from onionskin.parse.pictures.bitmap import read_dib
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

Item = Region | Child | Fact | Problem
IMAGES = 1024


class IconImage(Value, frozen=True):
    """One image of an icon: `kind` is `png` or `bitmap`; `stated` the directory's length, `real` its own."""

    number: int
    kind: str
    width: int
    height: int
    offset: int
    stated: int
    real: int


@dataclass(frozen=True)
class Entry:
    """One row of the directory."""

    number: int
    width: int
    height: int
    length: int
    offset: int


def fits(view: View) -> bool:
    """Say whether a directory stands at the beginning whose entries lie behind it, in the file."""
    head = view.read(0, 6)
    if len(head) < 6 or head[:2] != b"\0\0" or head[2:4] not in {b"\1\0", b"\2\0"}:
        return False
    count = int.from_bytes(head[4:], "little")
    if not 0 < count <= IMAGES:
        return False
    rows = [_entry(view, number) for number in range(min(count, 4))]
    least = 6 + 16 * count
    return all(
        row is not None and row.offset >= least and row.length >= 16 for row in rows
    ) and any(row is not None and row.offset < view.size for row in rows)


def _entry(view: View, number: int) -> Entry | None:
    raw = view.read(6 + 16 * number, 16)
    if len(raw) < 16 or raw[3]:
        return None
    length, offset = struct.unpack_from("<2I", raw, 8)
    return Entry(number, raw[0] or 256, raw[1] or 256, length, offset)


def walk(view: View) -> Iterator[Item]:
    """Yield the directory, then each image with the end that its own format gives it."""
    count = int.from_bytes(view.exactly(4, 2, "the icon's header"), "little")
    yield Region("icon header", 0, 6)
    if count > IMAGES:
        yield Problem("limit:entries", f"{count} images are stated, {IMAGES} are read")
    seen: set[int] = set()
    for number in range(min(count, IMAGES)):
        entry = _entry(view, number)
        if entry is None:
            yield Problem("damaged", f"row {number} of the directory is none")
            continue
        yield Region(f"directory row {number}", 6 + 16 * number, 16)
        if entry.offset not in seen:
            seen.add(entry.offset)
            yield from _image(view, entry)


def _image(view: View, entry: Entry) -> Iterator[Item]:
    try:
        if view.read(entry.offset, 8) == png.SIGNATURE:
            kind, end = "png", png.image_end(view, entry.offset)
        else:
            kind, end = "bitmap", _bitmap_end(view, entry)
    except DamagedError as error:
        yield Problem("damaged", f"image {entry.number}: {error}")
        return
    real = end - entry.offset
    yield Fact.of(
        IconImage(entry.number, kind, entry.width, entry.height, entry.offset, entry.length, real)
    )
    yield Region(f"image {entry.number} ({kind})", entry.offset, real)
    if kind == "png":
        yield Child(f"image-{entry.number}.png", span=(entry.offset, real), declared=entry.length)
    if end > view.size:
        yield Problem("truncated", f"image {entry.number} lacks {end - view.size} bytes")


def _bitmap_end(view: View, entry: Entry) -> int:
    """Return where a bitmap ends: pixels of half its height, then the one-bit AND mask.

    Images with an alpha channel may leave the mask out; the directory's length then says so.
    A bitmap that claims to be larger than the directory shows it is believed no further.
    """
    dib = read_dib(view, entry.offset)
    rows = dib.height // 2 or dib.height
    # A side of 256 is written as 0, and so is a longer one.
    if entry.height < 256:
        rows = min(rows, entry.height)
    if entry.width < min(dib.width, 256):
        dib = replace(dib, width=entry.width)
    colours = dib.palette_end + dib.pixels(rows)
    mask = (dib.width + 31) // 32 * 4 * rows
    stated = entry.offset + entry.length
    return colours if dib.bits == 32 and colours <= stated < colours + mask else colours + mask
