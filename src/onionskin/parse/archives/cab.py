"""Cabinet files: folders of data blocks, the files in them, and their checksums.

Source: Microsoft, [MS-CAB] "Cabinet File Format"; the place of a cabinet's
Authenticode signature: "Cabinet SDK", the reserve area of the header. Offsets
are bytes in the cabinet, except a member's, which counts plain bytes of its folder.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onionskin.errors import DamagedError
from onionskin.model import Problem, Region, Span, Value
from onionskin.parse.archive import ArchiveFault
from onionskin.parse.codecs.lzx import Lzx
from onionskin.parse.codecs.mszip import inflate
from onionskin.parse.codecs.quantum import Quantum
from onionskin.parse.holes import without
from onionskin.plugins.view import View

MAGIC = b"MSCF"
PREVIOUS, NEXT, RESERVE = 1, 2, 4
UTF8_NAME = 0x80
METHODS = {0: "stored", 1: "MSZIP", 2: "Quantum", 3: "LZX"}
STORED, MSZIP, QUANTUM, LZX = 0, 1, 2, 3
# iFolder of a file that is not in this cabinet alone: whether it comes from the one before, goes on in the next.
CONTINUED = {0xFFFD: (True, False), 0xFFFE: (False, True), 0xFFFF: (True, True)}
STRIDE = 64
MAX_BLOCKS = 1 << 20
# How often a folder that decodes only from its start is decoded again.
MAX_RESTARTS = 2
MAX_PROBLEMS = 100


class Folder(Value, frozen=True):
    """One CFFOLDER. `method` is the low half byte of typeCompress: 0 stored, 1 MSZIP, 2 Quantum, 3 LZX.

    `window` is the exponent of the window's size (Quantum, LZX).
    """

    index: int
    offset: int
    blocks: int
    method: int
    window: int = 0

    @property
    def method_name(self) -> str:
        """The compression's name."""
        return METHODS.get(self.method, f"method {self.method}")


class Member(Value, frozen=True):
    """One CFFILE: where its plain bytes stand in its folder, and where its row stands in the cabinet.

    `folder` is None where there is no such folder. `before` and `after` say that the file
    begins in the cabinet before, or goes on in the next one.
    """

    name: str
    size: int
    offset: int
    folder: int | None
    attributes: int
    row: int = 0
    before: bool = False
    after: bool = False

    @property
    def end(self) -> int:
        """The offset just behind the member, in its folder's plain bytes."""
        return self.offset + self.size


@dataclass
class Blocks:
    """The CFDATA of one folder: where each starts, and where its plain bytes start in the folder."""

    offsets: array[int] = field(default_factory=lambda: array("Q"))
    starts: array[int] = field(default_factory=lambda: array("Q", [0]))
    whole: bool = True

    @property
    def plain(self) -> int:
        """How many plain bytes the blocks declare."""
        return self.starts[-1]


@dataclass
class Cabinet:
    """A cabinet, as far as it could be read.

    `end` is cbCabinet, `signature` where its PKCS#7 stands, `strange` the reserves
    of header and folders that hold something of no known kind.
    """

    view: View
    end: int
    folders: list[Folder] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    blocks: list[Blocks] = field(default_factory=list)
    reserve: int = 0
    signature: Span | None = None
    strange: list[Span] = field(default_factory=list)
    previous: str = ""
    next: str = ""
    regions: list[Region] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faults: list[ArchiveFault] = field(default_factory=list)

    def fault(self, kind: str, member: str, detail: str, offset: int) -> None:
        """Keep a contradiction, and that it leaves the cabinet not wholly understood."""
        self.problem("checksum-mismatch" if kind == "checksum-differs" else kind, detail)
        if len(self.faults) < MAX_PROBLEMS:
            self.faults.append(ArchiveFault(kind, member, detail, offset))

    def problem(self, reason: str, detail: str) -> None:
        """Keep a problem; the hundredth ends the list with a note."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(reason, detail))
        elif len(self.problems) == MAX_PROBLEMS:
            self.problems.append(Problem("limit:problems", "there are more contradictions"))

    @property
    def neighbours(self) -> tuple[str, ...]:
        """The names of the cabinets of its set before and after this one."""
        return tuple(each for each in (self.previous, self.next) if each)

    def is_begun(self, folder: Folder) -> bool:
        """Say whether a folder begins in the cabinet before: its first block is then a part of one."""
        return folder.index == 0 and any(each.before for each in self.members)

    def in_folder(self, folder: Folder) -> list[Member]:
        """Return a folder's members in the order of their bytes."""
        found = (each for each in self.members if each.folder == folder.index)
        return sorted(found, key=lambda each: (each.offset, each.size, each.name))

    def data_regions(self, holes: Sequence[Span]) -> Iterator[Region]:
        """Yield who owns the data blocks, beside `holes` and reserves that hold something."""
        cut = sorted([*holes, *self._reserves()], key=lambda each: each.offset)
        for folder, blocks in zip(self.folders, self.blocks, strict=True):
            if blocks.offsets:
                last = blocks.offsets[-1]
                stored = int.from_bytes(self.view.read(last + 4, 2), "little")
                start, end = blocks.offsets[0], last + 8 + self.reserve + stored
                name = f"folder {folder.index} ({folder.method_name})"
                yield from without(Region(name, start, end - start), cut)

    def _reserves(self) -> Iterator[Span]:
        """Yield the reserves of data blocks that are not zero: their meaning is the maker's own."""
        for blocks in self.blocks if self.reserve else ():
            for offset in blocks.offsets:
                if not self.view.is_zero(offset + 8, self.reserve):
                    yield Span(offset + 8, self.reserve)

    def unclaimed(self, folder: Folder) -> Iterator[Span]:
        """Yield the plain bytes of a folder that belong to no member."""
        reached = 0
        for each in self.in_folder(folder):
            if each.offset > reached:
                yield Span(reached, each.offset - reached)
            reached = max(reached, each.end)
        plain = self.blocks[folder.index].plain
        if reached < plain:
            yield Span(reached, plain - reached)


def read_cabinet(view: View) -> Cabinet:
    """Read the layout of a cabinet.

    Raises DamagedError where there is no usable header; everything else that
    contradicts itself is in `Cabinet.problems`.
    """
    raw = view.exactly(0, 36, "the cabinet header")
    if raw[:4] != MAGIC:
        raise DamagedError("this is not a cabinet: its magic number is missing")
    size, files_at = struct.unpack_from("<I4xI", raw, 8)
    folders, files, flags = struct.unpack_from("<3H", raw, 26)
    cabinet = Cabinet(view, min(size, view.size))
    if size > view.size:
        cabinet.problem("truncated", f"the cabinet states {size} bytes, {view.size} are there")
    at, folder_reserve = _read_reserve(cabinet, flags)
    at = _read_neighbours(cabinet, flags, at)
    cabinet.regions.append(Region("cabinet header", 0, at))
    _read_folders(cabinet, at, folders, folder_reserve)
    _read_members(cabinet, files_at, files)
    _read_blocks(cabinet)
    _check_overlaps(cabinet)
    return cabinet


def _read_reserve(cabinet: Cabinet, flags: int) -> tuple[int, int]:
    """Return where the header's optional fields begin, and a folder's reserve in bytes."""
    if not flags & RESERVE:
        return 36, 0
    view = cabinet.view
    header, folder, cabinet.reserve = struct.unpack(
        "<HBB", view.exactly(36, 4, "the reserve sizes")
    )
    raw = view.exactly(40, header, "the header's reserve")
    if header == 20 and raw[:4] == b"\0\0\x10\0":
        offset, length = struct.unpack_from("<II", raw, 4)
        if length and offset + length <= view.size:
            cabinet.signature = Span(offset, length)
            return 40 + header, folder
    if raw.strip(b"\0"):
        cabinet.strange.append(Span(40, header))
    return 40 + header, folder


def _read_neighbours(cabinet: Cabinet, flags: int, at: int) -> int:
    """Read the names of the cabinets before and after; return where the folders begin."""
    names = []
    for flag in (PREVIOUS, NEXT):
        for _ in range(2 if flags & flag else 0):
            raw = cabinet.view.read(at, 256).partition(b"\0")[0]
            names.append(raw.decode("cp1252", "backslashreplace"))
            at += len(raw) + 1
        names += ["", ""] if not flags & flag else []
    cabinet.previous, cabinet.next = names[0], names[2]
    if cabinet.neighbours:
        detail = f"part of a set with {', '.join(cabinet.neighbours)}: peel the set's other cabinets, too"
        cabinet.problem("spanning", detail)
    return at


def _read_folders(cabinet: Cabinet, at: int, count: int, reserve: int) -> None:
    step = 8 + reserve
    raw = cabinet.view.read(at, count * step)
    if len(raw) < count * step:
        cabinet.problem("truncated", f"{count} folders are stated, {len(raw) // step} are there")
    for index in range(len(raw) // step):
        offset, blocks, kind = struct.unpack_from("<IHH", raw, index * step)
        cabinet.folders.append(Folder(index, offset, blocks, kind & 0xF, kind >> 8 & 0x1F))
        extra = raw[index * step + 8 : (index + 1) * step]
        if extra.strip(b"\0"):
            cabinet.strange.append(Span(at + index * step + 8, reserve))
    cabinet.regions.append(Region("folder table", at, len(raw)))


def _read_members(cabinet: Cabinet, at: int, count: int) -> None:
    start = at
    for number in range(count):
        raw = cabinet.view.read(at, 16 + 257)
        if len(raw) < 17 or b"\0" not in raw[16:]:
            detail = f"{count} files are stated, {number} are there"
            cabinet.problem("truncated", detail)
            break
        size, offset, folder, attributes = struct.unpack_from("<IIH4xH", raw)
        name = raw[16:].partition(b"\0")[0]
        shown = _name(name, attributes)
        before, after = CONTINUED.get(folder, (False, False))
        inside = _folder_of(cabinet, folder)
        if inside is None or before or after:
            _elsewhere(cabinet, shown, folder)
        cabinet.members.append(
            Member(shown, size, offset, inside, attributes, at, before=before, after=after)
        )
        at += 17 + len(name)
    cabinet.regions.append(Region("file table", start, at - start))


def _name(raw: bytes, attributes: int) -> str:
    if attributes & UTF8_NAME:
        return raw.decode("utf-8", "backslashreplace")
    return raw.decode("cp1252", "backslashreplace")


def _folder_of(cabinet: Cabinet, stated: int) -> int | None:
    """Return the folder of a file: what comes from before is in the first, what goes on in the last."""
    if stated in CONTINUED:
        stated = 0 if CONTINUED[stated][0] else len(cabinet.folders) - 1
    return stated if 0 <= stated < len(cabinet.folders) else None


def _elsewhere(cabinet: Cabinet, name: str, folder: int) -> None:
    if folder not in CONTINUED:
        detail = f"{name!r} is said to be in folder {folder}, which is not there"
        cabinet.problem("contradiction", detail)
        return
    before, after = CONTINUED[folder]
    missing = []
    if before:
        missing.append(f"begins in {cabinet.previous or 'a cabinet before that is not named'}")
    if after:
        missing.append(f"goes on in {cabinet.next or 'a next cabinet that is not named'}")
    cabinet.problem("spanning", f"{name!r} {' and '.join(missing)}, which is another file")


def _read_blocks(cabinet: Cabinet) -> None:
    """Find every data block. All folders together have no more than the file has room for."""
    left = min(cabinet.view.size // 8, MAX_BLOCKS)
    for folder in cabinet.folders:
        blocks = Blocks()
        cabinet.blocks.append(blocks)
        at = folder.offset
        for number in range(folder.blocks):
            raw = cabinet.view.read(at, 8)
            stored, plain = struct.unpack_from("<HH", raw, 4) if len(raw) == 8 else (0, 0)
            end = at + 8 + cabinet.reserve + stored
            if left <= 0 or len(raw) < 8 or end > cabinet.view.size:
                detail = (
                    f"folder {folder.index} states {folder.blocks} blocks, {number} can be read"
                )
                cabinet.problem("limit:blocks" if left <= 0 else "truncated", detail)
                blocks.whole = False
                break
            blocks.offsets.append(at)
            # The part of a block that goes on in the next cabinet states no plain bytes.
            part = stored if folder.method == STORED and not plain else plain
            blocks.starts.append(blocks.plain + part)
            at, left = end, left - 1


def _check_overlaps(cabinet: Cabinet) -> None:
    """Two folders over the same blocks, or two members over the same plain bytes, are a trick."""
    used = zip(cabinet.folders, cabinet.blocks, strict=True)
    spans = sorted((b.offsets[0], b.offsets[-1], f.index) for f, b in used if b.offsets)
    for (_, end, one), (start, _, two) in pairwise(spans):
        if start <= end:
            cabinet.fault("overlap", "", f"folders {one} and {two} share data blocks", start)
    for folder in cabinet.folders:
        reached, before = 0, ""
        for each in cabinet.in_folder(folder):
            if each.offset < reached and each.size:
                detail = f"{each.name!r} and {before!r} share bytes"
                cabinet.fault("overlap", each.name, detail, each.row)
            if each.end > reached:
                reached, before = each.end, each.name


class FolderReader:
    """Decodes a folder forwards, each block once in the common case.

    The last 64 blocks and the window before every 64th are kept (at most 34 MB),
    so that members in any order cost no more than the bytes they hold.
    `problems` and `holes` grow while it reads: wrong checksums, and bytes of a
    block that its deflate stream does not use.
    """

    def __init__(self, cabinet: Cabinet, folder: Folder) -> None:
        self.cabinet = cabinet
        self.folder = folder
        self.blocks = cabinet.blocks[folder.index]
        self.holes: list[Span] = []
        self._recent: OrderedDict[int, bytes] = OrderedDict()
        self._windows: dict[int, bytes] = {0: b""}
        self._next = 0
        self._window = b""
        self._seen = 0
        self._broken: DamagedError | None = None
        self._decoder: Lzx | Quantum | None = None
        self._restarts = 0

    @property
    def can(self) -> bool:
        """Say whether this folder can be opened: its method is known, and its beginning is here."""
        return self.folder.method in METHODS and not self.cabinet.is_begun(self.folder)

    def read(self, offset: int, length: int) -> Iterator[bytes]:
        """Yield a part of the folder's plain bytes; raise DamagedError where they end early."""
        at = bisect_right(self.blocks.starts, offset) - 1
        while length > 0:
            if at >= len(self.blocks.offsets):
                raise DamagedError(self._short(length))
            skip = offset - self.blocks.starts[at]
            part = self._block(at)[skip : skip + length]
            if part:
                yield part
            length -= len(part)
            at += 1
            offset = self.blocks.starts[min(at, len(self.blocks.offsets))]

    def _short(self, missing: int) -> str:
        if self.folder.index == len(self.cabinet.folders) - 1 and self.cabinet.next:
            return f"its last {missing} bytes are in {self.cabinet.next}, which is another file"
        return f"folder {self.folder.index} ends {missing} bytes too early"

    def _block(self, at: int) -> bytes:
        if at in self._recent:
            return self._recent[at]
        if self._broken is not None and at >= self._seen:
            raise self._broken
        if not self._next <= at < self._next + STRIDE and self.folder.method == MSZIP:
            near = max(n for n in self._windows if n <= at)
            if not self._next <= at or near > self._next:
                self._next, self._window = near, self._windows[near]
        elif self.folder.method == STORED:
            self._next = at
        elif at < self._next:
            self._restart()
        while self._next <= at:
            data = self._decode(self._next)
        return data

    def _restart(self) -> None:
        """Go back to the start, as members that overlap ask for; not as often as they may ask."""
        self._restarts += 1
        if self._restarts > MAX_RESTARTS:
            raise DamagedError(
                f"members of folder {self.folder.index} overlap too often to be read"
            )
        self._next, self._decoder = 0, None

    def _decode(self, at: int) -> bytes:
        try:
            data = self._plain(at)
        except DamagedError as error:
            self._broken = error
            raise
        self._recent[at] = data
        if len(self._recent) > STRIDE:
            self._recent.popitem(last=False)
        self._window = (self._window + data)[-32768:] if len(data) < 32768 else data
        self._next = at + 1
        self._seen = max(self._seen, self._next)
        if self._next % STRIDE == 0 and self.folder.method == MSZIP:
            self._windows[self._next] = self._window
        return data

    def _plain(self, at: int) -> bytes:
        """Read and decode one block; check it the first time."""
        offset, reserve = self.blocks.offsets[at], self.cabinet.reserve
        head = self.cabinet.view.exactly(offset, 8 + reserve, "a data block")
        checksum, stored, plain = struct.unpack_from("<IHH", head)
        body = offset + 8 + reserve
        raw = self.cabinet.view.exactly(body, stored, "a data block")
        first = at >= self._seen
        if first and checksum and not _checks(checksum, head, raw):
            detail = f"block {at} of folder {self.folder.index} at {offset:#x} has a wrong checksum"
            self.cabinet.fault("checksum-differs", "", detail, offset)
        data, used = self._plain_of(raw, plain)
        if self.folder.method == STORED and not plain:
            plain = stored
        if first and used < stored:
            self.holes.append(Span(body + used, stored - used))
        if len(data) != plain:
            raise DamagedError(f"block {at} states {plain} plain bytes and holds {len(data)}")
        return data

    def _plain_of(self, raw: bytes, size: int) -> tuple[bytes, int]:
        """Return a block's plain bytes, and how many of its stored bytes they took."""
        if self.folder.method == STORED:
            return raw, len(raw)
        if self.folder.method == MSZIP:
            return inflate(raw, self._window)
        if self._decoder is None:
            decoder = Lzx if self.folder.method == LZX else Quantum
            self._decoder = decoder(self.folder.window)
        return self._decoder.decode(raw, size)


def _checks(expected: int, head: bytes, raw: bytes) -> bool:
    """Say whether the checksum fits, with or without the reserve between header and data."""
    partial = checksum(raw)
    return expected in {partial ^ checksum(head[4:8]), partial ^ checksum(head[4:])}


def checksum(data: bytes) -> int:
    """Return the XOR of the little-endian words of `data`, the rest taken high byte first."""
    whole = len(data) // 4 * 4
    total = int.from_bytes(data[whole:], "big")
    value, words = int.from_bytes(data[:whole], "little"), whole // 4
    # Folding halves costs what reading the bytes costs; a loop over words costs 50 times more.
    while words > 1:
        half = (words + 1) // 2
        value = (value >> 32 * half) ^ (value & ((1 << 32 * half) - 1))
        words = half
    return total ^ value
