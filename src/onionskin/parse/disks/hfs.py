"""HFS Plus and HFSX: the volume header, forks, and the leaves of the B-trees.

Source: Apple, Technical Note TN1150, HFS Plus Volume Format. All fields are big-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onionskin.errors import DamagedError
from onionskin.parse.disks.extents import Pieces
from onionskin.plugins.view import View

HEADER_AT, HEADER = 1024, 512
NODES = 1 << 20
# Catalog ids of the special files.
EXTENTS, CATALOG, BAD_BLOCKS, ALLOCATION, STARTUP, ATTRIBUTES = 3, 4, 5, 6, 7, 8
SPECIAL = {
    ALLOCATION: "allocation file", EXTENTS: "extents file", CATALOG: "catalog file",
    ATTRIBUTES: "attributes file", STARTUP: "startup file", BAD_BLOCKS: "bad blocks",
}  # fmt: skip
# Where the special files' forks stand in the volume header, in its order.
_FORKS = ((ALLOCATION, 112), (EXTENTS, 192), (CATALOG, 272), (ATTRIBUTES, 352), (STARTUP, 432))
DATA, RESOURCE = 0, 0xFF


@dataclass(frozen=True)
class Fork:
    """A fork as its record states it: (start, count) in allocation blocks, the first eight."""

    size: int
    blocks: int
    extents: tuple[tuple[int, int], ...]

    @property
    def covered(self) -> int:
        """How many blocks the extents have."""
        return sum(count for _, count in self.extents)


@dataclass(frozen=True)
class Volume:
    """What a volume header states."""

    raw: bytes
    signature: bytes
    version: int
    attributes: int
    files: int
    folders: int
    block_size: int
    blocks: int
    free_blocks: int
    forks: dict[int, Fork]

    @property
    def size(self) -> int:
        """The volume's length in bytes."""
        return self.block_size * self.blocks


def read_volume(view: View, at: int = HEADER_AT) -> Volume:
    """Return the volume header at an offset, or raise DamagedError."""
    raw = view.exactly(at, HEADER, "the volume header")
    signature, version, attributes = struct.unpack_from(">2sHI", raw)
    if (signature, version) not in {(b"H+", 4), (b"HX", 5)}:
        raise DamagedError(f"there is no HFS Plus volume header at {at:#x}")
    files, folders, block, blocks, free = struct.unpack_from(">5I", raw, 32)
    if block < 512 or block & (block - 1) or block > 1 << 20 or not blocks:
        raise DamagedError(f"{blocks} allocation blocks of {block} bytes")
    forks = {number: read_fork(raw, at) for number, at in _FORKS}
    return Volume(raw, signature, version, attributes, files, folders, block, blocks, free, forks)


def read_fork(raw: bytes, at: int) -> Fork:
    """Return the fork whose 80 bytes stand at an offset."""
    size, _, blocks = struct.unpack_from(">Q2I", raw, at)
    return Fork(size, blocks, read_extents(raw, at + 16))


def read_extents(raw: bytes, at: int) -> tuple[tuple[int, int], ...]:
    """Return an extent record without its empty ends."""
    found = struct.unpack_from(">16I", raw, at)
    pairs = zip(found[::2], found[1::2], strict=True)
    return tuple((start, count) for start, count in pairs if count)


class Tree:
    """A B-tree read along its leaves. `nodes` counts them, `records` the records seen."""

    def __init__(self, file: Pieces, what: str) -> None:
        self.what = what
        self._file = file
        head = file.read(0, 14 + 30)
        if head[8] != 1:
            raise DamagedError(f"the {what} does not begin with a header node")
        self.stated, self.first, _, self.node_size = struct.unpack_from(">3IH", head, 14 + 6)
        if self.node_size < 512 or self.node_size & (self.node_size - 1):
            raise DamagedError(f"the {what} has nodes of {self.node_size} bytes")
        self.records = 0

    def leaves(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Yield (offset in the file, key, data) of every record; DamagedError where the chain breaks."""
        node, seen = self.first, set()
        limit = min(self._file.size // self.node_size, NODES)
        while node:
            if node in seen or node >= limit:
                raise DamagedError(f"the {self.what} leads to node {node} of {limit}, or there twice")  # fmt: skip
            seen.add(node)
            raw = self._file.read(node * self.node_size, self.node_size)
            following, _, kind, _, count = struct.unpack_from(">2IbBH", raw)
            if kind != -1:
                raise DamagedError(f"node {node} of the {self.what} is no leaf")
            yield from self._records(node, raw, count)
            node = following

    def _records(self, node: int, raw: bytes, count: int) -> Iterator[tuple[int, bytes, bytes]]:
        if 14 + 2 * (count + 1) > len(raw):
            raise DamagedError(f"node {node} of the {self.what} states {count} records")
        places = struct.unpack(f">{count + 1}H", raw[len(raw) - 2 * (count + 1) :])[::-1]
        for start, end in pairwise(places):
            if not 14 <= start <= end - 2 or end > len(raw):
                raise DamagedError(f"a record of node {node} of the {self.what} stands outside it")
            length = struct.unpack_from(">H", raw, start)[0]
            data = start + 2 + length + length % 2
            if data > end:
                raise DamagedError(f"a key of node {node} of the {self.what} is too long")
            self.records += 1
            yield node * self.node_size + data, raw[start + 2 : start + 2 + length], raw[data:end]


def show_name(raw: bytes) -> str:
    """Return a name of UTF-16; a slash in it is shown as a colon, as macOS does."""
    return raw.decode("utf-16-be", "backslashreplace").replace("/", ":")
