"""A cpio archive walked header by header: the payload of RPM packages and of macOS packages.

Source: POSIX.1-1988, 10.1.2 (odc); cpio(5) of FreeBSD (libarchive) for the old binary form,
`newc` and `crc`. In newc a file with several names has its data behind the last of them.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged, show_name, zeros_end
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import CHUNK, View

TRAILER = b"TRAILER!!!"
MAX_NAME = 1 << 16
_HEX = re.compile(rb"[0-9A-Fa-f]{104}")
_OCTAL = re.compile(rb"[0-7]{70}")
_KINDS = {0o14: "socket", 0o12: "symlink", 0o10: "file", 0o6: "device", 0o4: "folder",
          0o2: "device", 0o1: "fifo", 0: "file"}  # fmt: skip
_NEW = {b"070701": "newc", b"070702": "crc"}
_BINARY = {b"\xc7\x71": "<", b"\x71\xc7": ">"}
# Archives are filled up to a whole record; nobody's record is larger.
_MAX_TARGET = 4096


class CpioArchive(Value, frozen=True):
    """A cpio archive as a whole: its form (`newc`, `crc`, `odc`, `binary`) and its members by kind."""

    form: str
    members: tuple[tuple[str, int], ...]
    hard_links: int


@dataclass(slots=True)
class Header:
    """One header. `length` is its own, with the name and its padding; `align` what data is padded to."""

    offset: int
    form: str
    length: int
    name: bytes
    mode: int
    size: int
    links: int
    identity: tuple[int, int]
    check: int
    align: int
    name_at: int

    @property
    def kind(self) -> str:
        """What the mode says that the member is."""
        return _KINDS.get(self.mode >> 12 & 0o17, "file of no known kind")

    @property
    def bare_name(self) -> bytes:
        """The name up to its NUL."""
        return self.name.split(b"\0", 1)[0]

    @property
    def end(self) -> int:
        """Where the data ends, without padding."""
        return self.offset + self.length + self.size


def read_header(view: View, at: int) -> Header | None:
    """Return the header at an offset, or None where none stands."""
    magic = view.read(at, 6)
    if magic in _NEW:
        return _new(view, at, _NEW[magic])
    if magic == b"070707":
        return _odc(view, at)
    return _binary(view, at, _BINARY[magic[:2]]) if magic[:2] in _BINARY else None


def _new(view: View, at: int, form: str) -> Header | None:
    raw = view.read(at + 6, 104)
    if not _HEX.fullmatch(raw):
        return None
    numbers = [int(raw[n : n + 8], 16) for n in range(0, 104, 8)]
    inode, mode, _, _, links, _, size, major, minor, _, _, name_size, check = numbers
    length = -(-(110 + name_size) // 4) * 4
    name = view.read(at + 110, min(name_size, MAX_NAME))
    if not 1 <= name_size <= MAX_NAME or len(name) < name_size:
        return None
    return Header(at, form, length, name, mode, size, links, (major << 32 | minor, inode), check, 4, 110)  # fmt: skip


def _odc(view: View, at: int) -> Header | None:
    raw = view.read(at + 6, 70)
    if not _OCTAL.fullmatch(raw):
        return None
    widths, numbers, start = (6, 6, 6, 6, 6, 6, 6, 11, 6, 11), [], 0
    for width in widths:
        numbers.append(int(raw[start : start + width], 8))
        start += width
    device, inode, mode, _, _, links, _, _, name_size, size = numbers
    name = view.read(at + 76, min(name_size, MAX_NAME))
    if not 1 <= name_size <= MAX_NAME or len(name) < name_size:
        return None
    return Header(at, "odc", 76 + name_size, name, mode, size, links, (device, inode), 0, 1, 76)


def _binary(view: View, at: int, order: str) -> Header | None:
    raw = view.read(at, 26)
    if len(raw) < 26:
        return None
    fields = struct.unpack(order + "13H", raw)
    _, device, inode, mode, _, _, links, _, _, _, name_size, high, low = fields
    name = view.read(at + 26, name_size)
    is_name = name.endswith(b"\0") and len(name) == name_size
    if not is_name or mode >> 12 & 0o17 not in _KINDS:
        return None
    return Header(at, "binary", 26 + name_size + name_size % 2, name, mode, high << 16 | low, links, (device, inode), 0, 2, 26)  # fmt: skip


def fits(view: View) -> bool:
    """Say whether a header stands at the start; the binary one must be followed by another."""
    header = read_header(view, 0)
    if header is None or not header.bare_name:
        return False
    if header.form != "binary":
        return True
    if header.bare_name == TRAILER:
        return not header.size
    if not header.bare_name.isascii():
        return False
    return read_header(view, header.end + header.size % 2) is not None


def walk(view: View) -> Iterator[Item]:
    """Yield everything a cpio archive holds: regions, members, links, contradictions."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk. `shared` maps a file of several names to those without its data, `placed` to where that is."""

    view: View
    form: str = ""
    members: Members = field(default_factory=Members)
    kinds: Counter[str] = field(default_factory=Counter)
    shared: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    placed: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    linked: int = 0

    def run(self) -> Iterator[Item]:
        at = 0
        while at < self.view.size:
            header = read_header(self.view, at)
            if header is None:
                yield from self._lost(at)
                break
            self.form = self.form or header.form
            if header.form != self.form:
                detail = f"the archive is {self.form}, this header is {header.form}"
                yield from self.members.fault("method-differs", show_name(header.bare_name), detail, at, header.length)  # fmt: skip
            if header.bare_name == TRAILER:
                yield from self._trailer(header)
                break
            at = yield from self._member(header)
        else:
            yield Problem("truncated", "there is no trailer; members may be missing")
        yield from self._without_data()
        yield Fact.of(CpioArchive(self.form, tuple(sorted(self.kinds.items())), self.linked))
        yield from self.members.overflow()

    def _lost(self, at: int) -> Iterator[Item]:
        yield from self.members.stray("unread", at, self.view.size - at)
        yield Problem("unread-bytes", f"no member's header stands at {at:#x}; {self.view.size - at} bytes were not read")  # fmt: skip

    # --- the end -----------------------------------------------------------------------------

    def _trailer(self, header: Header) -> Iterator[Item]:
        """Own the trailer and the zeros behind it; what else follows is nobody's, and opened all the same."""
        yield from self._own(header, "trailer")
        if header.size:
            yield from self.members.fault("size-differs", "TRAILER!!!", f"the trailer states {header.size} bytes of data", header.offset, header.length)  # fmt: skip
        at = min(header.offset + header.length, self.view.size)
        end = zeros_end(self.view, at)
        if end < self.view.size:
            # What follows begins at a multiple of four, as a further archive would.
            end = max(at, end - end % 4)
            rest = self.view.size - end
            yield from self.members.stray("behind", end, rest)
            yield Child("behind the trailer", span=(end, rest))
        yield Region("padding", at, end - at)

    def _without_data(self) -> Iterator[Item]:
        """Yield the names behind which no data came: their file's stood in front, or it is empty."""
        for identity, names in self.shared.items():
            for name in names:
                yield Child(name, span=self.placed.get(identity, (0, 0)))

    # --- members -------------------------------------------------------------------------------

    def _member(self, header: Header) -> Generator[Item, None, int]:
        raw = header.bare_name
        name = show_name(raw)
        self.kinds[header.kind] += 1
        broken = raw if name.encode("utf-8", "replace") != raw else b""
        yield from self._own(header, f"header {clip(name)}")
        shown = f"{name}/" if header.kind == "folder" and not name.endswith("/") else name
        if name not in {".", ""}:
            yield from self.members.named(shown, header.offset, header.length, broken)
        data = header.offset + header.length
        if data + header.size > self.view.size:
            missing = data + header.size - self.view.size
            yield Problem("truncated", f"{name!r} ends {missing} bytes behind the archive's end")
        yield from self._data(header, name, data)
        yield Region(f"data {clip(name)}", data, min(header.size, max(self.view.size - data, 0)))
        return (yield from self._padding(header))

    def _data(self, header: Header, name: str, data: int) -> Iterator[Item]:
        if header.kind == "symlink":
            target = show_name(self.view.read(data, min(header.size, _MAX_TARGET)).rstrip(b"\0"))
            yield from self.members.link(Link(name, "symlink", target), header.offset, header.length)  # fmt: skip
            if header.size > _MAX_TARGET:
                yield from self.members.stray("slack", data + _MAX_TARGET, header.size - _MAX_TARGET)  # fmt: skip
        elif header.kind in {"device", "fifo", "folder", "socket"}:
            if header.kind in {"device", "fifo"}:
                yield from self.members.link(Link(name, header.kind), header.offset, header.length)
            if header.size:
                detail = f"a {header.kind} that has {header.size} bytes of data, which readers skip"
                yield from self.members.fault("size-differs", name, detail, header.offset, header.length)  # fmt: skip
                yield Child(name, span=(data, header.size), declared=header.size)
        else:
            yield from self._file(header, name, data)

    def _file(self, header: Header, name: str, data: int) -> Iterator[Item]:
        """Yield a file's bytes under each of its names."""
        is_new = header.form in _NEW.values()
        if header.links > 1 and is_new and not header.size:
            self.linked += 1
            self.shared.setdefault(header.identity, []).append(name)
            return
        names: list[str] = []
        if header.links > 1 and is_new:
            names = self.shared.pop(header.identity, [])
            self.placed[header.identity] = (data, header.size)
        for each in (*names, name):
            yield Child(each, span=(data, header.size), declared=header.size)
        if header.form == "crc":
            found = self._sum(data, header.size)
            if found != header.check:
                detail = f"its bytes add up to {found:#x}, the header states {header.check:#x}"
                yield from self.members.fault("checksum-differs", name, detail, data, header.size)

    def _sum(self, at: int, length: int) -> int:
        total = 0
        for chunk in self.view.chunks(at, length):
            for start in range(0, len(chunk), CHUNK >> 4):
                total += sum(chunk[start : start + (CHUNK >> 4)])
        return total & 0xFFFFFFFF

    def _own(self, header: Header, name: str) -> Iterator[Item]:
        """Own a header with its name; what stands behind the name's NUL has no owner."""
        at, bare = header.offset, header.name_at + len(header.bare_name) + 1
        rest = header.length - bare
        if rest > 0 and not self.view.is_zero(at + bare, rest):
            yield Region(name, at, bare)
            yield from self.members.stray("header", at + bare, rest)
        else:
            yield Region(name, at, header.length)

    def _padding(self, header: Header) -> Generator[Item, None, int]:
        end = -(-header.end // header.align) * header.align
        if end > header.end and header.end < self.view.size:
            if self.view.is_zero(header.end, end - header.end):
                yield Region("padding", header.end, end - header.end)
            else:
                yield from self.members.stray("filling", header.end, end - header.end)
        return end
