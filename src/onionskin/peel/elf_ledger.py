"""Which bytes of an ELF file its format accounts for, by name. What is left is unexplained.

With section headers, sections own their bytes and what segments hold besides is
owned only where it is filler: the loader maps whole pages, so room between sections
is a place to hide. Without them, segments own what they load. A section that lies
over headers or over other sections owns nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from struct import Struct

from onionskin.model import Problem, Region, Span
from onionskin.parse.programs.elf import (
    PF_EXECUTE,
    PT_LOAD,
    PT_NOTE,
    SHF_ALLOC,
    SHT_NOBITS,
    SHT_NOTE,
    SHT_STRTAB,
    ElfLayout,
    ElfSection,
    Segment,
)
from onionskin.peel.elf_leftovers import Leftovers
from onionskin.plugins.view import View

# The largest page of the machines that Linux runs on; older linkers align to 2 MiB.
ALIGNMENT = 2 << 20
_TRAPS = (b"\xcc", b"\x90")
_RUNS = 64
_LARGEST_HOLE = 16 << 20
_FEWEST, _ROWS = 3, 256
_TIMES = 16  # how often patchelf is run on one file
_TAIL = 8
_NAMES = 1 << 16


def regions(view: View, layout: ElfLayout) -> Iterator[Region | Problem]:
    """Yield the owner of every byte that headers, sections, segments and their filler account for."""
    taken, leftovers = _Taken(), Leftovers(view, layout)
    for each in (*_headers(layout), *_bodies(layout, taken, leftovers)):
        if each.length > 0 and each.offset < view.size:
            taken.add(each.offset, each.end)
            yield each
    yield from taken.problems
    yield from _filler(view, layout, taken, leftovers)


def image_end(view: View, layout: ElfLayout) -> int:
    """Return where headers, sections and segments end, within the file."""
    parts = [each.end for each in _headers(layout)]
    parts += [each.end for each in layout.sections if each.has_bytes and each.offset < view.size]
    if not layout.is_debug_file:
        parts += [each.end for each in _loaded(layout) if each.offset < view.size]
    return min(max(parts), view.size)


def _headers(layout: ElfLayout) -> Iterator[Region]:
    yield Region("elf header", 0, layout.header_size)
    for name, (offset, row, count) in (
        ("program headers", layout.program_table),
        ("section headers", layout.section_table),
    ):
        if count:
            yield Region(name, offset, row * count)


def _loaded(layout: ElfLayout) -> list[Span]:
    """Return what is loaded, and the notes of core files, which stand outside of it."""
    kinds = (PT_LOAD, PT_NOTE)
    return [Span(each.offset, each.size) for each in layout.segments if each.type in kinds]


def _bodies(layout: ElfLayout, taken: _Taken, leftovers: Leftovers) -> Iterator[Region]:
    owners = [each for each in layout.sections if each.has_bytes]
    if not owners:
        for number, each in enumerate(layout.segments):
            if each.type in (PT_LOAD, PT_NOTE):
                yield Region(f"segment {number}", each.offset, each.size)
        return
    tables = [(each.offset, each.end) for each in _headers(layout)]
    kept, dropped = _disjoint(owners, tables)
    # LIEF gives the notes that it moves wrong lengths; the segment says where they are.
    dropped = [each for each in dropped if each.type != SHT_NOTE or not leftovers.is_among_notes(each.offset, each.end)]  # fmt: skip
    # libsui has a section that is the table of program headers, and nothing else.
    dropped = [each for each in dropped if (each.offset, each.end) not in tables]
    if dropped:
        first = dropped[0]
        detail = (
            f"section {first.name} at {first.offset:#x} lies over headers or other sections; "
            f"{len(dropped)} such section(s) own nothing here"
        )
        taken.problems.append(Problem("contradictory", detail))
    for section in kept:
        yield Region(f"section {section.name}", section.offset, section.size)


def _disjoint(
    owners: list[ElfSection], tables: Iterable[tuple[int, int]]
) -> tuple[list[ElfSection], list[ElfSection]]:
    """Return the sections that share no byte with headers or shorter sections, and the others."""
    taken = sorted(tables)
    kept, dropped = [], []
    for each in sorted(owners, key=lambda section: (section.size, section.offset)):
        at = bisect_left(taken, (each.offset, each.offset))
        before = at > 0 and taken[at - 1][1] > each.offset
        behind = at < len(taken) and taken[at][0] < each.end
        if before or behind:
            dropped.append(each)
        else:
            taken.insert(at, (each.offset, each.end))
            kept.append(each)
    return sorted(kept, key=lambda section: section.offset), dropped


class _Taken:
    """The spans that have an owner, and what was wrong with the others."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.problems: list[Problem] = []

    def add(self, start: int, end: int) -> None:
        self.spans.append((start, end))

    def holes(self, end: int) -> Iterator[Span]:
        """Yield what lies between the spans, up to `end`."""
        reached = 0
        for start, stop in sorted(self.spans):
            if start > reached:
                yield Span(reached, min(start, end) - reached)
            reached = max(reached, stop)
            if reached >= end:
                return
        if reached < end:
            yield Span(reached, end - reached)


def _filler(view: View, layout: ElfLayout, taken: _Taken, leftovers: Leftovers) -> Iterator[Region]:
    """Yield the holes that hold what linkers and patchelf put there, and nothing else."""
    code = [each for each in layout.loads if each.flags & PF_EXECUTE][:_TIMES]
    known = Counter((each.type, each.size) for each in layout.sections)
    end = image_end(view, layout)
    for hole in taken.holes(end):
        if (hole.length < ALIGNMENT and view.is_zero(hole.offset, hole.length)) or (
            hole.length < ALIGNMENT and _is_trap(view, hole, code)
        ):
            yield Region("padding", hole.offset, hole.length)
        elif hole.length <= _LARGEST_HOLE:
            found = list(leftovers.regions(hole))
            yield from found or _moved(view, layout, hole, known)
    if 0 < view.size - end < _TAIL and view.is_zero(end, view.size - end):
        yield Region("padding", end, view.size - end)


def _is_trap(view: View, hole: Span, code: Iterable[Segment]) -> bool:
    """Say whether a hole in code is filled with one instruction, as linkers do."""
    if not any(each.offset <= hole.offset and hole.end <= each.end for each in code):
        return False
    data = view.read(hole.offset, hole.length)
    return any(not data.strip(each) for each in _TRAPS)


def _moved(
    view: View, layout: ElfLayout, hole: Span, known: Counter[tuple[int, int]]
) -> Iterator[Region]:
    """Yield what patchelf leaves behind: runs of `X` or `Z` and zeros, and earlier section headers.

    Many short runs could spell something out, so they are not taken.
    """
    data = view.read(hole.offset, hole.length)
    form = Struct(layout.order + ("IIQQQQIIQQ" if layout.wide else "IIIIIIIIII"))
    at = _earlier_names(view, layout, data)
    if at:
        yield Region("earlier section names", hole.offset, at)
    for _ in range(_TIMES):
        rest = data[at:].lstrip(b"\0XZ")
        end = len(data) - len(rest)
        start = end - (hole.offset + end) % 8 if rest else end
        if start > at and (data.count(b"\0X", at, start) + data.count(b"\0Z", at, start)) <= _RUNS:
            yield Region("place of moved sections", hole.offset + at, start - at)
        rows = _earlier_rows(data, max(start, at), form, known, view.size) if rest else 0
        if rows == 0:
            return
        yield Region("earlier section headers", hole.offset + max(start, at), rows * form.size)
        at = max(start, at) + rows * form.size


def _earlier_names(view: View, layout: ElfLayout, data: bytes) -> int:
    """Return how many bytes a hole begins with that a table of names begins with, too: libsui writes it anew, and longer."""
    for each in layout.sections:
        if each.type == SHT_STRTAB and not each.flags & SHF_ALLOC and each.offset < view.size:
            present = view.read(each.offset, min(each.size, len(data), _NAMES))
            pairs = enumerate(zip(present, data, strict=False))
            same = next((at for at, (one, two) in pairs if one != two), min(len(present), len(data)))  # fmt: skip
            length = data.rfind(b"\0", 0, same) + 1
            if length > 1:
                return length
    return 0


def _earlier_rows(
    data: bytes, at: int, form: Struct, known: Counter[tuple[int, int]], size: int
) -> int:
    """Return how many rows stand here of a table of section headers that describes this file."""
    rows = same = 0
    while rows < _ROWS and at + form.size <= len(data):
        _, kind, flags, _, offset, length, link, info, alignment, entry = form.unpack_from(data, at)
        plausible = kind and (kind < 32 or kind >= 0x6000_0000) and alignment & (alignment - 1) == 0
        inside = offset <= size and (length <= size or kind == SHT_NOBITS)
        if not (plausible and inside and flags < 1 << 32 and max(link, info, entry) < 1 << 24):
            break
        same += (kind, length) in known
        rows, at = rows + 1, at + form.size
    return rows if rows >= _FEWEST and 2 * same >= rows else 0
