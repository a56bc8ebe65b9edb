"""Inert SquashFS 4.0 images: stored or compressed by zlib, honest or with something hidden.

Layout after Linux, Documentation/filesystems/squashfs.rst.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

BLOCK = 1 << 17
_NONE = 0xFFFFFFFFFFFFFFFF
Tree = dict[str, "Tree | bytes | str"]


@dataclass(frozen=True)
class SquashRecipe:
    """Files by path (folders are made), links by path. Every file's data is one fragment or blocks.

    `loose` is data between the files' blocks and the tables that no inode leads to; `orphan`
    the content of a file whose inode no folder lists; `unused` stands in the fragment behind the
    files' ends; `slack` behind the stream of the fragment; `tail` behind the image.
    """

    files: Mapping[str, bytes] = field(default_factory=lambda: {"inert": b"inert\n"})
    links: Mapping[str, str] = field(default_factory=dict)
    is_packed: bool = True
    loose: bytes = b""
    orphan: bytes | None = None
    unused: bytes = b""
    slack: bytes = b""
    tail: bytes = b""


def build_squashfs(recipe: SquashRecipe | None = None) -> bytes:
    """Return an image of the recipe, padded to 4 KiB, with `tail` behind."""
    return _Image(recipe or SquashRecipe()).build()


class _Image:
    def __init__(self, recipe: SquashRecipe) -> None:
        self.recipe = recipe
        self.out = bytearray(96)
        self.tail = bytearray()
        self.inodes = bytearray()
        self.listings = bytearray()
        self.count = 0

    def build(self) -> bytes:
        tree: Tree = {}
        named: dict[str, bytes | str] = {**self.recipe.files, **self.recipe.links}
        for path, data in named.items():
            *folders, name = path.split("/")
            place = tree
            for folder in folders:
                place = place.setdefault(folder, {})  # type: ignore[assignment]
            place[name] = data
        if self.recipe.orphan is not None:
            self._file(self.recipe.orphan)
        root, _ = self._folder(tree)
        self.tail += self.recipe.unused
        fragment = len(self.out)
        stored, size = self._block(bytes(self.tail), 1 << 24)
        self.out += stored + self.recipe.slack + self.recipe.loose
        size += len(self.recipe.slack)
        tables = [self._metadata(bytes(self.inodes)), self._metadata(bytes(self.listings))]
        entries = struct.pack("<QII", fragment, size, 0) if self.tail else b""
        fragments = self._pointed(entries)
        return self._finish(root, tables, fragments)

    def _finish(self, root: int, tables: list[int], fragments: int) -> bytes:
        ids = self._pointed(struct.pack("<I", 0))
        used = len(self.out)
        self.out[:96] = b"hsqs" + struct.pack(
            "<4I6H8Q", self.count, 1_735_689_600, BLOCK, 1 if self.tail else 0, 1, 17, 0, 1, 4, 0,
            root, used, ids, _NONE, *tables, fragments, _NONE,
        )  # fmt: skip
        return bytes(self.out) + bytes(-used % 4096) + self.recipe.tail

    def _block(self, data: bytes, stored: int) -> tuple[bytes, int]:
        packed = zlib.compress(data, 9)
        if self.recipe.is_packed and len(packed) < len(data):
            return packed, len(packed)
        return data, len(data) | stored

    def _metadata(self, data: bytes) -> int:
        start = len(self.out)
        for at in range(0, len(data), 8192):
            # Kept as it is, so that a reference's block is where its offset says: 8,194 bytes each.
            part = data[at : at + 8192]
            self.out += struct.pack("<H", len(part) | 0x8000) + part
        return start

    def _pointed(self, data: bytes) -> int:
        if not data:
            return _NONE
        start = self._metadata(data)
        place = len(self.out)
        self.out += struct.pack("<Q", start)
        return place

    def _reference(self) -> int:
        at = len(self.inodes)
        return (at // 8192 * 8194) << 16 | at % 8192

    def _inode(self, kind: int, body: bytes) -> int:
        reference = self._reference()
        self.count += 1
        self.inodes += struct.pack("<4H2I", kind, 0o755, 0, 0, 0, self.count) + body
        return reference

    def _file(self, data: bytes) -> int:
        whole = len(data) // BLOCK * BLOCK
        start, sizes = len(self.out), b""
        for at in range(0, whole, BLOCK):
            stored, size = self._block(data[at : at + BLOCK], 1 << 24)
            self.out += stored
            sizes += struct.pack("<I", size)
        rest = data[whole:]
        number = 0 if rest else 0xFFFFFFFF
        offset = len(self.tail) if rest else 0
        self.tail += rest
        return self._inode(2, struct.pack("<4I", start, number, offset, len(data)) + sizes)

    def _folder(self, tree: Tree) -> tuple[int, int]:
        rows = []
        for name, thing in sorted(tree.items()):
            if isinstance(thing, bytes):
                rows.append((name, 2, self._file(thing)))
            elif isinstance(thing, str):
                target = thing.encode()
                rows.append((name, 3, self._inode(3, struct.pack("<2I", 1, len(target)) + target)))
            else:
                rows.append((name, 1, self._folder(thing)[0]))
        at = len(self.listings)
        for name, kind, reference in rows:
            raw = name.encode()
            self.listings += struct.pack("<3I4H", 0, reference >> 16, 1, reference & 0xFFFF, 0, kind, len(raw) - 1) + raw  # fmt: skip
        size = len(self.listings) - at + 3
        body = struct.pack("<2I2HI", at // 8192 * 8194, 1, size, at % 8192, 1)
        return self._inode(1, body), size
