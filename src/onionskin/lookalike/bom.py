"""Build inert bills of materials. Source: hogliux/bomutils, bom.h."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace

_KINDS = {0o100000: 1, 0o040000: 2, 0o120000: 3}
_ONES, _POLYNOMIAL = 0xFFFFFFFF, 0x04C11DB7


@dataclass(frozen=True)
class BomRow:
    """One row: a path from `.` on, its mode, and what is stated of it. `check` None is the right checksum."""

    path: str
    mode: int = 0o100644
    data: bytes = b""
    check: int | None = None
    size: int | None = None


def cksum(data: bytes) -> int:
    """Return POSIX's checksum, bit by bit."""
    length, crc = len(data), 0
    behind = length.to_bytes((length.bit_length() + 7) // 8, "little")
    for byte in data + behind:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ _POLYNOMIAL if crc & 0x80000000 else crc << 1) & _ONES
    return crc ^ _ONES


def build_bom(rows: Sequence[BomRow], *, only_names: bool = False, leaf: int = 100, gap: bytes = b"") -> bytes:  # fmt: skip
    """Return a bill of these rows, folders first; `leaf` rows go in one leaf, `gap` stands behind the header."""
    blocks: list[bytes] = [b""]

    def add(data: bytes) -> int:
        blocks.append(data)
        return len(blocks) - 1

    numbers: dict[str, int] = {}
    pairs = []
    for number, row in enumerate(rows, 1):
        above, _, name = row.path.rpartition("/")
        told = add(_told(row, only_names=only_names))
        value = add(struct.pack(">II", number, told))
        key = add(struct.pack(">I", numbers.get(above, 0)) + name.encode() + b"\0")
        numbers[row.path] = number
        pairs.append((value, key))
    leaves = [pairs[at : at + leaf] for at in range(0, len(pairs), leaf)] or [[]]
    first = len(blocks)
    for number, each in enumerate(leaves):
        following = first + number + 1 if number + 1 < len(leaves) else 0
        before = first + number - 1 if number else 0
        add(struct.pack(">HHII", 1, len(each), following, before) + b"".join(struct.pack(">II", *pair) for pair in each))  # fmt: skip
    root = first
    if len(leaves) > 1:
        entries = b"".join(struct.pack(">II", first + n, each[-1][1]) for n, each in enumerate(leaves))  # fmt: skip
        root = add(struct.pack(">HHII", 0, len(leaves), 0, 0) + entries)
    named = {
        "BomInfo": add(struct.pack(">III", 1, len(rows), 0)),
        "Paths": add(struct.pack(">4sIIIIB", b"tree", 1, root, 4096, len(rows), 0)),
    }
    return _store(blocks, named, gap)


def _told(row: BomRow, *, only_names: bool) -> bytes:
    kind = _KINDS[row.mode & 0o170000]
    if only_names:
        return struct.pack(">BBH", kind, 1, 0)
    size = len(row.data) if row.size is None else row.size
    check = cksum(row.data) if row.check is None else row.check
    told = struct.pack(">BBHHIIIIB", kind, 1, 15, row.mode, 0, 0, 0, size, 1)
    if kind == 2:
        return told + bytes(8)
    target = row.data + b"\0" if kind == 3 else b""
    return told + struct.pack(">II", check, len(target)) + target + bytes(8)


def _store(blocks: list[bytes], named: dict[str, int], gap: bytes) -> bytes:
    body, table = gap, struct.pack(">I", len(blocks))
    for each in blocks:
        table += struct.pack(">II", 512 + len(body) if each else 0, len(each))
        body += each
    table += struct.pack(">I", 0)
    names = struct.pack(">I", len(named))
    names += b"".join(struct.pack(">IB", block, len(name)) + name.encode() for name, block in named.items())  # fmt: skip
    at = 512 + len(body)
    places = (at + len(names), len(table), at, len(names))
    head = struct.pack(">8sIIIIII", b"BOMStore", 1, len(blocks), *places)
    return head.ljust(512, b"\0") + body + names + table


ROWS = (
    BomRow(".", 0o040755),
    BomRow("./Shapes.app", 0o040755),
    BomRow("./Shapes.app/shapes", 0o100755, b"inert" * 50),
    BomRow("./Shapes.app/readme.txt", data=b"inert"),
    BomRow("./Shapes.app/link", 0o120755, b"readme.txt"),
)


def changed(path: str, **fields: object) -> tuple[BomRow, ...]:
    """Return the rows with one of them changed."""
    return tuple(replace(each, **fields) if each.path == path else each for each in ROWS)  # type: ignore[arg-type]
