"""Build inert compound files: the container of installer packages, for tests and the demo.

Deterministic: no times, no random ids. Source: Microsoft, [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
CUTOFF, MINI = 4096, 64
END, FREE, FAT_MARK, DIFAT_MARK = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
NONE = 0xFFFFFFFF
LISTED = 109


@dataclass
class _Node:
    name: str
    data: bytes | None
    members: dict[str, _Node] = field(default_factory=dict)
    clsid: bytes = bytes(16)
    index: int = 0
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = 0
    red: bool = False

    @property
    def size(self) -> int:
        return len(self.data or b"")


def build_cfb(
    streams: Mapping[str, bytes],
    *,
    clsid: bytes = bytes(16),
    version: int = 3,
    interleave: bool = False,
) -> bytes:
    """Return a compound file with these streams; a name's slashes make storages.

    `clsid` is the root's class id as stored. With `interleave`, the sectors of large
    streams take turns, so that no large stream stands in one piece.
    """
    root = _Node("Root Entry", None, clsid=clsid)
    for path, data in streams.items():
        node = root
        *above, name = path.split("/")
        for part in above:
            node = node.members.setdefault(part, _Node(part, None))
        node.members[name] = _Node(name, data)
    return _Writer(root, 512 if version == 3 else 4096, version).write(interleave=interleave)


class _Writer:
    """Lays the sectors out: large streams, mini stream, mini FAT, directory, FAT, DIFAT."""

    def __init__(self, root: _Node, sector: int, version: int) -> None:
        self.root = root
        self.sector = sector
        self.version = version
        self.nodes = [root]
        self.body: list[bytes] = []
        self.fat: list[int] = []
        self._number(root)

    def _number(self, storage: _Node) -> None:
        """Give every member an index and its place in a balanced sibling tree."""
        # Names are ordered by length, then by their upper-case letters.
        members = sorted(
            storage.members.values(), key=lambda each: (len(_utf16(each.name)), each.name.upper())
        )
        for each in members:
            each.index = len(self.nodes)
            self.nodes.append(each)
        storage.child = _link(members, len(members).bit_length() - 1)
        for each in members:
            self._number(each)

    def write(self, *, interleave: bool) -> bytes:
        large = [each for each in self.nodes if each.size >= CUTOFF]
        if interleave:
            self._add_in_turns(large)
        else:
            for each in large:
                each.start = self._add(each.data or b"")
        minifat = self._add_minis()
        directory_size = -(-len(self.nodes) * 128 // self.sector)
        directory = self._add(b"".join(_entry(each) for each in self._padded()))
        return self._finish(directory, directory_size, minifat)

    def _padded(self) -> Iterator[_Node | None]:
        per = self.sector // 128
        yield from self.nodes
        yield from [None] * (-len(self.nodes) % per)

    def _add(self, data: bytes) -> int:
        """Append a chain; return its first sector."""
        if not data:
            return END
        start = len(self.fat)
        count = -(-len(data) // self.sector)
        self.body += [
            data[at * self.sector : (at + 1) * self.sector].ljust(self.sector, b"\0")
            for at in range(count)
        ]
        self.fat += [start + at + 1 for at in range(count - 1)] + [END]
        return start

    def _add_in_turns(self, nodes: list[_Node]) -> None:
        last: dict[int, int] = {}
        longest = max((each.size for each in nodes), default=0)
        for at in range(0, longest, self.sector):
            for each in nodes:
                part = (each.data or b"")[at : at + self.sector]
                if not part:
                    continue
                number = len(self.fat)
                self.body.append(part.ljust(self.sector, b"\0"))
                self.fat.append(END)
                if each.index in last:
                    self.fat[last[each.index]] = number
                else:
                    each.start = number
                last[each.index] = number

    def _add_minis(self) -> tuple[int, int]:
        """Append the mini stream and its FAT; return the latter's first sector and length."""
        stream = b""
        table: list[int] = []
        for each in self.nodes:
            if each.data is None:
                continue
            if not each.data:
                each.start = END
            elif each.size < CUTOFF:
                each.start = len(table)
                count = -(-each.size // MINI)
                table += [len(table) + at + 1 for at in range(count - 1)] + [END]
                stream += each.data.ljust(count * MINI, b"\0")
        self.root.data = stream
        self.root.start = self._add(stream)
        per = self.sector // 4
        raw = struct.pack(f"<{len(table)}I", *table)
        count = -(-len(table) // per)
        return self._add(raw.ljust(count * self.sector, b"\xff")), count

    def _finish(self, directory: int, directory_size: int, minifat: tuple[int, int]) -> bytes:
        per = self.sector // 4
        fats = difats = 0
        while True:
            total = len(self.fat) + fats + difats
            need = -(-total // per)
            chain = -(-max(0, need - LISTED) // (per - 1))
            if (need, chain) == (fats, difats):
                break
            fats, difats = need, chain
        first_fat, first_difat = len(self.fat), len(self.fat) + fats
        self.fat += [FAT_MARK] * fats + [DIFAT_MARK] * difats
        raw = struct.pack(f"<{len(self.fat)}I", *self.fat).ljust(fats * self.sector, b"\xff")
        places = [first_fat + at for at in range(fats)]
        header = self._header(directory, directory_size, minifat, places, (first_difat, difats))
        return (
            header + b"".join(self.body) + raw + _difat(places[LISTED:], first_difat, difats, per)
        )

    def _header(
        self,
        directory: int,
        directory_size: int,
        minifat: tuple[int, int],
        places: list[int],
        difat: tuple[int, int],
    ) -> bytes:
        shift = self.sector.bit_length() - 1
        head = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, self.version, 0xFFFE, shift, 6)
        head += struct.pack(
            "<10I",
            directory_size if self.version == 4 else 0,
            len(places),
            directory,
            0,
            CUTOFF,
            minifat[0],
            minifat[1],
            difat[0] if difat[1] else END,
            difat[1],
            *places[:1],
        )
        listed = places[1:LISTED] + [FREE] * (LISTED - len(places))
        head += struct.pack(f"<{LISTED - 1}I", *listed[: LISTED - 1])
        return head.ljust(self.sector, b"\0")


def _difat(places: list[int], first: int, count: int, per: int) -> bytes:
    out = b""
    for at in range(count):
        part = places[at * (per - 1) : (at + 1) * (per - 1)]
        part += [FREE] * (per - 1 - len(part))
        out += struct.pack(f"<{per}I", *part, first + at + 1 if at + 1 < count else END)
    return out


def _link(members: list[_Node], depth: int) -> int:
    """Make a balanced tree of sorted members; its lowest, incomplete row is red."""
    if not members:
        return NONE
    middle = len(members) // 2
    node = members[middle]
    node.left = _link(members[:middle], depth - 1)
    node.right = _link(members[middle + 1 :], depth - 1)
    node.red = depth == 0
    return node.index


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le", "surrogatepass")


def _entry(node: _Node | None) -> bytes:
    if node is None:
        return bytes(68) + struct.pack("<3I", NONE, NONE, NONE) + bytes(48)
    name = _utf16(node.name)
    kind = 5 if node.index == 0 else 1 if node.data is None else 2
    start = node.start if kind != 1 else 0
    return (
        name.ljust(64, b"\0")
        + struct.pack(
            "<HBB3I", len(name) + 2, kind, not node.red, node.left, node.right, node.child
        )
        + node.clsid
        + bytes(20)
        + struct.pack("<IQ", start, node.size)
    )
