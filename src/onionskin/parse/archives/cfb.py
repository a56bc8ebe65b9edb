"""Compound files (OLE structured storage): sectors, chains, directory, and who owns each sector.

Source: Microsoft, [MS-CFB] "Compound File Binary File Format". Version 3 has
sectors of 512 bytes, version 4 of 4096. Sector numbers count from 0; sector n
stands at byte (n + 1) * sector size, because the header fills the first one.

Each sector is claimed once, by the first chain that reaches it, so reading the
layout is linear in the size of the file whatever the tables say. A contradiction
is a Problem and what can still be read is read.
"""

from __future__ import annotations

import itertools
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Problem, Span
from onionskin.plugins.view import View

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
DIFAT_MARK, FAT_MARK, END, FREE = 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
NONE = 0xFFFFFFFF
MINI = 64
STORAGE, STREAM, ROOT = 1, 2, 5

# Owners of a sector; a stream's owner is the index of its directory entry, 0 the mini stream.
NOBODY, FAT, DIFAT, MINIFAT, DIRECTORY, SURPLUS = -1, -2, -3, -4, -5, -6

MAX_SECTORS = 1 << 25
MAX_ENTRIES = 1 << 16
MAX_DEPTH = 32
MAX_PROBLEMS = 100


class ChainView(View):
    """The bytes of a chain, scattered over a file, read as if they stood together."""

    def __init__(self, whole: View, extents: Iterable[Span]) -> None:
        self._whole = whole
        self._file = array("Q")
        self._ends = array("Q")
        total = 0
        for each in extents:
            total += each.length
            self._file.append(each.offset)
            self._ends.append(total)
        super().__init__(-1, 0, total)

    @property
    def whole(self) -> Span | None:
        """Where the chain stands in the file, if it stands in one piece."""
        return Span(self._file[0], self.size) if len(self._file) == 1 else None

    @property
    def extents(self) -> Iterator[Span]:
        """Every part of the chain, where it stands in the file, in chain order."""
        return self.spans(0, self.size)

    def spans(self, offset: int, length: int) -> Iterator[Span]:
        """Yield where a part of the chain stands in the file, in chain order."""
        offset = max(offset, 0)
        length = min(length, self.size - offset)
        at = bisect_right(self._ends, offset)
        while length > 0:
            start = self._ends[at - 1] if at else 0
            take = min(length, self._ends[at] - offset)
            yield Span(self._file[at] + offset - start, take)
            offset, length, at = offset + take, length - take, at + 1

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes at `offset` of the chain."""
        if offset < 0 or length <= 0:
            return b""
        return b"".join(self._whole.read(s.offset, s.length) for s in self.spans(offset, length))

    def slice(self, offset: int, length: int) -> View:
        """Return a view of a part of the chain, clamped to it."""
        spans = list(self.spans(offset, length))
        if len(spans) == 1:
            return self._whole.slice(spans[0].offset, spans[0].length)
        return ChainView(self._whole, spans)


@dataclass(frozen=True)
class Header:
    """The compound file header, as declared."""

    version: int
    sector: int
    cutoff: int
    directory: int
    fat_sectors: int
    minifat: int
    minifat_sectors: int
    difat: int
    difat_sectors: int
    listed: tuple[int, ...]


@dataclass
class Entry:
    """One directory entry; `raw` is its 128 bytes. `path` is the storages above, its own name last.

    `reached` says whether the directory's tree leads to it: an entry that it does
    not lead to is seen by no program that asks for streams by name.
    """

    index: int
    name: str
    kind: int
    left: int
    right: int
    child: int
    clsid: str
    start: int
    size: int
    raw: bytes
    path: tuple[str, ...] = ()
    reached: bool = False


@dataclass
class Compound:
    """A compound file, as far as it could be read."""

    view: View
    header: Header
    sectors: int
    fat: array[int] = field(default_factory=lambda: array("I"))
    minifat: array[int] = field(default_factory=lambda: array("I"))
    owners: array[int] = field(default_factory=lambda: array("i"))
    mini_owners: array[int] = field(default_factory=lambda: array("i"))
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    directory_chain: list[int] = field(default_factory=list)
    minifat_chain: list[int] = field(default_factory=list)
    fat_chain: list[int] = field(default_factory=list)
    difat_chain: list[int] = field(default_factory=list)
    mini_stream: ChainView | None = None
    # The last sector of each stream that owns its whole chain, and how far the others go.
    last: dict[int, int] = field(default_factory=dict)
    _limits: dict[int, int] = field(default_factory=dict)
    patience: int = 0

    @property
    def root(self) -> Entry | None:
        """The root storage, or None where there is none."""
        first = self.entries[0] if self.entries else None
        return first if first and first.kind == ROOT else None

    @property
    def streams(self) -> list[Entry]:
        """The streams in the order of the directory."""
        return [each for each in self.entries if each.kind == STREAM]

    def offset(self, sector: int) -> int:
        """Return where a sector stands in the file."""
        return (sector + 1) * self.header.sector

    def problem(self, reason: str, detail: str) -> None:
        """Keep a problem; the hundredth ends the list with a note."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(reason, detail))
        elif len(self.problems) == MAX_PROBLEMS:
            self.problems.append(Problem("limit:problems", "there are more contradictions"))

    def is_mini(self, entry: Entry) -> bool:
        """Say whether a stream stands in the mini stream."""
        return entry.kind == STREAM and entry.size < self.header.cutoff

    def open(self, entry: Entry) -> ChainView:
        """Return the bytes of a stream. Shorter than declared where its chain is."""
        if entry.size == 0:
            return ChainView(self.view, ())
        if self.is_mini(entry):
            return self._open_mini(entry)
        unit = self.header.sector
        chain = self._chain(self.fat, entry, unit)
        spans = _spans(chain, unit, unit, min(entry.size, self.view.size))
        return ChainView(self.view, (_clip(each, self.view.size) for each in spans))

    def _open_mini(self, entry: Entry) -> ChainView:
        if self.mini_stream is None:
            return ChainView(self.view, ())
        inside = self.mini_stream
        chain = _spans(self._chain(self.minifat, entry, MINI), MINI, 0, entry.size)
        parts = (inside.spans(each.offset, each.length) for each in chain)
        return ChainView(self.view, itertools.chain.from_iterable(parts))

    def _chain(self, table: array[int], entry: Entry, unit: int) -> Iterator[int]:
        """Follow a chain without claiming it; it ends at its size or where it is damaged.

        Chains that share sectors have one allowance together: a thousand entries
        over one chain are not walked a thousand times.
        """
        sector, own = entry.start, entry.index in self.last
        left = min(-(-entry.size // unit), self._limits.get(entry.index, len(table)))
        while left > 0 and sector < len(table):
            if not own and self.patience <= 0:
                self.problem("limit:shared", f"stream {entry.name!r} is not read to its end")
                return
            self.patience -= not own
            yield sector
            sector, left = table[sector], left - 1

    def claim(self, table: array[int], entry: Entry) -> None:
        """Walk a stream's chain once and own its sectors; say where it contradicts others."""
        mini = table is self.minifat
        owners, unit = (self.mini_owners, MINI) if mini else (self.owners, self.header.sector)
        needed, count, sector = -(-entry.size // unit), 0, entry.start
        while sector < len(table):
            if owners[sector] != NOBODY:
                self._shared(owners[sector], entry, count, needed)
                return
            owners[sector] = entry.index if count < needed else SURPLUS
            count += 1
            if count == needed:
                self.last[entry.index] = sector
            sector = table[sector]
        if sector != END and not (count == 0 and entry.size == 0):
            where = "a free sector" if sector == FREE else f"sector {sector:#x}, which is not there"
            self.problem("chain", f"the chain of stream {entry.name!r} leads to {where}")
        if count < needed:
            detail = (
                f"stream {entry.name!r} states {entry.size} bytes, its chain holds {count * unit}"
            )
            self.problem("truncated", detail)

    def _shared(self, other: int, entry: Entry, count: int, needed: int) -> None:
        if other == entry.index or (other == SURPLUS and count >= needed):
            self._limits[entry.index] = count
            self.problem("loop", f"the chain of stream {entry.name!r} comes back to itself")
            return
        name = repr(self.entries[other].name) if other >= 0 else "the file's own tables"
        self.problem("shared-sector", f"stream {entry.name!r} shares sectors with {name}")


def read_compound(view: View) -> Compound:
    """Read the layout of a compound file.

    Raises DamagedError where there is no usable header; everything else that
    contradicts itself is in `Compound.problems`.
    """
    header = _header(view)
    sectors = max(0, -(-view.size // header.sector) - 1)
    compound = Compound(view, header, min(sectors, MAX_SECTORS))
    if sectors > MAX_SECTORS:
        compound.problem(
            "limit:sectors", f"only the first {MAX_SECTORS} of {sectors} sectors are read"
        )
    compound.owners = array("i", [NOBODY]) * compound.sectors
    compound.patience = 4 * compound.sectors
    _read_fat(compound)
    compound.directory_chain = _table_chain(compound, header.directory, DIRECTORY, "directory")
    _read_directory(compound)
    _read_minifat(compound)
    _walk_tree(compound)
    _claim_streams(compound)
    return compound


def _header(view: View) -> Header:
    raw = view.exactly(0, 512, "the compound file header")
    if raw[:8] != MAGIC:
        raise DamagedError("this is not a compound file: its magic number is missing")
    _minor, version, order, shift, mini = struct.unpack_from("<5H", raw, 24)
    if order != 0xFFFE or (version, shift) not in {(3, 9), (4, 12)} or mini != 6:
        raise DamagedError(
            f"version {version} with sectors of 2^{shift} and mini sectors of 2^{mini} bytes does not exist"
        )
    fields = struct.unpack_from("<10I", raw, 40)
    return Header(
        version=version,
        sector=1 << shift,
        cutoff=fields[4],
        directory=fields[2],
        fat_sectors=fields[1],
        minifat=fields[5],
        minifat_sectors=fields[6],
        difat=fields[7],
        difat_sectors=fields[8],
        listed=struct.unpack_from("<109I", raw, 76),
    )


def words_of(raw: bytes) -> array[int]:
    """Return bytes as little-endian words of 32 bits; what is left over is dropped."""
    words = array("I", raw[: len(raw) // 4 * 4])
    if sys.byteorder == "big":
        words.byteswap()
    return words


def _sector_words(compound: Compound, sector: int) -> array[int]:
    """Return a sector as words; what is cut off at the end of the file reads as free."""
    size = compound.header.sector
    return words_of(compound.view.read(compound.offset(sector), size).ljust(size, b"\xff"))


def _listed_fat(compound: Compound) -> Iterator[int]:
    """Yield the FAT's sectors as the header and the DIFAT chain list them, claiming the DIFAT."""
    yield from compound.header.listed
    sector = compound.header.difat
    while sector < compound.sectors:
        if compound.owners[sector] != NOBODY:
            compound.problem("loop", f"the DIFAT comes back to sector {sector:#x}")
            return
        compound.owners[sector] = DIFAT
        compound.difat_chain.append(sector)
        words = _sector_words(compound, sector)
        yield from words[:-1]
        sector = words[-1]
    if sector not in (END, FREE):
        compound.problem("chain", f"the DIFAT leads to sector {sector:#x}, which is not there")


def _read_fat(compound: Compound) -> None:
    """Read the FAT, one word a sector of the file: longer tables are owned, not kept."""
    for sector in _listed_fat(compound):
        if sector == FREE or len(compound.fat_chain) >= compound.header.fat_sectors:
            continue
        if sector >= compound.sectors or compound.owners[sector] != NOBODY:
            compound.problem(
                "truncated", f"the FAT is said to be in sector {sector:#x}, where it cannot be"
            )
            compound.fat.extend([FREE] * (compound.header.sector // 4))
            compound.fat_chain.append(END)
            continue
        compound.owners[sector] = FAT
        compound.fat_chain.append(sector)
        if len(compound.fat) < compound.sectors:
            compound.fat.extend(_sector_words(compound, sector))
    if len(compound.fat_chain) != compound.header.fat_sectors:
        detail = f"the header counts {compound.header.fat_sectors} FAT sectors, {len(compound.fat_chain)} are listed"
        compound.problem("contradiction", detail)
    missing = compound.sectors - len(compound.fat)
    if missing > 0:
        compound.fat.extend(array("I", [FREE]) * missing)
    del compound.fat[compound.sectors :]


def _table_chain(compound: Compound, start: int, owner: int, what: str) -> list[int]:
    """Walk the chain of one of the file's own tables and own its sectors."""
    chain: list[int] = []
    sector = start
    while sector < compound.sectors:
        if compound.owners[sector] != NOBODY:
            compound.problem("loop", f"the chain of the {what} comes to sector {sector:#x} twice")
            return chain
        compound.owners[sector] = owner
        chain.append(sector)
        sector = compound.fat[sector]
    if sector != END and not (sector == FREE and not chain):
        compound.problem("chain", f"the chain of the {what} leads to {sector:#x}")
    return chain


def _read_directory(compound: Compound) -> None:
    per = compound.header.sector // 128
    for number, sector in enumerate(compound.directory_chain):
        raw = compound.view.read(compound.offset(sector), compound.header.sector)
        for at in range(len(raw) // 128):
            if len(compound.entries) >= MAX_ENTRIES:
                compound.problem("limit:entries", f"only {MAX_ENTRIES} directory entries are read")
                return
            entry = _entry(compound, number * per + at, raw[at * 128 : at * 128 + 128])
            compound.entries.append(entry)
    if compound.root is None:
        compound.problem("contradiction", "the directory does not begin with a root entry")


def _entry(compound: Compound, index: int, raw: bytes) -> Entry:
    length, kind, _colour, left, right, child = struct.unpack_from("<HBBIII", raw, 64)
    start, size = struct.unpack_from("<IQ", raw, 116)
    if compound.header.version == 3:
        size &= 0xFFFFFFFF  # [MS-CFB] 2.6.1: the upper half is not to be trusted in version 3
    if kind not in (0, STORAGE, STREAM, ROOT):
        compound.problem("contradiction", f"directory entry {index} is of the unknown kind {kind}")
        kind = 0
    if kind and (length % 2 or not 2 <= length <= 64):
        compound.problem(
            "contradiction", f"directory entry {index} states a name of {length} bytes"
        )
        length = 64
    name = _name(raw[: max(length - 2, 0)])
    return Entry(index, name, kind, left, right, child, _guid(raw[80:96]), start, size, raw)


def _name(raw: bytes) -> str:
    """Decode a name; a lone surrogate is written out, so that no two names become one."""
    text = raw[: len(raw) // 2 * 2].decode("utf-16-le", "surrogatepass")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _guid(raw: bytes) -> str:
    one, two, three = struct.unpack_from("<IHH", raw)
    return f"{one:08X}-{two:04X}-{three:04X}-{raw[8:10].hex().upper()}-{raw[10:].hex().upper()}"


def _read_minifat(compound: Compound) -> None:
    header, root = compound.header, compound.root
    compound.minifat_chain = _table_chain(compound, header.minifat, MINIFAT, "mini FAT")
    if root is None or root.size == 0:
        return
    compound.claim(compound.fat, root)
    compound.mini_stream = compound.open(root)
    count = min(-(-compound.mini_stream.size // MINI), MAX_SECTORS // 2)
    for sector in compound.minifat_chain:
        if len(compound.minifat) >= count:
            break
        compound.minifat.extend(_sector_words(compound, sector))
    if len(compound.minifat) < count:
        compound.minifat.extend(array("I", [FREE]) * (count - len(compound.minifat)))
    del compound.minifat[count:]
    compound.mini_owners = array("i", [NOBODY]) * count


def _walk_tree(compound: Compound) -> None:
    """Follow the storages and their sibling trees from the root, each entry once."""
    root = compound.root
    if root is None:
        return
    root.reached = True
    waiting: list[tuple[int, tuple[str, ...]]] = [(root.child, ())]
    while waiting:
        index, above = waiting.pop()
        if index == NONE:
            continue
        entry = compound.entries[index] if index < len(compound.entries) else None
        if entry is None or entry.kind not in (STORAGE, STREAM):
            compound.problem(
                "contradiction", f"the directory leads to entry {index}, which is unused"
            )
            continue
        if entry.reached:
            compound.problem("loop", f"the directory leads to entry {index} ({entry.name!r}) twice")
            continue
        entry.reached, entry.path = True, (*above, entry.name)
        waiting += [(entry.right, above), (entry.left, above)]
        if entry.kind == STORAGE and len(entry.path) <= MAX_DEPTH:
            waiting.append((entry.child, entry.path))
        elif entry.kind == STORAGE:
            compound.problem("limit:depth", f"storages below {entry.name!r} are nested too deeply")


def _claim_streams(compound: Compound) -> None:
    """Let each stream own its chain; those that the tree leads to come first."""
    for entry in sorted(compound.streams, key=lambda each: not each.reached):
        if not entry.reached:
            entry.path = (entry.name,)
        if entry.size == 0:
            continue
        compound.claim(compound.minifat if compound.is_mini(entry) else compound.fat, entry)
    _check_names(compound)


def _check_names(compound: Compound) -> None:
    """Two entries of one name in one storage: which one is read depends on the reader."""
    seen: set[tuple[str, ...]] = set()
    for entry in compound.entries:
        if not entry.reached or entry.kind == ROOT:
            continue
        key = (*entry.path[:-1], entry.name.upper())
        if key in seen:
            compound.problem("contradiction", f"two directory entries are called {entry.name!r}")
        seen.add(key)


def _spans(chain: Iterator[int], unit: int, base: int, size: int) -> Iterator[Span]:
    """Join a chain's neighbouring sectors into spans; the last one ends with the stream."""
    start = length = 0
    for sector in chain:
        offset, take = base + sector * unit, min(unit, size)
        size -= take
        if length and start + length == offset:
            length += take
            continue
        if length:
            yield Span(start, length)
        start, length = offset, take
    if length:
        yield Span(start, length)


def _clip(span: Span, size: int) -> Span:
    return Span(span.offset, max(0, min(span.length, size - span.offset)))
