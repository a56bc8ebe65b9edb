"""What a Windows Installer package holds: the files of its cabinets by their real names, and its streams.

The cabinets inside are opened here, so that a file appears under the path it is
installed to. A cabinet that cannot be opened is a piece of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError
from onionskin.model import Problem, Span
from onionskin.parse.archives.cab import Cabinet, Member, read_cabinet
from onionskin.parse.archives.cab_contents import CabinetContents
from onionskin.parse.archives.cfb import ChainView, Entry
from onionskin.parse.archives.cfb_map import MAX_LISTED, Unowned
from onionskin.parse.holes import outside
from onionskin.parse.installers.msi import PACKAGE, Database, label
from onionskin.parse.installers.msi_package import Installed, MsiContradiction, Package, scripts

# Streams that are the database's own: read, and not handed out as files.
OWN = frozenset({"\x05SummaryInformation", "\x05DocumentSummaryInformation", "\x05DigitalSignature", "\x05MsiDigitalSignatureEx"})  # fmt: skip
MAX_CONTRADICTIONS = 1_000
NAMED = 5


@dataclass(frozen=True)
class Piece:
    """A file, a stream or a script of the package. Either `span` or `chunks`."""

    name: str
    size: int
    span: tuple[int, int] | None = None
    chunks: Iterator[bytes] | None = None


class MsiContents:
    """Hands out the pieces; what was noticed on the way stands in its lists afterwards."""

    def __init__(self, database: Database, package: Package) -> None:
        self.database = database
        self.package = package
        self.holes: list[Span] = []
        self.problems: list[Problem] = []
        self._contradictions: list[MsiContradiction] = []
        self._gaps: list[Unowned] = []
        self._seen: set[str] = set()

    def pieces(self) -> Iterator[Piece]:
        """Yield the files of each cabinet inside, then every other stream, then inline scripts."""
        cabinets = self._cabinets()
        for name, entry in cabinets.items():
            yield from self._cabinet(name, entry)
        self._missing()
        for name, entry in sorted(self.database.streams.items()):
            if name not in cabinets and name not in OWN:
                if self._describes_itself and name.partition(".")[0] not in self.database.tables:
                    self._contradict("odd-stream", name, "no table and no Media row refers to it")
                yield self._stream(name, entry)
        yield from self._odd_streams()
        for name, text in scripts(self.database):
            data = text.encode("utf-8")
            yield Piece(name, len(data), chunks=iter((data,)))

    def facts(self) -> Iterator[MsiContradiction | Unowned]:
        """Yield what contradicted, and what no structure of a cabinet owns. Ask after the pieces."""
        yield from self._contradictions[:MAX_CONTRADICTIONS]
        longest = sorted(self._gaps, key=lambda each: (-each.length, each.offset))[:MAX_LISTED]
        yield from sorted(longest, key=lambda each: each.offset)

    def _cabinets(self) -> dict[str, Entry]:
        """Return the streams that Media refers to."""
        found: dict[str, Entry] = {}
        for media in self.package.media:
            entry = self.database.streams.get(media.cabinet)
            if media.embedded and entry is not None:
                found[media.cabinet] = entry
            elif media.embedded and media.files:
                detail = f"cabinet {media.cabinet!r} is said to be inside, and is not"
                self.problems.append(Problem("missing-member", detail))
        return found

    def _cabinet(self, name: str, entry: Entry) -> Iterator[Piece]:
        chain = self.database.compound.open(entry)
        try:
            cabinet = read_cabinet(self.database.open(entry))
        except DamagedError as error:
            self.problems.append(Problem("damaged", f"cabinet {name!r}: {error}"))
            yield self._stream(name, entry)
            return
        contents = CabinetContents(cabinet)
        for piece in contents.pieces():
            if piece.member is None:
                if not cabinet.neighbours:
                    where = f"{name}/{piece.name}"
                    self._contradict("unlisted-file", where, "no file of the cabinet holds them")
                yield Piece(f"{name}/{piece.name}", piece.size, chunks=piece.chunks)
            else:
                yield self._file(name, piece.member, piece.chunks)
        if contents.closed:
            self._seen.update(each.name for each in cabinet.members)
            yield self._stream(name, entry)
        for problem in contents.problems():
            self.problems.append(Problem(problem.reason, f"cabinet {name!r}: {problem.detail}"))
        self._own(name, chain, cabinet, contents)

    def _file(self, cabinet: str, member: Member, chunks: Iterator[bytes]) -> Piece:
        row = self.package.files.get(member.name)
        self._seen.add(member.name)
        if row is None:
            name = f"{cabinet}/{member.name}"
            self._contradict(
                "unlisted-file", name, "no row of File names it: it is never installed"
            )
            return Piece(name, member.size, chunks=chunks)
        if row.size != member.size:
            self._contradict(
                "file-size", row.path, f"File states {row.size} bytes, the cabinet {member.size}"
            )
        if row.md5 is not None:
            chunks = self._hashed(row, chunks)
        return Piece(row.path, member.size, chunks=chunks)

    def _hashed(self, row: Installed, chunks: Iterator[bytes]) -> Iterator[bytes]:
        digest = hashlib.md5(usedforsecurity=False)
        for chunk in chunks:
            digest.update(chunk)
            yield chunk
        if digest.digest() != row.md5 and row.md5 is not None:
            detail = f"MsiFileHash states {row.md5.hex()}, the file has {digest.hexdigest()}"
            self._contradict("file-hash", row.path, detail)

    def _own(
        self, name: str, chain: ChainView, cabinet: Cabinet, contents: CabinetContents
    ) -> None:
        """Cut out of the stream's region what no structure of the cabinet owns."""
        owned = [Span(each.offset, each.length) for each in contents.regions()]
        for gap in outside(owned, cabinet.view.size):
            for span in chain.spans(gap.offset, gap.length):
                self.holes.append(span)
                self._gaps.append(Unowned("cabinet-gap", span.offset, span.length, name))
        self.holes.sort(key=lambda each: each.offset)

    def _missing(self) -> None:
        """Say which files are outside of the package, and which should be inside and are not."""
        outside = self.package.outside
        if outside:
            names = ", ".join(repr(each.path) for each in outside[:NAMED])
            more = f" and {len(outside) - NAMED} more" if len(outside) > NAMED else ""
            cabinets = sorted(
                {each.cabinet for each in self.package.media if not each.embedded and each.cabinet}
            )
            where = f" in {', '.join(map(repr, cabinets))}" if cabinets else ""
            self.problems.append(
                Problem(
                    "outside", f"{names}{more} lie beside the package{where}: peel the directory"
                )
            )
        beside = {each.key for each in outside}
        for row in self.package.files.values():
            if row.key not in self._seen and row.key not in beside:
                self._contradict("missing-file", row.path, "File names it and no cabinet holds it")

    def _odd_streams(self) -> Iterator[Piece]:
        """Yield streams of storages, twice-named streams, and those the tree does not lead to."""
        known = {entry.index for entry in self.database.streams.values()}
        known |= {entry.index for entry in self.database.table_streams.values()}
        for entry in self.database.compound.streams:
            if entry.index not in known:
                name = "/".join((*entry.path[:-1], label(entry)))
                yield self._stream(name, entry)
        for name, entry in sorted(self.database.table_streams.items()):
            if name not in self.database.tables and name not in {"_StringPool", "_StringData"}:
                if self._describes_itself:
                    detail = "stored as a table that _Columns does not describe"
                    self._contradict("odd-stream", name, detail)
                yield self._stream(name, entry)

    @property
    def _describes_itself(self) -> bool:
        """Whether this is a package: a transform's tables are described by the package it changes."""
        root = self.database.compound.root
        return root is not None and root.clsid == PACKAGE

    def _stream(self, name: str, entry: Entry) -> Piece:
        chain = self.database.compound.open(entry)
        whole = chain.whole
        if whole is not None:
            return Piece(name, entry.size, span=(whole.offset, whole.length))
        return Piece(name, entry.size, chunks=chain.chunks())

    def _contradict(self, kind: str, name: str, detail: str) -> None:
        if len(self._contradictions) < MAX_CONTRADICTIONS:
            self._contradictions.append(MsiContradiction(kind, name, detail))
