"""Build inert PyInstaller archives. Source: PyInstaller, archive/writers.py."""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAGIC = b"MEI\x0c\x0b\x0a\x0b\x0e"


@dataclass(frozen=True)
class Entry:
    """One entry: its name, data and type code. `size` and `offset` replace the true ones."""

    name: str
    data: bytes = b""
    kind: str = "x"
    packed: bool = True
    size: int | None = None
    offset: int | None = None
    slack: bytes = b""
    rest: bytes = b""


def build_archive(
    entries: Sequence[Entry],
    *,
    before: bytes = b"",
    gap: bytes = b"",
    behind: bytes = b"",
    library: bytes = b"libpython3.11.so.1.0",
    padding: bytes = b"",
) -> bytes:
    """Return a CArchive. `gap` stands in front of each entry, `behind` behind the last one."""
    body, table = b"", b""
    for each in entries:
        body += gap
        data = zlib.compress(each.data, 9) if each.packed else each.data
        data += each.slack
        name = each.name.encode() + b"\0" + each.rest
        name += bytes(-(18 + len(name)) % 16)
        size = len(each.data) if each.size is None else each.size
        offset = len(body) if each.offset is None else each.offset
        row = (18 + len(name), offset, len(data), size, each.packed, each.kind.encode())
        table += struct.pack(">IIIIBc", *row) + name
        body += data
    body += behind
    length = len(body) + len(table) + 88
    cookie = struct.pack(">8sIIII64s", MAGIC, length, len(body), len(table), 311, library)
    return before + body + table + cookie + padding


def build_pyz(
    modules: Mapping[str, bytes],
    *,
    gap: bytes = b"",
    behind: bytes = b"",
    namespaces: Sequence[str] = (),
    table: list[tuple[str, tuple[int, int, int]]] | None = None,
) -> bytes:
    """Return a PYZ of these modules, whose bytes stand for marshalled code."""
    body = bytes(5)
    rows = []
    for name, data in modules.items():
        body += gap
        packed = zlib.compress(data, 9)
        rows.append((name, (int(name.endswith("pkg")), 12 + len(body), len(packed))))
        body += packed
    rows += [(name, (3, 12 + len(body), 0)) for name in namespaces]
    listed = marshal.dumps(rows if table is None else table)
    head = b"PYZ\0" + struct.pack("<H", 3495) + b"\r\n" + struct.pack(">I", 12 + len(body))
    return head + body + listed + behind
