"""The records of an APFS volume's file-system tree: inodes, names, extents, extended attributes.

Source: Apple, Apple File System Reference (2020-06-22), "File-System Objects", "Data Streams",
"Extended Fields".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

from onionskin.errors import DamagedError

INODE, XATTR, STREAM, EXTENT, NAME = 3, 4, 6, 8, 9
ENTRIES = 150_000
EXTENTS = 500_000
HELD = 64 << 20
_DSTREAM = 8
_SIZE = 0x00FF_FFFF_FFFF_FFFF


@dataclass(slots=True)
class Inode:
    """A file or folder; `size` is its data stream's, `stream` the id that its extents have."""

    number: int
    parent: int
    stream: int
    mode: int
    flags: int
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """An extended attribute: its bytes, or the stream that holds them."""

    data: bytes = b""
    stream: int = 0
    size: int = 0


@dataclass
class Files:
    """What the tree said. `names` are (folder, name, inode) in the tree's order."""

    hashed_names: bool
    inodes: dict[int, Inode] = field(default_factory=dict)
    names: list[tuple[int, str, int]] = field(default_factory=list)
    extents: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    attributes: dict[int, dict[str, Attribute]] = field(default_factory=dict)
    limit: str = ""
    pieces: int = 0
    held: int = 0

    def take(self, records: Iterable[tuple[bytes, bytes]]) -> None:
        """Read records; one that is too short raises DamagedError, and what was read stays."""
        try:
            for key, value in records:
                whole = struct.unpack_from("<Q", key)[0]
                self._take(whole >> 60, whole & (1 << 60) - 1, key, value)
                if self.limit:
                    return
        except struct.error as error:
            raise DamagedError(f"a record of the file-system tree: {error}") from error

    def _take(self, kind: int, number: int, key: bytes, value: bytes) -> None:
        if kind == INODE:
            self.inodes[number] = _inode(number, value)
        elif kind == NAME:
            self.names.append((number, self._name(key), struct.unpack_from("<Q", value)[0]))
        elif kind == EXTENT:
            self.pieces += 1
            length, block = struct.unpack_from("<2Q", value)
            at = struct.unpack_from("<Q", key, 8)[0]
            self.extents.setdefault(number, []).append((at, length & _SIZE, block))
        elif kind == XATTR:
            length = struct.unpack_from("<H", key, 8)[0]
            self.attributes.setdefault(number, {})[_text(key[10 : 10 + length])] = _attribute(value)
            self.held += len(value)
        if len(self.inodes) > ENTRIES or len(self.names) > ENTRIES:
            self.limit = f"more than {ENTRIES} entries"
        elif self.pieces > EXTENTS or self.held > HELD:
            self.limit = f"more than {EXTENTS} extents, or {HELD >> 20} MiB of attributes"

    def _name(self, key: bytes) -> str:
        if self.hashed_names:
            length = struct.unpack_from("<I", key, 8)[0] & 0x3FF
            return _text(key[12 : 12 + length])
        return _text(key[10 : 10 + struct.unpack_from("<H", key, 8)[0]])


def _text(raw: bytes) -> str:
    """Return a name without its zero at the end; a slash in it is shown as a colon."""
    return raw.removesuffix(b"\0").decode("utf-8", "backslashreplace").replace("/", ":")


def _inode(number: int, value: bytes) -> Inode:
    parent, stream = struct.unpack_from("<2Q", value)
    flags = struct.unpack_from("<I", value, 68)[0]
    mode = struct.unpack_from("<H", value, 80)[0]
    size, name = 0, ""
    if len(value) >= 96:
        count = struct.unpack_from("<H", value, 92)[0]
        at = 96 + 4 * count
        for field_number in range(count):
            kind, _, length = struct.unpack_from("<BBH", value, 96 + 4 * field_number)
            if kind == _DSTREAM:
                size = struct.unpack_from("<Q", value, at)[0]
            elif kind == 4:
                name = _text(value[at : at + length])
            at += -(-length // 8) * 8
    return Inode(number, parent, stream, mode, flags, size, name)


def _attribute(value: bytes) -> Attribute:
    flags, length = struct.unpack_from("<2H", value)
    if flags & 1:
        stream, size = struct.unpack_from("<2Q", value, 4)
        return Attribute(stream=stream, size=size)
    return Attribute(value[4 : 4 + length])
