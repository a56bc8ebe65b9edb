"""Where a PE file contradicts what linkers do.

Source: Microsoft, "PE Format" (import tables, export table, debug directory); the record of contributions
(IMAGE_DEBUG_TYPE_POGO) and the Rich header's checksum after public analyses (D. Pistelli, 2008; LLVM, COFFDumper).
Measured on the linkers of Microsoft, LLVM, GNU and Rust: see bench/results/compiled_traces.md.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onionskin.parse.programs.function_bounds import FunctionBounds
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.pe import EXECUTE, Addresses, PeLayout, Section
from onionskin.parse.programs.pe_image import PeImage, rich_header
from onionskin.parse.programs.pe_unwind import function_bounds, unlike_prologs
from onionskin.plugins.view import View

MAX_CONTRIBUTIONS = 4096
MAX_THUNKS = 32_768
MAX_LIBRARIES = 1024
MAX_EXPORTS = 65_536
_RECORD = 13  # IMAGE_DEBUG_TYPE_POGO
_LONGEST_ROOM = 4096
_JUMPS = 4
_FILLER = b"PADDINGXXPADDING"
_MICROSOFT = 14  # major version of the linker since Visual C++ 2015, whose run-time library always brings a load configuration
_WITH_RECORD = 0x10  # minor version; LLVM writes none, and no Rich header
_DOS = 64
# What tools add to a finished file on behalf of its maker, and what the record leaves out.
_ADDED = frozenset({".rsrc", ".reloc"})
_OF_GUARDS = (".00cfg", ".gfids", ".giats")
_DIRECTORIES = ((".idata$2", "import"), (".edata", "export"))
# Libraries whose makers give out numbers to be bound to.
_BY_NUMBER = frozenset({"ws2_32", "wsock32", "oleaut32", "comctl32", "shlwapi", "shell32", "odbc32", "olepro32", "netapi32", "wldap32", "uxtheme", "iphlpapi"})  # fmt: skip


@dataclass(frozen=True)
class _File:
    """One file, and what is asked of it often. `sections` are in the order of their addresses."""

    view: View
    layout: PeLayout
    image: PeImage
    addresses: Addresses
    sections: tuple[Section, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, view: View, layout: PeLayout, image: PeImage) -> _File:
        ordered = tuple(sorted(layout.sections, key=lambda each: each.rva))
        return cls(view, layout, image, Addresses(layout), ordered, tuple(each.rva for each in ordered))  # fmt: skip

    def section(self, rva: int) -> Section | None:
        """Return the section that an address is in."""
        index = bisect_right(self.starts, rva) - 1
        own = self.sections[index] if index >= 0 else None
        return own if own and rva < own.rva + max(own.size, own.virtual_size) else None

    def place(self, rva: int) -> int:
        """Return the file offset of an address, 0 where no byte backs it."""
        return self.addresses.offset(rva) or 0

    def read(self, rva: int, length: int) -> bytes:
        return self.addresses.read(self.view, rva, length)


def pe_traces(view: View, layout: PeLayout, image: PeImage) -> Iterator[LinkTrace]:
    """Yield where the file contradicts its linker."""
    file = _File.of(view, layout, image)
    record = _record(file)
    if record:
        yield from _against_record(file, record)
    yield from _settings(file, record)
    yield from _checksum(file, record)
    yield from _imports(file)
    bounds = function_bounds(view, layout)
    yield from _start(file, bounds)
    yield from _exports(file, bounds)
    yield from _behind(file)
    yield from _behind_tables(file)
    yield from unlike_prologs(view, layout)


# --- the linker's own record -------------------------------------------------------------------------------

_Rows = list[tuple[int, int, str]]


def _record(file: _File) -> _Rows:
    """Return (address, size, name) of each contribution that the linker recorded."""
    for each in file.image.debug:
        if each.type == _RECORD:
            raw = file.view.read(each.offset, min(each.length, 1 << 20))
            return list(_rows(raw))
    return []


def _rows(raw: bytes) -> Iterator[tuple[int, int, str]]:
    at = 4
    for _ in range(MAX_CONTRIBUTIONS):
        end = raw.find(b"\0", at + 8, at + 8 + 256)
        if end < 0:
            return
        rva, size = struct.unpack_from("<II", raw, at)
        yield rva, size, raw[at + 8 : end].decode("latin-1")
        at = end + 1 + -(end + 1) % 4


def _against_record(file: _File, rows: _Rows) -> Iterator[LinkTrace]:
    starts = sorted((rva, rva + size) for rva, size, _ in rows)
    begins = [rva for rva, _ in starts]
    for number, each in enumerate(file.layout.sections):
        if each.name in _ADDED:
            continue
        size = max(each.virtual_size, 1)
        low, high = bisect_right(begins, each.rva - 1), bisect_right(begins, each.rva + size - 1)
        row = file.layout.section_table_offset + 40 * number
        if low == high:
            yield LinkTrace("unrecorded-section", each.name, f"the linker's record of what it put together knows nothing of section {each.name!r}", row, 40)  # fmt: skip
        elif each.size:
            yield from _beyond(file, each, max(end for _, end in starts[low:high]))
    for name, directory in _DIRECTORIES:
        recorded = {rva for rva, _, own in rows if own == name}
        said = file.layout.directory(directory)
        if recorded and said is not None and said.rva not in recorded:
            detail = f"the {directory} directory is at {said.rva:#x}, the linker put it at {min(recorded):#x}"
            yield LinkTrace("directory-elsewhere", directory, detail, file.place(said.rva), said.size)  # fmt: skip


def _beyond(file: _File, section: Section, end: int) -> Iterator[LinkTrace]:
    """Yield what stands in a section behind the last thing that the linker put there."""
    start = section.offset + max(end - section.rva, 0)
    if not section.offset <= start < section.end:
        return
    rest = file.view.read(start, min(section.end - start, 1 << 16))
    # Code is filled up with int3, resources with words.
    kept = rest.lstrip(b"\0\xcc")
    if kept:
        at = start + len(rest) - len(kept)
        length = len(kept.rstrip(b"\0\xcc"))
        detail = f"section {section.name!r} goes on at {at:#x}, behind the last thing that the linker put there"
        yield LinkTrace("behind-record", section.name, detail, at, length)


def _settings(file: _File, rows: _Rows) -> Iterator[LinkTrace]:
    """Yield a load configuration that must have been there."""
    layout = file.layout
    if layout.directory("load configuration") is not None:
        return
    linker = file.view.read(layout.optional_offset + 2, 1)
    is_usual = linker == bytes([_MICROSOFT]) and bool(file.image.compilers) and layout.entry_rva
    if is_usual or any(name.startswith(_OF_GUARDS) for _, _, name in rows):
        detail = "there is no load configuration, which the linker's run-time library always brings"
        yield LinkTrace("no-load-configuration", "", detail, layout.optional_offset, layout.optional_size)  # fmt: skip


def _checksum(file: _File, record: _Rows) -> Iterator[LinkTrace]:
    """Yield a Rich header that is gone, or whose key is not the checksum of what stands before it and of its own rows."""
    found = rich_header(file.view, file.layout)
    if found is None:
        linker = file.view.read(file.layout.optional_offset + 2, 2)
        if record and linker[:1] == bytes([_MICROSOFT]) and linker[1:] >= bytes([_WITH_RECORD]):
            detail = "there is no Rich header, which the linker that wrote the record of contributions always writes"
            yield LinkTrace("rich-checksum", "gone", detail, _DOS, 4)
        return
    start, length, rows = found
    total = start
    for number, byte in enumerate(file.view.read(0, start)):
        # Where the NT headers stand was not yet known.
        total += 0 if 60 <= number < 64 else _rotated(byte, number)
    total += sum(_rotated(product << 16 | build, count) for product, build, count in rows)
    key: int = struct.unpack("<I", file.view.exactly(start + length - 4, 4, "the Rich header"))[0]
    if total & 0xFFFF_FFFF != key:
        detail = "the Rich header's checksum is not that of its rows and of what stands before it"
        yield LinkTrace("rich-checksum", "", detail, start, length)


def _rotated(value: int, by: int) -> int:
    by %= 32
    return (value << by | value >> (32 - by)) & 0xFFFF_FFFF


# --- imports -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Named:
    """A function that is asked for by name: where its hint stands, where its name ends, and both."""

    at: int
    end: int
    name: str
    hint: int


def _imports(file: _File) -> Iterator[LinkTrace]:
    texts: list[tuple[int, int]] = []
    left = MAX_THUNKS
    for row in _descriptors(file):
        lookup, _, _, name, thunks = row
        library = file.addresses.text(file.view, name, 260)
        texts.append((name, name + len(library.encode()) + 1))
        named, numbers, left = _thunks(file, lookup or thunks, left)
        texts += [(each.at, each.end) for each in named]
        yield from _order(file, library, named)
        short = library.lower().rpartition(".")[0]
        if numbers and short not in _BY_NUMBER:
            detail = f"{len(numbers)} functions of {library} are asked for by number ({', '.join(map(str, numbers[:4]))})"
            yield LinkTrace("import-numbers", short, detail, file.place(lookup or thunks), 8)
    yield from _room(file, texts)


def _descriptors(file: _File) -> Iterator[tuple[int, ...]]:
    directory = file.layout.directory("import")
    for index in range(MAX_LIBRARIES if directory else 0):
        row = file.read(directory.rva + 20 * index, 20) if directory else b""
        if len(row) < 20 or not any(row[12:16]):
            return
        yield struct.unpack("<5I", row)


def _thunks(file: _File, rva: int, left: int) -> tuple[list[_Named], list[int], int]:
    """Return the functions asked for by name and by number, and how many more may be read."""
    width, word = (8, "<Q") if file.layout.is_pe32_plus else (4, "<I")
    named, numbers = list[_Named](), list[int]()
    while left > 0:
        raw = file.read(rva, width)
        value = struct.unpack(word, raw)[0] if len(raw) == width else 0
        if not value:
            break
        if value >> 8 * width - 1:
            numbers.append(value & 0xFFFF)
        else:
            at = value & 0x7FFF_FFFF
            hint = file.read(at, 2)
            text = file.addresses.text(file.view, at + 2)
            if len(hint) == 2:
                named.append(_Named(at, at + 3 + len(text.encode("utf-8", "surrogateescape")), text, hint[0] | hint[1] << 8))  # fmt: skip
        rva += width
        left -= 1
    return named, numbers, left


def _order(file: _File, library: str, named: list[_Named]) -> Iterator[LinkTrace]:
    """Yield a function whose hint stands elsewhere than its name: a library's names are sorted, and a hint is a place among them."""
    told = sorted((each for each in named if each.hint), key=lambda each: (each.name, each.hint))
    wrong = [one for one, two in pairwise(told) if two.hint <= one.hint and two.name != one.name]  # fmt: skip
    # Where many are out of order, the library's own list was: it says nothing of one.
    if wrong and len(wrong) <= max(len(told) // 8, 1):
        names = ", ".join(each.name for each in wrong[:4])
        detail = f"among the functions of {library} {names} has a hint that its place in the alphabet does not give"
        yield LinkTrace("import-order", library.lower().rpartition(".")[0], detail, file.place(wrong[0].at), wrong[0].end - wrong[0].at)  # fmt: skip


def _room(file: _File, texts: list[tuple[int, int]]) -> Iterator[LinkTrace]:
    """Yield bytes between the names of imports that no import uses: a linker writes them side by side."""
    texts.sort()
    for (_, end), (start, _) in pairwise(texts):
        if 1 < start - end <= _LONGEST_ROOM and file.section(end) is file.section(start):
            detail = f"{start - end} bytes between the names of imports at {file.place(end):#x} are used by none"
            yield LinkTrace("import-room", "", detail, file.place(end), start - end)
            return


# --- where code begins --------------------------------------------------------------------------------------


def _start(file: _File, bounds: FunctionBounds) -> Iterator[LinkTrace]:
    """Yield an entry point in the midst of a function, or whose first instruction jumps out of its section."""
    rva = file.layout.entry_rva
    if (around := bounds.around(rva)) is not None:
        detail = f"the entry point {rva:#x} is in the midst of the function at {around:#x}"
        yield LinkTrace("start-within-function", "entry", detail, file.layout.optional_offset + 16, 4)  # fmt: skip
    own = file.section(rva) if rva else None
    for _ in range(_JUMPS if own else 0):
        code = file.read(rva, 5)
        if code[:1] == b"\xe9" and len(code) == 5:
            rva += 5 + struct.unpack_from("<i", code, 1)[0]
        elif code[:1] == b"\xeb" and len(code) >= 2:
            rva += 2 + struct.unpack_from("<b", code, 1)[0]
        else:
            return
        target = file.section(rva) if rva > 0 else None
        if target is not own:
            name = target.name if target else "no section"
            detail = f"the first instruction jumps out of {own.name if own else ''}, to {rva:#x} in {name}"
            yield LinkTrace("start-leaves", name, detail, file.place(file.layout.entry_rva), 5)
            return


def _exports(file: _File, bounds: FunctionBounds) -> Iterator[LinkTrace]:
    """Yield an exported function in another section of code than the others, or in the midst of a function."""
    directory = file.layout.directory("export")
    row = file.read(directory.rva, 40) if directory else b""
    if directory is None or len(row) < 40:
        return
    count, _, table = struct.unpack_from("<III", row, 20)
    raw = file.read(table, 4 * min(count, MAX_EXPORTS))
    held: Counter[str] = Counter()
    first: dict[str, int] = {}
    within: tuple[int, int] | None = None
    for number, (rva,) in enumerate(struct.iter_unpack("<I", raw[: len(raw) // 4 * 4])):
        own = file.section(rva)
        if own is not None and own.flags & EXECUTE:
            held[own.name] += 1
            first.setdefault(own.name, number)
            within = within if within is not None or bounds.around(rva) is None else (number, rva)
    if within is not None:
        detail = f"the exported function at {within[1]:#x} is in the midst of another"
        yield LinkTrace("start-within-function", "export", detail, file.place(table + 4 * within[0]), 4)  # fmt: skip
    # One function says what the others are only if the start stands with them.
    start = file.section(file.layout.entry_rva) if file.layout.entry_rva else None
    home = start.name if start is not None and start.flags & EXECUTE else max(held, key=lambda name: (held[name], name), default="")  # fmt: skip
    for name in sorted(set(held) - {home}):
        detail = f"{held[name]} exported functions are in {name}, apart from the code of {home}"
        yield LinkTrace("exports-apart", name, detail, file.place(table + 4 * first[name]), 4)


def _behind(file: _File) -> Iterator[LinkTrace]:
    """Yield sections of code behind the relocations, which linkers write last."""
    names = [each.name for each in file.layout.sections]
    last = names.index(".reloc") if ".reloc" in names else len(names)
    for number, each in enumerate(file.layout.sections[last + 1 :], last + 1):
        if each.flags & EXECUTE:
            detail = (
                f"section {each.name!r} holds code behind the relocations, which linkers write last"
            )
            yield LinkTrace("code-behind-relocations", each.name, detail, file.layout.section_table_offset + 40 * number, 40)  # fmt: skip


def _behind_tables(file: _File) -> Iterator[LinkTrace]:
    """Yield what stands behind a table that a linker gives a section of its own."""
    for name in ("relocation", "resource"):
        table = file.layout.directory(name)
        own = file.section(table.rva) if table is not None else None
        if table is None or own is None or own.rva != table.rva or own.size <= table.size:
            continue
        rest = file.view.read(own.offset + table.size, min(own.size - table.size, 1 << 16))
        # Filled up with zeros, resources with words of the linker's.
        kept = rest.replace(_FILLER, b"").strip(b"\0")
        if kept and not _FILLER.startswith(kept):
            detail = f"section {own.name!r} goes on behind the {name} table that it is for"
            yield LinkTrace("behind-table", name, detail, own.offset + table.size, len(rest.rstrip(b"\0")))  # fmt: skip
