"""A bill of materials: the paths that an installer package lists, with modes, sizes and checksums.

A store of numbered blocks; some have names. `Paths` is a tree of pairs: (number, block of what the file
is) and (number of the folder, name). `Size64` holds sizes of 4 GiB and more by that block.

Source: hogliux/bomutils (bom.h) and igankevich/stuckliste (its references of the format), read as public
documentation; lsbom(8), mkbom(8).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Members, show_name
from onionskin.parse.holes import outside
from onionskin.plugins.view import View

MAGIC, HEADER = b"BOMStore", 512
BLOCKS, PATHS, NODES, DEPTH, NAME = 2_000_000, 500_000, 100_000, 200, 4096
ALIGNED = 16
KINDS = {1: "file", 2: "folder", 3: "symlink", 4: "device"}


class BillOfMaterials(Value, frozen=True):
    """A bill as a whole: how many paths it lists, whether with more than names, and its named blocks."""

    paths: int
    only_names: bool
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One path: `check` is POSIX's checksum of a file's bytes or a link's target, None where none is stated.

    `mode` and `size` are None in a bill that lists names alone.
    """

    path: str
    kind: str
    mode: int | None = None
    size: int | None = None
    check: int | None = None
    target: str = ""


@dataclass
class Bom:
    """A store read: where each block stands, and which have names."""

    view: View
    blocks: list[Span]
    named: dict[str, int]
    table: Span
    names: Span
    free: list[Span] = field(default_factory=list)

    def data(self, number: int, limit: int = 1 << 20) -> bytes:
        """Return a block's bytes, or raise DamagedError."""
        if not 0 < number < len(self.blocks):
            raise DamagedError(f"there is no block {number}")
        span = self.blocks[number]
        if span.length > limit:
            raise DamagedError(f"block {number} has {span.length} bytes")
        return self.view.exactly(span.offset, span.length, f"block {number}")

    @cached_property
    def sizes(self) -> dict[int, int]:
        """The sizes of 4 GiB and more, by the block that tells of the file."""
        found = {}
        for value, key in self.pairs("Size64") if "Size64" in self.named else ():
            (size,) = _unpack(">Q", self.data(key))
            (block,) = _unpack(">I", self.data(value))
            found[block] = size
        return found

    def pairs(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield (first block, second block) of each entry of a named tree, leaf by leaf."""
        if name not in self.named:
            raise DamagedError(f"there is no {name}")
        raw = self.data(self.named[name])
        if raw[:4] != b"tree":
            raise DamagedError(f"{name} is no tree")
        _, node, _, stated = _unpack(">IIII", raw[4:])
        node = self._first_leaf(node)
        seen: set[int] = set()
        count = 0
        while node:
            if node in seen or len(seen) > NODES:
                raise DamagedError(f"the leaves of {name} go round in a circle")
            seen.add(node)
            raw = self.data(node)
            is_leaf, entries, following, _ = _unpack(">HHII", raw)
            if not is_leaf or 12 + 8 * entries > len(raw):
                raise DamagedError(f"a leaf of {name} is none, or cut short")
            count += entries
            if count > PATHS:
                raise DamagedError(f"{name} has more than {PATHS} entries")
            yield from struct.iter_unpack(">II", raw[12 : 12 + 8 * entries])
            node = following
        if count != stated:
            raise DamagedError(f"{name} states {stated} entries and has {count}")

    def _first_leaf(self, node: int) -> int:
        for _ in range(16):
            raw = self.data(node)
            is_leaf, entries, _, _ = _unpack(">HHII", raw)
            if is_leaf or not entries:
                return node
            (node,) = _unpack(">I", raw[12:])
        raise DamagedError("a tree deeper than 16 levels")

    def listed(self) -> Iterator[Listed]:
        """Yield every path, folders before what is in them; those that hang nowhere are damage."""
        folders: dict[int, tuple[str, int]] = {0: ("", 0)}
        for value, key in self.pairs("Paths"):
            number, told = _unpack(">II", self.data(value))
            raw = self.data(key, NAME + 8)
            (parent,) = _unpack(">I", raw)
            if parent not in folders:
                raise DamagedError(f"path {number} is in a folder that is not listed before it")
            above, depth = folders[parent]
            if depth > DEPTH or len(above) > NAME:
                raise DamagedError("a path deeper than 200 folders, or longer than 4,096 letters")
            name = show_name(raw[4:].split(b"\0", 1)[0])
            path = f"{above}/{name}" if above else name
            folders[number] = (path, depth + 1)
            yield self._told(path, told)

    def _told(self, path: str, block: int) -> Listed:
        raw = self.data(block)
        number, _, flags = _unpack(">BBH", raw)
        kind = KINDS.get(number, f"kind {number}")
        if not flags & 0xF:
            return Listed(path, kind)
        mode, _, _, _, size = _unpack(">HIIII", raw[4:])
        size = self.sizes.get(block, size)
        if kind not in {"file", "symlink"}:
            return Listed(path, kind, mode, size)
        (check,) = _unpack(">I", raw[23:])
        if kind == "file":
            return Listed(path, kind, mode, size, check)
        (length,) = _unpack(">I", raw[27:])
        target = raw[31 : 31 + min(length, NAME)].split(b"\0", 1)[0]
        return Listed(path, kind, mode, size, check, show_name(target))


def _unpack(form: str, raw: bytes) -> tuple[int, ...]:
    size = struct.calcsize(form)
    if len(raw) < size:
        raise DamagedError(f"a record of {len(raw)} bytes, {size} are needed")
    return struct.unpack(form, raw[:size])


def read(view: View) -> Bom:
    """Return a store, or raise DamagedError."""
    head = view.exactly(0, 32, "the header")
    magic, version, _, *places = struct.unpack(">8sIIIIII", head)
    if magic != MAGIC or version != 1:
        raise DamagedError("no bill of materials of version 1")
    table, names = Span(*places[:2]), Span(*places[2:])
    if max(table.end, names.end) > view.size or table.length < 4 or table.length > 8 * BLOCKS:
        raise DamagedError("the tables of blocks lie outside, or are too large")
    raw = view.exactly(table.offset, table.length, "the table of blocks")
    (count,) = _unpack(">I", raw)
    if 4 + 8 * count > len(raw):
        raise DamagedError(f"the table of {count} blocks is cut short")
    blocks = [Span(*each) for each in struct.iter_unpack(">II", raw[4 : 4 + 8 * count])]
    bom = Bom(view, blocks, _named(view, names), table, names)
    rest = raw[4 + 8 * count :]
    if len(rest) >= 4:
        (free,) = _unpack(">I", rest)
        bom.free = [Span(*each) for each in struct.iter_unpack(">II", rest[4 : 4 + 8 * free]) if len(rest) >= 4 + 8 * free]  # fmt: skip
    return bom


def _named(view: View, span: Span) -> dict[str, int]:
    raw = view.exactly(span.offset, min(span.length, 1 << 16), "the names of blocks")
    (count,) = _unpack(">I", raw)
    found, at = {}, 4
    for _ in range(min(count, 256)):
        number, length = _unpack(">IB", raw[at:])
        found[show_name(raw[at + 5 : at + 5 + length])] = number
        at += 5 + length
    return found


def fits(view: View) -> bool:
    """Say whether it is a store that lists paths, or one that cannot be read.

    Apple's compiled catalogues of images are stores, too, and list none.
    """
    try:
        return "Paths" in read(view).named
    except DamagedError:
        return view.read(0, len(MAGIC)) == MAGIC


def walk(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield who owns which bytes, how much is listed, and what cannot be read."""
    bom = read(view)
    members = Members()
    owned = [Span(0, HEADER), bom.table, bom.names]
    yield Region("header", 0, min(HEADER, view.size))
    yield Region("table of blocks", bom.table.offset, bom.table.length)
    yield Region("names of blocks", bom.names.offset, bom.names.length)
    inside = [each for each in bom.blocks if each.length and each.end <= view.size]
    for span in sorted(set(_apart([*inside], owned)), key=lambda each: each.offset):
        yield Region("block", span.offset, span.length)
        owned.append(span)
    for gap in outside(owned, view.size):
        # Apple's own tools leave up to 15 bytes of what was in their memory between blocks.
        if gap.length < ALIGNED or view.is_zero(gap.offset, gap.length):
            yield Region("unused", gap.offset, gap.length)
        else:
            yield from members.stray("between", gap.offset, gap.length)
    count, only_names = 0, True
    try:
        for each in bom.listed():
            count += 1
            only_names = only_names and each.mode is None
    except DamagedError as error:
        yield Problem("damaged", f"after {count} paths: {error}")
    yield Fact.of(BillOfMaterials(count, only_names, tuple(sorted(bom.named)[:64])))


def _apart(spans: list[Span], owned: list[Span]) -> list[Span]:
    """Return the blocks that lie over none before them, in the order of their places."""
    found: list[Span] = []
    for span in sorted([*spans, *owned], key=lambda each: (each.offset, -each.length)):
        if not found or span.offset >= found[-1].end:
            found.append(span)
    return [each for each in found if each not in owned]
