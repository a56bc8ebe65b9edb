"""PyInstaller's PYZ: compressed Python modules and a table of them.

Source: PyInstaller, loader/pyimod01_archive.py (ZlibArchiveReader), archive/writers.py. The
table is a marshalled list; it is read here by hand, as far as a table needs (Python,
Python/marshal.c, version 4), because the interpreter's own reader trusts its input.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Members, clip, merged
from onionskin.parse.codecs.decoding import Inflate, Stream
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"PYZ\0"
HEADER = 12
# Writers leave five bytes free behind the header.
FREE = 5
MAX_TABLE = 32 << 20
MAX_OBJECTS = 1_000_000
DEPTH = 8
KINDS = {0: "module", 1: "package", 2: "data", 3: "namespace package"}
_REF = 0x80


class PyzArchive(Value, frozen=True):
    """A PYZ as a whole. `bytecode` is the first half of the magic number of its Python."""

    bytecode: int
    modules: int
    packages: int
    others: int


def fits(view: View) -> bool:
    """Say whether a magic number of Python and a place inside the file follow the magic."""
    head = view.read(0, HEADER)
    if len(head) < HEADER or head[:4] != MAGIC or head[6:8] != b"\r\n":
        return False
    return HEADER <= int.from_bytes(head[8:12], "big") < view.size


def walk(view: View) -> Iterator[Item]:
    """Yield everything a PYZ holds: regions, members, contradictions, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one PYZ."""

    view: View
    members: Members = field(default_factory=Members)
    owned: list[Span] = field(default_factory=list)

    def run(self) -> Iterator[Item]:
        head = self.view.exactly(0, HEADER, "the header of the PYZ")
        yield Region("header", 0, HEADER)
        bytecode, table = struct.unpack_from("<H", head, 4)[0], int.from_bytes(head[8:], "big")
        raw = self.view.read(table, MAX_TABLE)
        reader = _Marshal(raw, table)
        rows = list(_rows(reader.value(), self.view.size))
        yield Region("table of contents", table, reader.at)
        yield from self.members.stray(
            "behind", table + reader.at, self.view.size - table - reader.at
        )
        kinds = [kind for _, kind, _, _ in rows]
        others = len(kinds) - kinds.count(0) - kinds.count(1)
        yield Fact.of(PyzArchive(bytecode, kinds.count(0), kinds.count(1), others))
        first = min((start for _, _, start, length in rows if length), default=table)
        free = min(max(first - HEADER, 0), FREE)
        if self.view.is_zero(HEADER, free):
            yield Region("padding", HEADER, free)
            self.owned.append(Span(HEADER, free))
        end = HEADER
        for name, kind, start, length in sorted(rows, key=lambda row: (row[2], row[0])):
            yield from self.members.named(name, table, reader.at)
            if kind not in KINDS:
                yield Problem("unknown-kind", f"{clip(name)!r} is of the kind {kind}")
            if length or kind != 3:
                yield from self._module(name, start, length, end)
                end = max(end, start + length)
        for span in outside(self.owned, table, HEADER):
            yield from self.members.stray("between", span.offset, span.length)
        yield from self.members.overflow()

    def _module(self, name: str, start: int, length: int, end: int) -> Iterator[Item]:
        if start < end:
            detail = f"its data at {start:#x} is also another member's"
            yield from self.members.fault("overlap", name, detail, start, length)
        else:
            yield Region(f"data {clip(name)}", start, length)
        self.owned.append(Span(start, length))
        stream = Stream(self.view, (start, length), _zlib, f"the module {clip(name)!r}")
        yield Child(name, chunks=stream)
        if stream.finished:
            yield from self.members.stray("slack", start + stream.used, length - stream.used)


def _zlib() -> Inflate:
    return Inflate(15)


def _rows(table: Any, size: int) -> Iterator[tuple[str, int, int, int]]:
    """Yield (name, kind, offset, length) of a table: a list of pairs, or a dictionary as pairs."""
    if not isinstance(table, list):
        raise DamagedError("the table of contents is no list")
    for row in table:
        match row:
            case (str(name), (int(kind), int(start), int(length))) if (
                HEADER <= start <= size and 0 <= length <= size - start
            ):
                yield name, int(kind), start, length
            case _:
                # What refers to what it holds would be endless as text.
                raise DamagedError(
                    "a row of the table of contents is no name, kind, place and size"
                )


class _Marshal:
    """Texts, numbers, tuples, lists and dictionaries of Python's marshal; nothing else is read.

    A dictionary becomes the list of its pairs. `at` is behind what was read.
    """

    def __init__(self, data: bytes, base: int) -> None:
        self._data = data
        self._base = base
        self._seen: list[Any] = []
        self._count = 0
        self.at = 0

    def value(self, depth: int = 0) -> Any:
        """Return the next object. Raises DamagedError for any other type, or too many."""
        code = self._take(1)[0]
        self._count += 1
        if self._count > MAX_OBJECTS or depth > DEPTH:
            raise DamagedError("the table of contents has too many objects, or too deep ones")
        kind = chr(code & ~_REF)
        place = len(self._seen)
        if code & _REF:
            self._seen.append(None)
        found = self._plain(kind) if kind in "zZaAuti" else self._joined(kind, depth)
        if code & _REF:
            self._seen[place] = found
        return found

    def _plain(self, kind: str) -> str | int:
        if kind == "i":
            return int.from_bytes(self._take(4), "little", signed=True)
        length = self._take(1)[0] if kind in "zZ" else self._length()
        return self._take(length).decode("utf-8" if kind in "ut" else "latin-1", "backslashreplace")

    def _joined(self, kind: str, depth: int) -> Any:
        if kind == "r":
            number = self._length()
            if number >= len(self._seen) or self._seen[number] is None:
                raise DamagedError("the table of contents refers to an object that is not there")
            return self._seen[number]
        if kind == ")":
            return tuple(self.value(depth + 1) for _ in range(self._take(1)[0]))
        if kind == "(":
            return tuple(self.value(depth + 1) for _ in range(self._length()))
        if kind == "[":
            return [self.value(depth + 1) for _ in range(self._length())]
        if kind == "{":
            found = []
            while self._data[self.at : self.at + 1] != b"0":
                found.append((self.value(depth + 1), self.value(depth + 1)))
            self.at += 1
            return found
        raise DamagedError(
            f"the table of contents holds an object of type {kind!r} at {self._base + self.at - 1:#x}"
        )

    def _length(self) -> int:
        length = int.from_bytes(self._take(4), "little")
        if length > len(self._data):
            raise DamagedError(f"the table of contents states {length} of something")
        return length

    def _take(self, length: int) -> bytes:
        piece = self._data[self.at : self.at + length]
        if len(piece) < length:
            raise DamagedError("the table of contents is cut short")
        self.at += length
        return piece
