"""APFS: objects and their checksums, checkpoints, object maps and B-trees, bounded.

Source: Apple, Apple File System Reference (2020-06-22). All fields are little-endian; an address is a
block number.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from onionskin.errors import DamagedError
from onionskin.plugins.view import View

MAGIC = b"NXSB"
NODES = 200_000
MAPPED = 500_000
CHECKPOINT = 1 << 16
SUPERBLOCK, CHECKPOINT_MAP, OBJECT_MAP, VOLUME = 0x1, 0xC, 0xB, 0xD
_ROOT, _LEAF, _FIXED = 1, 2, 4
_M = (1 << 32) - 1
_INFO = 40


@dataclass(frozen=True)
class Superblock:
    """The container's superblock, of one checkpoint."""

    raw: bytes
    xid: int
    block_size: int
    blocks: int
    incompatible: int
    descriptors: tuple[int, int]
    data: tuple[int, int]
    index: int
    length: int
    space_manager: int
    object_map: int
    volumes: tuple[int, ...]


def read_superblock(raw: bytes) -> Superblock:
    """Return the superblock in a block, or raise DamagedError."""
    if len(raw) < 1024 or raw[32:36] != MAGIC:
        raise DamagedError("there is no APFS container superblock")
    size, blocks = struct.unpack_from("<IQ", raw, 36)
    if not 4096 <= size <= 1 << 16 or size & (size - 1) or not blocks:
        raise DamagedError(f"a container of {blocks} blocks of {size} bytes")
    incompatible = struct.unpack_from("<Q", raw, 64)[0]
    counts = struct.unpack_from("<2I2Q6I", raw, 104)
    space, objects, _, _, most = struct.unpack_from("<3Q2I", raw, 152)
    volumes = struct.unpack_from("<100Q", raw, 184)[: min(most, 100)]
    if counts[0] > CHECKPOINT or counts[1] > CHECKPOINT:
        raise DamagedError("its checkpoint areas are a tree, or too large")
    return Superblock(
        raw, struct.unpack_from("<Q", raw, 16)[0], size, blocks, incompatible,
        (counts[2], counts[0]), (counts[3], counts[1]), counts[6], counts[7],
        space, objects, tuple(each for each in volumes if each),
    )  # fmt: skip


def fletcher(raw: bytes) -> int:
    """Return the Fletcher-64 checksum of an object, which stands in its first eight bytes."""
    words = array("I", raw[8:])
    one = sum(words) % _M
    two = sum(accumulate(words)) % _M
    low = _M - (one + two) % _M
    return (_M - (one + low) % _M) << 32 | low


def is_sound(raw: bytes) -> bool:
    """Say whether an object's checksum agrees."""
    return int.from_bytes(raw[:8], "little") == fletcher(raw)


def kind_of(raw: bytes) -> int:
    """Return an object's type, without its flags."""
    return int.from_bytes(raw[24:26], "little")


@dataclass
class Blocks:
    """Reads the container's blocks; remembers whose each is, and which checksums are wrong."""

    view: View
    size: int
    count: int
    owners: dict[int, str] = field(default_factory=dict)
    wrong: list[int] = field(default_factory=list)

    def object(self, block: int, name: str) -> bytes:
        """Return an object's block, or raise DamagedError; a wrong checksum is noted."""
        raw = self.raw(block)
        if block not in self.owners and not is_sound(raw):
            self.wrong.append(block)
        self.owners[block] = name
        return raw

    def raw(self, block: int) -> bytes:
        """Return a block, or raise DamagedError."""
        if not 0 < block < self.count:
            raise DamagedError(f"block {block} of {self.count}")
        return self.view.exactly(block * self.size, self.size, "a block")


def walk_tree(
    blocks: Blocks, root: int, resolve: Callable[[int], int], name: str
) -> Iterator[tuple[bytes, bytes]]:
    """Yield (key, value) of every record, in order. `resolve` turns a child's id into its block."""
    stack = [root]
    seen: set[int] = set()
    while stack:
        block = stack.pop()
        if block in seen or len(seen) >= NODES:
            raise DamagedError(
                f"{name}: block {block} stands in it twice, or it has too many nodes"
            )
        seen.add(block)
        raw = blocks.object(block, name)
        flags = struct.unpack_from("<H", raw, 32)[0]
        rows = list(_records(raw, flags, name))
        if flags & _LEAF:
            yield from rows
        else:
            children = [int.from_bytes(value[:8], "little") for _, value in rows]
            stack += [resolve(each) for each in reversed(children)]


def _records(raw: bytes, flags: int, name: str) -> Iterator[tuple[bytes, bytes]]:
    count, start, length = struct.unpack_from("<IHH", raw, 36)
    keys = 56 + start + length
    end = len(raw) - (_INFO if flags & _ROOT else 0)
    width = 4 if flags & _FIXED else 8
    if 56 + start + count * width > end:
        raise DamagedError(f"{name}: a node with {count} records")
    key_size, value_size = 16, 16 if flags & _LEAF else 8
    for number in range(count):
        at = 56 + start + number * width
        if flags & _FIXED:
            key, value = struct.unpack_from("<2H", raw, at)
            key_length, value_length = key_size, value_size
        else:
            key, key_length, value, value_length = struct.unpack_from("<4H", raw, at)
        first = end - value
        if keys + key + key_length > end or first < keys or first + value_length > end:
            raise DamagedError(f"{name}: a record stands outside its node")
        yield raw[keys + key : keys + key + key_length], raw[first : first + value_length]


def read_object_map(blocks: Blocks, block: int, xid: int, name: str) -> dict[int, int]:
    """Return object id -> block, of the newest version of each up to a transaction."""
    raw = blocks.object(block, name)
    if kind_of(raw) != OBJECT_MAP:
        raise DamagedError(f"block {block} is no object map")
    root = struct.unpack_from("<Q", raw, 48)[0]
    found: dict[int, int] = {}
    for key, value in walk_tree(blocks, root, int, name):
        number, version = struct.unpack_from("<2Q", key)
        if version <= xid and len(found) < MAPPED:
            # The records are in order, so that the last is the newest.
            found[number] = struct.unpack_from("<Q", value, 8)[0]
    return found
