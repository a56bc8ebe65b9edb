"""Files that are compressed streams, one behind the other: gzip, bzip2, xz; and the older .lzma, which is one stream.

Sources: RFC 1952 (gzip), the xz file format 1.2.1, sections 1 and 2.2 (stream padding); lzma-file-format.txt of XZ Utils.
bzip2 has no specification; its streams begin with `BZh1` to `BZh9`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import BudgetError, DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Members, clip, zeros_end
from onionskin.parse.archives.tar_headers import BLOCK, is_first_block
from onionskin.parse.codecs import zstd
from onionskin.parse.codecs.decoding import (
    Decoder,
    Inflate,
    MemoryLimitError,
    Stream,
    bzip2,
    lzma_alone,
    xz,
)
from onionskin.parse.texture import is_comment
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

# Above this many streams in one file, their regions are one.
STREAMS = 1000
_NAME = 1 << 16
# Subfields of gzip's extra field with a known grammar (RFC 1952, 2.3.1.1; bgzf; dictzip): id -> longest body.
_SUBFIELDS = {b"BC": 2, b"RA": 1 << 16, b"Ap": 64, b"IG": 8}


class CompressedStream(Value, frozen=True):
    """A compressed file: how many streams it holds, and what its first header says."""

    streams: int
    name: str = ""
    comment: str = ""


# A .lzma header, and the first byte behind it, which is zero; what it states for an unknown size; what XZ Utils takes for too large.
_LZMA_HEAD = 14
_UNSTATED = (1 << 64) - 1
_LZMA_TOP = 1 << 38


@dataclass
class Lead:
    """The header of one stream: its length, what it says, and parts without a grammar."""

    length: int
    name: str = ""
    comment: str = ""
    holes: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """How a format's streams begin and end. `lead` returns None where no stream begins.

    `tail` returns the length of what follows the compressed data, and what is wrong with it.
    """

    name: str
    lead: Callable[[View, int], Lead | None]
    decoder: Callable[[], Decoder]
    tail: Callable[[View, int, Stream], tuple[int, str]]


@dataclass
class Streams:
    """The streams of one file. Iterate once for the decoded bytes; then `items` says what was where."""

    view: View
    kind: Kind
    count: int = 0
    at: int = 0
    finished: bool = False
    first: Lead | None = None
    regions: list[Region] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[bytes]:
        while (lead := self.kind.lead(self.view, self.at)) is not None:
            self.first = self.first or lead
            start = self.at
            span = (start, self.view.size - start)
            what = f"the {self.kind.name} stream at {start:#x}"
            stream = Stream(self.view, span, self.kind.decoder, what, lead=lead.length)
            try:
                yield from stream
            except MemoryLimitError as error:
                raise BudgetError(str(error), where="memory") from error
            length, wrong = self.kind.tail(self.view, start + stream.used, stream)
            self._note(start, stream.used + length, lead, wrong)
        self.finished = True

    def _note(self, start: int, length: int, lead: Lead, wrong: str) -> None:
        self.at = start + length
        self.count += 1
        if wrong and len(self.wrong) < 50:
            self.wrong.append(wrong)
        if self.count <= STREAMS:
            for hole in lead.holes:
                self.regions.append(Region(f"{self.kind.name} header", start, hole.offset - start))
                start = hole.end
            self.holes += lead.holes
            self.regions.append(Region(f"{self.kind.name} stream", start, self.at - start))
        else:
            last = self.regions[-1]
            self.regions[-1] = Region("further streams", last.offset, self.at - last.offset)


def walk(view: View, kind: Kind) -> Iterator[Item]:
    """Yield what the streams decode to as one member, then who owns which byte."""
    members = Members()
    streams = Streams(view, kind)
    lead = kind.lead(view, 0) or Lead(0)
    name = lead.name or default_name(view.name, Streams(view, kind))
    yield from members.named(name, 0, lead.length)
    yield Child(name, chunks=streams)
    yield Fact.of(CompressedStream(streams.count, clip(lead.name), clip(lead.comment)))
    yield from streams.regions
    for hole in streams.holes:
        yield from members.stray("extra", hole.offset, hole.length)
    for wrong in streams.wrong:
        yield Problem("checksum", wrong)
    yield from rest(view, members, streams.at, read=streams.finished)


def walk_zstd(view: View) -> Iterator[Item]:
    """Yield what zstd frames decode to as one member, then who owns which byte."""
    members = Members()
    stream = zstd.FrameStream(view, (0, view.size), "the zstd file")
    name = default_name(view.name, zstd.FrameStream(view, (0, view.size), "the zstd file"))
    yield Child(name, chunks=_within_memory(stream))
    at, count, damage = 0, 0, ""
    try:
        for frame in zstd.frames(view, 0, view.size):
            at = frame.offset + frame.length
            count += 1
            if not frame.skippable:
                yield Region("zstd frame", frame.offset, frame.length)
            else:
                yield from _skippable(view, members, frame)
    except DamagedError as error:
        damage = str(error)
    yield Fact.of(CompressedStream(count))
    if damage and stream.finished:
        yield Problem("truncated", damage)
    yield from rest(view, members, at, read=stream.finished and not damage)


def _skippable(view: View, members: Members, frame: zstd.Frame) -> Iterator[Item]:
    """Own a skippable frame's header, and its content where that is zero or a seek table's."""
    yield Region("skippable frame header", frame.offset, 8)
    body = Span(frame.offset + 8, frame.length - 8)
    if zstd.is_seek_table(view, body) or view.is_zero(body.offset, body.length):
        yield Region("skippable frame", body.offset, body.length)
    else:
        yield from members.stray("extra", body.offset, body.length)


def rest(view: View, members: Members, at: int, *, read: bool) -> Iterator[Item]:
    """Own the zeros behind the last stream; anything else there has no owner."""
    if at >= view.size:
        return
    length = view.size - at
    if not read:
        yield Region("unread stream", at, length)
    elif view.is_zero(at, length):
        yield Region("zero padding", at, length)
    else:
        yield from members.stray("behind", at, length)


# What the tools of each format cut off, and put in its place.
SUFFIXES = {
    ".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar", ".tzst": ".tar",
    ".tlz": ".tar", ".gz": "", ".bz2": "", ".xz": "", ".zst": "", ".lz4": "", ".lz": "",
    ".tzo": ".tar", ".lzo": "", ".lzma": "",
}  # fmt: skip


def default_name(outer: str, decoded: object) -> str:
    """Return the name of a member that the format leaves unnamed, as its tools would.

    That is the file's own name without its suffix; without one, what the first block says.
    """
    for suffix, instead in SUFFIXES.items():
        if outer.lower().endswith(suffix) and len(outer) > len(suffix):
            return outer[: -len(suffix)] + instead
    head = b""
    try:
        for chunk in decoded:  # type: ignore[attr-defined]
            head += chunk
            if len(head) >= BLOCK:
                break
    except (DamagedError, BudgetError):
        pass
    return "content.tar" if is_first_block(head[:BLOCK]) else "content"


def _within_memory(stream: Stream) -> Iterator[bytes]:
    try:
        yield from stream
    except MemoryLimitError as error:
        raise BudgetError(str(error), where="memory") from error


# --- the three kinds ------------------------------------------------------------


def _gzip_lead(view: View, at: int) -> Lead | None:
    """Read a gzip header (RFC 1952, 2.3)."""
    head = view.read(at, 10)
    if len(head) < 10 or head[:3] != b"\x1f\x8b\x08" or head[3] & 0xE0:
        return None
    flags, lead = head[3], Lead(10)
    if flags & 4:
        (length,) = struct.unpack("<H", view.exactly(at + 10, 2, "gzip's extra field"))
        raw = view.exactly(at + 12, length, "gzip's extra field")
        lead.holes = _subfields(raw, at + 12)
        lead.length += 2 + length
    for bit in (8, 16):
        if flags & bit:
            raw = view.read(at + lead.length, _NAME)
            end = raw.find(b"\0")
            if end < 0:
                raise DamagedError(f"a name or comment in the gzip header at {at:#x} has no end")
            if not is_comment(raw[:end]):
                lead.holes.append(Span(at + lead.length, end))
            text = raw[:end].decode("latin-1")
            lead.length += end + 1
            if bit == 8:
                lead.name = text
            else:
                lead.comment = text
    lead.length += 2 if flags & 2 else 0
    return lead


def _subfields(raw: bytes, base: int) -> list[Span]:
    holes = []
    at = 0
    while at + 4 <= len(raw):
        (length,) = struct.unpack_from("<H", raw, at + 2)
        if at + 4 + length > len(raw):
            break
        if length > _SUBFIELDS.get(raw[at : at + 2], -1):
            holes.append(Span(base + at, 4 + length))
        at += 4 + length
    if at < len(raw):
        holes.append(Span(base + at, len(raw) - at))
    return holes


def _gzip_tail(view: View, at: int, stream: Stream) -> tuple[int, str]:
    raw = view.exactly(at, 8, "a gzip trailer")
    crc, size = struct.unpack("<2I", raw)
    if crc != stream.crc:
        return 8, f"the gzip stream with the trailer at {at:#x} fails its CRC-32"
    if size != stream.produced & 0xFFFFFFFF:
        return 8, f"the gzip trailer at {at:#x} states {size} bytes, {stream.produced} came out"  # fmt: skip
    return 8, ""


def _bzip2_lead(view: View, at: int) -> Lead | None:
    head = view.read(at, 10)
    magics = (b"\x31\x41\x59\x26\x53\x59", b"\x17\x72\x45\x38\x50\x90")
    is_stream = head[:3] == b"BZh" and head[3:4] in b"123456789" and head[4:10] in magics
    return Lead(0) if is_stream and len(head) == 10 else None


def _xz_lead(view: View, at: int) -> Lead | None:
    return Lead(0) if view.read(at, 6) == b"\xfd7zXZ\0" else None


def _xz_tail(view: View, at: int, _stream: Stream) -> tuple[int, str]:
    """Own stream padding between two streams: zeros, a multiple of four."""
    length = (zeros_end(view, at) - at) // 4 * 4
    return (length, "") if view.read(at + length, 6) == b"\xfd7zXZ\0" else (0, "")


def _lzma_lead(view: View, at: int) -> Lead | None:
    """Return a lead for a header that XZ Utils would take for one: the format has no magic."""
    head = view.read(at, _LZMA_HEAD)
    if at or len(head) < _LZMA_HEAD or head[0] >= 9 * 5 * 5 or head[13]:
        return None
    dictionary = int.from_bytes(head[1:5], "little")
    top = 1 << max(dictionary.bit_length() - 1, 0)
    is_round = dictionary in {top, top + top // 2, 0xFFFFFFFF}
    size = int.from_bytes(head[5:13], "little")
    return Lead(0) if is_round and (size == _UNSTATED or 0 < size < _LZMA_TOP) else None


def is_lzma(view: View) -> bool:
    """Say whether a .lzma file begins: by its header, and by what decodes behind it."""
    if _lzma_lead(view, 0) is None:
        return False
    stream = Stream(view, (0, view.size), lzma_alone, "the LZMA stream")
    try:
        return bool(next(iter(stream), b""))
    except MemoryLimitError:
        return True
    except DamagedError:
        return False


def _no_tail(_view: View, _at: int, _stream: Stream) -> tuple[int, str]:
    return 0, ""


GZIP = Kind("gzip", _gzip_lead, Inflate, _gzip_tail)
BZIP2 = Kind("bzip2", _bzip2_lead, bzip2, _no_tail)
XZ = Kind("xz", _xz_lead, xz, _xz_tail)
LZMA = Kind("LZMA", _lzma_lead, lzma_alone, _no_tail)
