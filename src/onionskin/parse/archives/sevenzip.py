"""A .7z file walked: who owns its bytes, its files folder by folder, and where it contradicts itself.

Source: 7zFormat.txt of the LZMA SDK (public domain).
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item as Found
from onionskin.parse.archive import Link, Members, clip, merged
from onionskin.parse.archives.sevenzip_folders import AES, FolderStream, closed_methods, name_of
from onionskin.parse.archives.sevenzip_header import (
    ENCODED,
    HEADER,
    MAGIC,
    MAX_HEADER,
    Folder,
    Header,
    Item,
    Reader,
    Start,
    Streams,
    read_header,
    read_start,
    read_streams,
)  # fmt: skip
from onionskin.parse.archives.solid import Solid
from onionskin.parse.holes import joined, outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

NAMED = 5
# A header may be packed, and what comes out may be packed again.
NESTED = 4
_TARGET = 4096
SIGNATURE = 32


class SevenZipArchive(Value, frozen=True):
    """A .7z file as a whole. `anti` are items that delete a file where the archive is unpacked."""

    files: int
    folders: int
    methods: tuple[str, ...]
    packed_header: bool
    anti: tuple[str, ...] = ()


def fits(view: View) -> bool:
    """Say whether a signature header stands at the beginning."""
    raw = view.read(0, SIGNATURE)
    return len(raw) == SIGNATURE and raw[:6] == MAGIC and raw[6] == 0


def walk(view: View) -> Iterator[Found]:
    """Yield everything a .7z file holds: files, regions, facts, problems."""
    yield from merged(_Walk(view).run())


class _EncryptedError(DamagedError):
    """A header that needs a password."""


@dataclass
class _Member:
    """The bytes of one file while they are read, and whether they fit what is stated."""

    chunks: Iterator[bytes]
    crc: int = 0
    finished: bool = False

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.crc = zlib.crc32(chunk, self.crc)
            yield chunk
        self.finished = True


@dataclass
class _Walk:
    view: View
    members: Members = field(default_factory=Members)
    owned: list[Span] = field(default_factory=list)
    slack: list[Span] = field(default_factory=list)
    packed_header: bool = False
    # What could not be opened, and for each reason how many files, and some of them.
    closed: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def run(self) -> Iterator[Found]:
        start = read_start(self.view.exactly(0, SIGNATURE, "the signature header"))
        yield from self._own("signature header", 0, SIGNATURE)
        if not start.holds:
            yield from self.members.fault("checksum-differs", "", "the signature header's CRC-32 does not hold", 8, 4)  # fmt: skip
        try:
            header = yield from self._header(start)
        except _EncryptedError as error:
            yield Problem("encrypted", str(error))
            for part in outside(self.owned, self.view.size):
                yield Region("encrypted folders", part.offset, part.length)
            return
        except DamagedError as error:
            yield Problem("damaged", f"the header cannot be read: {error}")
            header = None
        if header is not None:
            yield from self._contents(header)
            yield from self._closed()
            yield from self._gaps(header, start)
        elif (rest := self.view.size - SIGNATURE) > 0:
            # Without a header nothing says whose these are; a signal may still search them.
            yield from self.members.stray("unread", SIGNATURE, rest)
        yield from self.members.overflow()

    # --- header -------------------------------------------------------------

    def _header(self, start: Start) -> Generator[Found, None, Header]:
        if start.size == 0:
            return Header()
        if start.offset + start.size > self.view.size:
            raise DamagedError(
                f"it should stand at {start.offset:#x}, behind the file's end: the file is cut short, or the first of several volumes"
            )
        if start.size > MAX_HEADER:
            raise DamagedError(f"it is {start.size} bytes long; the limit is {MAX_HEADER}")
        yield from self._own("header", start.offset, start.size)
        data = self.view.exactly(start.offset, start.size, "the header")
        if zlib.crc32(data) != start.crc:
            yield from self.members.fault("checksum-differs", "", "the header's CRC-32 does not hold", start.offset, start.size)  # fmt: skip
        place = Span(start.offset, start.size)
        for _ in range(NESTED):
            reader = Reader(data)
            kind = reader.byte()
            if kind == HEADER:
                header = read_header(reader)
                yield from self._hidden(header, reader, place)
                return header
            if kind != ENCODED:
                raise DamagedError(f"it begins with {kind:#04x}")
            streams = read_streams(reader)
            place = Span(SIGNATURE + streams.at, sum(streams.packed))
            yield from self._own("packed header", place.offset, place.length)
            data = self._unpacked(streams)
            self.packed_header = True
        raise DamagedError(f"it is packed more than {NESTED} times")

    def _unpacked(self, streams: Streams) -> bytes:
        if len(streams.folders) != 1:
            raise DamagedError(f"it is packed in {len(streams.folders)} folders")
        folder = streams.folders[0]
        closed = closed_methods(folder)
        if any(each.method == AES for each in folder.coders):
            raise _EncryptedError(
                "the header is encrypted; peel the archive with its password removed"
            )
        if closed:
            raise DamagedError(f"it is packed with {', '.join(closed)}, which is not opened here; --with 7zz may open it")  # fmt: skip
        if folder.size > MAX_HEADER:
            raise DamagedError(f"it unpacks to {folder.size} bytes; the limit is {MAX_HEADER}")
        stream = FolderStream(self.view, folder, _places(streams)[0])
        data = b"".join(stream)
        self.slack += stream.slack
        if folder.crc is not None and zlib.crc32(data) != folder.crc:
            raise DamagedError("the CRC-32 of the packed header does not hold")
        return data

    def _hidden(self, header: Header, reader: Reader, place: Span) -> Iterator[Found]:
        """State what the header holds that no reader looks at. Packed, its place is the packed stream's."""
        for what, length in header.hidden[:NAMED]:
            where = "padding" if what.startswith("padding") else "extra"
            yield from self.members.stray(where, place.offset, min(length, place.length))
        if reader.at < len(reader.data):
            length = min(len(reader.data) - reader.at, place.length)
            yield from self.members.stray("behind", place.end - length, length)
        if header.external:
            yield Problem(
                "unread", "a part of the header is kept in another stream, which is not read"
            )

    # --- contents -----------------------------------------------------------

    def _contents(self, header: Header) -> Iterator[Found]:
        folders, places = header.streams.folders, _places(header.streams)
        methods = {name_of(coder.method) for each in folders for coder in each.coders}
        anti = tuple(clip(each.name) for each in header.items if each.is_anti)
        yield Fact.of(
            SevenZipArchive(
                len(header.items),
                len(folders),
                tuple(sorted(methods)),
                self.packed_header,
                anti[:50],
            )
        )
        with_bytes = (each for each in header.items if each.has_stream)
        for number, (folder, packed) in enumerate(zip(folders, places, strict=True)):
            items = list(islice(with_bytes, len(folder.streams)))
            yield from self._folder(number, folder, packed, items)
        yield from self._empty(header)
        left = sum(1 for _ in with_bytes)
        if left:
            yield from self.members.fault("count-differs", "", f"{left} files have no bytes in any folder", 0)  # fmt: skip
            yield Problem("truncated", f"{left} files are listed whose bytes are in no folder")

    def _empty(self, header: Header) -> Iterator[Found]:
        for item in header.items:
            if item.has_stream:
                continue
            yield from self.members.named(item.name + "/" * item.is_folder, 0, 0)
            if not item.is_folder and not item.is_anti:
                yield Child(item.name, chunks=iter(()), declared=0)

    def _folder(
        self, number: int, folder: Folder, packed: list[Span], items: list[Item]
    ) -> Iterator[Found]:
        methods = " + ".join(name_of(each.method) for each in folder.coders)
        stream = FolderStream(self.view, folder, packed)
        for span in packed:
            if span.end > self.view.size:
                yield Problem("truncated", f"folder {number} ends {span.end - self.view.size} bytes behind the file's end")  # fmt: skip
        for item in items:
            yield from self.members.named(item.name, 0, 0)
        refusal = _refusal(folder)
        if refusal:
            self.closed.setdefault(refusal, []).extend(each.name for each in items)
        else:
            yield from self._files(number, folder, stream, items)
        for span in packed:
            yield from self._own(f"folder {number} ({methods})", span.offset, span.length, stream.slack)  # fmt: skip
        self.slack += stream.slack

    def _files(
        self, number: int, folder: Folder, stream: FolderStream, items: list[Item]
    ) -> Iterator[Found]:
        taker, offset = Solid(iter(stream)), 0
        for at, (size, crc) in enumerate(folder.streams):
            item = items[at] if at < len(items) else None
            name = item.name if item else f"folder {number}, {size} plain bytes of no file"
            member = _Member(taker.part(offset, size))
            if item is None:
                yield from self.members.fault("hidden-member", "", f"{size} bytes of folder {number} belong to no file", 0)  # fmt: skip
            if item and item.is_link and size <= _TARGET:
                yield from self._link(item.name, member)
            else:
                yield Child(name, chunks=member, declared=size)
            if member.finished and crc is not None and member.crc != crc:
                yield from self.members.fault("checksum-differs", name, f"stated {crc:08x}, found {member.crc:08x}", 0)  # fmt: skip
            offset += size
        if not folder.streams and folder.size:
            name = f"folder {number}, {folder.size} plain bytes of no file"
            yield from self.members.fault(
                "hidden-member", "", f"folder {number} belongs to no file", 0
            )
            yield Child(name, chunks=taker.part(0, folder.size), declared=folder.size)
        if taker.broken is None and taker.at == offset and not taker.held:
            # The last look lets the coder come to its end, behind which slack begins.
            yield from self._behind(number, stream, taker)

    def _behind(self, number: int, stream: FolderStream, taker: Solid) -> Iterator[Found]:
        try:
            extra = next(taker.chunks, b"")
        except DamagedError as error:
            yield Problem("damaged", f"the end of folder {number}: {error}")
            return
        if extra:
            yield Problem("contradiction", f"folder {number} unpacks to more than the {stream.folder.size} bytes stated")  # fmt: skip

    def _link(self, name: str, member: _Member) -> Iterator[Found]:
        try:
            target = b"".join(member)
        except DamagedError as error:
            yield Problem("damaged-member", f"member {name!r}: {error}")
            return
        link = Link(name, "symlink", target.decode("utf-8", "backslashreplace"))
        yield from self.members.link(link, 0, 0)

    def _closed(self) -> Iterator[Problem]:
        for (reason, why), names in sorted(self.closed.items()):
            shown = ", ".join(repr(clip(each)) for each in names[:NAMED])
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            yield Problem(reason, f"{why}: {shown}{more}")

    # --- ledger -------------------------------------------------------------

    def _own(
        self, name: str, offset: int, length: int, holes: list[Span] | None = None
    ) -> Iterator[Found]:
        end = min(offset + length, self.view.size)
        for part in outside([*self.owned, *(holes or ())], end, offset):
            yield Region(name, part.offset, part.length)
        taken = [each for each in joined(self.owned) if each.offset < end and each.end > offset]
        if taken:
            yield from self.members.fault("overlap", "", f"{name} lies over what something else owns", offset, length)  # fmt: skip
        self.owned = list(joined([*self.owned, Span(offset, end - offset)]))

    def _gaps(self, header: Header, start: Start) -> Iterator[Found]:
        for hole in joined(self.slack):
            yield from self.members.stray("slack", hole.offset, hole.length)
        last = max(each.end for each in self.owned)
        used = sum(len(each.packed) for each in header.streams.folders)
        if len(header.streams.packed) > used:
            detail = f"{len(header.streams.packed) - used} packed streams belong to no folder"
            yield from self.members.fault("count-differs", "", detail, start.offset)
        for gap in outside(self.owned, self.view.size):
            where = "behind" if gap.offset >= last else "between"
            yield from self.members.stray(where, gap.offset, gap.length)


def _places(streams: Streams) -> list[list[Span]]:
    """Return where each folder's packed streams stand in the file."""
    found, at, number = [], SIGNATURE + streams.at, 0
    for folder in streams.folders:
        own = []
        for size in streams.packed[number : number + len(folder.packed)]:
            own.append(Span(at, size))
            at += size
        number += len(folder.packed)
        found.append(own)
    return found


def _refusal(folder: Folder) -> tuple[str, str] | None:
    """Return why a folder cannot be opened: the problem's reason, and the sentence."""
    closed = closed_methods(folder)
    if any(each.method == AES for each in folder.coders):
        return "encrypted", "these files are encrypted; peel the archive with its password removed"
    if closed:
        why = f"these files are packed with {', '.join(closed)}, which is not opened here; --with 7zz may open it"
        return "needs:7zz", why
    return None
