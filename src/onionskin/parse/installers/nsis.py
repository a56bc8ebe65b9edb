"""What an NSIS installer carries behind its program: first header, script, data blocks.

Source: NSIS, Source/exehead/fileform.h and fileform.c (loadHeaders,
GetCompressedDataFromDataBlock), Source/build.cpp (write_output). All integers are little-endian.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from onionskin.errors import BudgetError, DamagedError
from onionskin.model import Fact, Problem, Region, Value
from onionskin.parse.archive import (
    FACTS,
    Item,
    Members,
    OddName,
    clip,
    merged,
    name_oddities,
    zeros_end,
)
from onionskin.parse.codecs.decoding import Stream
from onionskin.parse.installers.nsis_script import Extracted, Script, read_script
from onionskin.parse.installers.nsis_streams import LZMA, STORED, method_of, packed
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import CHUNK, View

MAGIC = b"\xef\xbe\xad\xdeNullsoftInst"
FIRST = 28
UNINSTALL, SILENT, NO_CRC, FORCE_CRC = 1, 2, 4, 8
MAX_HEADER = 32 << 20
# The program in front is summed from here on: signing changes what stands before.
SUMMED_FROM = 512
# How far behind a program's sections its data is looked for.
SEARCHED = 1 << 20
# What a solid stream may become: members that nobody takes must be decoded, too, to reach the next.
FREE, RATIO, MOST = 64 << 20, 250, 4 << 30
_PACKED = 0x8000_0000
DECEIVING = frozenset({"bidi", "control", "invisible", "nul"})
# What is put behind the last byte so that a signature stands at a multiple of eight.
_ALIGNMENT = 8
# Whether the installer is solid, its method, its filter byte (-1: none).
_Reading = tuple[bool, str, int]


class NsisInstaller(Value, frozen=True):
    """An installer as a whole. `checksum` is the stated CRC-32 in hex, "" where it states none.

    `generation` is 2 or 3, of NSIS, or 1 for J. Park's Unicode fork of 2. `aliases` are further names of
    members that are unpacked more than once: (name, the member's name).
    """

    uninstaller: bool
    method: str
    solid: bool
    unicode: bool
    generation: int
    header: int
    instructions: int
    sections: int
    languages: int
    files: int
    checksum: str
    aliases: tuple[tuple[str, str], ...] = ()


class NsisOrphan(Value, frozen=True):
    """Data that no instruction unpacks. `member` is where it was given to.

    `decoded` says that offset counts in the solid stream's decoded bytes, not in the file.
    """

    member: str
    offset: int
    length: int
    decoded: bool


@dataclass(frozen=True)
class FirstHeader:
    """The 28 bytes that an NSIS program looks for in its own file. `end` is behind the CRC."""

    flags: int
    header: int
    following: int

    @property
    def has_checksum(self) -> bool:
        """Whether the last four bytes are the CRC-32 of what stands before them."""
        return not self.flags & NO_CRC


def first_header(view: View) -> FirstHeader | None:
    """Return the first header at the view's begin, or None."""
    raw = view.read(0, FIRST)
    if len(raw) < FIRST or raw[4:20] != MAGIC:
        return None
    flags, header, following = struct.unpack("<I16xII", raw)
    return None if flags & ~0xF else FirstHeader(flags, header, following)


def header_place(view: View, start: int) -> int:
    """Return where from `start` on a first header stands at a multiple of 512, or -1.

    An NSIS program looks for it there and no earlier: a section that its maker's tool moved may stand in between.
    """
    at = view.find(MAGIC, start, start + SEARCHED)
    found = at - 4
    if at < 0 or found % 512 or first_header(view.slice(found, FIRST)) is None:
        return -1
    return found


def wrong_checksum(view: View, start: int) -> tuple[int, int] | None:
    """Return the stated and the found CRC-32 of a whole program whose data begins at `start`.

    None where they agree, where none is stated, or where the data is cut short.
    """
    first = first_header(view.slice(start, FIRST))
    if first is None or not first.has_checksum or first.following < FIRST + 4:
        return None
    end = start + first.following - 4
    stated = view.read(end, 4)
    if len(stated) < 4:
        return None
    found = 0
    for chunk in view.chunks(SUMMED_FROM, end - SUMMED_FROM):
        found = zlib.crc32(chunk, found)
    said = int.from_bytes(stated, "little")
    return None if said == found else (said, found)


def walk(view: View) -> Iterator[Item]:
    """Yield everything behind an NSIS program: regions, members, what the script does, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one installer's data."""

    view: View
    members: Members = field(default_factory=Members)
    method: str = ""
    flag: int = -1
    orphans: int = 0
    odd: int = 0

    def run(self) -> Iterator[Item]:
        first = first_header(self.view)
        if first is None:
            raise DamagedError("no first header of NSIS stands here")
        yield Region("first header", 0, FIRST)
        end = min(first.following, self.view.size)
        if first.following > self.view.size:
            detail = f"{first.following} bytes are stated, {self.view.size} are there"
            yield Problem("truncated", detail)
            checksum = ""
        elif first.has_checksum and end >= FIRST + 4:
            end -= 4
            yield Region("checksum", end, 4)
            checksum = f"{int.from_bytes(self.view.read(end, 4), 'little'):08x}"
        else:
            checksum = ""
        yield from self._behind(first.following)
        yield from self._contents(first, end, checksum)
        yield from self.members.overflow()

    def _behind(self, end: int) -> Iterator[Item]:
        """Own the zeros that align a signature; whatever else stands behind is stray."""
        zeros = min(zeros_end(self.view, end), end + -end % _ALIGNMENT)
        if end < self.view.size:
            yield Region("padding", end, zeros - end)
            yield from self.members.stray("behind", zeros, self.view.size - zeros)

    def _contents(self, first: FirstHeader, end: int, checksum: str) -> Iterator[Item]:
        if not 0 < first.header <= MAX_HEADER:
            raise DamagedError(f"a header of {first.header} bytes is none, or too long")
        head = self.view.exactly(FIRST, 16, "the header")
        source, header = self._opened(_readings(head, first.header, end), first.header, end)
        script = read_script(header)
        solid = isinstance(source, _Solid)
        yield from self._said(first, script, checksum, solid=solid)
        yield from source.run(script)

    def _opened(
        self, readings: list[_Reading], size: int, end: int
    ) -> tuple[_Blocks | _Solid, bytes]:
        """Return the first reading whose header decodes to its size, and that header.

        The first bytes of a solid stream can be those of a block's length.
        """
        failed: list[DamagedError] = []
        for solid, self.method, self.flag in readings:
            source = _Solid(self, end) if solid else _Blocks(self, end)
            try:
                return source, source.header(size)
            except DamagedError as error:
                failed.append(error)
        raise failed[0]

    def _said(
        self, first: FirstHeader, script: Script, checksum: str, *, solid: bool
    ) -> Iterator[Item]:
        names: dict[int, str] = {}
        aliases = [
            (each.name, names[each.offset])
            for each in script.names
            if names.setdefault(each.offset, each.name) != each.name
        ]
        installer = NsisInstaller(
            uninstaller=bool(first.flags & UNINSTALL),
            method=self.method,
            solid=solid,
            unicode=script.is_unicode,
            generation=script.generation,
            header=first.header,
            instructions=script.entries,
            sections=script.sections,
            languages=script.languages,
            files=len(names),
            checksum=checksum,
            aliases=tuple(sorted(set(aliases))[:FACTS]),
        )
        yield Fact.of(installer)
        yield from (Fact.of(each) for each in script.actions)
        for alias, _ in installer.aliases:
            yield from self.name(alias, FIRST)
        for each in script.wrong:
            yield from self.members.fault("count-differs", "", each, FIRST)
        if script.limit:
            yield Problem("limit:names", script.limit)
        if script.more_actions:
            yield Problem("limit:facts", f"{script.more_actions} more actions were not listed")

    def stream(self, offset: int, length: int, what: str) -> Stream:
        """Return the stream of the installer's method at a place."""
        return packed(self.view, (offset, length), self.method, self.flag, what)

    def orphan(self, name: str, offset: int, length: int, *, decoded: bool) -> Iterator[Fact]:
        """Yield data of no instruction as a fact."""
        self.orphans += 1
        if self.orphans <= FACTS:
            yield Fact.of(NsisOrphan(name, offset, length, decoded))

    def name(self, name: str, at: int) -> Iterator[Fact]:
        """Say what deceives the reader of a name; where it leads to is the script's own right."""
        why = tuple(each for each in name_oddities(name) if each in DECEIVING)
        self.odd += bool(why)
        if why and self.odd <= FACTS:
            yield Fact.of(OddName(name, why, at, 4))


def _readings(head: bytes, header: int, end: int) -> list[_Reading]:
    """Return what the first bytes behind the first header can be, the likeliest first."""
    (word,) = struct.unpack_from("<I", head)
    if word == header:
        return [(False, STORED, -1)]
    whole = (True, *method_of(head))
    # The properties of a dictionary of 8 MiB read like a length, too.
    if whole[1] == LZMA or not word & _PACKED or word & ~_PACKED > end - FIRST - 4:
        return [whole]
    return [(False, *method_of(head[4:])), whole]


def _targets(script: Script) -> list[Extracted]:
    """Return the data blocks in their order, each once."""
    found: dict[int, Extracted] = {}
    for each in script.names:
        found.setdefault(each.offset, each)
    return sorted(found.values(), key=lambda each: each.offset)


def _names(each: Extracted) -> tuple[str, ...]:
    """Return the names of the blocks that stand one behind the other at a place."""
    if each.kind == "file":
        return (each.name,)
    return f"{each.name} (icons)", f"{each.name} (uninstaller's data)"


class _Blocks:
    """Data blocks that are compressed one by one, or not at all."""

    def __init__(self, walk: _Walk, end: int) -> None:
        self._walk = walk
        self._view = walk.view
        self._end = end
        (word,) = struct.unpack("<I", self._view.exactly(FIRST, 4, "the header"))
        self._base = FIRST + 4 + (word & ~_PACKED)

    def header(self, size: int) -> bytes:
        if self._walk.method == STORED:
            return self._view.exactly(FIRST + 4, size, "the header")
        stream = self._walk.stream(FIRST + 4, self._base - FIRST - 4, "the header")
        return _exactly(stream, size)

    def run(self, script: Script) -> Iterator[Item]:
        yield Region("script", FIRST, self._base - FIRST)
        at = self._base
        for each in _targets(script):
            start = self._base + each.offset
            if each.offset < 0 or start + 4 > self._end:
                yield from self._walk.members.fault("hidden-member", each.name, f"its data is to stand at {each.offset:#x}, outside the installer", 0)  # fmt: skip
                continue
            yield from self._between(at, start)
            if start < at:
                detail = f"its data begins at {start:#x}, inside the block before"
                yield from self._walk.members.fault("overlap", each.name, detail, start, at - start)
            yield from self._walk.name(each.name, start)
            for name in _names(each):
                start = yield from self._block(name, start)
            at = max(at, start)
        yield from self._between(at, self._end)

    def _block(self, name: str, start: int) -> Generator[Item, None, int]:
        """Yield the member of one block; return where the block ends."""
        word = int.from_bytes(self._view.exactly(start, 4, "a data block"), "little")
        length = min(word & ~_PACKED, self._end - start - 4)
        if length < word & ~_PACKED:
            yield Problem("truncated", f"the data of {clip(name)!r} is cut short")
        yield Region(f"data {clip(name)}", start, 4 + length)
        if not word & _PACKED:
            yield Child(name, span=(start + 4, length))
        else:
            stream = self._walk.stream(start + 4, length, f"the data of {clip(name)!r}")
            yield Child(name, chunks=stream)
            if stream.finished:
                slack = length - stream.used
                yield from self._walk.members.stray("slack", start + 4 + stream.used, slack)
        return start + 4 + length

    def _between(self, at: int, end: int) -> Iterator[Item]:
        """Give out what no instruction unpacks: whole blocks where it consists of such."""
        while at + 4 <= end:
            (word,) = struct.unpack("<I", self._view.exactly(at, 4, "a data block"))
            length = word & ~_PACKED
            if length > end - at - 4:
                break
            name = f"data of no instruction at {at:#x}"
            yield from self._walk.orphan(name, at, 4 + length, decoded=False)
            at = yield from self._block(name, at)
            if self._walk.orphans > FACTS:
                break
        if at < end:
            yield from self._walk.members.stray("between", at, end - at)


class _Solid:
    """Header and data blocks in one compressed stream."""

    def __init__(self, walk: _Walk, end: int) -> None:
        self._walk = walk
        self._end = end
        self._stream = walk.stream(FIRST, end - FIRST, "the installer's data")
        room = min(max(FREE, RATIO * walk.view.size), MOST)
        self._plain = _Plain(self._stream, room)

    def header(self, size: int) -> bytes:
        stated = int.from_bytes(self._plain.exactly(4, "the header's size"), "little")
        if stated != size:
            raise DamagedError(f"the header has two sizes: {size} and {stated}")
        return self._plain.exactly(size, "the header")

    def run(self, script: Script) -> Iterator[Item]:
        base = self._plain.at
        for each in _targets(script):
            start = base + each.offset
            if start < self._plain.at:
                detail = f"its data begins at {start:#x}, inside the block before"
                yield from self._walk.members.fault("overlap", each.name, detail, FIRST)
                continue
            yield from self._between(start)
            yield from self._walk.name(each.name, FIRST)
            for name in _names(each):
                yield from self._block(name)
        yield from self._between(None)
        used = FIRST + self._stream.used if self._stream.finished else self._end
        yield Region("solid data", FIRST, used - FIRST)
        if used < self._end:
            yield from self._walk.members.stray("slack", used, self._end - used)

    def _block(self, name: str) -> Iterator[Item]:
        length = int.from_bytes(self._plain.exactly(4, f"the size of {clip(name)!r}"), "little")
        end = self._plain.at + length
        what = f"the data of {clip(name)!r}"
        yield Child(name, chunks=self._plain.pieces(length, what), declared=length)
        self._plain.skip(end, what)

    def _between(self, end: int | None) -> Iterator[Item]:
        """Give out the decoded bytes up to a place, or to the end, which no instruction unpacks."""
        start = self._plain.at
        if (end is not None and end <= start) or not self._plain.more():
            return
        name = f"data of no instruction at {start:#x} (decoded)"
        pieces = self._plain.pieces(None if end is None else end - start, "the installer's data")
        yield Child(name, chunks=pieces)
        for _ in pieces:
            pass
        length = self._plain.at - start
        yield from self._walk.orphan(name, start, length, decoded=True)


class _Plain:
    """The decoded bytes of a stream, taken from front to back. `at` is how many were taken."""

    def __init__(self, stream: Stream, room: int) -> None:
        self._chunks = iter(stream)
        self._room = room
        self._held = memoryview(b"")
        self.at = 0

    def more(self) -> bool:
        """Say whether another byte follows."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return False
            self._held = memoryview(chunk)
        return True

    def pieces(self, length: int | None, what: str) -> Iterator[bytes]:
        """Yield the next `length` bytes, or all; raise DamagedError where they are not there."""
        left = CHUNK if length is None else length
        while left > 0:
            if not self.more():
                if length is None:
                    return
                raise DamagedError(f"{what} ends {left} bytes too early")
            piece = bytes(self._held[:left])
            self._held = self._held[len(piece) :]
            self.at += len(piece)
            if self.at > self._room:
                detail = f"the solid data became more than {self._room} bytes"
                raise BudgetError(detail, where="ratio")
            left -= 0 if length is None else len(piece)
            yield piece

    def exactly(self, length: int, what: str) -> bytes:
        return b"".join(self.pieces(length, what))

    def skip(self, end: int, what: str) -> None:
        """Go on to a place; members that nobody wanted whole leave bytes in front of it."""
        for _ in self.pieces(end - self.at, what):
            pass


def _exactly(stream: Stream, size: int) -> bytes:
    """Return a stream that must decode to `size` bytes."""
    out = bytearray()
    for chunk in stream:
        out += chunk
        if len(out) > size:
            raise DamagedError(f"the header is longer than the {size} bytes that are stated")
    if len(out) != size:
        raise DamagedError(f"the header has {len(out)} bytes, {size} are stated")
    return bytes(out)
