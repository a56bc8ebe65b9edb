"""The database in a Windows Installer package: stream names, string pool, tables.

Source: Microsoft, "Windows Installer Database" (schema and tables); the storage of
tables in streams is documented by the msitools and Wine projects (facts only):
names packed into U+3800..U+483F, a string pool in two streams, columns one after
the other, integers with their top bit turned.
"""

from __future__ import annotations

import codecs
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from onionskin.model import Problem
from onionskin.parse.archives.cfb import Compound, Entry, read_compound
from onionskin.plugins.view import View

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
TABLE_MARK = "\u4840"
STRING, BINARY, KEY, NULLABLE, VALID = 0x0800, 0x0900, 0x2000, 0x1000, 0x0100

# Class ids of a package (and merge module), a patch and a transform.
PACKAGE, PATCH, TRANSFORM = (
    f"000C10{each}-0000-0000-C000-000000000046" for each in ("84", "86", "82")
)

MAX_STRINGS = 1 << 22
MAX_TEXT = 1 << 16
MAX_TABLE = 64 << 20
MAX_ROWS = 200_000
MAX_COLUMNS = 10_000

Cell = str | int | None


def decode_name(stored: str) -> tuple[str, bool]:
    """Return a stream's name as people write it, and whether it is a table's."""
    table = stored.startswith(TABLE_MARK)
    out = []
    for letter in stored[table:]:
        packed = ord(letter) - 0x3800
        if 0 <= packed < 0x1000:
            out += [ALPHABET[packed & 0x3F], ALPHABET[packed >> 6]]
        elif 0x1000 <= packed < 0x1040:
            out.append(ALPHABET[packed - 0x1000])
        else:
            out.append(letter)
    return "".join(out), table


def encode_name(name: str, *, table: bool = False) -> str:
    """Return a stream's name as it is stored: two letters of the alphabet a code unit."""
    out, at = [TABLE_MARK] if table else [], 0
    while at < len(name):
        one = ALPHABET.find(name[at])
        two = ALPHABET.find(name[at + 1]) if at + 1 < len(name) else -1
        if one < 0:
            out.append(name[at])
        elif two < 0:
            out.append(chr(0x4800 + one))
        else:
            out.append(chr(0x3800 + one + (two << 6)))
        at += 2 if one >= 0 and two >= 0 else 1
    return "".join(out)


def label(entry: Entry) -> str:
    """Return a stream's decoded name; tables have an exclamation mark before it."""
    name, table = decode_name(entry.name)
    return f"!{name}" if table else name


def is_package(view: View) -> bool:
    """Say whether a compound file is an installer package, transform or patch.

    By the class id of its root or, where that is blank, by its string pool.
    """
    compound = read_compound(view)
    if compound.root is not None and compound.root.clsid in (PACKAGE, PATCH, TRANSFORM):
        return True
    return any(label(each) == "!_StringPool" for each in compound.streams)


class Strings:
    """The string pool: an id from 1 to a text, decoded on demand and at most 64 KiB long."""

    def __init__(self, pool: View, data: View) -> None:
        self.problems: list[Problem] = []
        self._data = data
        self._offsets = array("Q", [0])
        self._lengths = array("I", [0])
        self._known: dict[int, str] = {}
        head = pool.read(0, 4).ljust(4, b"\0")
        word = int.from_bytes(head, "little")
        self.codepage = word & 0x7FFFFFFF
        self.width = 3 if word >> 31 else 2
        self._codec = _codec(self.codepage)
        self._index(pool)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, key: int) -> str:
        """Return a text, "" for 0 and for ids that are not there."""
        if not 0 < key < len(self._offsets):
            return ""
        if key not in self._known:
            raw = self._data.read(self._offsets[key], min(self._lengths[key], MAX_TEXT))
            self._known[key] = raw.decode(self._codec, "backslashreplace")
        return self._known[key]

    def _index(self, pool: View) -> None:
        """Find where each text stands: length and uses, two bytes each."""
        total = high = 0
        raw = pool.read(4, 4 * MAX_STRINGS)
        for length, uses in struct.iter_unpack("<HH", raw[: len(raw) // 4 * 4]):
            if length == 0 and uses and not high:
                high = uses  # an entry of its own holds the upper half of a long text's length
                continue
            self._offsets.append(total)
            self._lengths.append((high << 16) + length)
            total, high = total + (high << 16) + length, 0
        if total != self._data.size:
            detail = f"the string pool counts {total} bytes of text, {self._data.size} are there"
            self.problems.append(Problem("contradiction", detail))


def _codec(page: int) -> str:
    name = {0: "cp1252", 65001: "utf-8", 1200: "utf-16-le", 20127: "ascii"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "latin-1"


@dataclass(frozen=True)
class Column:
    """One column: `kind` is `text`, `binary`, `i2` or `i4`; `width` its bytes in a row."""

    name: str
    kind: str
    width: int
    key: bool


@dataclass(frozen=True)
class Table:
    """One table: its columns and its bytes, column after column."""

    name: str
    columns: tuple[Column, ...]
    rows: int
    _data: bytes
    _strings: Strings

    def read(self, *names: str) -> Iterator[tuple[Cell, ...]]:
        """Yield these columns row by row; a column that is not there is None."""
        starts: dict[str, tuple[int, Column]] = {}
        at = 0
        for column in self.columns:
            starts.setdefault(column.name, (at, column))
            at += column.width * self.rows
        wanted = [starts.get(name) for name in names]
        for row in range(min(self.rows, MAX_ROWS)):
            yield tuple(self._cell(row, *each) if each else None for each in wanted)

    def _cell(self, row: int, start: int, column: Column) -> Cell:
        at = start + row * column.width
        value = int.from_bytes(self._data[at : at + column.width], "little")
        if column.kind == "text":
            return self._strings[value] if value else None
        if value == 0 or column.kind == "binary":
            return value or None
        return value - (1 << (8 * column.width - 1))


@dataclass
class Database:
    """The tables of a package, as far as they could be read.

    `others` are streams whose name, decoded, another stream has already.
    """

    compound: Compound
    streams: dict[str, Entry] = field(default_factory=dict)
    table_streams: dict[str, Entry] = field(default_factory=dict)
    others: list[Entry] = field(default_factory=list)
    strings: Strings | None = None
    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
        """Yield columns of a table row by row; nothing where there is no such table."""
        if table in self.tables:
            yield from self.tables[table].read(*columns)

    def open(self, entry: Entry) -> View:
        """Return a stream's bytes; a slice of the file where they stand together."""
        chain = self.compound.open(entry)
        return chain.slice(0, chain.size)


def read_database(compound: Compound) -> Database:
    """Read the string pool and the tables that _Columns describes. Never raises."""
    database = Database(compound)
    for entry in compound.streams:
        if entry.reached and len(entry.path) == 1:
            name, table = decode_name(entry.name)
            names = database.table_streams if table else database.streams
            # A name that is stored as it is read wins: Windows asks for \x05 names like that.
            if name in names and entry.name != name:
                database.others.append(entry)
                continue
            if name in names:
                database.others.append(names[name])
            names[name] = entry
    pool, data = (database.table_streams.get(name) for name in ("_StringPool", "_StringData"))
    if pool is None or data is None:
        database.problems.append(
            Problem("damaged", "there is no string pool: no table can be read")
        )
        return database
    database.strings = Strings(database.open(pool), database.open(data))
    database.problems += database.strings.problems
    _read_tables(database, database.strings)
    return database


def _read_tables(database: Database, strings: Strings) -> None:
    text = Column("", "text", strings.width, key=True)
    number = Column("", "i2", 2, key=True)
    own = {
        "_Tables": (_named(text, "Name"),),
        "_Columns": (_named(text, "Table"), _named(number, "Number"), _named(text, "Name"), _named(number, "Type")),
    }  # fmt: skip
    for name, columns in own.items():
        _read_table(database, strings, name, columns)
    described: dict[str, list[tuple[int, Column]]] = {}
    rows = database.rows("_Columns", "Table", "Number", "Name", "Type")
    for table, place, title, kind in islice(rows, MAX_COLUMNS):
        column = _column(str(title or ""), int(kind or 0) & 0xFFFF, strings.width)
        described.setdefault(str(table or ""), []).append((int(place or 0), column))
    if next(rows, None) is not None:
        database.problems.append(Problem("limit:columns", f"only {MAX_COLUMNS} columns are read"))
    for name, found in sorted(described.items()):
        ordered = tuple(column for _, column in sorted(found, key=lambda each: each[0]))
        _read_table(database, strings, name, ordered)


def _named(column: Column, name: str) -> Column:
    return Column(name, column.kind, column.width, column.key)


def _column(name: str, kind: int, width: int) -> Column:
    key = bool(kind & KEY)
    if kind & ~NULLABLE == BINARY:
        return Column(name, "binary", 2, key)
    if kind & STRING:
        return Column(name, "text", width, key)
    return Column(name, "i4", 4, key) if kind & 0xFF == 4 else Column(name, "i2", 2, key)


def _read_table(
    database: Database, strings: Strings, name: str, columns: tuple[Column, ...]
) -> None:
    entry = database.table_streams.get(name)
    width = sum(each.width for each in columns)
    if entry is None or not width:
        return
    view = database.open(entry)
    rows = view.size // width
    if view.size % width:
        detail = f"table {name} has {view.size} bytes, which is no multiple of its row of {width}"
        database.problems.append(Problem("contradiction", detail))
    if rows > MAX_ROWS or view.size > MAX_TABLE:
        detail = f"table {name} has {rows} rows in {view.size} bytes, and is not read to its end"
        database.problems.append(Problem("limit:rows", detail))
    database.tables[name] = Table(name, columns, rows, view.read(0, MAX_TABLE), strings)
