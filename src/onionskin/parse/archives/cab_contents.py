"""What a cabinet holds, read front to back: its files, and plain bytes that belong to no file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.model import Problem, Region, Span, Value
from onionskin.parse.archives.cab import METHODS, Cabinet, Folder, FolderReader, Member
from onionskin.parse.holes import without

NAMED = 5


class CabinetFact(Value, frozen=True):
    """A cabinet's figures. `unclaimed` counts plain bytes of folders that belong to no file."""

    files: int
    methods: tuple[str, ...]
    unclaimed: int
    signed: bool
    spans: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A file of a cabinet, or plain bytes of no file (`member` is None)."""

    name: str
    size: int
    chunks: Iterator[bytes]
    member: Member | None


class CabinetContents:
    """Reads the folders that can be opened, one after the other.

    Take `regions` and `problems` after the pieces: reading shows wrong checksums,
    and bytes that no deflate stream uses.
    """

    def __init__(self, cabinet: Cabinet) -> None:
        self.cabinet = cabinet
        self._holes: list[Span] = []

    @property
    def fact(self) -> CabinetFact:
        """The figures of the cabinet."""
        cabinet = self.cabinet
        open_ = [each for each in cabinet.folders if FolderReader(cabinet, each).can]
        return CabinetFact(
            files=len(cabinet.members),
            methods=tuple(sorted({each.method_name for each in cabinet.folders})),
            unclaimed=sum(span.length for each in open_ for span in cabinet.unclaimed(each)),
            signed=cabinet.signature is not None,
            spans=cabinet.neighbours,
        )

    @property
    def closed(self) -> list[Folder]:
        """The folders whose compression cannot be opened."""
        return [each for each in self.cabinet.folders if not FolderReader(self.cabinet, each).can]

    def pieces(self) -> Iterator[Piece]:
        """Yield every file, and every stretch of no file, folder by folder in stored order."""
        for folder in self.cabinet.folders:
            reader = FolderReader(self.cabinet, folder)
            if not reader.can:
                continue
            reader.holes = self._holes
            for each in self.cabinet.in_folder(folder):
                yield Piece(each.name, each.size, reader.read(each.offset, each.size), each)
            for span in self.cabinet.unclaimed(folder):
                name = f"folder {folder.index}, {span.length} plain bytes at {span.offset:#x} of no file"
                yield Piece(name, span.length, reader.read(span.offset, span.length), None)

    def regions(self) -> Iterator[Region]:
        """Yield who owns the cabinet's bytes."""
        for region in self.cabinet.regions:
            yield from without(region, self.cabinet.strange)
        yield from self.cabinet.data_regions(self._holes)

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be read; folders that cannot be opened name their method and files."""
        yield from self.cabinet.problems
        for folder in self.closed:
            names = [each.name for each in self.cabinet.in_folder(folder)]
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            shown = f"{', '.join(map(repr, names[:NAMED]))}{more}"
            if folder.method in METHODS:
                where = self.cabinet.previous or "a cabinet that is not named"
                detail = f"folder {folder.index} begins in {where} and cannot be opened without it: {shown}"
                yield Problem("spanning", detail)
            else:
                detail = f"folder {folder.index} is compressed with {folder.method_name}, which this version does not open: {shown}"
                yield Problem("no-opener", detail)
