"""SquashFS 4.0 file systems: superblock, inodes, directories, fragments; who owns which byte.

Sources: Linux, Documentation/filesystems/squashfs.rst and fs/squashfs/squashfs_fs.h;
squashfs-tools-ng, doc/format.adoc.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged, show_name
from onionskin.parse.disks.squashfs_blocks import (
    COMPRESSORS,
    METADATA,
    Blocks,
    NoDecoderError,
    Table,
    metadata,
    read_table,
)
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"hsqs"
SUPERBLOCK = 96
NONE = 0xFFFFFFFFFFFFFFFF
NO_FRAGMENT = 0xFFFFFFFF
_STORED = 1 << 24
_OPTIONS = 0x0400
# How many names are read, how deep folders go, and how many fragments are held decoded.
NAMES, DEPTH, HELD = 200_000, 256, 4
# Letters of all names and link targets, and data blocks of all files, that are remembered.
LETTERS, BLOCKS = 32 << 20, 4 << 20
_KINDS = {1: "folder", 2: "file", 3: "symlink", 4: "device", 5: "device", 6: "fifo", 7: "socket"}
_FOLDER, _FILE, _SYMLINK = 1, 2, 3
# Padding behind a file system: mksquashfs fills up to 4 KiB, some images to a flash block.
_PADDING = 1 << 20


class SquashImage(Value, frozen=True):
    """A file system as a whole: `compressor` by name, sizes in bytes, `inodes` as stated."""

    compressor: str
    block_size: int
    inodes: int
    bytes_used: int
    modified: int
    files: int
    folders: int


@dataclass(frozen=True)
class Super:
    """The superblock, field by field."""

    inodes: int
    modified: int
    block_size: int
    fragments: int
    compressor: int
    block_log: int
    flags: int
    ids: int
    major: int
    minor: int
    root: int
    used: int
    id_table: int
    xattr_table: int
    inode_table: int
    directory_table: int
    fragment_table: int
    export_table: int


@dataclass(frozen=True)
class Inode:
    """One inode, as far as it is looked at. `blocks` are the stored sizes of its data blocks."""

    kind: int
    at: int
    end: int
    size: int = 0
    start: int = 0
    fragment: int = NO_FRAGMENT
    offset: int = 0
    blocks: tuple[int, ...] = ()
    target: bytes = b""


@dataclass(frozen=True)
class Entry:
    """A name in the tree, and its inode."""

    name: str
    inode: Inode


def fits(view: View) -> bool:
    """Say whether a superblock of version 4.0 stands there that does not contradict itself."""
    if view.size < SUPERBLOCK or view.read(0, 4) != MAGIC:
        return False
    top = _superblock(view)
    return top.major == 4 and 12 <= top.block_log <= 20 and top.block_size == 1 << top.block_log


def _superblock(view: View) -> Super:
    raw = view.exactly(4, SUPERBLOCK - 4, "the superblock")
    return Super(*struct.unpack("<4I6H8Q", raw))


def walk(view: View) -> Iterator[Item]:
    """Yield everything a file system holds: regions, files, links, facts, problems."""
    yield from merged(FileSystem(view).run())


@dataclass
class FileSystem:
    """One file system: its tables, and what was found of it."""

    view: View
    members: Members = field(default_factory=Members)
    problems: list[Problem] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)
    listings: list[tuple[int, int]] = field(default_factory=list)
    folders: int = 0

    def __post_init__(self) -> None:
        self.top = _superblock(self.view)
        self.blocks = Blocks(self.view, self.top.compressor)
        self.inodes, self.directories = Table(), Table()
        self.fragments: list[tuple[int, int]] = []
        self.pointers: list[Region] = []
        self._held: dict[int, bytes] = {}
        self._parts: dict[int, list[tuple[int, int]]] = {}
        self._lengths: dict[int, int] = {}
        self._known: dict[int, Inode] = {}
        self._listed = 0

    def run(self) -> Iterator[Item]:
        """Yield what the file system holds, its members last."""
        yield Region("superblock", 0, SUPERBLOCK)
        try:
            self.read()
        except NoDecoderError as error:
            yield Problem("no-decoder", f"{error}; unpack it with unsquashfs and peel the folder")
            end = max(min(self.top.used, self.view.size), SUPERBLOCK)
            yield Region("file system that was not read", SUPERBLOCK, end - SUPERBLOCK)
            yield from self._tail(end)
            return
        except DamagedError as error:
            self.problems.append(Problem("damaged", str(error)))
        yield from self.problems
        yield from self._ledger()
        yield from self._hidden()
        files = sum(each.inode.kind == _FILE for each in self.entries)
        top = self.top
        yield Fact.of(
            SquashImage(
                COMPRESSORS.get(top.compressor, str(top.compressor)), top.block_size, top.inodes,
                top.used, top.modified, files, self.folders,
            )
        )  # fmt: skip
        yield from self._members()
        yield from self._fragments_of_no_file()
        for each in self.blocks.slack:
            yield from self.members.stray("slack", each.offset, each.length)
        yield from self.members.overflow()

    def read(self) -> None:
        """Read the tables and the tree; raise DamagedError where nothing can be read."""
        self.read_tables()
        self._tree()

    def read_tables(self) -> None:
        """Read the tables; raise DamagedError where nothing can be read."""
        top = self.top
        if top.used > self.view.size:
            missing = top.used - self.view.size
            self.problems.append(Problem("truncated", f"it ends {missing} bytes behind the file's end"))  # fmt: skip
        if not SUPERBLOCK <= top.inode_table <= top.directory_table:
            raise DamagedError("the inode table stands behind the directory table")
        self._pointed()
        self.inodes = self._table(top.inode_table, top.directory_table, "the inode table")
        self.directories = self._table(top.directory_table, self._directory_end(), "the directory table")  # fmt: skip

    def _table(self, start: int, stop: int, what: str) -> Table:
        table = Table()
        for item in read_table(self.blocks, start, stop, what):
            if isinstance(item, Table):
                table = item
            elif isinstance(item, NoDecoderError):
                raise item
            else:
                self.problems.append(Problem("damaged", f"{what}: {item}"))
        return table

    # --- tables that are reached by pointers -----------------------------------------

    def _pointed(self) -> None:
        """Read the fragment table; own the blocks of the export, id and xattr tables."""
        top = self.top
        raw = b"".join(self._through("fragment table", top.fragment_table, top.fragments * 16))
        self.fragments = [(start, size) for start, size, _ in struct.iter_unpack("<QII", raw[: len(raw) // 16 * 16])]  # fmt: skip
        for name, at, size in (
            ("export table", top.export_table, top.inodes * 8),
            ("id table", top.id_table, top.ids * 4),
        ):
            for _ in self._through(name, at, size):
                pass
        self._extended_attributes()

    def _through(self, name: str, at: int, size: int) -> Iterator[bytes]:
        """Yield the blocks of a table whose last part is a list of pointers to them."""
        if at == NONE or not size:
            return
        count = -(-size // METADATA)
        try:
            if at + 8 * count > min(self.top.used, self.view.size):
                raise DamagedError(f"the {name} passes the file system's end")  # noqa: TRY301
            self.pointers.append(Region(name, at, 8 * count))
            for number in range(count):
                start = int.from_bytes(self.view.exactly(at + 8 * number, 8, name), "little")
                data, end = metadata(self.blocks, start)
                self.pointers.append(Region(name, start, end - start))
                yield data
        except NoDecoderError:
            raise
        except DamagedError as error:
            self.problems.append(Problem("damaged", f"the {name}: {error}"))

    def _extended_attributes(self) -> None:
        at = self.top.xattr_table
        if at == NONE:
            return
        try:
            start, count, _ = struct.unpack("<QII", self.view.exactly(at, 16, "the xattr table"))
            stop = at
            for _ in self._through("xattr table", at + 16, count * 16):
                stop = min(stop, self.pointers[-1].offset)
            self.pointers.append(Region("xattr table", at, 16))
            for item in read_table(self.blocks, start, stop, "the extended attributes"):
                if isinstance(item, Table):
                    self.pointers.append(Region("extended attributes", start, item.end - start))
                elif isinstance(item, NoDecoderError):
                    raise item
                else:
                    self.problems.append(Problem("damaged", str(item)))
        except NoDecoderError:
            raise
        except DamagedError as error:
            self.problems.append(Problem("damaged", f"the xattr table: {error}"))

    def _directory_end(self) -> int:
        """Return where the directory table must end: at the next thing that stands behind it."""
        start = self.top.directory_table
        behind = [each.offset for each in self.pointers if each.offset >= start]
        return min([*behind, self.top.used, self.view.size])

    # --- the tree --------------------------------------------------------------------

    def _tree(self) -> None:
        """Walk the folders from the root, each once; every name becomes an entry."""
        root = self._inode(self.top.root)
        stack = [("", root, 0)]
        letters = 0
        while stack:
            path, folder, depth = stack.pop()
            if folder.at in self.reached:
                self.problems.append(Problem("contradictory", f"the folder {clip(path)!r} is reached twice"))  # fmt: skip
                continue
            self.reached.add(folder.at)
            self.folders += 1
            below = []
            try:
                for name, reference in self._listing(folder):
                    inner = f"{path}/{name}" if path else name
                    inode = self._inode(reference)
                    letters += len(inner) + len(inode.target)
                    if inode.kind != _FOLDER:
                        self.entries.append(Entry(inner, inode))
                    elif depth < DEPTH:
                        below.append((inner, inode, depth + 1))
                    else:
                        self.problems.append(Problem("limit:depth", f"{clip(inner)!r} lies more than {DEPTH} folders deep"))  # fmt: skip
                    if len(self.entries) + len(stack) + len(below) > NAMES or letters > LETTERS:
                        detail = f"more than {NAMES} names, or {LETTERS >> 20} MiB of them"
                        self.problems.append(Problem("limit:names", detail))
                        return
            except DamagedError as error:
                if len(self.problems) < 100:
                    self.problems.append(Problem("damaged", f"the folder {clip(path)!r}: {error}"))
            stack += reversed(below)

    def _inode(self, reference: int) -> Inode:
        """Read the inode that a 48-bit reference leads to."""
        at = self.inodes.place(self.top.inode_table + (reference >> 16), reference & 0xFFFF)
        # Hard links share an inode, and an attacker's names one that lists a million blocks.
        if at not in self._known:
            self._known[at] = self._read_inode(at)
        return self._known[at]

    def _read_inode(self, at: int) -> Inode:
        kind = int.from_bytes(self.inodes.read(at, 2, "an inode"), "little")
        body = at + 16
        if kind in {1, 8}:
            return self._folder(at, body, is_long=kind == 8)
        if kind in {2, 9}:
            return self._file(at, body, is_long=kind == 9)
        if kind in {3, 10}:
            _, length = struct.unpack("<II", self.inodes.read(body, 8, "a link"))
            target = self.inodes.read(body + 8, min(length, 65536), "a link's target")
            return Inode(_SYMLINK, at, body + 8 + length + (4 if kind == 10 else 0), target=target)
        sizes = {4: 8, 5: 8, 6: 4, 7: 4, 11: 12, 12: 12, 13: 8, 14: 8}
        if kind not in sizes:
            raise DamagedError(f"an inode of the unknown kind {kind}")
        return Inode(kind if kind < 8 else kind - 7, at, body + sizes[kind])

    def _folder(self, at: int, body: int, *, is_long: bool) -> Inode:
        if not is_long:
            start, _, size, offset, _ = struct.unpack("<IIHHI", self.inodes.read(body, 16, "a folder"))  # fmt: skip
            return Inode(_FOLDER, at, body + 16, size, start, offset=offset)
        raw = self.inodes.read(body, 24, "a folder")
        _, size, start, _, count, offset, _ = struct.unpack("<4I2HI", raw)
        end = body + 24
        for _ in range(count):
            end += 13 + int.from_bytes(self.inodes.read(end + 8, 4, "a folder's index"), "little")
        return Inode(_FOLDER, at, end, size, start, offset=offset)

    def _file(self, at: int, body: int, *, is_long: bool) -> Inode:
        if is_long:
            raw = self.inodes.read(body, 40, "a file")
            start, size, _, _, fragment, offset, _ = struct.unpack("<3Q4I", raw)
            body += 40
        else:
            start, fragment, offset, size = struct.unpack("<4I", self.inodes.read(body, 16, "a file"))  # fmt: skip
            body += 16
        whole = size // self.top.block_size
        count = whole if fragment != NO_FRAGMENT else -(-size // self.top.block_size)
        if 4 * count > len(self.inodes.data):
            raise DamagedError(f"a file of {size} bytes, more than its inode has blocks")
        self._listed += count
        if self._listed > BLOCKS:
            raise DamagedError(f"the files have more than {BLOCKS} data blocks")
        blocks = struct.unpack(f"<{count}I", self.inodes.read(body, 4 * count, "a file's blocks"))
        return Inode(_FILE, at, body + 4 * count, size, start, fragment, offset, blocks)

    def _listing(self, folder: Inode) -> Iterator[tuple[str, int]]:
        """Yield (name, reference of its inode) of a folder. Its stated size counts three bytes more."""
        if folder.size <= 3:
            return
        at = self.directories.place(self.top.directory_table + folder.start, folder.offset)
        end = at + folder.size - 3
        self.listings.append((at, end))
        while at < end:
            count, start, _ = struct.unpack("<III", self.directories.read(at, 12, "a folder's header"))  # fmt: skip
            at += 12
            if count >= 256:
                raise DamagedError(f"a folder's header of {count + 1} names")
            for _ in range(count + 1):
                offset, _, _, size = struct.unpack("<HhHH", self.directories.read(at, 8, "a name"))
                raw = self.directories.read(at + 8, size + 1, "a name")
                at += 9 + size
                yield show_name(raw), start << 16 | offset

    # --- who owns which byte -----------------------------------------------------------

    def _ledger(self) -> Iterator[Item]:
        """Own tables and data blocks, each byte once; say where two of them lie over each other."""
        top = self.top
        regions = [Region("superblock", 0, SUPERBLOCK), *self.pointers]
        if top.flags & _OPTIONS:
            _, end = metadata(self.blocks, SUPERBLOCK)
            regions.append(Region("compressor options", SUPERBLOCK, end - SUPERBLOCK))
        for name, start, end in (
            ("inode table", top.inode_table, self.inodes.end),
            ("directory table", top.directory_table, self.directories.end),
        ):
            regions.append(Region(name, start, max(end - start, 0)))
        regions += [Region(f"fragment {n}", start, size & (_STORED - 1)) for n, (start, size) in enumerate(self.fragments)]  # fmt: skip
        regions += self._data()
        regions = [each for each in regions if each.length > 0]
        regions.sort(key=lambda each: (each.offset, each.end))
        yield from regions[1:]
        end = min(top.used, self.view.size)
        yield from self._between(regions, end)
        yield from self._tail(end)

    def _tail(self, end: int) -> Iterator[Item]:
        tail = self.view.size - end
        if 0 < tail <= _PADDING and self.view.is_zero(end, tail):
            yield Region("padding", end, tail)
        else:
            yield from self.members.stray("behind", end, tail)

    def _data(self) -> list[Region]:
        """Return each file's run of blocks once: equal files share theirs."""
        found: dict[tuple[int, int], str] = {}
        for each in self.entries:
            length = sum(size & (_STORED - 1) for size in each.inode.blocks)
            if length:
                found.setdefault((each.inode.start, length), each.name)
        return [Region(f"data {clip(name)}", start, length) for (start, length), name in found.items()]  # fmt: skip

    def _between(self, regions: list[Region], end: int) -> Iterator[Item]:
        reached = 0
        for before, each in pairwise(regions):
            reached = max(reached, before.end)
            if each.offset > reached:
                yield from self.members.stray("between", reached, min(each.offset, end) - reached)
            elif each.offset < reached and not (before.name[:5] == each.name[:5] == "data "):
                # Runs of files may share blocks; nothing else may.
                detail = f"{before.name} and {each.name} share {reached - each.offset} bytes"
                yield from self.members.fault("overlap", each.name, detail, each.offset, reached - each.offset)  # fmt: skip
        reached = max(reached, regions[-1].end)
        yield from self.members.stray("between", reached, end - reached)

    def _hidden(self) -> Iterator[Item]:
        """Say which inodes and listings no name leads to, and what of a fragment is of no file."""
        if self.problems:
            return
        top = self.top
        used = [(each.inode.at, each.inode.end) for each in self.entries]
        used += [(at, self._end_of(at)) for at in self.reached]
        for what, spans, table, offset in (
            ("inodes", used, self.inodes, top.inode_table),
            ("listings", self.listings, self.directories, top.directory_table),
        ):
            length = sum(stop - start for start, stop in _holes(spans, len(table.data)))
            if length:
                detail = f"{length} decoded bytes of {what} that no folder leads to"
                yield from self.members.fault("hidden-member", "", detail, offset, table.end - offset)  # fmt: skip

    def _end_of(self, at: int) -> int:
        kind = int.from_bytes(self.inodes.read(at, 2, "an inode"), "little")
        return self._folder(at, at + 16, is_long=kind == 8).end

    # --- members ------------------------------------------------------------------------

    def _members(self) -> Iterator[Item]:
        """Yield each file once; a further name of the same inode is a hard link."""
        names: dict[int, str] = {}
        for each in self.entries:
            inode = each.inode
            yield from self.members.named(each.name, self.top.inode_table, 0)
            first = names.setdefault(inode.at, each.name)
            if first != each.name:
                link = Link(each.name, "hardlink", first)
                yield from self.members.link(link, self.top.inode_table, 0)
            elif inode.kind == _FILE:
                yield Child(each.name, chunks=self.chunks(inode), declared=inode.size)
            else:
                link = Link(each.name, _KINDS[inode.kind], show_name(inode.target))
                yield from self.members.link(link, self.top.inode_table, 0)

    def chunks(self, inode: Inode) -> Iterator[bytes]:
        """Yield a file's bytes, block by block; raise DamagedError where one is broken."""
        left, at = inode.size, inode.start
        for size in inode.blocks:
            length = min(left, self.top.block_size)
            stored = size & (_STORED - 1)
            if stored:
                data = self.blocks.decode(Span(at, stored), self.top.block_size, is_stored=bool(size & _STORED))  # fmt: skip
            else:
                data = bytes(length)
            if len(data) != length:
                raise DamagedError(f"the block at {at:#x} holds {len(data)} bytes, {length} are due")  # fmt: skip
            yield data
            at += stored
            left -= length
        if left:
            end = inode.offset + left
            self._parts.setdefault(inode.fragment, []).append((inode.offset, end))
            data = self._fragment(inode.fragment)[inode.offset : end]
            if len(data) != left:
                raise DamagedError("a file's last part passes the end of its fragment")
            yield data

    def _fragments_of_no_file(self) -> Iterator[Item]:
        """Say which bytes of the decoded fragments, and which whole ones, belong to no file."""
        if self.problems:
            return
        for number, (start, size) in enumerate(self.fragments):
            parts, length = self._parts.get(number, []), self._lengths.get(number)
            stored = size & (_STORED - 1)
            unused = sum(stop - at for at, stop in _holes(parts, length or 0))
            if not parts or (length is not None and unused):
                what = f"{unused} decoded bytes" if parts else "all"
                detail = f"{what} of fragment {number} belong to no file"
                yield from self.members.fault("hidden-member", "", detail, start, stored)

    def _fragment(self, number: int) -> bytes:
        if number in self._held:
            return self._held[number]
        if number >= len(self.fragments):
            raise DamagedError(f"there is no fragment {number}")
        start, size = self.fragments[number]
        stored = Span(start, size & (_STORED - 1))
        data = self.blocks.decode(stored, self.top.block_size, is_stored=bool(size & _STORED))
        while len(self._held) >= HELD:
            self._held.pop(next(iter(self._held)))
        self._held[number] = data
        self._lengths[number] = len(data)
        return data

    def top_names(self) -> list[str]:
        """Return the names in the root folder, at most 1,000; the tables must have been read."""
        return [name for name, _ in islice(self._listing(self._inode(self.top.root)), 1000)]

    def content(self, path: str, limit: int) -> bytes | None:
        """Return a small file's bytes, or None where there is none of that path and size.

        Only the folders on the way are read; the tables must have been.
        """
        inode = self._inode(self.top.root)
        for part in path.split("/"):
            if inode.kind != _FOLDER:
                return None
            found = next((to for name, to in self._listing(inode) if name == part), None)
            if found is None:
                return None
            inode = self._inode(found)
        is_small = inode.kind == _FILE and inode.size <= limit
        return b"".join(self.chunks(inode)) if is_small else None


def _holes(spans: list[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, stop in sorted(spans):
        if start > reached:
            yield reached, start
        reached = max(reached, stop)
    if end > reached:
        yield reached, end
