"""The headers of a .7z file: pack streams, folders of coders, substreams and files.

Source: 7zFormat.txt and Methods.txt of the LZMA SDK (public domain), 7-Zip 24. Counts are
bounded by the header's own length, so that a header of a few bytes cannot ask for millions.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

from onionskin.errors import DamagedError

MAGIC = b"7z\xbc\xaf\x27\x1c"
MAX_HEADER = 64 << 20
MAX_FILES = 1 << 20
MAX_CODERS = 32
END, HEADER, PROPERTIES, ADDITIONAL, STREAMS, FILES = 0, 1, 2, 3, 4, 5
PACK, UNPACK, SUBSTREAMS, SIZES, CRCS = 6, 7, 8, 9, 10
FOLDERS, CODERS, COUNTS = 11, 12, 13
EMPTY_STREAM, EMPTY_FILE, ANTI, NAMES = 14, 15, 16, 17
CREATED, ACCESSED, WRITTEN, ATTRIBUTES, START, DUMMY = 18, 19, 20, 21, 24, 25
ENCODED = 23
_FLAGS = frozenset({EMPTY_STREAM, EMPTY_FILE, ANTI})


@dataclass(frozen=True)
class Coder:
    """One coder: its method's id as bytes, streams in and out (as a decoder sees them), properties."""

    method: bytes
    inputs: int
    outputs: int
    properties: bytes


@dataclass
class Folder:
    """Coders joined by `bonds` (input index -> output index); `packed` are the inputs from the file.

    `sizes` are the plain sizes of all outputs; `streams` those of the files inside, with CRCs.
    """

    coders: list[Coder]
    bonds: dict[int, int]
    packed: list[int]
    sizes: list[int] = field(default_factory=list)
    crc: int | None = None
    streams: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def main(self) -> int:
        """The output that no input takes: the folder's own."""
        free = set(range(len(self.sizes))) - set(self.bonds.values())
        if len(free) != 1:
            raise DamagedError("a folder's coders have no single output")
        return free.pop()

    @property
    def size(self) -> int:
        """The folder's plain size."""
        return self.sizes[self.main]


@dataclass
class Streams:
    """Where the packed streams are (offset behind the signature header, sizes), and the folders."""

    at: int = 0
    packed: list[int] = field(default_factory=list)
    crcs: list[int | None] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)


@dataclass
class Item:
    """One file as the header lists it. `attributes` are Windows', with Unix' in the upper half."""

    name: str = ""
    has_stream: bool = True
    is_empty_file: bool = False
    is_anti: bool = False
    attributes: int | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a directory."""
        return not self.has_stream and not self.is_empty_file

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link, its content the target."""
        value = self.attributes or 0
        return bool(value & 0x8000) and value >> 28 == 0xA


@dataclass
class Header:
    """A whole header. `hidden` counts bytes of properties that no reader looks at, with a reason each."""

    streams: Streams = field(default_factory=Streams)
    items: list[Item] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)
    external: bool = False


class Reader:
    """Numbers and bit vectors of a header held in memory; DamagedError where it ends early."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        part = self.data[self.at : self.at + count]
        if len(part) != count:
            raise DamagedError("the header ends in the middle of a structure")
        self.at += count
        return part

    def byte(self) -> int:
        """Return the next byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """Return a number of one to nine bytes: leading ones of the first say how many follow."""
        first, value = self.byte(), 0
        for at in range(8):
            mask = 0x80 >> at
            if not first & mask:
                return value | (first & (mask - 1)) << 8 * at
            value |= self.byte() << 8 * at
        return value

    def count(self, what: str, limit: int | None = None) -> int:
        """Return a number of things that are still to be told, each of at least a byte."""
        value = self.number()
        left = len(self.data) - self.at if limit is None else limit
        if value > left:
            raise DamagedError(f"{value} {what} are stated, more than there is room for")
        return value

    def bits(self, count: int) -> list[bool]:
        """Return a vector of bits, the highest of each byte first."""
        raw = self.take((count + 7) // 8)
        return [bool(raw[at >> 3] & 0x80 >> (at & 7)) for at in range(count)]

    def defined(self, count: int) -> list[bool]:
        """Return a vector of bits that may be told as `all`."""
        return [True] * count if self.byte() else self.bits(count)

    def digests(self, count: int) -> list[int | None]:
        """Return CRCs, None where there is none."""
        return [self.word() if each else None for each in self.defined(count)]

    def word(self) -> int:
        """Return 32 bits."""
        return int(struct.unpack("<I", self.take(4))[0])

    def expect(self, token: int, what: str) -> None:
        """Take one byte that must be `token`."""
        found = self.byte()
        if found != token:
            raise DamagedError(f"{what} should begin or end with {token:#04x}, not {found:#04x}")


@dataclass(frozen=True)
class Start:
    """The signature header of 32 bytes: where the header stands, and which CRCs hold."""

    version: tuple[int, int]
    offset: int
    size: int
    crc: int
    holds: bool


def read_start(raw: bytes) -> Start:
    """Read the signature header from its 32 bytes."""
    major, minor, own, offset, size, crc = struct.unpack("<BBIQQI", raw[6:32])
    return Start((major, minor), 32 + offset, size, crc, zlib.crc32(raw[12:32]) == own)


def read_header(reader: Reader) -> Header:
    """Read a plain header, behind its first byte (0x01)."""
    header, token = Header(), reader.byte()
    if token == PROPERTIES:
        before = reader.at
        while reader.number() != END:
            reader.take(reader.number())
        header.hidden.append(("archive properties", reader.at - before))
        token = reader.byte()
    if token == ADDITIONAL:
        header.external = True
        read_streams(reader)
        token = reader.byte()
    if token == STREAMS:
        header.streams = read_streams(reader)
        token = reader.byte()
    if token == FILES:
        _read_files(reader, header)
        token = reader.byte()
    if token != END:
        raise DamagedError(f"the header holds {token:#04x} where it should end")
    return header


def read_streams(reader: Reader) -> Streams:
    """Read a StreamsInfo: pack streams, folders, substreams."""
    streams, token = Streams(), reader.byte()
    if token == PACK:
        _read_packed(reader, streams)
        token = reader.byte()
    if token == UNPACK:
        _read_folders(reader, streams)
        token = reader.byte()
    for folder in streams.folders:
        folder.streams = [(folder.size, folder.crc)]
    if token == SUBSTREAMS:
        _read_substreams(reader, streams)
        token = reader.byte()
    if token != END:
        raise DamagedError(f"the streams' description holds {token:#04x} where it should end")
    if sum(len(each.packed) for each in streams.folders) > len(streams.packed):
        raise DamagedError("folders ask for more packed streams than there are")
    return streams


def _read_packed(reader: Reader, streams: Streams) -> None:
    streams.at = reader.number()
    count = reader.count("packed streams")
    streams.crcs = [None] * count
    while (token := reader.byte()) != END:
        if token == SIZES:
            streams.packed = [reader.number() for _ in range(count)]
        elif token == CRCS:
            streams.crcs = reader.digests(count)
        else:
            raise DamagedError(f"the packed streams' description holds {token:#04x}")
    if len(streams.packed) != count:
        raise DamagedError("packed streams without sizes")


def _read_folders(reader: Reader, streams: Streams) -> None:
    reader.expect(FOLDERS, "the folders' description")
    count = reader.count("folders")
    if reader.byte():
        raise DamagedError("the folders are described in another stream, which is not read")
    streams.folders = [_read_folder(reader) for _ in range(count)]
    reader.expect(CODERS, "the plain sizes")
    for folder in streams.folders:
        outputs = sum(each.outputs for each in folder.coders)
        folder.sizes = [reader.number() for _ in range(outputs)]
    token = reader.byte()
    if token == CRCS:
        for folder, crc in zip(streams.folders, reader.digests(count), strict=True):
            folder.crc = crc
        token = reader.byte()
    if token != END:
        raise DamagedError(f"the folders' description holds {token:#04x} where it should end")


def _read_folder(reader: Reader) -> Folder:
    count = reader.number()
    if not 0 < count <= MAX_CODERS:
        raise DamagedError(f"a folder of {count} coders")
    coders = []
    for _ in range(count):
        flags = reader.byte()
        if flags & 0xC0:
            raise DamagedError(f"a coder with the reserved flags {flags:#04x}")
        method = reader.take(flags & 15)
        inputs, outputs = (reader.number(), reader.number()) if flags & 16 else (1, 1)
        if not (0 < inputs <= MAX_CODERS and outputs == 1):
            raise DamagedError(f"a coder of {inputs} inputs and {outputs} outputs")
        properties = reader.take(reader.number()) if flags & 32 else b""
        coders.append(Coder(method, inputs, outputs, properties))
    total = sum(each.inputs for each in coders)
    bonds: dict[int, int] = {}
    for _ in range(count - 1):
        bond = reader.number()
        bonds[bond] = reader.number()
    packed = [each for each in range(total) if each not in bonds]
    if len(bonds) != count - 1 or len(packed) != total - count + 1 or not packed:
        raise DamagedError("a folder's coders are joined in an impossible way")
    if len(packed) > 1:
        packed = [reader.number() for _ in packed]
    return Folder(coders, bonds, packed)


def _read_substreams(reader: Reader, streams: Streams) -> None:
    token = reader.byte()
    counts = [1] * len(streams.folders)
    if token == COUNTS:
        counts = [reader.number() for _ in streams.folders]
        if sum(counts) > MAX_FILES:
            raise DamagedError(f"{sum(counts)} files in folders; the limit is {MAX_FILES}")
        token = reader.byte()
    sizes: list[list[int]] = []
    for folder, count in zip(streams.folders, counts, strict=True):
        own = [reader.number() for _ in range(count - 1)] if token == SIZES and count else []
        if count:
            own += [folder.size - sum(own)] if len(own) == count - 1 else [0] * count
        if own and own[-1] < 0:
            raise DamagedError("the files of a folder are larger than the folder")
        sizes.append(own[:count])
    if token == SIZES:
        token = reader.byte()
    known = [each.crc if n == 1 else None for each, n in zip(streams.folders, counts, strict=True)]
    asked = sum(n for n, crc in zip(counts, known, strict=True) if crc is None)
    crcs: list[int | None] = [None] * asked
    while token != END:
        if token != CRCS:
            raise DamagedError(f"the substreams' description holds {token:#04x}")
        crcs = reader.digests(asked)
        token = reader.byte()
    left = iter(crcs)
    for folder, own, crc in zip(streams.folders, sizes, known, strict=True):
        folder.streams = [(size, next(left) if crc is None else crc) for size in own]


def _read_files(reader: Reader, header: Header) -> None:
    count = reader.count("files", min(MAX_FILES, 8 * len(reader.data)))
    items = header.items = [Item() for _ in range(count)]
    while (token := reader.number()) != END:
        size = reader.number()
        part = Reader(reader.take(size))
        if token in _FLAGS:
            _read_flags(part, token, items)
        elif token in {NAMES, ATTRIBUTES, CREATED, ACCESSED, WRITTEN, START}:
            _read_column(part, token, header)
        elif token != DUMMY:
            header.hidden.append((f"file property {token:#04x}", size))
            continue
        rest = part.data if token == DUMMY else part.data[part.at :]
        if rest.strip(b"\0"):
            header.hidden.append((f"padding of file property {token:#04x}", len(rest)))


def _read_flags(part: Reader, token: int, items: list[Item]) -> None:
    """Read which files have no bytes, and which of these are files, or are to be deleted."""
    asked = items if token == EMPTY_STREAM else [each for each in items if not each.has_stream]
    for item, flag in zip(asked, part.bits(len(asked)), strict=True):
        if token == EMPTY_STREAM:
            item.has_stream = not flag
        elif token == EMPTY_FILE:
            item.is_empty_file = flag
        else:
            item.is_anti = flag


def _read_column(part: Reader, token: int, header: Header) -> None:
    items = header.items
    if token == NAMES:
        if part.byte():
            header.external = True
            return
        for item, name in zip(items, _names(part, len(items)), strict=True):
            item.name = name
        return
    defined = part.defined(len(items))
    if part.byte():
        header.external = True
        return
    for item, flag in zip(items, defined, strict=True):
        if flag and token == ATTRIBUTES:
            item.attributes = part.word()
        elif flag:
            part.take(8)


def _names(part: Reader, count: int) -> list[str]:
    raw = part.data[part.at :]
    found: list[str] = []
    at = 0
    for _ in range(count):
        end = at
        while (end := raw.find(b"\0\0", end)) >= 0 and (end - at) % 2:
            end += 1
        if end < 0:
            raise DamagedError(f"{count} names are stated, {len(found)} are there")
        found.append(raw[at:end].decode("utf-16-le", "backslashreplace"))
        at = end + 2
    part.at += at
    return found
