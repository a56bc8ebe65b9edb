"""Build inert APFS containers of one volume, honest or with bytes where no file is.

Every tree is one node. Source: Apple, Apple File System Reference (2020-06-22).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

BLOCK = 4096
(_MAP, _NEWEST, _SPACE, _OBJECTS, _OBJECT_TREE, _VOLUME, _VOLUME_MAP, _VOLUME_TREE, _FILES, _EXTENTS,
 _SNAPSHOTS, _CHUNKS, _BITMAP, _POOL_BITMAP, _POOL, _DATA) = range(1, 17)  # fmt: skip
_XID = 2
_PHYSICAL, _EPHEMERAL = 0x4000_0000, 0x8000_0000


@dataclass(frozen=True)
class ApfsRecipe:
    """What to put into a volume. Paths are below its root, folders by `/`.

    `taken` are bytes in blocks that belong to no file, `free` bytes in free blocks, `slack` stands behind the end of
    each file, `tail` behind the container. `is_encrypted` and `snapshots` are only stated.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    name: str = "Shapes"
    links: Mapping[str, str] = field(default_factory=dict)
    packed: Mapping[str, bytes] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    hard: Mapping[str, str] = field(default_factory=dict)
    taken: bytes = b""
    free: bytes = b""
    slack: bytes = b""
    tail: bytes = b""
    is_encrypted: bool = False
    snapshots: int = 0
    wrong_checksum: bool = False


def build_apfs(recipe: ApfsRecipe) -> bytes:
    """Return a container of these files."""
    data: list[bytes] = []
    records, extents = _records(recipe, data)
    data += [recipe.taken[at : at + BLOCK] for at in range(0, len(recipe.taken), BLOCK)]
    used = _DATA + len(data)
    data += [recipe.free[at : at + BLOCK] for at in range(0, len(recipe.free), BLOCK)] + [b"", b""]
    count = _DATA + len(data)
    blocks = {_DATA + n: each.ljust(BLOCK, b"\0") for n, each in enumerate(data)}
    blocks[0] = blocks[_NEWEST] = _superblock(count)
    row = struct.pack("<4I3Q", _EPHEMERAL | 5, 0, BLOCK, 0, 0, 1024, _SPACE)
    blocks[_MAP] = _object(_MAP, _PHYSICAL | 0xC, struct.pack("<2I", 1, 1) + row)
    blocks[_SPACE] = _space(count, count - used)
    blocks[_OBJECTS] = _object_map(_OBJECTS, _OBJECT_TREE)
    blocks[_OBJECT_TREE] = _tree(_OBJECT_TREE, 0xB, [_mapped(1026, _VOLUME)], is_fixed=True)
    blocks[_VOLUME] = _volume(recipe)
    blocks[_VOLUME_MAP] = _object_map(_VOLUME_MAP, _VOLUME_TREE)
    blocks[_VOLUME_TREE] = _tree(_VOLUME_TREE, 0xB, [_mapped(1028, _FILES)], is_fixed=True)
    blocks[_FILES] = _tree(1028, 0xE, records, kind=2)
    blocks[_EXTENTS] = _tree(_EXTENTS, 0xF, extents)
    blocks[_SNAPSHOTS] = _tree(_SNAPSHOTS, 0x10, [])
    info = struct.pack("<2I2Q2IQ", 0, 1, _XID, 0, count, count - used, _BITMAP)
    blocks[_CHUNKS] = _object(_CHUNKS, _PHYSICAL | 7, info)
    blocks[_BITMAP] = ((1 << used) - 1).to_bytes(BLOCK, "little")
    blocks[_POOL_BITMAP] = blocks[_POOL] = bytes(BLOCK)
    if recipe.wrong_checksum:
        blocks[_FILES] = b"wrong sum" + blocks[_FILES][9:]
    return b"".join(blocks[n] for n in range(count)) + recipe.tail


def _object(number: int, kind: int, body: bytes, subtype: int = 0) -> bytes:
    raw = struct.pack("<2Q2I", number, _XID, kind, subtype) + body
    raw = raw.ljust(BLOCK - 8, b"\0")
    words, most = array("I", raw), (1 << 32) - 1
    one, two = sum(words) % most, sum(accumulate(words)) % most
    low = most - (one + two) % most
    return struct.pack("<2I", low, most - (one + low) % most) + raw


def _superblock(count: int) -> bytes:
    body = b"NXSB" + struct.pack("<IQ3Q16x2Q", BLOCK, count, 0, 0, 2, 2000, _XID + 1)
    body += struct.pack("<2I2Q6I", 2, 1, _MAP, _SPACE, 0, 0, 0, 2, 0, 1)
    body += struct.pack("<3Q2IQ", 1024, _OBJECTS, 0, 0, 1, 1026)
    return _object(1, _EPHEMERAL | 1, body)


def _space(count: int, free: int) -> bytes:
    body = struct.pack("<4I2Q2IQ2IQ", BLOCK, 8 * BLOCK, 126, 500, count, 1, 1, 0, free, 2520, 0, 0)
    body += bytes(48) + struct.pack("<2IQ2I2Q", 0, 0, 1, 1, 1, _POOL_BITMAP, _POOL)
    return _object(1024, _EPHEMERAL | 5, body.ljust(2520 - 32, b"\0") + struct.pack("<Q", _CHUNKS))


def _object_map(block: int, tree: int) -> bytes:
    body = struct.pack("<4I2Q", 0, 0, _PHYSICAL | 2, _PHYSICAL | 2, tree, 0)
    return _object(block, _PHYSICAL | 0xB, body)


def _mapped(number: int, block: int) -> tuple[bytes, bytes]:
    return struct.pack("<2Q", number, _XID), struct.pack("<2IQ", 0, BLOCK, block)


def _volume(recipe: ApfsRecipe) -> bytes:
    files = len(recipe.files) + len(recipe.packed)
    body = b"APSB" + struct.pack(
        "<I3Q4Q20x3I", 0, 0, 0, 0, 0, 0, 0, 0, 2, _PHYSICAL | 2, _PHYSICAL | 2
    )
    body += struct.pack("<4Q2QQ", _VOLUME_MAP, 1028, _EXTENTS, _SNAPSHOTS, 0, 0, 500)
    body += struct.pack("<5Q", files, 0, len(recipe.links), 0, recipe.snapshots)
    body = body.ljust(264 - 32, b"\0") + struct.pack("<Q", 0 if recipe.is_encrypted else 1)
    return _object(1026, 0xD, body.ljust(704 - 32, b"\0") + recipe.name.encode())


def _tree(number: int, subtype: int, rows: Sequence[tuple[bytes, bytes]], *, is_fixed: bool = False, kind: int = 0) -> bytes:  # fmt: skip
    toc, keys, values = b"", b"", b""
    for key, value in rows:
        values = value + values
        places = (len(keys), len(values)) if is_fixed else (len(keys), len(key), len(values), len(value))  # fmt: skip
        toc += struct.pack(f"<{len(places)}H", *places)
        keys += key
    flags = 3 | (4 if is_fixed else 0)
    room = BLOCK - 56 - 40 - len(toc) - len(keys) - len(values)
    if room < 0:
        message = "more records than one node holds"
        raise ValueError(message)
    body = struct.pack(
        "<2HI8H", flags, 0, len(rows), 0, len(toc), len(keys), room, 0xFFFF, 0, 0xFFFF, 0
    )
    sizes = (16, 16) if is_fixed else (0, 0)
    info = struct.pack("<6I2Q", 0, BLOCK, *sizes, 16, 16, len(rows), 1)
    root = 2 if kind else _PHYSICAL | 2
    return _object(number, root, body + toc + keys + bytes(room) + values + info, subtype)


def _records(recipe: ApfsRecipe, data: list[bytes]) -> tuple[list[tuple[bytes, bytes]], list[tuple[bytes, bytes]]]:  # fmt: skip
    folders, rows, extents = {"": 2}, [(2, 3, b"", _inode(1, 2, 0x41ED, None))], []
    numbers: dict[str, int] = {}
    for number, path in enumerate((*recipe.files, *recipe.packed, *recipe.links), 100):
        numbers[path] = number
        parent, name = _parent(path, folders, rows)
        plain = recipe.files.get(path, b"")
        held = dict(recipe.attributes.get(path, {}))
        flags = 0x20 if path in recipe.packed else 0
        mode = 0xA1FF if path in recipe.links else 0x81A4
        if path in recipe.links:
            held["com.apple.fs.symlink"] = recipe.links[path].encode() + b"\0"
        if path in recipe.packed:
            held["com.apple.decmpfs"] = recipe.packed[path]
        rows.append((number, 3, b"", _inode(parent, number, mode, len(plain), flags)))
        rows.append(
            (parent, 9, _name(name), struct.pack("<2QH", number, 0, 10 if mode >> 12 == 10 else 8))
        )
        for key, value in held.items():
            rows.append((number, 4, _name(key), struct.pack("<2H", 2, len(value)) + value))
        if plain:
            blocks, start = -(-len(plain) // BLOCK), _DATA + len(data)
            body = plain + recipe.slack[: -len(plain) % BLOCK]
            data += [body[at : at + BLOCK] for at in range(0, len(body), BLOCK)]
            rows.append((number, 8, bytes(8), struct.pack("<3Q", blocks * BLOCK, start, 0)))
            row = struct.pack("<2QI", 1 << 60 | blocks, number, 1)
            extents.append((struct.pack("<Q", 2 << 60 | start), row))
    for path, target in recipe.hard.items():
        parent, name = _parent(path, folders, rows)
        rows.append((parent, 9, _name(name), struct.pack("<2QH", numbers[target], 0, 8)))
    rows.sort(key=lambda row: row[:3])
    return [
        (struct.pack("<Q", kind << 60 | number) + key, value) for number, kind, key, value in rows
    ], extents


def _parent(path: str, folders: dict[str, int], rows: list[tuple[int, int, bytes, bytes]]) -> tuple[int, str]:  # fmt: skip
    *parts, name = path.split("/")
    at = ""
    for part in parts:
        inner = f"{at}/{part}"
        if inner not in folders:
            folders[inner] = 16 + len(folders)
            rows.append((folders[inner], 3, b"", _inode(folders[at], folders[inner], 0x41ED, None)))
            rows.append((folders[at], 9, _name(part), struct.pack("<2QH", folders[inner], 0, 4)))
        at = inner
    return folders[at], name


def _name(name: str) -> bytes:
    raw = name.encode() + b"\0"
    return struct.pack("<H", len(raw)) + raw


def _inode(parent: int, number: int, mode: int, size: int | None, flags: int = 0) -> bytes:
    raw = struct.pack("<2Q32xQ4I2I2HQ", parent, number, 0, 1, 0, 0, flags, 0, 0, mode, 0, 0)
    if size is None:
        return raw
    stream = struct.pack("<5Q", size, -(-size // BLOCK) * BLOCK, 0, 0, 0)
    return raw + struct.pack("<2HBBH", 1, 40, 8, 0x20, 40) + stream
