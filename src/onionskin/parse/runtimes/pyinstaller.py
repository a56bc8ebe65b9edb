"""PyInstaller's CArchive: what a frozen Python program carries behind its bootloader.

Source: PyInstaller, archive/readers.py and writers.py (CArchiveReader, CArchiveWriter),
bootloader/src/pyi_archive.h. Integers are big-endian. Python code inside is never loaded.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged, show_name, zeros_end
from onionskin.parse.codecs.decoding import Inflate, Stream
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"MEI\x0c\x0b\x0a\x0b\x0e"
COOKIE = 88
# Zeros behind the cookie, in front of a signature that stands at a multiple of eight.
ALIGNMENT = 8
MAX_TABLE = 32 << 20
MAX_ENTRIES = 200_000
LISTED = 200
_ENTRY = struct.Struct(">IIIIBc")
_LINK, _OPTION, _DEPENDENCY, _SCRIPT = b"n", b"o", b"d", b"s"
_KINDS = frozenset(b"zZbxsmMldno")


class PyInstallerArchive(Value, frozen=True):
    """A frozen program. `python` is as stated (311 is 3.11); `scripts` run in this order at its start.

    `options` are what the bootloader is told; `dependencies` are files of other programs
    that it takes its own from. Each list holds at most 200.
    """

    python: int
    library: str
    entries: int
    scripts: tuple[str, ...]
    options: tuple[str, ...]
    dependencies: tuple[str, ...]


@dataclass(frozen=True)
class Cookie:
    """The 88 bytes at the archive's end. `start` is where the archive begins in the view."""

    at: int
    start: int
    table: int
    table_length: int
    python: int
    library: bytes

    @property
    def end(self) -> int:
        """The offset behind the cookie."""
        return self.at + COOKIE


@dataclass(frozen=True)
class _Entry:
    name: str
    raw: bytes
    kind: bytes
    offset: int
    length: int
    size: int
    packed: int
    row: int


def read_cookie(view: View) -> Cookie | None:
    """Return the cookie at the end of a view, or None where there is none that could be true."""
    tail = view.read(view.size - COOKIE - ALIGNMENT + 1, COOKIE + ALIGNMENT - 1)
    tail = tail or view.read(0, view.size)
    found = tail.rfind(MAGIC)
    if found < 0 or len(tail) - found < COOKIE or tail[found + COOKIE :].strip(b"\0"):
        return None
    at = view.size - len(tail) + found
    length, table, size, python = struct.unpack_from(">4I", tail, found + 8)
    start = at + COOKIE - length
    if start < 0 or table + size > length - COOKIE:
        return None
    return Cookie(at, start, start + table, size, python, tail[found + 24 : found + COOKIE])


def walk(view: View) -> Iterator[Item]:
    """Yield everything an archive holds: regions, members, contradictions, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one archive."""

    view: View
    members: Members = field(default_factory=Members)
    owned: list[Span] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    dependencies: list[str] = field(default_factory=list)

    def run(self) -> Iterator[Item]:
        cookie = read_cookie(self.view)
        if cookie is None:
            raise DamagedError("no cookie of PyInstaller stands at the end")
        yield from self._cookie(cookie)
        if cookie.table_length > MAX_TABLE:
            raise DamagedError(f"a table of contents of {cookie.table_length} bytes")
        yield Region("table of contents", cookie.table, cookie.table_length)
        self.owned.append(Span(cookie.table, cookie.table_length))
        entries: list[_Entry] = []
        for item in self._table(cookie):
            if isinstance(item, _Entry):
                entries.append(item)
            else:
                yield item
        yield Fact.of(self._archive(cookie, len(entries)))
        end = 0
        for each in sorted(entries, key=lambda one: (one.offset, one.row)):
            yield from self._entry(cookie, each, end)
            end = max(end, each.offset + each.length)
        yield from self.members.stray("before", 0, cookie.start)
        for span in outside(self.owned, cookie.at, cookie.start):
            yield from self.members.stray("between", span.offset, span.length)
        yield from self.members.overflow()

    def _archive(self, cookie: Cookie, entries: int) -> PyInstallerArchive:
        return PyInstallerArchive(
            python=cookie.python,
            library=show_name(cookie.library.partition(b"\0")[0]),
            entries=entries,
            scripts=tuple(self.scripts[:LISTED]),
            options=tuple(self.options[:LISTED]),
            dependencies=tuple(self.dependencies[:LISTED]),
        )

    def _cookie(self, cookie: Cookie) -> Iterator[Item]:
        name = cookie.library.partition(b"\0")[0]
        yield Region("cookie", cookie.at, COOKIE)
        yield Region("padding", cookie.end, self.view.size - cookie.end)
        at = cookie.at + 24 + len(name)
        if zeros_end(self.view.slice(0, cookie.end), at) < cookie.end:
            yield from self.members.stray("padding", at, cookie.end - at)

    # --- the table --------------------------------------------------------------

    def _table(self, cookie: Cookie) -> Iterator[Item | _Entry]:
        raw = self.view.exactly(cookie.table, cookie.table_length, "the table of contents")
        at = count = 0
        while at < len(raw):
            length = int.from_bytes(raw[at : at + 4], "big")
            if length < _ENTRY.size or at + length > len(raw):
                detail = f"the entry at {cookie.table + at:#x} has a length of {length} bytes; what follows is not read"
                yield Problem("damaged", detail)
                return
            count += 1
            if count > MAX_ENTRIES:
                yield Problem("limit:entries", f"more than {MAX_ENTRIES} entries")
                return
            yield from self._row(raw[at : at + length], cookie.table + at)
            at += length

    def _row(self, row: bytes, at: int) -> Iterator[Item | _Entry]:
        _, offset, length, size, packed, kind = _ENTRY.unpack_from(row)
        raw, _, rest = row[_ENTRY.size :].partition(b"\0")
        name = show_name(raw)
        if rest.strip(b"\0"):
            yield from self.members.stray("padding", at + len(row) - len(rest), len(rest))
        if kind[0] not in _KINDS:
            yield Problem("unknown-kind", f"{clip(name)!r} is of the kind {kind!r}; given as data")
        if kind == _OPTION:
            self.options.append(name)
        elif kind == _DEPENDENCY:
            self.dependencies.append(name)
        elif kind == _SCRIPT:
            self.scripts.append(name)
        if kind not in (_OPTION, _DEPENDENCY) or length:
            yield _Entry(name, raw, kind, offset, length, size, packed, at)

    # --- entries ----------------------------------------------------------------

    def _entry(self, cookie: Cookie, entry: _Entry, end: int) -> Iterator[Item]:
        bad = entry.raw if not _is_utf8(entry.raw) else b""
        yield from self.members.named(entry.name, entry.row, _ENTRY.size, bad)
        start = cookie.start + entry.offset
        if start + entry.length > cookie.at:
            detail = f"its {entry.length} bytes at {entry.offset:#x} reach beyond the archive"
            yield from self.members.fault("hidden-member", entry.name, detail, entry.row)
            return
        if entry.offset < end and entry.length:
            detail = f"its data at {start:#x} is also another member's"
            yield from self.members.fault("overlap", entry.name, detail, start, entry.length)
        else:
            yield Region(f"data {clip(entry.name)}", start, entry.length)
        self.owned.append(Span(start, entry.length))
        if not entry.packed:
            yield from self._stored(entry, start)
            return
        what = f"the member {clip(entry.name)!r}"
        stream = Stream(self.view, (start, entry.length), _zlib, what)
        yield Child(entry.name, chunks=stream, declared=entry.size)
        if stream.finished:
            yield from self.members.stray("slack", start + stream.used, entry.length - stream.used)
            yield from self._size(entry, stream.produced)

    def _stored(self, entry: _Entry, start: int) -> Iterator[Item]:
        if entry.kind == _LINK:
            target = self.view.read(start, min(entry.length, 4096)).rstrip(b"\0")
            link = Link(entry.name, "symlink", show_name(target))
            yield from self.members.link(link, start, entry.length)
            return
        yield Child(entry.name, span=(start, entry.length))
        yield from self._size(entry, entry.length)

    def _size(self, entry: _Entry, found: int) -> Iterator[Fact]:
        if found != entry.size:
            detail = f"{entry.size} bytes are stated, {found} are there"
            yield from self.members.fault(
                "size-differs", entry.name, detail, entry.row, _ENTRY.size
            )


def _zlib() -> Inflate:
    return Inflate(15)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
