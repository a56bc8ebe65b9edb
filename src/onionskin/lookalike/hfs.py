"""Build inert HFS Plus volumes, honest or with bytes where no file is. Source: Apple, TN1150."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

BLOCK, NODE = 4096, 8192
_EXTENTS, _CATALOG, _ATTRIBUTES = 2, 3, 9
_LEAVES = 2


@dataclass(frozen=True)
class HfsRecipe:
    """What to put into a volume. Paths are below its root, folders by `/`.

    `packed` are compressed files as (attribute, resource fork); `links` symbolic links; `hard` hard links to one
    of `inodes`. `taken` are bytes in blocks that belong to no file, `free` bytes in free blocks,
    `boot` bytes in the boot blocks; `slack` stands behind the end of each file; `lent` lets the second file
    share the first one's blocks; `pieces` puts a free block between a file's blocks.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    name: str = "Shapes"
    packed: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)
    resources: Mapping[str, bytes] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    inodes: Mapping[int, bytes] = field(default_factory=dict)
    hard: Mapping[str, int] = field(default_factory=dict)
    taken: bytes = b""
    free: bytes = b""
    boot: bytes = b""
    slack: bytes = b""
    lent: bool = False
    pieces: bool = False
    free_count: int | None = None
    is_sensitive: bool = False


class _Volume:
    """A volume being written: blocks so far, and which of them are taken."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = [b""] * (_ATTRIBUTES + 6)
        self.taken = [True] * len(self.blocks)

    def put(self, data: bytes, slack: bytes = b"", *, pieces: bool = False) -> bytes:
        """Store a fork; return its 80 bytes."""
        extents: list[list[int]] = []
        body = data + slack[: -len(data) % BLOCK]
        for at in range(0, len(data), BLOCK):
            if pieces or not extents:
                extents.append([len(self.blocks), 0])
            extents[-1][1] += 1
            self._add(body[at : at + BLOCK], taken=True)
            if pieces:
                self._add(b"", taken=False)
        return fork(len(data), extents)

    def loose(self, data: bytes, *, taken: bool) -> None:
        """Store bytes that no file owns."""
        for at in range(0, len(data), BLOCK):
            self._add(data[at : at + BLOCK], taken=taken)

    def _add(self, data: bytes, *, taken: bool) -> None:
        self.blocks.append(data)
        self.taken.append(taken)


def fork(size: int, extents: list[list[int]]) -> bytes:
    """Return a fork's 80 bytes."""
    flat = [number for each in extents[:8] for number in each]
    count = sum(each[1] for each in extents)
    return struct.pack(">Q2I16I", size, 0, count, *flat, *[0] * (16 - len(flat)))


def build_hfs(recipe: HfsRecipe) -> bytes:
    """Return a volume of these files."""
    volume = _Volume()
    catalog, attributes = _records(recipe, volume)
    volume.loose(recipe.taken, taken=True)
    volume.loose(recipe.free, taken=False)
    volume.loose(bytes(BLOCK), taken=False)
    volume.loose(bytes(BLOCK), taken=True)
    count = len(volume.blocks)
    bits = "".join("1" if each else "0" for each in volume.taken).ljust(8 * BLOCK, "0")
    image = bytearray(b"".join(each.ljust(BLOCK, b"\0") for each in volume.blocks))
    for block, data in ((1, int(bits, 2).to_bytes(BLOCK, "big")), (_EXTENTS, _tree([], BLOCK)),
                        (_CATALOG, _tree(catalog, NODE)), (_ATTRIBUTES, _tree(attributes, NODE))):  # fmt: skip
        image[block * BLOCK : block * BLOCK + len(data)] = data
    free = volume.taken.count(False) if recipe.free_count is None else recipe.free_count
    header = _header(recipe, catalog, count, free)
    image[: len(recipe.boot)] = recipe.boot
    image[1024:1536] = header
    image[-1024:-512] = header
    return bytes(image)


def _header(recipe: HfsRecipe, catalog: list[tuple[bytes, bytes]], blocks: int, free: int) -> bytes:
    kind = (b"HX", 5) if recipe.is_sensitive else (b"H+", 4)
    files = sum(data[:2] == b"\0\2" for _, data in catalog)
    folders = len(catalog) - files - 1
    raw = struct.pack(">2sHI24x5I", *kind, 0x100, files, folders, BLOCK, blocks, free).ljust(
        112, b"\0"
    )
    raw += fork(BLOCK, [[1, 1]]) + fork(BLOCK, [[_EXTENTS, 1]])
    raw += fork(3 * NODE, [[_CATALOG, 6]]) + fork(3 * NODE, [[_ATTRIBUTES, 6]]) + fork(0, [])
    return raw


def _key(parent: int, name: str) -> bytes:
    raw = name.encode("utf-16-be")
    return struct.pack(">IH", parent, len(raw) // 2) + raw


def _records(recipe: HfsRecipe, volume: _Volume) -> tuple[list[tuple[bytes, bytes]], list[tuple[bytes, bytes]]]:  # fmt: skip
    folders: dict[str, int] = {"": 2}
    catalog = [(_key(1, recipe.name), _folder(2))]
    attributes: list[tuple[bytes, bytes]] = []
    shared = b""
    bodies = {f"\0\0\0\0HFS+ Private Data/iNode{n}": data for n, data in recipe.inodes.items()}
    names = [*recipe.files, *recipe.packed, *recipe.links, *recipe.hard, *bodies]
    for number, path in enumerate(names, 100):
        parent = _parent(path, folders, catalog)
        data = bodies.get(path) or recipe.files.get(path, recipe.links.get(path, "").encode())
        attribute, resource = recipe.packed.get(path, (b"", recipe.resources.get(path, b"")))
        mode = 0xA1FF if path in recipe.links else 0x81A4
        kind, special = (b"hlnkhfs+", recipe.hard[path]) if path in recipe.hard else (bytes(8), 1)
        body = shared if recipe.lent and shared else volume.put(data, recipe.slack, pieces=recipe.pieces)  # fmt: skip
        shared = shared or body
        record = struct.pack(">HHII", 2, 2, 0, number).ljust(42, b"\0")
        record += struct.pack(">HI8s", mode, special, kind).ljust(46, b"\0")
        catalog.append(
            (_key(parent, path.rpartition("/")[2]), record + body + volume.put(resource))
        )
        held = dict(recipe.attributes.get(path, {}))
        if attribute:
            held["com.apple.decmpfs"] = attribute
        for name, value in held.items():
            raw = name.encode("utf-16-be")
            key = struct.pack(">HIIH", 0, number, 0, len(raw) // 2) + raw
            attributes.append((key, struct.pack(">I8xI", 0x10, len(value)) + value))
    return sorted(catalog), sorted(attributes)


def _parent(path: str, folders: dict[str, int], catalog: list[tuple[bytes, bytes]]) -> int:
    at = ""
    for part in path.split("/")[:-1]:
        inner = f"{at}/{part}"
        if inner not in folders:
            folders[inner] = 16 + len(folders)
            catalog.append((_key(folders[at], part), _folder(folders[inner])))
        at = inner
    return folders[at]


def _folder(number: int) -> bytes:
    return struct.pack(">HHII", 1, 0, 0, number).ljust(88, b"\0")


def _tree(records: list[tuple[bytes, bytes]], size: int) -> bytes:
    """Return a header node and up to two leaves."""
    leaves: list[list[bytes]] = [[]]
    for key, data in records:
        row = struct.pack(">H", len(key)) + key + data + bytes(len(data) % 2)
        if sum(map(len, leaves[-1])) + len(row) + 2 * len(leaves[-1]) + 20 > size:
            leaves.append([])
        leaves[-1].append(row)
    if len(leaves) > _LEAVES:
        message = "more records than two leaves hold"
        raise ValueError(message)
    used = len(leaves) if records else 0
    fields = struct.pack(">H4I2HII", 1 if used else 0, min(used, 1), len(records), min(used, 1), used, size, 516, used + 1, 0)  # fmt: skip
    header = _node(0, 1, 0, [fields.ljust(106, b"\0"), bytes(128), bytes(size - 14 - 106 - 128 - 8)], size)  # fmt: skip
    bodies = [
        _node(n + 1 if n < used else 0, -1, 1, rows, size) for n, rows in enumerate(leaves, 1)
    ]
    return b"".join((header, *bodies[:used])) if used else header


def _node(following: int, kind: int, height: int, rows: list[bytes], size: int) -> bytes:
    offsets, at = [], 14
    for row in (*rows, b""):
        offsets.append(at)
        at += len(row)
    body = struct.pack(">2IbBHH", following, 0, kind, height, len(rows), 0) + b"".join(rows)
    ends = struct.pack(f">{len(offsets)}H", *reversed(offsets))
    return body.ljust(size - len(ends), b"\0") + ends
