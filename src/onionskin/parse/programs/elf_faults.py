"""Contradictions in the headers of an ELF file: what its loader maps, and what tools are shown.

Source: System V ABI (gABI), chapters 4 and 5; Linux, fs/binfmt_elf.c (e_phentsize, the order of PT_LOAD).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from onionskin.parse.programs.elf import (
    EXECUTABLE,
    PF_EXECUTE,
    PT_DYNAMIC,
    PT_INTERP,
    PT_LOAD,
    SHARED,
    SHF_ALLOC,
    SHT_DYNAMIC,
    ElfLayout,
)
from onionskin.parse.programs.image_faults import ImageFault, Part, few, overlaps

_SECTION_ROW = {True: 64, False: 40}
_PROGRAM_ROW = {True: 56, False: 32}


def faults(layout: ElfLayout) -> Iterator[ImageFault]:
    """Yield what the headers of a file say twice and differently."""
    if layout.type in {EXECUTABLE, SHARED} and not layout.is_debug_file:
        yield from few(_all(layout))


def _all(layout: ElfLayout) -> Iterator[ImageFault]:
    yield from _rows(layout)
    yield from _loads(layout)
    yield from _views(layout)
    yield from _entry(layout)


def _rows(layout: ElfLayout) -> Iterator[ImageFault]:
    tables = (
        ("program", layout.program_table, _PROGRAM_ROW[layout.wide]),
        ("section", layout.section_table, _SECTION_ROW[layout.wide]),
    )
    for name, (offset, row, count), expected in tables:
        if count and row != expected:
            detail = f"a {name} header is declared to have {row} bytes, it has {expected}"
            yield ImageFault("table-row", detail, offset, row * count)
        if count and offset < layout.header_size:
            detail = f"the {name} headers at {offset:#x} stand in the ELF header of {layout.header_size} bytes"
            yield ImageFault("headers-overlap", detail, offset, row * count)


def _loads(layout: ElfLayout) -> Iterator[ImageFault]:
    start, row, _ = layout.program_table
    loads = [
        (start + row * number, each)
        for number, each in enumerate(layout.segments)
        if each.type == PT_LOAD
    ]
    for at, each in loads:
        if each.size > each.memory:
            detail = f"the segment at {each.address:#x} has {each.size:#x} bytes in the file, {each.memory:#x} in memory"
            yield ImageFault("memory-size", detail, at, row)
    file = [
        Part(each.offset, each.end, f"{each.address:#x}", at) for at, each in loads if each.size
    ]
    for left, right in overlaps(file):
        detail = f"the segments for {left.name} and {right.name} share bytes of the file from {right.start:#x}"
        yield ImageFault("bytes-loaded-twice", detail, right.offset, row)
    memory = [Part(each.address, each.address + each.memory, f"{each.address:#x}", at) for at, each in loads if each.memory]  # fmt: skip
    for left, right in overlaps(memory):
        detail = f"the segments at {left.name} (to {left.end:#x}) and {right.name} are loaded over each other"
        yield ImageFault("memory-overlap", detail, right.offset, row)
    for (_, before), (at, after) in pairwise(loads):
        if after.address < before.address and not _is_laid_out_by_script(layout):
            detail = (
                f"the segment at {after.address:#x} stands behind the one at {before.address:#x}"
            )
            yield ImageFault("memory-order", detail, at, row)


def _is_laid_out_by_script(layout: ElfLayout) -> bool:
    """Say whether a linker was told where all goes: firmware and kernels, which no operating system's loader maps.

    U-Boot's own code stands at 0xfff00000, what the processor starts with at 0xf800, in this order. Then each segment begins
    with a section, and they stand in the file one behind the other.
    """
    if any(each.type in {PT_INTERP, PT_DYNAMIC} for each in layout.segments):
        return False
    begun = {(each.address, each.offset) for each in layout.sections if each.flags & SHF_ALLOC}
    return all(left.end <= right.offset for left, right in pairwise(layout.loads)) and all(
        (each.address, each.offset) in begun for each in layout.loads
    )


def _views(layout: ElfLayout) -> Iterator[ImageFault]:
    """Yield sections that stand elsewhere in the file than what the loader puts at their address."""
    loads = sorted(layout.loads, key=lambda each: each.address)
    starts = [each.address for each in loads]
    start, row, _ = layout.section_table
    for number, each in enumerate(layout.sections):
        if not each.has_bytes or not each.flags & SHF_ALLOC or not each.address:
            continue
        index = bisect_right(starts, each.address) - 1
        load = loads[index] if index >= 0 else None
        if load is None or each.address >= load.address + load.size:
            if layout.loads:
                detail = f"section {each.name} at address {each.address:#x} is in no segment that is loaded"
                yield ImageFault("section-outside", detail, start + row * number, row)
            continue
        there = load.offset + each.address - load.address
        if there != each.offset or each.address + each.size > load.address + load.size:
            detail = f"section {each.name} is shown at {each.offset:#x}, the loader takes its address from {there:#x}"
            yield ImageFault("views-differ", detail, start + row * number, row)
    loaded = [each for each in layout.segments if each.type == PT_DYNAMIC and each.size]
    shown = [each for each in layout.sections if each.type == SHT_DYNAMIC and each.has_bytes]
    if loaded and shown and loaded[0].offset != shown[0].offset:
        detail = f"the loader's dynamic section is at {loaded[0].offset:#x}, the section headers show {shown[0].offset:#x}"
        yield ImageFault("views-differ", detail, loaded[0].offset, loaded[0].size)


def _entry(layout: ElfLayout) -> Iterator[ImageFault]:
    """Yield an entry point outside of every segment with code; 0 is none."""
    if not layout.entry or layout.type not in {EXECUTABLE, SHARED} or not layout.loads:
        return
    coded = [each for each in layout.loads if each.flags & PF_EXECUTE]
    if not any(each.address <= layout.entry < each.address + each.memory for each in coded):
        detail = f"the entry point {layout.entry:#x} stands in no segment that is loaded with code"
        yield ImageFault("entry-outside", detail, 24, 8 if layout.wide else 4)
