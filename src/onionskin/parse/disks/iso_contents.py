"""What an ISO 9660 image holds: the files of all its trees, and who owns every sector."""

from __future__ import annotations

import re
import struct
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import FACTS, Item, Link, Members, clip, merged
from onionskin.parse.disks.extents import Pieces
from onionskin.parse.disks.iso9660 import (
    FIRST,
    SECTOR,
    Record,
    Volume,
    add_rock_ridge,
    read_boot_images,
    read_descriptors,
    read_folder,
    susp_skip,
)
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

ENTRIES = 150_000
DEPTH = 64
LISTED = 256 << 20
_UDF = (b"BEA01", b"NSR02", b"NSR03", b"TEA01", b"BOOT2")
_GPT = b"EFI PART"
# What a writer says of itself: its mark and the time, then its name, version and options.
_NOTED = re.compile(
    rb"(?:MKI|INFO) [A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\n[A-Za-z]{3,20} [!-~]{1,20}(?:[ \n][ -~\n]*)?"
)
_NOTE, _WORD = 512, 100
_MASTER = (
    1024  # where a classic HFS volume has its master directory block (Inside Macintosh: Files)
)


class IsoImage(Value, frozen=True):
    """An image as a whole. `trees` name the directory trees (`primary`, `joliet`, `rock-ridge`, `udf`, `hfs`).

    `files` counts those of the tree that is shown, `boot_images` what El Torito names.
    """

    name: str
    sectors: int
    trees: tuple[str, ...]
    shown: str
    files: int
    boot_images: int
    is_hybrid: bool


@dataclass
class _File:
    """A file of one tree: its path there, and its extents in bytes."""

    path: str
    record: Record
    extents: list[tuple[int, int]]

    @property
    def size(self) -> int:
        return sum(length for _, length in self.extents)


@dataclass
class _Tree:
    """One directory tree."""

    volume: Volume
    kind: str
    files: dict[str, _File] = field(default_factory=dict)
    folders: set[int] = field(default_factory=set)
    links: list[tuple[str, Record]] = field(default_factory=list)

    def places(self) -> dict[tuple[int, int], _File]:
        """Return the files that have bytes, by their first extent."""
        return {each.extents[0]: each for each in self.files.values() if each.size}


def walk(view: View) -> Iterator[Item]:
    """Yield everything an image holds: regions, files, contradictions, problems."""
    yield from merged(_Walk(view).run())


@dataclass
class _Walk:
    """One walk over one image."""

    view: View
    members: Members = field(default_factory=Members)
    trees: list[_Tree] = field(default_factory=list)
    owned: list[tuple[int, int, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    problems: int = 0
    entries: int = 0
    listed: int = 0

    def run(self) -> Iterator[Item]:
        volumes, catalogues, behind = read_descriptors(self.view)
        if not volumes:
            raise DamagedError("there is no volume descriptor")
        size = volumes[0].sectors * SECTOR
        if size > self.view.size:
            yield Problem("truncated", f"the image lacks its last {size - self.view.size} bytes")
        self._own(FIRST * SECTOR, (behind - FIRST) * SECTOR, "volume descriptors")
        yield from self._further(behind)
        yield from self._classic_hfs()
        for each in volumes:
            tree = _Tree(each, each.kind)
            self.trees.append(tree)
            yield from self._folders(tree)
            yield from self._tables(tree)
        shown = self._shown()
        boots = yield from self._boots(catalogues)
        parts = self._partitions(size)
        yield from self._files(shown)
        yield from self._compare(shown)
        yield from self._contents(shown, boots, parts)
        yield from self._owners(size, parts)
        yield Fact.of(
            IsoImage(
                volumes[0].name, volumes[0].sectors,
                tuple(sorted({each.kind for each in self.trees} | set(self.others))),
                shown.kind, len(shown.files), len(boots),
                self.view.read(510, 2) == b"\x55\xaa",
            )
        )  # fmt: skip
        yield from self.members.overflow()

    def _own(self, at: int, length: int, name: str) -> None:
        if length > 0:
            self.owned.append((at, length, name))

    def _problem(self, reason: str, detail: str) -> Iterator[Problem]:
        self.problems += 1
        if self.problems <= FACTS:
            yield Problem(reason, detail)

    def _further(self, sector: int) -> Iterator[Item]:
        """Own what writers put behind the descriptors: UDF's own, and what mkisofs and libarchive say of themselves."""
        for number in range(sector, sector + 16):
            raw = self.view.read(number * SECTOR, SECTOR)
            if raw[1:6] in _UDF:
                self._own(number * SECTOR, SECTOR, "UDF descriptor")
                if raw[1:4] == b"NSR" and "udf" not in self.others:
                    self.others.append("udf")
                    yield Problem("not-opened", "the image also has a UDF tree, which this version does not read and may show other files")  # fmt: skip
            elif is_writers_note(raw):
                self._own(number * SECTOR, SECTOR, "note of the writer")

    def _classic_hfs(self) -> Iterator[Item]:
        """Say that there is a tree for old Macintoshes, too, as genisoimage -hfs writes it beside its own."""
        block = self.view.read(_MASTER, 512)
        if len(block) < 512 or block[:2] != b"BD":
            return
        count, unit = struct.unpack_from(">HI", block, 18)
        first, name = struct.unpack_from(">H", block, 28)[0], block[36]
        if (
            unit
            and not unit % 512
            and first * 512 + count * unit <= self.view.size
            and 0 < name < 28
        ):
            self._own(_MASTER, 512, "HFS master directory block")
            self.others.append("hfs")
            yield Problem("not-opened", "the image also has a classic HFS tree (for old Macintoshes), which this version does not read and may show other files")  # fmt: skip

    # --- the trees --------------------------------------------------------------------------

    def _folders(self, tree: _Tree) -> Iterator[Item]:
        root = tree.volume.root
        skip = self._rock_ridge(tree)
        stack: list[tuple[str, int, int, int]] = [("", root.sector, root.size, 0)]
        while stack:
            path, sector, size, depth = stack.pop()
            if sector in tree.folders:
                yield from self.members.fault("overlap", path, "a folder that stands in the tree twice, or in itself", sector * SECTOR, size)  # fmt: skip
                continue
            if depth > DEPTH or len(path) > 4096:
                yield from self._problem("limit:depth", f"{clip(path)!r} is {depth} folders deep")
                continue
            tree.folders.add(sector)
            self.listed += size
            if self.listed > LISTED:
                yield from self._problem(
                    "limit:bytes", f"directories of more than {LISTED >> 20} MiB"
                )
                return
            self._own(sector * SECTOR, -(-size // SECTOR) * SECTOR, f"folder {clip(path) or '/'}")
            for inner in self._records(tree, path, sector, size, skip):
                if isinstance(inner, tuple):
                    stack.append((inner[0], inner[1], inner[2], depth + 1))
                else:
                    yield inner
            if self.entries > ENTRIES:
                yield from self._problem("limit:entries", f"more than {ENTRIES} directory records")
                return

    def _rock_ridge(self, tree: _Tree) -> int | None:
        root = tree.volume.root
        first = next(read_folder(self.view, root.sector, SECTOR, tree.kind), None)
        skip = susp_skip(first) if isinstance(first, Record) else None
        if skip is not None and tree.kind == "primary":
            tree.kind = "rock-ridge"
        return skip

    def _records(  # noqa: C901, PLR0912 - one branch for each kind of record
        self, tree: _Tree, path: str, sector: int, size: int, skip: int | None
    ) -> Iterator[Item | tuple[str, int, int]]:
        before: _File | None = None
        for record in read_folder(self.view, sector, size, tree.volume.kind):
            if isinstance(record, DamagedError):
                where = clip(path) or "/"
                yield from self._problem("damaged-member", f"in the folder {where!r}: {record}")
                continue
            self.entries += 1
            if self.entries > ENTRIES:
                return
            if skip is not None:
                add_rock_ridge(self.view, record, skip)
                for at, length in record.continued:
                    self._own(at, length, "rock ridge continuation")
            if record.name in {"\0", "\1"}:
                continue
            name = record.long_name or _plain(record.name)
            full = f"{path}/{name}" if path else name
            if record.faults:
                detail = f"its {' and '.join(record.faults)} differ between the byte orders"
                yield from self.members.fault(
                    "size-differs", full, detail, record.at, record.length
                )
            if before is not None and before.record.has_more and before.path == full:
                before.extents.append((record.sector * SECTOR, record.size))
                before.record = record
                continue
            if record.link is not None:
                tree.links.append((full, record))
            elif record.moved is not None:
                yield full, record.moved, self._folder_size(record.moved, tree)
            elif record.is_folder:
                if not record.is_moved_here:
                    yield full, record.sector, record.size
            else:
                before = _File(full, record, [(record.sector * SECTOR, record.size)])
                yield from self._add(tree, before)

    def _add(self, tree: _Tree, file: _File) -> Iterator[Item]:
        if file.record.is_interleaved:
            yield from self._problem("damaged-member", f"{clip(file.path)!r} is interleaved, which is not read")  # fmt: skip
        if file.path in tree.files:
            yield from self.members.fault("duplicate-name", file.path, "more than one file of a folder has this name", file.record.at, file.record.length)  # fmt: skip
            file.path = f"{file.path} ({file.record.at:#x})"
        tree.files[file.path] = file

    def _folder_size(self, sector: int, tree: _Tree) -> int:
        first = next(read_folder(self.view, sector, SECTOR, tree.volume.kind), None)
        return first.size if isinstance(first, Record) else SECTOR

    def _tables(self, tree: _Tree) -> Iterator[Item]:
        """Own the path tables, and compare the first with the folders."""
        volume = tree.volume
        for sector in sorted({each for each in volume.tables if each}):
            self._own(sector * SECTOR, -(-volume.table_size // SECTOR) * SECTOR, "path table")
        raw = self.view.read(volume.tables[0] * SECTOR, min(volume.table_size, 4 << 20))
        at = 0
        while at + 8 <= len(raw) and raw[at]:
            sector = struct.unpack_from("<I", raw, at + 2)[0] + raw[at + 1]
            if sector not in tree.folders and not self.problems:
                detail = f"the path table leads to a folder at sector {sector} that the tree does not have"
                place = volume.tables[0] * SECTOR + at
                yield from self.members.fault("hidden-member", "", detail, place, 8 + raw[at])
            at += 8 + raw[at] + raw[at] % 2

    def _shown(self) -> _Tree:
        """Return the tree whose names are shown: Rock Ridge, else Joliet, else the first."""
        order = ("rock-ridge", "joliet", "enhanced", "primary")
        return min(self.trees, key=lambda each: order.index(each.kind))

    def _compare(self, shown: _Tree) -> Iterator[Item]:
        """Yield what one tree has and another has not: two readers see two discs."""
        own = shown.places()
        by_name = {path.lower(): each for path, each in shown.files.items()}
        for tree in self.trees:
            if tree is shown:
                continue
            places = tree.places()
            for place, file in places.items():
                twin = by_name.get(file.path.lower())
                if place not in own:
                    yield from self._only(file, tree.kind, shown.kind)
                elif (
                    twin is not None and twin.extents != file.extents and twin.extents[0] in places
                ):
                    detail = (
                        f"it has other bytes in the {tree.kind} tree than in the {shown.kind} tree"
                    )
                    yield from self.members.fault("name-differs", file.path, detail, file.record.at, file.record.length)  # fmt: skip
            for place, file in own.items():
                if place not in places:
                    yield from self._only(file, shown.kind, tree.kind)

    def _only(self, file: _File, here: str, there: str) -> Iterator[Item]:
        detail = f"its bytes are a file of the {here} tree only, not of the {there} tree"
        yield from self.members.fault("hidden-member", file.path, detail, file.record.at, file.record.length)  # fmt: skip

    # --- bytes ---------------------------------------------------------------------------------

    def _files(self, shown: _Tree) -> Iterator[Item]:
        """Own the files' bytes; files that share some, but not all, contradict each other."""
        places = sorted(
            (at, length, each.path)
            for tree in (shown, *(tree for tree in self.trees if tree is not shown))
            for each in tree.files.values()
            for at, length in each.extents
            if length
        )
        end, last = 0, (0, 0)
        for at, length, path in places:
            if (at, length) == last:
                continue
            if at < end:
                detail = "it shares bytes with the file in front of it"
                yield from self.members.fault("overlap", path, detail, at, length)
            if at + length > self.view.size:
                yield from self._problem("truncated", f"{clip(path)!r} lacks its last {at + length - max(at, self.view.size)} bytes")  # fmt: skip
            self._own(at, length, f"file {clip(path)}")
            slack = -length % SECTOR
            if slack and not self.view.is_zero(at + length, slack):
                yield from self.members.stray("slack", at + length, slack)
            self._own(at + length, slack, "padding")
            end, last = max(end, at + length), (at, length)

    def _boots(self, catalogues: list[int]) -> Generator[Item, None, list[tuple[int, int]]]:
        """Own the boot catalogues; return what they name and no file is, as (sector, length)."""
        held = {at for tree in self.trees for each in tree.files.values() for at, _ in each.extents}
        found: list[tuple[int, int]] = []
        for sector in catalogues[:8]:
            self._own(sector * SECTOR, SECTOR, "boot catalogue")
            try:
                images = read_boot_images(self.view, sector)
            except DamagedError as error:
                yield from self._problem("damaged", str(error))
                continue
            for each in images:
                if each.sector * SECTOR not in held and each.sector * SECTOR < self.view.size:
                    length = -(-max(each.size, 1) // SECTOR) * SECTOR
                    self._own(each.sector * SECTOR, length, "boot image")
                    found.append((each.sector * SECTOR, length))
        return found

    def _partitions(self, end: int) -> list[tuple[str, int, int]]:
        """Own the boot sector and partition tables; return partitions that are no part of the trees."""
        found: list[tuple[str, int, int]] = []
        head = self.view.read(0, FIRST * SECTOR)
        if head[510:512] == b"\x55\xaa":
            self._own(0, 512, "hybrid boot sector")
            for number, at in enumerate(range(446, 510, 16), 1):
                kind, start, count = head[at + 4], *struct.unpack_from("<2I", head, at + 8)
                if kind not in {0, 0xEE} and count and start * 512 >= end:
                    found.append((f"partition {number}", start * 512, count * 512))
        self._guid_table(head)
        return found + self._apple_map(head)

    def _guid_table(self, head: bytes) -> None:
        if head[512:520] == _GPT:
            self._own(512, 512, "GPT header")
            table, rows, width = struct.unpack_from("<Q2I", head, 512 + 72)
            if 128 <= width <= 4096 and rows <= 1024:
                self._own(table * 512, rows * width, "GPT partition table")
                last = self.view.size - 512
                if self.view.read(last, 8) == _GPT:
                    self._own(last, 512, "GPT backup header")
                    self._own(last - rows * width, rows * width, "GPT backup partition table")

    def _apple_map(self, head: bytes) -> list[tuple[str, int, int]]:
        found = []
        for at in range(512, len(head), 512):
            if head[at : at + 4] == b"PM\0\0":
                self._own(at, 512, "Apple partition map")
                start, count = struct.unpack_from(">2I", head, at + 8)
                unit = struct.unpack_from(">H", head, 2)[0] if head[:2] == b"ER" else 512
                if head[at + 48 : at + 57] == b"Apple_HFS":
                    found.append(("Apple_HFS partition", start * unit, count * unit))
        if head[:2] == b"ER" and head[510:512] != b"\x55\xaa":
            self._own(0, 512, "Apple driver descriptor")
        return found

    def _owners(self, end: int, parts: list[tuple[str, int, int]]) -> Iterator[Item]:
        """Yield who owns what; of what is left, zeros are padding."""
        reached = 0
        spans: list[Span] = []
        for at, length, name in sorted(self.owned):
            begin, stop = max(at, reached), min(at + length, self.view.size)
            if begin < stop:
                yield Region(name, begin, stop - begin)
                spans.append(Span(begin, stop - begin))
                reached = stop
        for gap in outside(spans, self.view.size):
            inner = [each for each in parts if each[1] < gap.end and gap.offset < each[1] + each[2]]
            for name, at, length in inner[:1]:
                start, stop = max(at, gap.offset), min(at + length, gap.end)
                yield Region(name, start, stop - start)
            taken = [Span(at, length) for _, at, length in inner[:1]]
            for rest in outside(taken, gap.end, gap.offset):
                yield from self._rest(rest, end)

    def _rest(self, gap: Span, end: int) -> Iterator[Item]:
        if self.view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)
        elif "udf" in self.others and gap.offset >= FIRST * SECTOR:
            # A problem says that this tree was not read.
            yield Region("UDF structures, not read", gap.offset, gap.length)
        elif "hfs" in self.others and gap.offset >= _MASTER:
            yield Region("HFS structures, not read", gap.offset, gap.length)
        else:
            yield from self._stray(gap, end)

    def _stray(self, gap: Span, end: int) -> Iterator[Item]:
        where = (
            "before" if gap.end <= FIRST * SECTOR else "behind" if gap.offset >= end else "between"
        )
        yield from self.members.stray(where, gap.offset, gap.length)

    # --- members --------------------------------------------------------------------------------

    def _contents(
        self, shown: _Tree, boots: list[tuple[int, int]], parts: list[tuple[str, int, int]]
    ) -> Iterator[Item]:
        held = set(shown.places())
        for each in shown.files.values():
            yield from self._member(each.path, each)
        for tree in self.trees:
            for place, each in tree.places().items():
                if place not in held:
                    held.add(place)
                    yield from self._member(f"({tree.kind})/{each.path}", each)
            for path, record in tree.links if tree is shown else ():
                link = Link(path, "symlink", record.link or "")
                yield from self.members.link(link, record.at, record.length)
        for number, (at, length) in enumerate(boots, 1):
            yield Child(f"[boot]/{number}.img", span=(at, length))
        for name, at, length in parts:
            yield Child(f"[{name}]", span=(at, length))

    def _member(self, path: str, file: _File) -> Iterator[Item]:
        record = file.record
        yield from self.members.named(path, record.at, record.length)
        if record.is_packed:
            yield from self._problem("no-opener", f"{clip(path)!r} is compressed (zisofs), and given as it is stored")  # fmt: skip
        pieces = Pieces(self.view, file.size, file.extents)
        place = pieces.stored()
        if place is not None:
            yield Child(path, span=place, declared=file.size)
        elif len(file.extents) == 1:
            yield Child(path, span=file.extents[0], declared=file.size)
        else:
            yield Child(path, chunks=pieces.chunks(), declared=file.size)


def _plain(name: str) -> str:
    """Return a name without its version number and the dot of an empty extension."""
    head, mark, version = name.rpartition(";")
    name = head if mark and version.isdecimal() else name
    return name.removesuffix(".") or name


def is_writers_note(raw: bytes) -> bool:
    """Say whether a sector is what mkisofs (`MKI`) or libarchive (`INFO`) writes of itself: text alone, zeros behind.

    A time, the program's name, its version, its options: words, none of them as long as a payload.
    """
    text = raw.rstrip(b"\0").replace(b"\0", b"\n")
    if len(text) > _NOTE or not _NOTED.fullmatch(text):
        return False
    return max(map(len, text.split())) < _WORD
