"""Build inert ISO 9660 images with up to three trees, agreeing or not.

Source: ECMA-119, the Joliet Specification, IEEE P1281 and P1282, El Torito 1.0. Folders are not nested
deeper than the path says; every folder has one sector.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR = 2048


@dataclass(frozen=True)
class IsoRecipe:
    """What to put into an image. Paths are below its root, folders by `/`.

    `joliet` are the files of a Joliet tree (None: there is none), found by their content in `files` and stored again
    where it is another. `links` need Rock Ridge. `boot` is an El Torito image; `loop` puts the root into itself as
    a folder; `front` stands in the system area, `slack` behind each file, `gap` in a sector of no file, `tail` behind the
    image; `big_endian` is added to each file's size in that byte order; `lent` shifts each file's start into the one before;
    `note` stands in the sector behind the descriptors, where writers say what they are.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    joliet: Mapping[str, bytes] | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    rock_ridge: bool = False
    boot: bytes = b""
    front: bytes = b""
    slack: bytes = b""
    gap: bytes = b""
    tail: bytes = b""
    loop: bool = False
    big_endian: int = 0
    lent: int = 0
    udf: bool = False
    note: bytes = b""


class _Image:
    """The sectors of an image, and where each content stands."""

    def __init__(self) -> None:
        self.sectors: list[bytes] = [b""] * 24
        self.places: dict[bytes, int] = {}

    def put(self, data: bytes, slack: bytes = b"") -> int:
        """Store bytes once; return their sector."""
        if data not in self.places:
            self.places[data] = len(self.sectors)
            body = data + slack[: -len(data) % SECTOR]
            self.sectors += [body[at : at + SECTOR] for at in range(0, len(body), SECTOR)]
        return self.places[data]

    def reserve(self) -> int:
        """Return a fresh sector."""
        self.sectors.append(b"")
        return len(self.sectors) - 1


def build_iso(recipe: IsoRecipe) -> bytes:
    """Return an image of these files."""
    image = _Image()
    for data in (*recipe.files.values(), *(recipe.joliet or {}).values()):
        if data:
            image.put(data, recipe.slack)
    if recipe.gap:
        image.sectors += [recipe.gap[at : at + SECTOR] for at in range(0, len(recipe.gap), SECTOR)]
    trees = [("primary", _tree(recipe, image, recipe.files, "primary"))]
    if recipe.joliet is not None:
        trees.append(("joliet", _tree(recipe, image, recipe.joliet, "joliet")))
    at = 16
    count = len(image.sectors) + (1 + -(-len(recipe.boot) // SECTOR) if recipe.boot else 0)
    for kind, (root, table, length) in trees:
        image.sectors[at] = _descriptor(kind, root, table, length, count)
        at += 1
    if recipe.boot:
        image.sectors[at] = _boot(recipe, image)
        at += 1
    image.sectors[at] = b"\xffCD001\1"
    for number, word in enumerate((b"BEA01", b"NSR02", b"TEA01") if recipe.udf else (), at + 1):
        image.sectors[number] = b"\0" + word + b"\1"
    image.sectors[at + 1] = recipe.note or image.sectors[at + 1]
    body = b"".join(each.ljust(SECTOR, b"\0") for each in image.sectors)
    return recipe.front.ljust(16 * SECTOR, b"\0") + body[16 * SECTOR :] + recipe.tail


def _both(value: int, other: int | None = None) -> bytes:
    return struct.pack("<I", value) + struct.pack(">I", value if other is None else other)


def _record(name: bytes, sector: int, size: int, *, is_folder: bool, other: int | None = None, use: bytes = b"") -> bytes:  # fmt: skip
    body = b"\0" + _both(sector) + _both(size, other) + bytes(7) + (b"\2" if is_folder else b"\0")
    body += b"\0\0" + struct.pack("<H", 1) + struct.pack(">H", 1) + bytes([len(name)]) + name
    body += bytes(1 - len(name) % 2) + use
    body += bytes((len(body) + 1) % 2)
    return bytes([len(body) + 1]) + body


def _tree(recipe: IsoRecipe, image: _Image, files: Mapping[str, bytes], kind: str) -> tuple[int, int, int]:  # fmt: skip
    """Store a tree; return the sectors of its root and path table, and the table's length."""
    folders: dict[str, int] = {"": image.reserve()}
    rows: dict[str, list[bytes]] = {"": []}
    names = [*files, *(recipe.links if kind == "primary" else ())]
    for path in names:
        parts = path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            inner = "/".join(parts[:depth])
            if inner not in folders:
                folders[inner] = image.reserve()
                rows[inner] = []
                parent, _, name = inner.rpartition("/")
                use = _named(name) if recipe.rock_ridge and kind == "primary" else b""
                rows[parent].append(
                    _record(_encoded(name, kind), folders[inner], SECTOR, is_folder=True, use=use)
                )
    for path in names:
        parent, _, name = path.rpartition("/")
        data = files.get(path, b"")
        sector = image.places.get(data, 0)
        use = _named(name) if recipe.rock_ridge and kind == "primary" else b""
        if path in recipe.links:
            target = recipe.links[path].encode()
            use += b"SL" + bytes([7 + len(target), 1, 0, 0, len(target)]) + target
        shift = recipe.lent if data and sector > 24 else 0
        rows[parent].append(
            _record(_encoded(f"{name};1", kind), sector - shift, len(data),
                    is_folder=False, other=len(data) + recipe.big_endian, use=use)
        )  # fmt: skip
    table = b""
    for path, place in folders.items():
        above = folders[path.rpartition("/")[0]]
        sp = b"SP\7\1\xbe\xef\0" if recipe.rock_ridge and kind == "primary" and not path else b""
        dots = _record(b"\0", place, SECTOR, is_folder=True, use=sp) + _record(b"\1", above, SECTOR, is_folder=True)  # fmt: skip
        if recipe.loop and not path:
            rows[path].append(_record(_encoded("LOOP", kind), place, SECTOR, is_folder=True))
        image.sectors[place] = dots + b"".join(rows[path])
        raw = _encoded(path.rpartition("/")[2], kind) or b"\0"
        table += bytes([len(raw), 0]) + struct.pack("<IH", place, 1) + raw + bytes(len(raw) % 2)
    place = image.reserve()
    image.sectors[place] = table
    return folders[""], place, len(table)


def _encoded(name: str, kind: str) -> bytes:
    return name.encode("utf-16-be") if kind == "joliet" else name.upper().encode()


def _named(name: str) -> bytes:
    raw = name.encode()
    return b"NM" + bytes([5 + len(raw), 1, 0]) + raw


def _descriptor(kind: str, root: int, table: int, length: int, count: int) -> bytes:
    raw = bytearray(SECTOR)
    raw[:7] = (b"\1" if kind == "primary" else b"\2") + b"CD001\1"
    raw[40:72] = _encoded("SHAPES", kind).ljust(32, b"\0" if kind == "joliet" else b" ")
    raw[80:88] = _both(count)
    if kind == "joliet":
        raw[88:91] = b"%/E"
    raw[128:132] = struct.pack("<H", SECTOR) + struct.pack(">H", SECTOR)
    raw[132:140] = _both(length)
    raw[140:144] = struct.pack("<I", table)
    raw[156:190] = _record(b"\0", root, SECTOR, is_folder=True)
    return bytes(raw)


def _boot(recipe: IsoRecipe, image: _Image) -> bytes:
    catalogue, start = image.reserve(), image.put(recipe.boot)
    rows = b"\1".ljust(28, b"\0") + b"\0\0\x55\xaa"
    rows += struct.pack("<BBHBBHI", 0x88, 0, 0, 0, 0, -(-len(recipe.boot) // 512), start).ljust(
        32, b"\0"
    )
    image.sectors[catalogue] = rows
    return b"\0CD001\1" + b"EL TORITO SPECIFICATION".ljust(64, b"\0") + struct.pack("<I", catalogue)
