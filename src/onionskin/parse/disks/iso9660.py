"""ISO 9660: volume descriptors, directory records, Joliet and Rock Ridge names, El Torito.

Source: ECMA-119 (4th edition); Joliet Specification (1995); IEEE P1281 (SUSP) and P1282 (Rock Ridge);
El Torito Bootable CD-ROM Format Specification 1.0. A sector has 2,048 bytes here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.plugins.view import View

SECTOR = 2048
FIRST = 16
DESCRIPTORS = 64
DIRECTORY = 16 << 20
CONTINUATIONS = 32
BOOT, PRIMARY, SUPPLEMENTARY, END = 0, 1, 2, 255
_JOLIET = (b"%/@", b"%/C", b"%/E")
# El Torito media: floppies of 1.2, 1.44 and 2.88 MB.
_FLOPPIES = {1: 1_228_800, 2: 1_474_560, 3: 2_949_120}


@dataclass(frozen=True)
class Volume:
    """A primary or supplementary descriptor. `kind` is `primary`, `joliet` or `enhanced`."""

    kind: str
    at: int
    name: str
    sectors: int
    tables: tuple[int, ...]
    table_size: int
    root: Record


@dataclass
class Record:
    """A directory record: its place in the image, where its bytes are, and what Rock Ridge adds.

    `faults` say which of its numbers differ between the two byte orders.
    """

    at: int
    length: int
    raw: bytes
    name: str
    sector: int
    size: int
    is_folder: bool
    has_more: bool
    is_interleaved: bool
    faults: tuple[str, ...] = ()
    long_name: str | None = None
    link: str | None = None
    moved: int | None = None
    is_moved_here: bool = False
    is_packed: bool = False
    continued: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class BootImage:
    """An image that a boot catalogue names, `size` as far as the medium states it."""

    at: int
    sector: int
    size: int


def read_descriptors(view: View) -> tuple[list[Volume], list[int], int]:
    """Return the volumes, the boot catalogues' sectors, and the sector behind the descriptors."""
    volumes: list[Volume] = []
    catalogues: list[int] = []
    for sector in range(FIRST, FIRST + DESCRIPTORS):
        raw = view.read(sector * SECTOR, SECTOR)
        if len(raw) < SECTOR or raw[1:6] != b"CD001":
            return volumes, catalogues, sector
        if raw[0] == END:
            return volumes, catalogues, sector + 1
        if raw[0] == BOOT and raw[7:30] == b"EL TORITO SPECIFICATION":
            catalogues.append(struct.unpack_from("<I", raw, 71)[0])
        elif raw[0] in {PRIMARY, SUPPLEMENTARY}:
            volumes.append(_volume(raw, sector * SECTOR))
    return volumes, catalogues, FIRST + DESCRIPTORS


def _volume(raw: bytes, at: int) -> Volume:
    kind = "primary"
    if raw[0] == SUPPLEMENTARY:
        kind = "joliet" if raw[88:91] in _JOLIET else "enhanced"
    block = struct.unpack_from("<H", raw, 128)[0]
    if block != SECTOR:
        raise DamagedError(f"logical blocks of {block} bytes, which are not read")
    tables = (*struct.unpack_from("<2I", raw, 140), *struct.unpack_from(">2I", raw, 148))
    return Volume(
        kind, at, _text(raw[40:72], kind).strip(), struct.unpack_from("<I", raw, 80)[0],
        tables, struct.unpack_from("<I", raw, 132)[0], read_record(raw, 156, at, kind),
    )  # fmt: skip


def read_record(raw: bytes, at: int, base: int, kind: str) -> Record:
    """Return the directory record at an offset of `raw`, which stands at `base` in the image."""
    length = raw[at]
    if length < 34 or at + length > len(raw) or 33 + raw[at + 32] > length:
        raise DamagedError(f"a directory record of {length} bytes at {base + at:#x}")
    one = struct.unpack_from("<I", raw, at + 2)[0], struct.unpack_from("<I", raw, at + 10)[0]
    two = struct.unpack_from(">I", raw, at + 6)[0], struct.unpack_from(">I", raw, at + 14)[0]
    flags, unit, gap = raw[at + 25 : at + 28]
    words = ("place", "size")
    faults = tuple(w for w, a, b in zip(words, one, two, strict=True) if a != b)
    name = _text(raw[at + 33 : at + 33 + raw[at + 32]], kind)
    own = raw[at : at + length]
    return Record(base + at, length, own, name, one[0] + raw[at + 1], one[1], bool(flags & 2), bool(flags & 0x80), bool(unit or gap), faults)  # fmt: skip


def _text(raw: bytes, kind: str) -> str:
    if raw in {b"\0", b"\1"}:
        return raw.decode()
    if kind == "joliet":
        return raw.decode("utf-16-be", "backslashreplace").rstrip("\0")
    return raw.decode("utf-8", "backslashreplace")


def read_folder(view: View, sector: int, size: int, kind: str) -> Iterator[Record | DamagedError]:
    """Yield the records of a directory; one that cannot be is an error, and its sector's rest is left."""
    if size > DIRECTORY:
        yield DamagedError(f"a directory of {size} bytes")
        return
    for start in range(0, size, SECTOR):
        base = sector * SECTOR + start
        raw = view.read(base, SECTOR)
        if len(raw) < SECTOR:
            yield DamagedError(f"a directory's sector at {base:#x} is not there")
            return
        at = 0
        while at < len(raw) and raw[at]:
            try:
                record = read_record(raw, at, base, kind)
            except (DamagedError, IndexError) as error:
                yield DamagedError(str(error))
                break
            yield record
            at += record.length


def add_rock_ridge(view: View, record: Record, skip: int) -> None:
    """Read a record's system use area: name, link, moved folders, continuations."""
    at = 33 + record.raw[32] + (1 - record.raw[32] % 2) + skip
    area = record.raw[at:]
    name: list[str] = []
    link: list[str] = []
    for _ in range(CONTINUATIONS):
        following = None
        for signature, data in _entries(area):
            if signature == b"NM" and len(data) > 1 and not data[0] & 6:
                name.append(data[1:].decode("utf-8", "backslashreplace"))
            elif signature == b"SL" and data:
                link += _link(data[1:])
            elif signature == b"CL" and len(data) >= 4:
                record.moved = struct.unpack_from("<I", data)[0]
            elif signature == b"RE":
                record.is_moved_here = True
            elif signature == b"ZF":
                record.is_packed = True
            elif signature == b"CE" and len(data) >= 24:
                sector, offset, length = (struct.unpack_from("<I", data, n)[0] for n in (0, 8, 16))
                following = (sector * SECTOR + offset, min(length, SECTOR))
        if following is None:
            break
        record.continued.append(following)
        area = view.read(*following)
    record.long_name = "".join(name) or None
    record.link = "/".join(link).replace("//", "/") if link else None


def susp_skip(record: Record) -> int | None:
    """Return how many bytes the root's own record says to skip, None where there is no Rock Ridge."""
    at = 33 + record.raw[32] + (1 - record.raw[32] % 2)
    area = record.raw[at : at + 7]
    return area[6] if area[:2] == b"SP" and area[4:6] == b"\xbe\xef" else None


def _entries(area: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 4 <= len(area) and area[at + 2] >= 4:
        if area[at : at + 2] == b"ST":
            return
        yield area[at : at + 2], area[at + 4 : at + area[at + 2]]
        at += area[at + 2]


def _link(data: bytes) -> list[str]:
    parts, at = [], 0
    while at + 2 <= len(data):
        flags, length = data[at], data[at + 1]
        text = data[at + 2 : at + 2 + length].decode("utf-8", "backslashreplace")
        parts.append({2: ".", 4: "..", 8: "/"}.get(flags & 14, text))
        at += 2 + length
    return parts


def read_boot_images(view: View, sector: int) -> list[BootImage]:
    """Return what a boot catalogue names, or raise DamagedError."""
    raw = view.exactly(sector * SECTOR, SECTOR, "the boot catalogue")
    if raw[0] != 1 or raw[30:32] != b"\x55\xaa":
        raise DamagedError("the boot catalogue has no validation entry")
    found = []
    for at in range(32, SECTOR, 32):
        kind, media = raw[at], raw[at + 1] & 15
        if kind in {0x90, 0x91, 0x44}:
            continue
        count, start = struct.unpack_from("<HI", raw, at + 6)
        if kind not in {0, 0x88} or not start:
            break
        found.append(BootImage(sector * SECTOR + at, start, _FLOPPIES.get(media, count * 512)))
    return found
