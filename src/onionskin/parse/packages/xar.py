"""A xar archive: its table of contents, the heap behind it, and who answers for both.

A signature is made over the checksum of the compressed TOC, and the TOC states a checksum
of every file's stored bytes. So it covers the TOC, and each file whose stated checksum is right.

Source: the xar format (mackyle/xar, "xarformat"); libarchive's and apple-platform-rs' notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged
from onionskin.parse.archives import xar_toc
from onionskin.parse.archives.writers_buffer import BLOCK, is_fresh_buffer, repeats_block
from onionskin.parse.archives.xar_toc import Entry, Stored, Toc
from onionskin.parse.codecs.decoding import Decoder, Inflate, Stream, bzip2, xz
from onionskin.parse.holes import joined, outside
from onionskin.parse.signatures.notarisation import read_ticket, trailer
from onionskin.parse.signatures.xar_signature import examine
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

_LINKS = {"symlink": "symlink", "hardlink": "hardlink", "fifo": "fifo",
          "character special": "device", "block special": "device"}  # fmt: skip
_STORED = frozenset({"application/octet-stream", ""})
# How many members' texts are looked for in what a writer's buffer held.
_SMALL_FILES = 16
_DECODERS: dict[str, Callable[[], Decoder]] = {
    "application/x-gzip": lambda: Inflate(15),
    "application/x-bzip2": bzip2,
    "application/x-xz": xz,
    "application/x-lzma": xz,
}


class XarArchive(Value, frozen=True):
    """A xar as a whole: how many entries, the heap's offset, how the TOC is checked and signed."""

    entries: int
    heap: int
    checksum: str
    signatures: tuple[str, ...]


@dataclass
class XarWalk:
    """One walk over a xar. `toc` may be read before; members that lie over each other are read once."""

    view: View
    toc: Toc
    members: Members = field(default_factory=Members)
    right: list[Span] = field(default_factory=list)
    hashed: int = 0

    def run(self) -> Iterator[Item | Signature]:
        """Yield everything: who owns what, what contradicts, the signatures, the members."""
        toc, view = self.toc, self.view
        yield Fact.of(XarArchive(len(toc.entries), toc.heap, toc.checksum_style, tuple(each.style for each in toc.signatures)))  # fmt: skip
        yield from self._header()
        yield from self._heap()
        for entry in toc.entries:
            yield from self._named(entry)
        yield from self._archived()
        digest_is_right = yield from self._checksum()
        yield from examine(view, toc, joined(self.right), digest_is_right=digest_is_right)
        for entry in toc.entries:
            yield from self._member(entry)
        yield from self.members.overflow()

    # --- header, TOC -----------------------------------------------------------------------

    def _header(self) -> Iterator[Item]:
        toc, view = self.toc, self.view
        yield Region("xar header", 0, xar_toc.HEADER)
        extra = toc.header - xar_toc.HEADER
        name = toc.algorithm.encode()
        if extra and view.read(xar_toc.HEADER, extra).rstrip(b"\0") not in (b"", name):
            yield from self.members.stray("extra", xar_toc.HEADER, extra)
        elif extra:
            yield Region("xar header", xar_toc.HEADER, extra)
        yield Region("table of contents", toc.header, toc.used)
        yield from self.members.stray("slack", toc.header + toc.used, toc.stored - toc.used)
        if toc.produced != toc.stated:
            detail = f"the header states {toc.stated} bytes of table, {toc.produced} came out"
            yield from self.members.fault("size-differs", "", detail, 0, toc.header)
        if toc.tables != 1:
            detail = f"the table of contents holds {toc.tables} tables; readers take one of them"
            yield from self.members.fault("second-directory", "", detail, toc.header, toc.stored)
        if toc.checksum_style and toc.checksum_style != toc.algorithm:
            detail = f"the header says {toc.algorithm}, the table {toc.checksum_style}"
            yield from self.members.fault("method-differs", "", detail, 0, toc.header)

    def _checksum(self) -> Generator[Item, None, bool]:
        """Compare the TOC with its own checksum; return whether it is right."""
        toc = self.toc
        if toc.checksum_style not in xar_toc.STYLES or not toc.checksum.is_placed:
            return not toc.signatures
        running = hashlib.new(toc.checksum_style, usedforsecurity=False)
        for chunk in self.view.chunks(toc.header, toc.stored):
            running.update(chunk)
        start = toc.heap + toc.checksum.offset
        stated = self.view.read(start, min(toc.checksum.size, 64))
        if toc.checksum.offset:
            detail = f"its checksum stands at {toc.checksum.offset} of the heap; some installers take the one at 0"  # fmt: skip
            yield from self.members.fault("checksum-differs", "", detail, start, len(stated))
        if stated != running.digest():
            detail = f"the table of contents has another {toc.checksum_style} than is stated"
            yield from self.members.fault("checksum-differs", "", detail, start, len(stated))
        return stated == running.digest()

    # --- heap ----------------------------------------------------------------------------------

    def _heap(self) -> Iterator[Item]:
        """Own what the TOC places; say where things share bytes, and which nobody speaks of."""
        toc, view = self.toc, self.view
        rows = sorted(
            ((toc.place(stored), name) for name, stored in xar_toc.placed(toc)),
            key=lambda row: (row[0].offset, row[0].length, row[1]),
        )
        end, last, owned = toc.heap, Span(-1, 0), []
        for span, name in rows:
            if span.offset + span.length > view.size:
                missing = span.end - view.size
                yield Problem("truncated", f"{name!r} ends {missing} bytes behind the archive's end")  # fmt: skip
            # Writers store equal files once; anything else that shares bytes is no writer's.
            if span == last:
                continue
            if span.offset < end and span.length:
                yield from self.members.fault("overlap", name, "it shares bytes of the heap with another", span.offset, span.length)  # fmt: skip
            start = max(span.offset, end)
            if span.end > start:
                yield Region(f"data {clip(name)}", start, span.end - start)
            owned.append(span)
            end, last = max(end, span.end), span
        for gap in outside(owned, min(end, view.size), toc.heap):
            yield from self._unowned("between", gap)
        yield from self._behind(min(end, view.size))

    def _behind(self, end: int) -> Iterator[Item]:
        found = trailer(self.view, end)
        if found is None and self._repeats_table(end):
            yield Region("beginning of the table once more", end, self.view.size - end)
            return
        if found is None and self._fills_block(end):
            yield Region("rest of the writer's buffer", end, self.view.size - end)
            return
        if found is None:
            yield from self._unowned("behind", Span(end, self.view.size - end))
            return
        whole, inner = found
        yield Region("notarisation ticket", whole.offset, whole.length)
        toc = self.toc
        own = self.view.read(toc.heap + toc.checksum.offset, min(toc.checksum.size, 64))
        data = self.view.read(inner.offset, inner.length)
        ticket = read_ticket(data, inner.offset, [own])
        if ticket is None:
            yield from self.members.stray("behind", inner.offset, inner.length)
        else:
            yield Fact.of(ticket)

    def _repeats_table(self, end: int) -> bool:
        """Say whether the table's first bytes follow: libarchive copies as many too many as its checksum is long."""
        toc, rest = self.toc, self.view.size - end
        own = self.view.read(toc.header, min(rest, toc.stored))
        return rest == toc.checksum.size and self.view.read(end, rest) == own

    def _fills_block(self, end: int) -> bool:
        """Say whether what is behind the heap is the rest of its last block, as libxar left it until 2016."""
        toc, view = self.toc, self.view
        files = [each for each in toc.entries if each.data.is_placed and each.data.length]
        if not files or view.size - end >= BLOCK:
            return False
        start = toc.heap + min(each.data.offset for each in files)
        if repeats_block(view, end, start):
            return True
        if view.size - start != BLOCK:
            return False
        small = (member_bytes(view, toc, each.name, BLOCK * 4) for each in files[:_SMALL_FILES])
        return is_fresh_buffer(view, end, start, [toc.raw, *small])

    def _unowned(self, where: str, span: Span) -> Iterator[Item]:
        if span.length and self.view.is_zero(span.offset, span.length):
            yield Region("zero padding", span.offset, span.length)
        else:
            yield from self.members.stray(where, span.offset, span.length)

    # --- members ---------------------------------------------------------------------------------

    def _named(self, entry: Entry) -> Iterator[Item]:
        start, length = self.toc.header, self.toc.stored
        name = entry.name + ("/" if entry.kind == "directory" else "")
        yield from self.members.named(name, start, length)
        if entry.kind in _LINKS:
            link = Link(entry.name, _LINKS[entry.kind], entry.link)
            # A hard link's target is another file's number.
            if entry.kind == "symlink" or not entry.link.isdigit():
                yield from self.members.link(link, start, length)
        for each in entry.contradictions[:4]:
            yield from self.members.fault("name-differs", entry.name, each, start, length)

    def _archived(self) -> Iterator[Item]:
        """Compare the stored bytes with the checksums that the TOC states of them, each span once."""
        known: dict[tuple[int, int, str], str] = {}
        for entry in self.toc.entries:
            for stored in (entry.data, *entry.attributes):
                if stored.archived is None or not stored.is_placed:
                    continue
                style, stated = stored.archived
                span = self.toc.place(stored)
                key = (span.offset, span.length, style)
                if key not in known:
                    if style not in xar_toc.STYLES or span.end > self.view.size:
                        continue
                    if self.hashed + span.length > 2 * self.view.size + (1 << 20):
                        yield Problem("limit:checksums", "members lie over each other; not every checksum was compared")  # fmt: skip
                        return
                    self.hashed += span.length
                    known[key] = self._digest(style, self.view.chunks(span.offset, span.length))
                if known[key] == stated:
                    self.right.append(span)
                else:
                    detail = f"its stored bytes have another {style} than the table states"
                    yield from self.members.fault("checksum-differs", entry.name, detail, span.offset, span.length)  # fmt: skip

    def _digest(self, style: str, chunks: Iterable[bytes]) -> str:
        running = hashlib.new(style, usedforsecurity=False)
        for chunk in chunks:
            running.update(chunk)
        return running.hexdigest()

    def _member(self, entry: Entry) -> Iterator[Item]:
        if entry.kind == "file" or entry.data.is_placed:
            yield from self._opened(entry.name, entry.data)
        for each in entry.attributes:
            if each.is_placed:
                yield from self._opened(f"{entry.name} ({each.name})", each)

    def _opened(self, name: str, stored: Stored) -> Iterator[Item]:
        if not stored.is_placed:
            yield Child(name, chunks=(), declared=0)
            return
        span = self.toc.place(stored)
        if stored.encoding in _STORED:
            yield Child(name, span=(span.offset, span.length), declared=stored.size)
            if stored.size != stored.length:
                detail = f"{stored.length} bytes are stored as they are, {stored.size} are stated"
                yield from self.members.fault("size-differs", name, detail, span.offset, span.length)  # fmt: skip
            return
        decoder = _DECODERS.get(stored.encoding)
        if decoder is None:
            yield Problem("no-decoder", f"{name[:200]!r} is encoded as {stored.encoding[:80]!r}, which this version does not decode")  # fmt: skip
            return
        stream = Stream(self.view, (span.offset, span.length), decoder, f"the data of {name[:200]!r}")  # fmt: skip
        summed = _Summed(stream, stored.extracted)
        yield Child(name, chunks=summed, declared=stored.size)
        yield from self._contradicted(name, stored, span, summed)

    def _contradicted(
        self, name: str, stored: Stored, span: Span, summed: _Summed
    ) -> Iterator[Item]:
        stream = summed.stream
        if not stream.finished:
            return
        yield from self.members.stray("slack", span.offset + stream.used, span.length - stream.used)
        if stream.produced != stored.size:
            detail = f"{stream.produced} bytes came out, {stored.size} are stated"
            yield from self.members.fault("size-differs", name, detail, span.offset, span.length)
        if summed.is_wrong:
            detail = "its extracted bytes have another checksum than the table states"
            yield from self.members.fault("checksum-differs", name, detail, span.offset, span.length)  # fmt: skip


class _Summed:
    """A member's decoded bytes, hashed on their way."""

    def __init__(self, stream: Stream, stated: tuple[str, str] | None) -> None:
        self.stream = stream
        self._stated = stated if stated and stated[0] in xar_toc.STYLES else None
        self._running = hashlib.new(self._stated[0] if self._stated else "sha1", usedforsecurity=False)  # fmt: skip

    @property
    def is_wrong(self) -> bool:
        """Whether the whole has another digest than is stated."""
        return self._stated is not None and self._running.hexdigest() != self._stated[1]

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.stream:
            if self._stated is not None:
                self._running.update(chunk)
            yield chunk


def walk(view: View, toc: Toc | None = None) -> Iterator[Item | Signature]:
    """Yield everything a xar holds: regions, members, links, contradictions, signatures."""
    try:
        toc = toc or xar_toc.read_toc(view)
    except DamagedError as error:
        yield Region("xar header", 0, min(xar_toc.HEADER, view.size))
        yield Problem("damaged", f"nothing of the heap can be placed: {error}")
        return
    yield from merged(XarWalk(view, toc).run())  # type: ignore[arg-type]


def member_bytes(view: View, toc: Toc, name: str, limit: int = 1 << 20) -> bytes:
    """Return a small member's decoded bytes by its path; empty where there is none, or it is larger."""
    for entry in toc.entries:
        stored = entry.data
        if entry.name != name or not stored.is_placed or stored.size > limit:
            continue
        span = toc.place(stored)
        if stored.encoding in _STORED:
            return view.read(span.offset, span.length)
        decoder = _DECODERS.get(stored.encoding)
        if decoder is None:
            return b""
        found, total = [], 0
        for part in Stream(view, (span.offset, span.length), decoder, name):
            found.append(part)
            total += len(part)
            if total > limit:
                return b""
        return b"".join(found)
    return b""
