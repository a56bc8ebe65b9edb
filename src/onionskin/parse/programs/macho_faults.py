"""Contradictions in the headers of Mach-O files, thin and fat.

Source: <mach-o/loader.h>, <mach-o/fat.h>; dyld, MachOAnalyzer (which layouts it refuses).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onionskin.parse.programs.image_faults import ImageFault, Part, few, overlaps
from onionskin.parse.programs.macho import (
    MAGICS,
    MAX_COMMAND_BYTES,
    MAX_COMMANDS,
    OBJECT,
    MachoLayout,
    MachoSection,
    MachoSegment,
    cpu_name,
)
from onionskin.parse.programs.macho_fat import FatLayout
from onionskin.plugins.view import View

_DEBUG = 10  # MH_DSYM: it keeps the headers of the program that it was split from


def faults(view: View, layout: MachoLayout) -> Iterator[ImageFault]:
    """Yield what the headers of a thin file say twice and differently."""
    yield from few(_all(view, layout))


def _all(view: View, layout: MachoLayout) -> Iterator[ImageFault]:
    yield from _commands(view, layout)
    if layout.filetype in {OBJECT, _DEBUG}:
        return
    yield from _segments(layout)
    yield from _sections(layout)


def _commands(view: View, layout: MachoLayout) -> Iterator[ImageFault]:
    """Yield commands that do not fill the room that the header gives them."""
    if layout.commands_end <= view.size:
        yield from _walk(view, layout)
    for each in layout.sections:
        if each.is_backed and each.offset < layout.commands_end and each.segment != "__PAGEZERO":
            detail = f"section {each.segment},{each.name} begins at {each.offset:#x}, in the load commands"
            yield ImageFault("section-over-headers", detail, each.offset, layout.commands_end - each.offset)  # fmt: skip


def _walk(view: View, layout: MachoLayout) -> Iterator[ImageFault]:
    order = ">" if layout.is_big_endian else "<"
    data = view.read(layout.header_size, min(layout.commands_size, MAX_COMMAND_BYTES))
    at = number = 0
    while number < min(layout.command_count, MAX_COMMANDS) and at + 8 <= len(data):
        length: int = struct.unpack_from(order + "I", data, at + 4)[0]
        if length < 8 or at + length > layout.commands_size:
            left = layout.commands_size - at
            detail = f"load command {number} has {length} bytes, {left} are left"
            yield ImageFault("command-size", detail, layout.header_size + at, 8)
            return
        at += length
        number += 1
    if (at, number) != (layout.commands_size, layout.command_count) and at < MAX_COMMAND_BYTES:
        detail = f"{number} load commands take {at} bytes, the header says {layout.command_count} in {layout.commands_size}"
        yield ImageFault("command-size", detail, 16, 8)


def _segments(layout: MachoLayout) -> Iterator[ImageFault]:
    file = [Part(s.offset, s.end, s.name, s.offset) for s in layout.segments if s.size]
    for left, right in overlaps(file):
        detail = f"segments {left.name} (to {left.end:#x}) and {right.name} (from {right.start:#x}) share bytes of the file"
        yield ImageFault("sections-overlap", detail, right.start, min(left.end, right.end) - right.start)  # fmt: skip
    memory = [Part(s.address, s.address + s.memory_size, s.name, s.offset) for s in layout.segments if s.memory_size]  # fmt: skip
    for left, right in overlaps(memory):
        detail = f"segments {left.name} (to {left.end:#x}) and {right.name} (from {right.start:#x}) are loaded over each other"
        yield ImageFault("memory-overlap", detail, layout.header_size, layout.commands_size)
    for each in layout.segments:
        if each.is_loaded and each.size > each.memory_size:
            detail = f"segment {each.name} has {each.size:#x} bytes in the file, {each.memory_size:#x} in memory"
            yield ImageFault("memory-size", detail, each.offset, each.size)


def _sections(layout: MachoLayout) -> Iterator[ImageFault]:
    segments = {each.name: each for each in layout.segments}
    for each in layout.sections:
        segment = segments.get(each.segment)
        if segment is None or not each.is_backed:
            continue
        if not segment.is_loaded:
            yield from _unloaded(segment, each)
            continue
        inside = each.address - segment.address
        if inside < 0 or inside + each.size > segment.memory_size:
            detail = (
                f"section {each.segment},{each.name} at {each.address:#x} is not in its segment"
            )
            yield ImageFault("section-outside", detail, each.offset, each.size)
        elif each.offset != segment.offset + inside:
            there = segment.offset + inside
            detail = f"section {each.segment},{each.name} is shown at {each.offset:#x}, its address is loaded from {there:#x}"
            yield ImageFault("views-differ", detail, each.offset, each.size)


def _unloaded(segment: MachoSegment, section: MachoSection) -> Iterator[ImageFault]:
    """Yield a section of a segment without memory that stands elsewhere in the file than its segment."""
    if section.offset < segment.offset or section.offset + section.size > segment.end:
        detail = f"section {section.segment},{section.name} at {section.offset:#x} of the file is not in its segment"
        yield ImageFault("section-outside", detail, section.offset, section.size)


def fat_faults(view: View, layout: FatLayout) -> Iterator[ImageFault]:
    """Yield what the header of a fat file says against its slices, or of two of them."""
    yield from few(_fat(view, layout))


def _fat(view: View, layout: FatLayout) -> Iterator[ImageFault]:
    parts = [Part(s.offset, s.end, s.cpu, s.offset) for s in layout.slices]
    head = Part(0, layout.table_end, "the header", 0)
    for left, right in overlaps([head, *parts]):
        detail = f"{left.name} (to {left.end:#x}) and the slice for {right.name} (from {right.start:#x}) share bytes"
        yield ImageFault("slices-overlap", detail, right.start, min(left.end, right.end) - right.start)  # fmt: skip
    names: set[str] = set()
    for each in layout.slices:
        if each.cpu in names:
            detail = f"the slice at {each.offset:#x} is the second for {each.cpu}: which one runs is the loader's choice"
            yield ImageFault("slice-twice", detail, each.offset, each.size)
        names.add(each.cpu)
        start = view.read(each.offset, 12)
        order = MAGICS.get(start[:4], (False, ""))[1]
        if order and len(start) == 12:
            own = cpu_name(*struct.unpack_from(order + "2I", start, 4))
            if own != each.cpu:
                detail = f"the slice at {each.offset:#x} is listed for {each.cpu}, it is for {own}"
                yield ImageFault("slice-type", detail, each.offset, 12)
