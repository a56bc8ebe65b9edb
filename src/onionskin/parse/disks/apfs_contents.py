"""What an APFS container holds: every file of its volumes by its path, and the owner of every block."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.archive import FACTS, Item, Link, Members, clip, merged
from onionskin.parse.disks import decmpfs
from onionskin.parse.disks.apfs import (
    CHECKPOINT_MAP,
    VOLUME,
    Blocks,
    Superblock,
    is_sound,
    kind_of,
    read_object_map,
    read_superblock,
    walk_tree,
)
from onionskin.parse.disks.apfs_files import Attribute, Files, Inode
from onionskin.parse.disks.extents import HOLE, Pieces
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

ROOT = 2
DEPTH = 128
BLOCKS = 16 << 20
_UNENCRYPTED, _SEALED = 1, 0x20
_LINK = "com.apple.fs.symlink"
_FORK = "com.apple.ResourceFork"
_RUNS = re.compile(rb"\x00+|\x01+|\x02+|\x03+")


class ApfsVolume(Value, frozen=True):
    """One volume of a container."""

    name: str
    files: int
    folders: int
    links: int
    snapshots: int
    is_encrypted: bool
    is_sealed: bool


class ApfsContainer(Value, frozen=True):
    """A container as a whole. `free_not_zero` counts free blocks that hold something.

    `wrong_checksums` counts objects whose Fletcher-64 is not theirs, `old_objects` sound ones that are
    taken and that nothing of the newest checkpoint leads to.
    """

    block_size: int
    blocks: int
    transaction: int
    volumes: tuple[ApfsVolume, ...]
    free_blocks: int
    free_not_zero: int
    wrong_checksums: int
    old_objects: int


def walk(view: View) -> Iterator[Item]:
    """Yield everything a container holds: regions, files, contradictions, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one container."""

    view: View
    members: Members = field(default_factory=Members)
    blocks: Blocks = field(init=False)
    newest: Superblock = field(init=False)
    volumes: list[ApfsVolume] = field(default_factory=list)
    opened: list[tuple[str, Files]] = field(default_factory=list)
    runs: list[tuple[int, int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True
    free: int = 0
    free_not_zero: int = 0
    old: int = 0

    def run(self) -> Iterator[Item]:
        first = read_superblock(self.view.read(0, 4096))
        self.blocks = Blocks(self.view, first.block_size, first.blocks)
        if first.blocks * first.block_size > self.view.size:
            yield Problem("truncated", f"the container has {first.blocks} blocks; {self.view.size} bytes are there")  # fmt: skip
        self.newest = self._newest(first)
        try:
            self._volumes()
        except (DamagedError, struct.error) as error:
            self._broken(str(error))
        yield from self._owners()
        yield from self.problems
        yield Fact.of(
            ApfsContainer(
                first.block_size, first.blocks, self.newest.xid, tuple(self.volumes),
                self.free, self.free_not_zero, len(self.blocks.wrong), self.old,
            )
        )  # fmt: skip
        for block in self.blocks.wrong[:FACTS]:
            size = self.blocks.size
            detail = f"the checksum of block {block} ({self.blocks.owners[block]}) is not the stated one"  # fmt: skip
            yield from self.members.fault("checksum-differs", "", detail, block * size, size)
        for name, files in self.opened:
            yield from _Volume(self.blocks, self.members, name, files).contents()
        yield from self.members.overflow()

    def _broken(self, what: str) -> None:
        self.is_whole = False
        self.problems.append(Problem("damaged", what))

    # --- checkpoints and volumes ----------------------------------------------------------

    def _newest(self, first: Superblock) -> Superblock:
        """Return the newest superblock of the checkpoint area that is whole."""
        newest = first
        for block in range(first.descriptors[0], sum(first.descriptors)):
            try:
                raw = self.blocks.raw(block)
                found = read_superblock(raw)
            except DamagedError:
                continue
            if found.xid > newest.xid and found.block_size == first.block_size and is_sound(raw):
                newest = found
        return newest

    def _volumes(self) -> None:
        own = self.newest
        objects = read_object_map(self.blocks, own.object_map, own.xid, "container's object map")
        for number in own.volumes:
            try:
                self._volume(objects, number)
            except (DamagedError, struct.error) as error:
                self._broken(f"volume {number}: {error}")

    def _volume(self, objects: dict[int, int], number: int) -> None:
        raw = self.blocks.object(objects.get(number, 0), "volume superblock")
        if kind_of(raw) != VOLUME or raw[32:36] != b"APSB":
            raise DamagedError("its superblock is none")
        incompatible, flags = struct.unpack_from("<Q", raw, 56)[0], struct.unpack_from("<Q", raw, 264)[0]  # fmt: skip
        name = raw[704:960].split(b"\0", 1)[0].decode("utf-8", "backslashreplace").replace("/", ":")
        map_block, root, extents, snapshots = struct.unpack_from("<4Q", raw, 128)
        _, folders, links, _, count = struct.unpack_from("<5Q", raw, 184)
        is_encrypted, is_sealed = not flags & _UNENCRYPTED, bool(incompatible & _SEALED)
        files = struct.unpack_from("<Q", raw, 184)[0]
        self.volumes.append(ApfsVolume(name, files, folders, links, count, is_encrypted, is_sealed))
        virtual = read_object_map(self.blocks, map_block, self.newest.xid, "volume's object map")
        self._references(extents, snapshots)
        if count:
            self.problems.append(Problem("not-opened", f"{count} snapshots of {clip(name)!r}: older files that were not read"))  # fmt: skip
        if is_encrypted or is_sealed:
            self.is_whole = False
            why = "encrypted (FileVault)" if is_encrypted else "sealed"
            self.problems.append(Problem("no-opener", f"the volume {clip(name)!r} is {why}, which this version does not open"))  # fmt: skip
            return
        found = Files(bool(incompatible & 9))
        self.opened.append((name or f"volume {number}", found))
        tree = walk_tree(self.blocks, virtual.get(root, 0), lambda one: virtual.get(one, 0), "file-system tree")  # fmt: skip
        try:
            found.take(tree)
        except DamagedError as error:
            self._broken(f"volume {clip(name)!r}: {error}")
        if found.limit:
            self.is_whole = False
            self.problems.append(Problem("limit:entries", f"volume {clip(name)!r}: {found.limit}"))

    def _references(self, extents: int, snapshots: int) -> None:
        """Own what the volume's extent references name: files of snapshots too."""
        for key, value in walk_tree(self.blocks, extents, int, "extent references"):
            start = struct.unpack_from("<Q", key)[0] & (1 << 60) - 1
            count = struct.unpack_from("<Q", value)[0] & (1 << 60) - 1
            if len(self.runs) < 500_000:
                self.runs.append((start, count, "file extents"))
        for _ in walk_tree(self.blocks, snapshots, int, "snapshot names"):
            pass

    # --- who owns the blocks ---------------------------------------------------------------

    def _owners(self) -> Iterator[Item]:
        size, own = self.blocks.size, self.newest
        held = min(own.blocks, self.view.size // size)
        yield Region("container superblock", 0, size)
        if not held:
            return
        if held > BLOCKS:
            yield Problem("limit:blocks", f"{held} blocks: who owns them was not looked at")
            return
        runs = [(*own.descriptors, "checkpoint descriptors"), (*own.data, "checkpoint data")]
        allocated = bytearray(held)
        try:
            runs += self._space(allocated)
        except (DamagedError, struct.error) as error:
            self._broken(f"the space manager: {error}")
        runs += [(block, 1, name) for block, name in self.blocks.owners.items()]
        taken = bytearray(held)
        taken[:1] = b"\1"
        yield from self._regions(runs + self.runs, taken)
        both = (int.from_bytes(allocated, "big") | int.from_bytes(taken, "big")).to_bytes(
            held, "big"
        )
        for found in _RUNS.finditer(both):
            start, end = found.span()
            if both[start] == 2:
                yield from self._hidden(start, end)
            elif both[start] == 0 and self.free:
                yield Region("free space", start * size, (end - start) * size)
                self.free_not_zero += sum(not self.view.is_zero(n * size, size) for n in range(start, end))  # fmt: skip
        rest = held * size
        if rest < self.view.size:
            if self.view.is_zero(rest, self.view.size - rest):
                yield Region("padding", rest, self.view.size - rest)
            elif held == own.blocks:
                yield from self.members.stray("behind", rest, self.view.size - rest)

    def _regions(self, runs: list[tuple[int, int, str]], taken: bytearray) -> Iterator[Item]:
        size, reached = self.blocks.size, 0
        for start, count, name in sorted(runs):
            begin, end = max(start, reached), min(start + count, len(taken))
            if begin < end:
                yield Region(name, begin * size, (end - begin) * size)
                taken[begin:end] = b"\1" * (end - begin)
                reached = end

    def _hidden(self, start: int, end: int) -> Iterator[Item]:
        """Yield blocks that are taken and that no structure names: objects are said by their type."""
        size, begin = self.blocks.size, start
        for block in range(start, end + 1):
            raw = self.view.read(block * size, size) if block < end else b""
            is_known = not raw.strip(b"\0") or is_sound(raw)
            if block < end and not is_known:
                continue
            if begin < block and self.is_whole:
                yield from self.members.stray("between", begin * size, (block - begin) * size)
            if block < end:
                self.old += bool(raw.strip(b"\0"))
                yield Region(_named(raw), block * size, size)
            begin = block + 1

    def _space(self, allocated: bytearray) -> list[tuple[int, int, str]]:
        """Mark the blocks that the space manager calls taken with 2; return what it owns itself."""
        raw = self._ephemeral(self.newest.space_manager)
        chunk = struct.unpack_from("<I", raw, 36)[0]
        _, _, infos, addresses, _, at = struct.unpack_from("<2Q2IQI", raw, 48)
        bitmap, pool = struct.unpack_from("<2Q", raw, 168)
        pool_size, bitmap_size = struct.unpack_from("<Q", raw, 152)[0], struct.unpack_from("<I", raw, 164)[0]  # fmt: skip
        if addresses or not chunk or infos > len(raw) // 8:
            raise DamagedError("it is of a container larger than this version reads")
        runs = [(bitmap, bitmap_size, "space manager's bitmaps"), (pool, pool_size, "space manager's pool")]  # fmt: skip
        for address in struct.unpack_from(f"<{infos}Q", raw, at):
            info = self.blocks.object(address, "chunk information")
            count = struct.unpack_from("<I", info, 36)[0]
            for row in struct.iter_unpack("<2Q2IQ", info[40 : 40 + 32 * min(count, 126)]):
                self._chunk(allocated, row[1], row[2], row[4])
                self.free += row[3]
                if row[4]:
                    runs.append((row[4], 1, "free-space bitmap"))
        return runs

    def _chunk(self, allocated: bytearray, first: int, count: int, bitmap: int) -> None:
        if not bitmap or first >= len(allocated):
            return
        bits = int.from_bytes(self.blocks.raw(bitmap), "little")
        text = f"{bits:0{8 * self.blocks.size}b}".encode()[::-1]
        part = text[: min(count, len(allocated) - first)].translate(bytes.maketrans(b"01", b"\0\2"))
        allocated[first : first + len(part)] = part

    def _ephemeral(self, number: int) -> bytes:
        """Return an object of the newest checkpoint, which may have several blocks."""
        own = self.newest
        first, count = own.descriptors
        for step in range(min(own.length, count)):
            raw = self.blocks.raw(first + (own.index + step) % count)
            if kind_of(raw) != CHECKPOINT_MAP:
                continue
            rows = min(struct.unpack_from("<I", raw, 36)[0], (len(raw) - 40) // 40)
            for row in struct.iter_unpack("<4I3Q", raw[40 : 40 + 40 * rows]):
                if row[5] == number:
                    if row[2] > 1 << 24:
                        raise DamagedError(f"an object of {row[2]} bytes")
                    return self.view.exactly(row[6] * self.blocks.size, row[2], "an object")
        raise DamagedError("it is not in the newest checkpoint")


def _named(raw: bytes) -> str:
    return f"object of type {kind_of(raw):#x}" if raw.strip(b"\0") else "allocated, zero"


@dataclass
class _Volume:
    """The files of one volume, as members."""

    blocks: Blocks
    members: Members
    name: str
    files: Files
    folders: dict[int, tuple[int, str]] = field(default_factory=dict)

    def contents(self) -> Iterator[Item]:
        """Yield every file by each of its names, then those without one."""
        inodes = self.files.inodes
        for folder, name, number in self.files.names:
            node = inodes.get(number)
            if node is not None and node.mode & 0xF000 == 0x4000:
                self.folders.setdefault(number, (folder, name))
        named = set()
        for folder, name, number in self.files.names:
            node = inodes.get(number)
            path = self._path(folder, name)
            if node is None:
                yield Problem("damaged-member", f"{clip(name)!r} names the inode {number}, which is not there")  # fmt: skip
            elif node.mode & 0xF000 != 0x4000:
                yield from self._file(path, node, is_again=number in named)
                named.add(number)
        for number, node in inodes.items():
            if node.mode & 0xF000 == 0x8000 and number not in named:
                detail = f"inode {number} ({clip(node.name)!r}) stands in no folder"
                yield from self.members.fault("hidden-member", node.name, detail, 0)
                yield from self._file(f"{self.name}/(no folder)/{node.name or number}", node)

    def _path(self, folder: int, name: str) -> str:
        names = [name]
        for _ in range(DEPTH):
            if folder == ROOT:
                break
            folder, above = self.folders.get(folder, (ROOT, "(no folder)"))
            names.append(above)
        return "/".join((self.name, *reversed(names)))

    def _file(self, path: str, node: Inode, *, is_again: bool = False) -> Iterator[Item]:
        yield from self.members.named(path, 0, 0)
        attributes = self.files.attributes.get(node.number, {})
        packed, fork = attributes.get(decmpfs.ATTRIBUTE), attributes.get(_FORK, Attribute())
        if node.mode & 0xF000 == 0xA000:
            target = attributes.get(_LINK, Attribute()).data.removesuffix(b"\0")
            link = Link(path, "symlink", target.decode("utf-8", "backslashreplace"))
            yield from self.members.link(link, 0, 0)
            return
        if packed is not None and node.flags & 0x20:
            data = b"".join(self._pieces(packed).chunks()) if packed.size <= 1 << 17 and packed.stream else packed.data  # fmt: skip
            yield Child(path, chunks=decmpfs.chunks(data, self._pieces(fork)))
        else:
            yield from self._child(path, self._stream(node.stream, node.size))
        if is_again:
            return
        for name, value in sorted(attributes.items()):
            if name == _FORK and packed is None:
                yield from self._child(f"{path}/..namedfork/rsrc", self._pieces(value))
            elif name not in {decmpfs.ATTRIBUTE, _FORK}:
                yield from self._attribute(f"{path}/..attribute/{name}", value)

    def _attribute(self, path: str, value: Attribute) -> Iterator[Item]:
        if value.stream:
            yield from self._child(path, self._pieces(value))
        else:
            yield Child(path, chunks=iter([value.data]), declared=len(value.data))

    def _pieces(self, value: Attribute) -> Pieces:
        return self._stream(value.stream, value.size)

    def _stream(self, number: int, size: int) -> Pieces:
        unit, reached, extents = self.blocks.size, 0, []
        for at, length, block in sorted(self.files.extents.get(number, ())):
            if at > reached:
                extents.append((HOLE, at - reached))
            if at >= reached:
                extents.append((block * unit if block else HOLE, length))
                reached = at + length
        return Pieces(self.blocks.view, size, extents)

    def _child(self, path: str, data: Pieces) -> Iterator[Item]:
        place = data.stored()
        if place is None:
            yield Child(path, chunks=data.chunks(), declared=data.size)
            return
        yield Child(path, span=place, declared=data.size)
        end = sum(place)
        slack = -end % self.blocks.size if data.size else 0
        if slack and not self.blocks.view.is_zero(end, slack):
            yield from self.members.stray("slack", end, slack)
