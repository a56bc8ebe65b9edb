"""The header structure of RPM packages: an index of typed tags over a store of their values.

Sources: RPM reference manual, "RPM V4 Package format"; rpm, lib/header.c and
include/rpm/rpmtag.h. Numbers are big-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Span
from onionskin.plugins.view import View

MAGIC = b"\x8e\xad\xe8\x01"
INTRO, ROW = 16, 16
# rpm itself takes 65,535 tags and 256 MiB; the largest package of a distribution has about 40 MiB.
TAGS, STORE = 0xFFFF, 64 << 20
# Strings of one tag that are read; no package has as many files, or needs.
STRINGS = 1_000_000
_WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
_NUMBERS = {2: "B", 3: "H", 4: "I", 5: "Q"}
_TEXTS = frozenset({6, 8, 9})
REGIONS = frozenset({61, 62, 63})


@dataclass(frozen=True)
class Tag:
    """One row of the index. `start` and `length` say where its value stands in the store."""

    tag: int
    type: int
    start: int
    count: int
    length: int


@dataclass
class RpmHeader:
    """One header at [offset, end). `holes` are bytes of the store that no tag owns."""

    view: View
    offset: int
    rows: int
    store: int
    size: int
    tags: dict[int, Tag] = field(default_factory=dict)
    holes: list[Span] = field(default_factory=list)
    faults: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The offset just behind the store."""
        return self.store + self.size

    def spans(self, tag: int) -> list[Span]:
        """Return where the strings of a text tag stand, without their NUL."""
        row = self.tags.get(tag)
        if row is None or row.type not in _TEXTS:
            return []
        found, at = [], self.store + row.start
        for part in self._parts(row):
            found.append(Span(at, len(part)))
            at += len(part) + 1
        return found

    def strings(self, tag: int) -> list[str]:
        """Return the strings of a text tag."""
        row = self.tags.get(tag)
        if row is None or row.type not in _TEXTS:
            return []
        return [part.decode("utf-8", "backslashreplace") for part in self._parts(row)]

    def string(self, tag: int) -> str:
        """Return the first string of a text tag, or ""."""
        return next(iter(self.strings(tag)), "")

    def numbers(self, tag: int) -> list[int]:
        """Return the numbers of a tag."""
        row = self.tags.get(tag)
        if row is None or row.type not in _NUMBERS:
            return []
        width, raw = _WIDTHS[row.type], self._raw(row)
        count = len(raw) // width
        return list(struct.unpack(f">{count}{_NUMBERS[row.type]}", raw[: count * width]))

    def number(self, tag: int) -> int | None:
        """Return the first number of a tag, or None."""
        return next(iter(self.numbers(tag)), None)

    def binary(self, tag: int) -> bytes:
        """Return the bytes of a binary tag."""
        row = self.tags.get(tag)
        return self._raw(row) if row is not None and row.type == 7 else b""

    def _parts(self, row: Tag) -> list[bytes]:
        count = min(row.count, STRINGS)
        return self._raw(row).split(b"\0", count)[:count]

    def _raw(self, row: Tag) -> bytes:
        return self.view.read(self.store + row.start, row.length)


def read_rpm_header(view: View, offset: int, what: str) -> RpmHeader:
    """Read the header at an offset; raise DamagedError where none stands or it passes the end."""
    intro = view.exactly(offset, INTRO, what)
    rows, size = struct.unpack_from(">2I", intro, 8)
    if intro[:4] != MAGIC:
        raise DamagedError(f"no {what} stands at {offset:#x}")
    if rows > TAGS or size > STORE:
        raise DamagedError(f"{what} of {rows} tags and {size} bytes, more than is read")
    index = view.exactly(offset + INTRO, rows * ROW, f"the index of {what}")
    store = offset + INTRO + rows * ROW
    if store + size > view.size:
        raise DamagedError(f"{what} at {offset:#x} ends {store + size - view.size} bytes behind the file's end")  # fmt: skip
    header = RpmHeader(view, offset, rows, store, size)
    if any(intro[4:8]):
        header.holes.append(Span(offset + 4, 4))
    _lay_out(header, sorted(struct.iter_unpack(">4I", index), key=lambda row: (row[2], row[0])))
    return header


def _lay_out(header: RpmHeader, rows: list[tuple[int, ...]]) -> None:
    """Give each tag its bytes, none of them twice; what is left are holes."""
    reached = 0
    stops = [*(row[2] for row in rows[1:]), header.size][: len(rows)]
    for (tag, kind, start, count), stop in zip(rows, stops, strict=True):
        stop = min(stop, header.size)  # noqa: PLW2901 - an offset beyond the store ends there
        length = _length(header, kind, start, count, stop)
        if length is None:
            detail = f"its value at {start:#x} of the store is cut short, by another or by the end"
            header.faults.append(("overlap", tag, detail))
            length = max(stop - start, 0)
        if tag in header.tags:
            header.faults.append(("duplicate-name", tag, "the index has two rows of this tag"))
        header.tags.setdefault(tag, Tag(tag, kind, start, count, length))
        _hole(header, reached, start)
        reached = max(reached, start + length)
    _hole(header, reached, header.size)


def _length(header: RpmHeader, kind: int, start: int, count: int, stop: int) -> int | None:
    """Return how long a value is; None where it would pass `stop`."""
    if kind in _TEXTS:
        raw = header.view.read(header.store + start, max(stop - start, 0))
        if raw.count(b"\0") == count:
            # The usual case, and the fast one: only the last string can end before padding.
            return raw.rfind(b"\0") + 1
        parts = raw.split(b"\0", count)
        return len(raw) - len(parts[-1]) if len(parts) == count + 1 else None
    length = _WIDTHS.get(kind, 0) * count
    return length if start + length <= stop else None


def _hole(header: RpmHeader, start: int, stop: int) -> None:
    """Note bytes between two values, but for the zeros that align the next one."""
    stop = min(stop, header.size)
    length = stop - start
    if length > 0 and not (length < 8 and header.view.is_zero(header.store + start, length)):
        header.holes.append(Span(header.store + start, length))


def owned(header: RpmHeader) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what the header owns: all of it but for its holes."""
    at = header.offset
    for hole in sorted(header.holes, key=lambda each: each.offset):
        if hole.offset > at:
            yield at, hole.offset
        at = max(at, hole.end)
    yield at, header.end
