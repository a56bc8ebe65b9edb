"""Apple's disk image (UDIF, `.dmg`): trailer, property list, and the block maps of its partitions.

Source: the `UDIFResourceFile` and `BLKXTable` structures as they are described by J. Levin
("Demystifying the DMG File Format") and laid out in Apple's open `diskimagerep.h`. Big-endian. No
specification is published. Sectors have 512 bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Span, Value
from onionskin.parse.texts.property_list import read_properties
from onionskin.plugins.view import View

SECTOR = 512
TRAILER = 512
LIST = 16 << 20
PARTITIONS, RUNS = 256, 400_000
# Of one compressed run, plain and stored: writers cut at 1 MiB or below.
RUN = 32 << 20
CRC32 = 2
ZERO, RAW, IGNORE, COMMENT, END = 0, 1, 2, 0x7FFF_FFFE, 0xFFFF_FFFF
METHODS = {
    ZERO: "zero", RAW: "raw", IGNORE: "ignore", 0x8000_0004: "adc", 0x8000_0005: "zlib",
    0x8000_0006: "bzip2", 0x8000_0007: "lzfse", 0x8000_0008: "lzma",
}  # fmt: skip


class ImagePartition(Value, frozen=True):
    """A partition of a disk image: its plain place in sectors, and how it is stored.

    `checksum` is `agrees`, `differs`, `none`, `not-read` (not all could be decoded) or the number of a type
    that is not computed here.
    """

    name: str
    first_sector: int
    sectors: int
    runs: int
    methods: tuple[str, ...]
    checksum: str


class DiskImage(Value, frozen=True):
    """A disk image as a whole. Both checksums are told as in ImagePartition.

    `residue` counts bytes between runs that no run owns, where they are few enough to be a writer's.
    """

    sectors: int
    partitions: tuple[ImagePartition, ...]
    data_checksum: str
    master_checksum: str
    segments: int
    residue: int
    other_resources: tuple[str, ...]


@dataclass(frozen=True)
class Checksum:
    """A checksum as it is stated: 0 none, 2 CRC-32."""

    kind: int
    value: int

    def compare(self, found: int | None) -> str:
        """Return what `ImagePartition.checksum` says of a CRC-32 (None: not all was read)."""
        if self.kind == 0:
            return "none"
        if self.kind != CRC32:
            return str(self.kind)
        if found is None:
            return "not-read"
        return "agrees" if found == self.value else "differs"


@dataclass(frozen=True)
class Run:
    """Stored bytes that become `sectors` sectors from `sector` on, of the partition."""

    kind: int
    sector: int
    sectors: int
    offset: int
    length: int


@dataclass(frozen=True)
class Partition:
    """A block map: `offset` counts from the file's start in every run."""

    name: str
    first: int
    sectors: int
    checksum: Checksum
    runs: tuple[Run, ...]
    is_padded: bool

    @property
    def methods(self) -> tuple[str, ...]:
        """The compressions used, by name."""
        return tuple(sorted({METHODS.get(each.kind, hex(each.kind)) for each in self.runs}))


@dataclass(frozen=True)
class Trailer:
    """The `koly` block, at the file's end (or, in old images, at its front)."""

    at: int
    raw: bytes
    data: Span
    resources: Span
    plist: Span
    signature: Span
    segment: int
    segments: int
    data_checksum: Checksum
    master_checksum: Checksum
    sectors: int

    def blinded(self) -> bytes:
        """Return the block as a signature's slot 6 hashes it: without the signature's length."""
        return self.raw[:304] + bytes(8) + self.raw[312:]


def read_trailer(view: View) -> Trailer:
    """Return the trailer, or raise DamagedError."""
    for at in (view.size - TRAILER, 0):
        raw = view.read(at, TRAILER)
        if raw[:12] == b"koly\0\0\0\x04\0\0\x02\0":
            break
    else:
        raise DamagedError("there is no koly block of version 4")
    _, data_at, data, fork_at, fork, segment, segments = struct.unpack_from(">5Q2I", raw, 16)
    plist_at, plist = struct.unpack_from(">2Q", raw, 216)
    signature_at, signature = struct.unpack_from(">2Q", raw, 296)
    return Trailer(
        at, raw, Span(data_at, data), Span(fork_at, fork), Span(plist_at, plist),
        Span(signature_at, signature), segment, segments, _checksum(raw, 80), _checksum(raw, 352),
        struct.unpack_from(">Q", raw, 492)[0],
    )  # fmt: skip


def fits(view: View) -> bool:
    """Say whether there is a koly block whose property list lies in the file."""
    try:
        trailer = read_trailer(view)
    except DamagedError:
        return False
    return trailer.plist.end <= view.size and trailer.data.end <= view.size


def begins_with_run(view: View, method: str) -> bool:
    """Say whether the stream that the file begins with is a run of a disk image, not a file of its own."""
    if view.read(view.size - TRAILER, 4) != b"koly":
        return False
    try:
        partitions = read_partitions(view, read_trailer(view))[0]
    except DamagedError:
        return False
    runs = (run for each in partitions for run in each.runs)
    return any(run.offset == 0 and run.length and METHODS.get(run.kind) == method for run in runs)


def read_partitions(view: View, trailer: Trailer) -> tuple[list[Partition], tuple[str, ...], list[str]]:  # fmt: skip
    """Return the partitions, the names of other resources, and what of the list was damaged."""
    if not trailer.plist.length:
        raise DamagedError("an image without a property list: its old resource fork is not read")
    if trailer.plist.length > LIST:
        raise DamagedError(f"a property list of {trailer.plist.length} bytes")
    raw = view.exactly(trailer.plist.offset, trailer.plist.length, "the property list")
    resources = read_properties(raw, LIST).get("resource-fork")
    tables = resources.get("blkx") if isinstance(resources, dict) else None
    if not isinstance(resources, dict) or not isinstance(tables, list):
        raise DamagedError("the property list has no blkx table")
    found: list[Partition] = []
    faults: list[str] = []
    budget = RUNS
    if len(tables) > PARTITIONS:
        faults.append(f"{len(tables)} partitions; only the first {PARTITIONS} are read")
    for number, table in enumerate(tables[:PARTITIONS]):
        name = _name(table, number)
        data = table.get("Data") if isinstance(table, dict) else None
        try:
            found.append(_partition(name, data, trailer.data.offset, budget))
            budget -= len(found[-1].runs)
        except DamagedError as error:
            faults.append(f"partition {name!r}: {error}")
    others = tuple(sorted(str(key)[:40] for key in resources if key != "blkx"))
    return found, others, faults


def _name(table: object, number: int) -> str:
    for key in ("CFName", "Name"):
        name = table.get(key) if isinstance(table, dict) else None
        if isinstance(name, str) and name.strip():
            return name.strip()[:200]
    return f"partition {number}"


def _partition(name: str, data: object, base: int, budget: int) -> Partition:
    if not isinstance(data, bytes) or len(data) < 204 or data[:4] != b"mish":
        raise DamagedError("its block map does not begin with mish")
    first, sectors, start = struct.unpack_from(">3Q", data, 8)
    count = struct.unpack_from(">I", data, 200)[0]
    if 204 + 40 * count > len(data) or count > budget:
        raise DamagedError(f"a block map of {count} runs in {len(data)} bytes")
    runs = []
    for row in struct.iter_unpack(">2I4Q", data[204 : 204 + 40 * count]):
        kind, _, sector, length, offset, stored = row
        if kind == END:
            break
        if kind == COMMENT:
            continue
        runs.append(Run(kind, sector, length, base + start + offset, stored))
    clean = not data[40:64].strip(b"\0") and not data[204 + 40 * count :].strip(b"\0")
    return Partition(name, first, sectors, _checksum(data, 64), tuple(runs), clean)


def _checksum(data: bytes, at: int) -> Checksum:
    kind, bits, value = struct.unpack_from(">3I", data, at)
    return Checksum(kind if kind != CRC32 or bits == 32 else 0xFFFF_FFFF, value)


def crc_of(chunks: Iterator[bytes]) -> int:
    """Return the CRC-32 of bytes."""
    crc = 0
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
    return crc
