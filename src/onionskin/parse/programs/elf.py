"""The layout of an ELF file: where its headers, segments and sections stand.

Source: System V Application Binary Interface (gABI), chapters 4 and 5, drafts of 2013
and later; the Linux Standard Base for the GNU types. Offsets and sizes are bytes in
the file, addresses are the program's own.

A header that cannot be read raises DamagedError. What contradicts itself is read as
Linux would, and said in `ElfLayout.problems`.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onionskin.errors import DamagedError
from onionskin.model import Problem, Value
from onionskin.plugins.view import View

MAX_SECTIONS = 65_536
MAX_SEGMENTS = 4096
NAMES = 8 << 20  # bytes of section names

RELOCATABLE, EXECUTABLE, SHARED, CORE = 1, 2, 3, 4
PT_LOAD, PT_DYNAMIC, PT_INTERP, PT_NOTE = 1, 2, 3, 4
SHT_NULL, SHT_STRTAB, SHT_DYNAMIC, SHT_NOTE, SHT_NOBITS, SHT_DYNSYM = 0, 3, 6, 7, 8, 11
SHF_ALLOC = 2
PF_EXECUTE = 1
_EXTENDED = 0xFFFF


class Segment(Value, frozen=True):
    """One row of the program header table, as declared."""

    type: int
    flags: int
    offset: int
    address: int
    size: int
    memory: int
    alignment: int

    @property
    def end(self) -> int:
        """The offset just behind the bytes in the file."""
        return self.offset + self.size


class ElfSection(Value, frozen=True):
    """One row of the section header table, as declared. NOBITS owns no byte of the file."""

    name: str
    type: int
    flags: int
    address: int
    offset: int
    size: int
    link: int
    entry: int

    @property
    def end(self) -> int:
        """The offset just behind the bytes in the file."""
        return self.offset + self.size

    @property
    def has_bytes(self) -> bool:
        """Whether bytes of the file belong to it."""
        return self.type not in {SHT_NULL, SHT_NOBITS} and self.size > 0


@dataclass(frozen=True)
class ElfLayout:
    """Where everything stands in one ELF file.

    `program_table` and `section_table` are (offset, row size, rows) as they were
    read, rows beyond the file left out. `order` is struct's sign of the byte order.
    """

    size: int
    wide: bool
    order: str
    os_abi: int
    type: int
    machine: int
    entry: int
    flags: int
    header_size: int
    program_table: tuple[int, int, int]
    section_table: tuple[int, int, int]
    segments: tuple[Segment, ...]
    sections: tuple[ElfSection, ...]
    problems: tuple[Problem, ...]

    @property
    def loads(self) -> tuple[Segment, ...]:
        """The segments that are loaded and have bytes in the file."""
        return tuple(each for each in self.segments if each.type == PT_LOAD and each.size)

    @property
    def is_debug_file(self) -> bool:
        """Whether the code and data were left out, and debug information is what remains."""
        loaded = [each for each in self.sections if each.flags & SHF_ALLOC and each.size]
        kept = [each for each in loaded if each.type not in {SHT_NOBITS, SHT_NOTE}]
        return bool(loaded) and not kept and any(each.has_bytes for each in self.sections)


class Addresses:
    """Where in the file the bytes of an address stand, as the loader would put them."""

    def __init__(self, layout: ElfLayout) -> None:
        self._loads = sorted(layout.loads, key=lambda each: each.address)
        self._starts = [each.address for each in self._loads]

    def span(self, address: int) -> tuple[int, int] | None:
        """Return (offset, bytes left in the segment) of an address, or None: no byte backs it."""
        index = bisect_right(self._starts, address) - 1
        if index < 0:
            return None
        load = self._loads[index]
        inside = address - load.address
        return (load.offset + inside, load.size - inside) if inside < load.size else None


def parse_layout(view: View) -> ElfLayout:
    """Return the layout of an ELF file; DamagedError if its header cannot be read."""
    ident = view.exactly(0, 16, "the ELF identification")
    if ident[:4] != b"\x7fELF":
        raise DamagedError("there is no ELF magic at the start")
    if ident[4] not in (1, 2) or ident[5] not in (1, 2):
        raise DamagedError(f"class {ident[4]} or byte order {ident[5]} does not exist")
    problems: list[Problem] = []
    wide, order = ident[4] == 2, "<" if ident[5] == 1 else ">"
    form = order + ("HHIQQQIHHHHHH" if wide else "HHIIIIIHHHHHH")
    raw = view.exactly(16, struct.calcsize(form), "the ELF header")
    kind, machine, version, entry, phoff, shoff, flags, size, row, rows, *table = struct.unpack(
        form, raw
    )
    own = 16 + len(raw)
    if size != own:
        problems.append(_contradiction(f"the header says it is {size} bytes long, it has {own}"))
    if version != 1 or ident[6] != 1:
        problems.append(_contradiction(f"versions {ident[6]} and {version} are stated, 1 exists"))
    tables = _Tables(view, order, problems, wide=wide)
    sections, section_table, first = tables.sections(shoff, *table)
    rows = first.memory if rows == _EXTENDED and first else rows
    segments, program_table = tables.segments(phoff, row, rows)
    layout = ElfLayout(
        view.size, wide, order, ident[7], kind, machine, entry, flags, own,
        program_table, section_table, segments, sections, (),
    )  # fmt: skip
    problems.extend(_contradictions(layout))
    return replace(layout, problems=tuple(_reasoned(layout, problems)))


def _reasoned(layout: ElfLayout, problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems; a file that the loader finds whole was not cut short, it lies."""
    whole = bool(layout.loads) and all(each.end <= layout.size for each in layout.loads)
    for each in problems:
        lies = whole and each.reason == "truncated"
        yield Problem("contradictory", each.detail) if lies else each


@dataclass(frozen=True)
class _First:
    """Section 0, which holds counts that their own fields are too small for."""

    count: int
    names: int
    memory: int


class _Tables:
    """The two tables of headers."""

    def __init__(self, view: View, order: str, problems: list[Problem], *, wide: bool) -> None:
        self.view = view
        self.problems = problems
        self.wide = wide
        self.program = struct.Struct(order + ("IIQQQQQQ" if wide else "IIIIIIII"))
        self.section = struct.Struct(order + ("IIQQQQIIQQ" if wide else "IIIIIIIIII"))

    def sections(
        self, offset: int, row: int, count: int, names: int
    ) -> tuple[tuple[ElfSection, ...], tuple[int, int, int], _First | None]:
        """Return the sections, where their table is, and the counts of section 0."""
        if not offset:
            return (), (0, 0, 0), None
        if row < self.section.size:
            self._say(f"a section header of {row} bytes cannot hold its fields")
            return (), (0, 0, 0), None
        raw = self.view.read(offset, self.section.size)
        if len(raw) < self.section.size:
            self.problems.append(Problem("truncated", f"the section headers at {offset:#x} stand behind the file's end"))  # fmt: skip
            return (), (0, 0, 0), None
        zero = self.section.unpack(raw)
        first = _First(zero[5], zero[6], zero[7])
        count = count or first.count
        if names == _EXTENDED:
            names = first.names
        rows = list(self._rows(self.section, offset, row, count, MAX_SECTIONS, "section"))
        texts = self._names(rows, names)
        found = tuple(_section(texts, each) for each in rows)
        return found, (offset, row, len(rows)), first

    def segments(
        self, offset: int, row: int, count: int
    ) -> tuple[tuple[Segment, ...], tuple[int, int, int]]:
        """Return the segments, and where their table is."""
        if not offset or not count:
            return (), (0, 0, 0)
        if row < self.program.size:
            self._say(f"a program header of {row} bytes cannot hold its fields")
            return (), (0, 0, 0)
        rows = list(self._rows(self.program, offset, row, count, MAX_SEGMENTS, "program"))
        return tuple(self._segment(each) for each in rows), (offset, row, len(rows))

    def _segment(self, row: tuple[int, ...]) -> Segment:
        if self.wide:
            kind, flags, offset, address, _, size, memory, alignment = row
        else:
            kind, offset, address, _, size, memory, flags, alignment = row
        return Segment(kind, flags, offset, address, size, memory, alignment)

    def _rows(
        self, form: struct.Struct, offset: int, row: int, count: int, most: int, what: str
    ) -> Iterator[tuple[int, ...]]:
        if count > most:
            detail = f"{count} {what} headers are declared, the first {most} were read"
            self.problems.append(Problem(f"limit:{what}-headers", detail))
            count = most
        raw = self.view.read(offset, row * count)
        whole = len(raw) // row
        if whole < count:
            detail = f"the table at {offset:#x} holds {whole} of {count} {what} headers"
            self.problems.append(Problem("truncated", detail))
        for at in range(0, whole * row, row):
            yield form.unpack_from(raw, at)

    def _names(self, rows: list[tuple[int, ...]], index: int) -> bytes:
        if not 0 < index < len(rows):
            return b""
        return self.view.read(rows[index][4], min(rows[index][5], NAMES))

    def _say(self, detail: str) -> None:
        self.problems.append(_contradiction(detail))


def _section(texts: bytes, row: tuple[int, ...]) -> ElfSection:
    name, kind, flags, address, offset, size, link, _, _, entry = row
    return ElfSection(_text(texts, name), kind, flags, address, offset, size, link, entry)


def _text(texts: bytes, at: int, longest: int = 256) -> str:
    raw = texts[at : at + longest].split(b"\0", 1)[0]
    return raw.decode("utf-8", "backslashreplace")


def _contradiction(detail: str) -> Problem:
    return Problem("contradictory", detail)


def _contradictions(layout: ElfLayout) -> Iterator[Problem]:
    """Yield what lies behind the file's end, and where sections and segments disagree."""
    yield from _behind(layout.size, "section", (each for each in layout.sections if each.has_bytes))
    if not layout.is_debug_file:
        # Debug files keep the program headers of the program that they were split from.
        yield from _behind(layout.size, "segment", layout.loads)
        yield from _dynamic_twice(layout)


def _behind(size: int, what: str, parts: Iterable[Segment | ElfSection]) -> Iterator[Problem]:
    cut = [each for each in parts if each.end > size]
    if cut:
        first = cut[0]
        missing = first.end - max(first.offset, size)
        detail = f"the {what} at {first.offset:#x} lacks its last {missing} bytes; {len(cut)} such"
        yield Problem("truncated", detail)


def _dynamic_twice(layout: ElfLayout) -> Iterator[Problem]:
    """A tool that reads section headers must see the dynamic section that the loader uses."""
    loaded = [each for each in layout.segments if each.type == PT_DYNAMIC and each.size]
    shown = [each for each in layout.sections if each.type == SHT_DYNAMIC and each.has_bytes]
    if loaded and shown and loaded[0].offset != shown[0].offset:
        there, here = loaded[0].offset, shown[0].offset
        yield _contradiction(f"the loader's dynamic section is at {there:#x}, the headers show {here:#x}")  # fmt: skip
