"""What an HFS Plus volume holds: every file by its path, and the owner of every allocation block."""

from __future__ import annotations

import re
import struct
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged
from onionskin.parse.disks import decmpfs
from onionskin.parse.disks.extents import Pieces
from onionskin.parse.disks.hfs import (
    ALLOCATION,
    ATTRIBUTES,
    BAD_BLOCKS,
    CATALOG,
    DATA,
    EXTENTS,
    HEADER,
    HEADER_AT,
    RESOURCE,
    SPECIAL,
    Fork,
    Tree,
    Volume,
    read_extents,
    read_fork,
    read_volume,
    show_name,
)
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

ROOT_PARENT, ROOT = 1, 2
ENTRIES = 150_000
RUNS = 500_000
DEPTH = 128
BLOCKS = 16 << 20
# How many folders' paths are kept; each may have 4,096 characters.
PATHS = 20_000
_PRIVATE = "\0\0\0\0HFS+ Private Data"
_PRIVATE_FOLDERS = ".HFS+ Private Directory Data\r"
_BITS = bytes.maketrans(b"01", b"\0\2")
# Values of `owned` plus `allocated`: only allocated, only owned, neither.
_HIDDEN, _UNALLOCATED, _FREE = re.compile(b"\2+"), re.compile(b"\1+"), re.compile(b"\0+")


class HfsVolume(Value, frozen=True):
    """A volume as a whole. `free_not_zero` counts bytes of free blocks that hold something.

    `is_unmounted` says that it was left in order; `compressed` and `linked` count files.
    """

    name: str
    kind: str
    block_size: int
    blocks: int
    free_blocks: int
    free_not_zero: int
    files: int
    folders: int
    compressed: int
    linked: int
    is_unmounted: bool


@dataclass(slots=True)
class _Entry:
    """A file or folder of the catalog. `at` is where its record stands in the image."""

    parent: int
    name: str
    number: int
    at: int
    mode: int = 0
    link: int = 0
    is_alias: bool = False
    data: Fork | None = None
    resource: Fork | None = None


def walk(view: View) -> Iterator[Item]:
    """Yield everything a volume holds: regions, files, contradictions, problems."""
    yield from merged(_Walk(view, read_volume(view)).run())


@dataclass
class _Walk:
    """One walk over one volume."""

    view: View
    volume: Volume
    members: Members = field(default_factory=Members)
    overflow: dict[tuple[int, int], list[tuple[int, tuple[tuple[int, int], ...]]]] = field(default_factory=dict)  # fmt: skip
    folders: dict[int, _Entry] = field(default_factory=dict)
    files: list[_Entry] = field(default_factory=list)
    inodes: dict[tuple[int, str], _Entry] = field(default_factory=dict)
    attributes: dict[int, dict[str, bytes | Fork]] = field(default_factory=dict)
    runs: list[tuple[int, int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True
    free_not_zero: int = 0

    def run(self) -> Iterator[Item]:
        yield from self._headers()
        if self.volume.size > self.view.size:
            yield Problem("truncated", f"the volume lacks its last {self.volume.size - self.view.size} bytes")  # fmt: skip
        self._read_overflow()
        self._read_catalog()
        self._read_attributes()
        yield from self._problems()
        self._own_forks()
        yield from self._problems()
        yield from self._blocks()
        yield from self._counts()
        yield self._fact()
        yield from self._contents()
        yield from self._problems()
        yield from self.members.overflow()

    def _problems(self) -> Iterator[Problem]:
        held, self.problems = self.problems, []
        yield from held

    def _headers(self) -> Iterator[Item]:
        volume, size = self.volume, self.volume.size
        yield Region("boot blocks", 0, HEADER_AT)
        yield from self._reserved("boot blocks", 0, HEADER_AT)
        yield Region("volume header", HEADER_AT, HEADER)
        behind = HEADER_AT + HEADER
        first = -(-behind // volume.block_size) * volume.block_size
        yield Region("volume header's block", behind, first - behind)
        yield from self._reserved("block", behind, first - behind)
        backup = size - HEADER_AT
        if backup <= first or size > self.view.size:
            return
        yield Region("alternate volume header", backup, HEADER)
        yield Region("reserved", backup + HEADER, HEADER)
        yield from self._reserved("reserved", backup + HEADER, HEADER)
        if self.view.size > size:
            yield from self._reserved("behind", size, self.view.size - size)
        other = self.view.read(backup, HEADER)
        if other[:4] != volume.raw[:4] or other[40:48] != volume.raw[40:48]:
            detail = "the alternate volume header is of another volume, or missing"
            yield from self.members.fault("end-records-differ", "", detail, backup, HEADER)

    def _reserved(self, name: str, at: int, length: int) -> Iterator[Item]:
        if length > 0 and not self.view.is_zero(at, length):
            where = "behind" if name == "behind" else "padding"
            yield from self.members.stray(where, at, length)
        elif name == "behind":
            yield Region("padding", at, length)

    # --- the trees ----------------------------------------------------------------------

    def _pieces(self, fork: Fork, number: int, kind: int = DATA) -> Pieces:
        size = self.volume.block_size
        extents = [(start * size, count * size) for start, count in self._extents(fork, number, kind)]  # fmt: skip
        return Pieces(self.view, fork.size, extents)

    def _extents(self, fork: Fork, number: int, kind: int) -> list[tuple[int, int]]:
        """Return all extents of a fork, those of the overflow file too."""
        found, have = list(fork.extents), fork.covered
        for start, more in sorted(self.overflow.get((number, kind), ())):
            if start == have:
                found += more
                have += sum(count for _, count in more)
        return found

    def _tree(self, number: int) -> Tree | None:
        fork = self.volume.forks[number]
        if not fork.size:
            return None
        return Tree(self._pieces(fork, number), SPECIAL[number])

    def _leaves(self, number: int) -> Iterator[tuple[int, bytes, bytes]]:
        """Yield a tree's records; what breaks it off is a problem, and what was read stays."""
        tree = None
        try:
            tree = self._tree(number)
            if tree is not None:
                yield from tree.leaves()
                if tree.records != tree.stated:
                    detail = f"the {tree.what} has {tree.records} records along its leaves and states {tree.stated}"  # fmt: skip
                    self.problems.append(Problem("count-differs", detail))
        except DamagedError as error:
            self.is_whole = False
            self.problems.append(Problem("damaged", str(error)))

    def _read_overflow(self) -> None:
        for _, key, data in self._leaves(EXTENTS):
            if len(key) >= 10 and len(data) >= 64 and len(self.overflow) < ENTRIES:
                kind, _, number, start = struct.unpack_from(">BBII", key)
                extents = read_extents(data, 0)
                self.overflow.setdefault((number, kind), []).append((start, extents))

    def _read_catalog(self) -> None:
        fork = self.volume.forks[CATALOG]
        place = self._pieces(fork, CATALOG)
        for at, key, data in self._leaves(CATALOG):
            kind = int.from_bytes(data[:2], "big")
            if kind not in {1, 2} or len(key) < 6:
                continue
            parent, length = struct.unpack_from(">IH", key)
            name = show_name(key[6 : 6 + 2 * length])
            where = _offset(place, at)
            if len(self.files) + len(self.folders) >= ENTRIES:
                self.problems.append(Problem("limit:entries", f"more than {ENTRIES} entries in the catalog"))  # fmt: skip
                self.is_whole = False
                return
            if kind == 1 and len(data) >= 88:
                number = struct.unpack_from(">I", data, 8)[0]
                self.folders.setdefault(number, _Entry(parent, name, number, where))
            elif kind == 2 and len(data) >= 248:
                entry = _file(parent, name, where, data)
                self.files.append(entry)
                if name.startswith("iNode"):
                    self.inodes[entry.parent, name] = entry

    def _read_attributes(self) -> None:
        held = 0
        for _, key, data in self._leaves(ATTRIBUTES):
            if len(key) < 12 or len(data) < 16:
                continue
            _, number, _, length = struct.unpack_from(">HIIH", key)
            name = show_name(key[12 : 12 + 2 * length])
            kind = struct.unpack_from(">I", data)[0]
            value: bytes | Fork | None = None
            if kind == 0x10:
                value = data[16 : 16 + struct.unpack_from(">I", data, 12)[0]]
                held += len(value)
            elif kind == 0x20 and len(data) >= 88:
                value = read_fork(data, 8)
            if held > 64 << 20:
                self.problems.append(Problem("limit:memory", "attributes of more than 64 MiB"))
                return
            if value is not None:
                self.attributes.setdefault(number, {})[name] = value

    # --- who owns the blocks --------------------------------------------------------------

    def _own_forks(self) -> None:
        for number, fork in self.volume.forks.items():
            self._own(SPECIAL[number], fork, number, DATA)
        for (number, _), rows in self.overflow.items():
            if number == BAD_BLOCKS:
                for _, extents in rows:
                    self._add(SPECIAL[BAD_BLOCKS], extents)
        for each in self.files:
            if each.data is not None:
                self._own(f"file {clip(each.name)}", each.data, each.number, DATA)
            if each.resource is not None:
                self._own(f"resource fork {clip(each.name)}", each.resource, each.number, RESOURCE)

        for name, value in ((n, v) for held in self.attributes.values() for n, v in held.items()):
            if isinstance(value, Fork):
                self._add(f"attribute {clip(name)}", value.extents)

    def _own(self, name: str, fork: Fork, number: int, kind: int) -> None:
        self._add(name, self._extents(fork, number, kind))

    def _add(self, name: str, extents: Iterable[tuple[int, int]]) -> None:
        if len(self.runs) < RUNS:
            self.runs += [(start, count, name) for start, count in extents]
        elif self.is_whole:
            self.is_whole = False
            self.problems.append(Problem("limit:regions", f"files in more than {RUNS} pieces"))

    def _blocks(self) -> Iterator[Item]:
        """Yield who owns each run of blocks, and where the bitmap contradicts the catalog."""
        volume, unit = self.volume, self.volume.block_size
        if volume.blocks > BLOCKS:
            yield Problem("limit:blocks", f"{volume.blocks} allocation blocks: who owns them was not looked at")  # fmt: skip
            return
        owned = bytearray(volume.blocks)
        reached, before = 0, ""
        for start, count, name in sorted(self.runs):
            if start + count > volume.blocks:
                yield Problem("damaged", f"{name} has blocks behind the volume's last")
                count = max(volume.blocks - start, 0)  # noqa: PLW2901 - the rest is not there
            if start < reached and count:
                detail = f"it shares blocks with {before}"
                yield from self.members.fault("overlap", name, detail, start * unit, count * unit)
            begin = max(start, reached)
            if begin < start + count:
                yield Region(name, begin * unit, (start + count - begin) * unit)
                owned[begin : start + count] = b"\1" * (start + count - begin)
                reached, before = start + count, name
        head = -(-(HEADER_AT + HEADER) // unit)
        owned[:head] = b"\1" * head
        tail = max((volume.size - HEADER_AT) // unit, 0)
        free = yield from self._bitmap(owned, tail)
        if free is not None and free != volume.free_blocks:
            detail = (
                f"{free} blocks are free by the bitmap, {volume.free_blocks} by the volume header"
            )
            yield from self.members.fault("count-differs", "", detail, HEADER_AT, HEADER)

    def _bitmap(self, owned: bytearray, tail: int) -> Generator[Item, None, int | None]:
        """Compare the allocation file with the owners; return how many blocks it says are free."""
        volume, unit = self.volume, self.volume.block_size
        place = self._pieces(volume.forks[ALLOCATION], ALLOCATION)
        try:
            raw = place.read(0, -(-volume.blocks // 8))
        except DamagedError as error:
            yield Problem("damaged", f"the allocation file: {error}")
            return None
        allocated = _bits(raw, volume.blocks)
        both = (int.from_bytes(allocated, "big") | int.from_bytes(owned, "big")).to_bytes(volume.blocks, "big")  # fmt: skip
        for found in _FREE.finditer(both):
            yield from self._free(found.start() * unit, (found.end() - found.start()) * unit)
        for found in _UNALLOCATED.finditer(both):
            start, end = found.span()
            if start < tail:
                detail = "blocks of a file are free by the bitmap: another writer may use them"
                yield from self.members.fault("overlap", "", detail, start * unit, (min(end, tail) - start) * unit)  # fmt: skip
        for found in _HIDDEN.finditer(both):
            yield from self._hidden(found.start() * unit, min(found.end() * unit, volume.size - HEADER_AT))  # fmt: skip
        return allocated.count(0)

    def _free(self, at: int, length: int) -> Iterator[Item]:
        length = min(length, self.view.size - at)
        if length <= 0:
            return
        yield Region("free space", at, length)
        for start in range(at, at + length, 1 << 20):
            part = self.view.read(start, min(1 << 20, at + length - start))
            if part.strip(b"\0"):
                self.free_not_zero += len(part) - part.count(0)

    def _hidden(self, at: int, end: int) -> Iterator[Item]:
        """Yield blocks that are taken and belong to no file; unread trees leave them unjudged."""
        if at >= end:
            return
        if self.view.is_zero(at, end - at):
            yield Region("allocated to no file, zero", at, end - at)
        elif self.is_whole:
            yield from self.members.stray("between", at, end - at)

    # --- the files ------------------------------------------------------------------------

    def _contents(self) -> Iterator[Item]:
        paths: dict[int, str] = {ROOT: self._volume_name()}
        linked = {f"iNode{each.link}" for each in self.files if each.link}
        for each in self.files:
            path = self._path(each, paths)
            if path is None:
                detail = f"{clip(each.name)!r} is in a folder that leads to no root"
                yield from self.members.fault("hidden-member", each.name, detail, each.at, 248)
                path = f"(no folder)/{each.name}"
            yield from self.members.named(path, each.at, 248)
            inode = self._inode(each)
            if inode is None:
                yield Problem("damaged-member", f"{clip(path)!r} is a hard link to a file that is not there")  # fmt: skip
            elif self._is_private(each) and each.name in linked:
                continue
            else:
                yield from self._member(path, each, inode)

    def _is_private(self, entry: _Entry) -> bool:
        """Say whether an entry is the body of hard links, which are shown in its place."""
        folder = self.folders.get(entry.parent)
        return folder is not None and folder.name == _PRIVATE

    def _counts(self) -> Iterator[Item]:
        volume, folders = self.volume, len(self.folders) - (ROOT in self.folders)
        if self.is_whole and (len(self.files), folders) != (volume.files, volume.folders):
            detail = (
                f"{len(self.files)} files and {folders} folders are in the catalog, "
                f"{volume.files} and {volume.folders} by the volume header"
            )
            yield from self.members.fault("count-differs", "", detail, HEADER_AT, HEADER)

    def _inode(self, entry: _Entry) -> _Entry | None:
        if not entry.link:
            return entry
        return self.inodes.get((self._private, f"iNode{entry.link}"))

    @cached_property
    def _private(self) -> int:
        """The number of the folder that holds the bodies of hard links, or 0."""
        held = (
            each for each in self.folders.values() if each.name == _PRIVATE and each.parent == ROOT
        )
        return next((each.number for each in held), 0)

    def _member(self, path: str, entry: _Entry, body: _Entry) -> Iterator[Item]:
        assert body.data is not None
        assert body.resource is not None
        data = self._pieces(body.data, body.number)
        resource = self._pieces(body.resource, body.number, RESOURCE)
        attributes = self.attributes.get(body.number, {})
        packed = attributes.get(decmpfs.ATTRIBUTE)
        if body.mode & 0xF000 == 0xA000:
            yield from self._symlink(path, entry, data)
        elif entry.is_alias:
            yield from self.members.link(Link(path, "hardlink", f"folder {entry.link}"), entry.at, 248)  # fmt: skip
        elif isinstance(packed, bytes):
            yield Child(path, chunks=decmpfs.chunks(packed, resource), declared=_declared(packed))
        else:
            yield from _child(path, data)
            yield from self._slack(data)
        if resource.size and not isinstance(packed, bytes):
            yield from _child(f"{path}/..namedfork/rsrc", resource)
        for name, value in sorted(attributes.items()):
            if name != decmpfs.ATTRIBUTE:
                yield from self._attribute(f"{path}/..attribute/{name}", value)

    def _attribute(self, path: str, value: bytes | Fork) -> Iterator[Item]:
        if isinstance(value, bytes):
            yield Child(path, chunks=iter([value]), declared=len(value))
            return
        size = self.volume.block_size
        extents = [(start * size, count * size) for start, count in value.extents]
        yield from _child(path, Pieces(self.view, value.size, extents))

    def _symlink(self, path: str, entry: _Entry, data: Pieces) -> Iterator[Item]:
        try:
            target = data.read(0, min(data.size, 4096)).decode("utf-8", "backslashreplace")
        except DamagedError as error:
            yield Problem("damaged-member", f"{clip(path)!r}: {error}")
            return
        yield from self.members.link(Link(path, "symlink", target), entry.at, 248)

    def _slack(self, data: Pieces) -> Iterator[Item]:
        """Yield what stands behind a file's end in its last block."""
        place = data.stored()
        if place is None or not data.size:
            return
        end = place[0] + data.size
        slack = -end % self.volume.block_size
        if slack and not self.view.is_zero(end, slack):
            yield from self.members.stray("slack", end, slack)

    def _volume_name(self) -> str:
        root = self.folders.get(ROOT)
        return root.name if root is not None and root.name else "volume"

    def _path(self, entry: _Entry, paths: dict[int, str]) -> str | None:
        names, number, steps = [entry.name], entry.parent, 0
        while number not in paths:
            folder = self.folders.get(number)
            if folder is None or steps > DEPTH:
                return None
            names.append(_shown(folder.name))
            number, steps = folder.parent, steps + 1
        folder_path = "/".join((paths[number], *reversed(names[1:])))
        if len(folder_path) > 4096:
            return None
        if len(paths) < PATHS:
            paths[entry.parent] = folder_path
        return f"{folder_path}/{names[0]}"

    def _fact(self) -> Fact:
        volume = self.volume
        compressed = sum(1 for each in self.attributes.values() if decmpfs.ATTRIBUTE in each)
        return Fact.of(
            HfsVolume(
                self._volume_name(), "HFSX" if volume.signature == b"HX" else "HFS+",
                volume.block_size, volume.blocks, volume.free_blocks, self.free_not_zero,
                len(self.files), len(self.folders), compressed,
                sum(1 for each in self.files if each.link), bool(volume.attributes & 0x100),
            )
        )  # fmt: skip


def _file(parent: int, name: str, at: int, data: bytes) -> _Entry:
    number = struct.unpack_from(">I", data, 8)[0]
    mode, special = struct.unpack_from(">HI", data, 42)
    kind = data[48:56]
    link = special if kind in {b"hlnkhfs+", b"fdrpMACS"} else 0
    return _Entry(
        parent, name, number, at, mode, link, kind == b"fdrpMACS",
        read_fork(data, 88), read_fork(data, 168),
    )  # fmt: skip


def _shown(name: str) -> str:
    """Return a folder's name without the characters that hide the system's own folders."""
    if name == _PRIVATE:
        return "[HFS+ Private Data]"
    return ".HFS+ Private Directory Data" if name == _PRIVATE_FOLDERS else name


def _child(path: str, data: Pieces) -> Iterator[Child]:
    place = data.stored()
    if place is not None:
        yield Child(path, span=place, declared=data.size)
    else:
        yield Child(path, chunks=data.chunks(), declared=data.size)


def _declared(attribute: bytes) -> int | None:
    try:
        return decmpfs.read_header(attribute)[1]
    except DamagedError:
        return None


def _offset(place: Pieces, at: int) -> int:
    """Return where a byte of a special file stands in the image."""
    for offset, length in place.extents:
        if at < length:
            return offset + at
        at -= length
    return 0


def _bits(raw: bytes, count: int) -> bytes:
    """Return a byte per bit: 2 where it is set."""
    out = []
    for start in range(0, len(raw), 1 << 13):
        part = raw[start : start + (1 << 13)]
        out.append(f"{int.from_bytes(part, 'big'):0{8 * len(part)}b}".encode().translate(_BITS))
    return b"".join(out)[:count]
