"""An ar archive walked member by member: static libraries, import libraries, Debian packages.

Source: the manual pages ar(5) of FreeBSD and GNU binutils; Microsoft, PE Format
(archive file format); deb(5). There is no standard.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.archive import FACTS, Item, OddName, StrayBytes, clip, merged, name_oddities
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC, THIN = b"!<arch>\n", b"!<thin>\n"
HEADER = 60
NAMES = 16 << 20
TRIES = 20_000
_END = b"`\n"
_NUMBERS = re.compile(rb"[0-9]* *[0-9]* *[0-9]* *[0-7]* *")
_INDEXES = {
    "/": "symbol table",
    "/SYM64/": "symbol table",
    "__.SYMDEF": "symbol table",
    "__.SYMDEF SORTED": "symbol table",
    "__.SYMDEF_64": "symbol table",
    "__.SYMDEF_64 SORTED": "symbol table",
    "//": "long names",
    "/<ECSYMBOLS>/": "symbol table",
    "/<XFGHASHMAP>/": "hash map",
    "/<HYBRIDMAP>/": "hybrid map",
}


class ArArchive(Value, frozen=True):
    """An ar archive as a whole. `external` are members of a thin archive, at most 50."""

    members: int
    indexes: tuple[str, ...]
    thin: bool = False
    external: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Header:
    """One header: the name as it stands there, and the size of the data."""

    offset: int
    raw: bytes
    size: int

    @property
    def name(self) -> str:
        return self.raw[:16].rstrip(b" ").decode("utf-8", "backslashreplace")


def walk(view: View) -> Iterator[Item]:
    """Yield everything an ar archive holds: regions, members, facts, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one archive."""

    view: View
    thin: bool = False
    names: bytes = b""
    indexes: list[str] = field(default_factory=list)
    external: list[str] = field(default_factory=list)
    members: int = 0
    odd: int = 0
    tries: int = 0

    def run(self) -> Iterator[Item]:
        self.thin = self.view.read(0, 8) == THIN
        yield Region("magic", 0, 8)
        at = 8
        while at < self.view.size:
            header = self._header(at)
            if header is None:
                at = yield from self._lost(at)
            else:
                at = yield from self._member(header)
        yield Fact.of(
            ArArchive(self.members, tuple(self.indexes), self.thin, tuple(self.external[:FACTS]))
        )

    def _header(self, at: int) -> _Header | None:
        raw = self.view.read(at, HEADER)
        size = raw[48:58].rstrip(b" ")
        if len(raw) < HEADER or raw[58:] != _END or not size.isdigit():
            return None
        return _Header(at, raw, int(size))

    def _lost(self, at: int) -> Generator[Item, None, int]:
        """Say that no header stands here; go on at the next one that can be found."""
        stop = self._next(at + 1)
        yield Fact.of(StrayBytes("unread", at, stop - at))
        # Not "damaged": what hides here must still count as bytes that nobody owns.
        yield Problem("unread-bytes", f"no member's header stands at {at:#x}; {stop - at} bytes were skipped")  # fmt: skip
        return stop

    def _next(self, start: int) -> int:
        mark = self.view.find(_END, start + 58)
        while mark >= 0 and self.tries < TRIES:
            self.tries += 1
            at = mark - 58
            header = self._header(at)
            if header is not None and at + HEADER + header.size <= self.view.size and _is_plain(header):  # fmt: skip
                return at
            mark = self.view.find(_END, mark + 1)
        return self.view.size

    def _member(self, header: _Header) -> Generator[Item, None, int]:
        data = header.offset + HEADER
        name, lead = self._name(header)
        index = _INDEXES.get(header.name) or _INDEXES.get(name)
        yield from self._own(header, clip(index or name))
        if self.thin and not index:
            self.members += 1
            self.external.append(name)
            return data
        end = data + header.size
        if end > self.view.size:
            missing = end - self.view.size
            yield Problem("truncated", f"{name!r} ends {missing} bytes behind the archive's end")
            end = self.view.size
        lead = min(lead, end - data)
        if lead:
            yield Region("long name", data, lead)
        if index:
            yield from self._index(index, header, data + lead, end)
        else:
            self.members += 1
            yield from self._oddities(name, header)
            yield Child(name, span=(data + lead, end - data - lead))
            yield Region(f"data {clip(name)}", data + lead, end - data - lead)
        return (yield from self._padding(end))

    def _own(self, header: _Header, name: str) -> Iterator[Item]:
        """Own a header, but for its middle where that holds no numbers."""
        at = header.offset
        if _is_plain(header):
            yield Region(f"header {name}", at, HEADER)
        else:
            yield Region(f"header {name}", at, 16)
            yield Fact.of(StrayBytes("extra", at + 16, 32))
            yield Region(f"header {name}", at + 48, 12)

    def _index(self, index: str, header: _Header, data: int, end: int) -> Iterator[Item]:
        if len(self.indexes) < FACTS:
            self.indexes.append(header.name)
        if index == "long names":
            if end - data > NAMES:
                yield Problem("limit:names", f"of {end - data} bytes of names {NAMES} were read")
            self.names = self.view.read(data, min(end - data, NAMES))
        yield Region(index, data, end - data)

    def _name(self, header: _Header) -> tuple[str, int]:
        """Return a member's name, and how many bytes of it stand in front of the data (BSD)."""
        name = header.name
        if name.startswith("#1/") and name[3:].isdecimal():
            lead = min(int(name[3:]), header.size)
            raw = self.view.read(header.offset + HEADER, min(lead, 4096))
            return raw.rstrip(b"\0").decode("utf-8", "backslashreplace"), lead
        if name.startswith("/") and name[1:].isdecimal():
            start = int(name[1:])
            # GNU ends a name by a slash and a line feed, Microsoft by a NUL.
            raw = re.split(rb"/\n|\n|\0", self.names[start : start + 4096], maxsplit=1)[0]
            return raw.decode("utf-8", "backslashreplace") or name, 0
        return (name[:-1] if name.endswith("/") and len(name) > 1 and name not in _INDEXES else name), 0  # fmt: skip

    def _oddities(self, name: str, header: _Header) -> Iterator[Item]:
        why = name_oddities(name)
        self.odd += bool(why)
        if why and self.odd <= FACTS:
            yield Fact.of(OddName(name, why, header.offset, HEADER))

    def _padding(self, at: int) -> Generator[Item, None, int]:
        if at % 2 and at < self.view.size:
            if self.view.read(at, 1) in {b"\n", b"\0"}:
                yield Region("padding", at, 1)
                return at + 1
            if self._header(at) is None:
                yield Fact.of(StrayBytes("padding", at, 1))
                return at + 1
        return at


def _is_plain(header: _Header) -> bool:
    """Say whether time, owner, group and mode are numbers or empty. Microsoft writes a date of -1."""
    middle = header.raw[16:48]
    return bool(_NUMBERS.fullmatch(middle.replace(b"-1", b"1 ", 1)))
