"""What Nuitka's onefile mode packs into its program: the files of the distribution, one behind the other.

Source: Nuitka, tools/onefile_compressor/OnefileCompressor.py (writer) and build/static_src/OnefileBootstrap.c (reader).
Behind the mark stand rows of name, flags (not on Windows), size, checksum (an option) and data; an empty name ends
them. `KAX` is followed by rows, `KAY` by one zstd stream of such rows, or by rows whose data are compressed each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, product
from typing import NamedTuple

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged
from onionskin.parse.codecs import zstd
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

PLAIN, PACKED = b"KAX", b"KAY"
MAX_FILES = 100_000
_LONGEST = 4096
_IS_LINK = 2
_LARGEST = 1 << 40
# Zeros up to a multiple of eight (Windows), and the length of all that a reader finds at the program's end.
_BEHIND = 16


class OnefilePayload(Value, frozen=True):
    """A payload as a whole: how it is packed (`plain`, `stream`, `files`), its form, how many files."""

    packing: str
    form: str
    files: int


class _Row(NamedTuple):
    """One file: its name, its data, how long these are unpacked; or the target of a link."""

    name: str
    span: Span
    size: int
    link: str


@dataclass(frozen=True)
class _Form:
    """What stands in a row besides name and size; `wide` names have two bytes a letter."""

    wide: bool
    checksums: bool
    packed: bool

    @property
    def words(self) -> str:
        system = "Windows" if self.wide else "POSIX"
        return f"{system}, checksums" if self.checksums else system


@dataclass
class Rows:
    """The rows of one payload, and where they end."""

    form: _Form
    found: list[_Row] = field(default_factory=list)
    end: int = 0


def fits(view: View) -> bool:
    """Say whether a payload begins the view, whole or not: a stream, or a first row."""
    mark = view.read(0, 7)
    if mark[:3] not in {PLAIN, PACKED}:
        return False
    return mark[3:] == zstd.MAGIC or any(_begins(view, wide=each) for each in (False, True))


def _begins(view: View, *, wide: bool) -> bool:
    try:
        name, at = _text(view, 3, _Form(wide, checksums=False, packed=False))
    except DamagedError:
        return False
    row = view.read(at, 9 - wide)
    size = int.from_bytes(row[1 - wide :], "little")
    return bool(name) and len(row) == 9 - wide and (wide or row[0] <= _IS_LINK) and size < _LARGEST


def length(view: View, start: int) -> int | None:
    """Return how long the payload at `start` is, or None where none stands; what follows it is not counted."""
    mark = view.read(start, 7)
    if mark[:3] == PACKED and mark[3:] == zstd.MAGIC:
        return _stream(view, start) - start
    if mark[:3] not in {PLAIN, PACKED}:
        return None
    rows = _rows(view, start, is_packed=mark[:3] == PACKED)
    return rows.end - start if rows else None


def walk(view: View) -> Iterator[Item]:
    """Yield every file, and who owns which byte. What one stream packs is given behind the mark of plain rows."""
    yield from merged(_walk(view))


def _walk(view: View) -> Iterator[Item]:
    members = Members()
    yield Region("mark", 0, 3)
    if view.read(3, 4) == zstd.MAGIC:
        end = _stream(view, 0)
        yield Fact.of(OnefilePayload("stream", "", 0))
        stream = zstd.FrameStream(view, (3, end - 3), "the payload")
        yield Child("payload", chunks=chain([PLAIN], stream))
        yield Region("packed payload", 3, end - 3)
    else:
        rows = _rows(view, 0, is_packed=view.read(0, 3) == PACKED)
        if rows is None:
            raise DamagedError("no known form of a row uses up the payload")
        packing = "files" if rows.form.packed else "plain"
        yield Fact.of(OnefilePayload(packing, rows.form.words, len(rows.found)))
        yield from _members(view, rows, members)
        end = rows.end
    yield from _rest(view, end, members)
    yield from members.overflow()


def _members(view: View, rows: Rows, members: Members) -> Iterator[Item]:
    at = 3
    for row in rows.found:
        yield Region(f"row {clip(row.name)}", at, row.span.offset - at)
        yield from members.named(row.name, at, row.span.offset - at)
        if row.link:
            yield from members.link(Link(row.name, "symlink", row.link), at, row.span.end - at)
        elif rows.form.packed:
            span = (row.span.offset, row.span.length)
            packed = zstd.FrameStream(view, span, f"{clip(row.name)!r}")
            yield Child(row.name, chunks=packed, declared=row.size)
        else:
            yield Child(row.name, span=(row.span.offset, row.span.length))
        yield Region(f"data {clip(row.name)}", row.span.offset, row.span.length)
        at = row.span.end
    yield Region("end of the rows", at, rows.end - at)


def _rest(view: View, end: int, members: Members) -> Iterator[Item]:
    """Own zeros of alignment and the payload's length; what else follows has no owner."""
    rest = view.size - end
    zeros = rest - 8
    if 0 <= zeros < _BEHIND - 8 and int.from_bytes(view.read(view.size - 8, 8), "little") == end + zeros:  # fmt: skip
        yield Region("padding", end, zeros)
        yield Region("length", view.size - 8, 8)
    else:
        yield from members.stray("behind", end, rest)


def _stream(view: View, start: int) -> int:
    """Return where the one zstd stream of a payload ends. Raises DamagedError where it is cut short."""
    return max(each.offset + each.length for each in zstd.frames(view, start + 3, view.size))


def _rows(view: View, start: int, *, is_packed: bool) -> Rows | None:
    """Return the rows by the first form that leads from name to name up to an empty one."""
    for wide, checksums in product((False, True), (False, True)):
        try:
            rows = _read(view, start + 3, _Form(wide, checksums, is_packed))
        except DamagedError:
            continue
        if rows.found:
            return rows
    return None


def _read(view: View, at: int, form: _Form) -> Rows:
    rows = Rows(form)
    while len(rows.found) < MAX_FILES:
        name, at = _text(view, at, form)
        if not name:
            rows.end = at
            return rows
        row = _row(view, at, form, name)
        rows.found.append(row)
        at = row.span.end
    raise DamagedError(f"more than {MAX_FILES} files")


def _row(view: View, at: int, form: _Form, name: str) -> _Row:
    if not form.wide:
        flags = view.exactly(at, 1, "flags")[0]
        at += 1
        if flags > 3:
            raise DamagedError(f"unknown flags {flags}")
        if flags & _IS_LINK:
            target, end = _text(view, at, form)
            return _Row(name, Span(at, end - at), 0, target)
    size = int.from_bytes(view.exactly(at, 8, "a size"), "little")
    at += 8 + 4 * form.checksums
    stored = size
    if form.packed:
        stored = int.from_bytes(view.exactly(at, 4, "a packed size"), "little")
        at += 4
    if stored > view.size - at:
        raise DamagedError(f"{name!r} is {stored} bytes long, and {view.size - at} are left")
    return _Row(name, Span(at, stored), size, "")


def _text(view: View, at: int, form: _Form) -> tuple[str, int]:
    """Return a printable name and where it ends, its NUL included."""
    width = 2 if form.wide else 1
    raw = view.read(at, _LONGEST * width)
    end = next((n for n in range(0, len(raw), width) if not any(raw[n : n + width])), -1)
    try:
        name = raw[: max(end, 0)].decode("utf-16-le" if form.wide else "utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError("a name is no text") from error
    if end < 0 or any(ord(letter) < 32 for letter in name):
        raise DamagedError("a name is no text, or has no end")
    return name, at + end + width
