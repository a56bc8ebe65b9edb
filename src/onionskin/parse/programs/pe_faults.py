"""Contradictions in the headers of a Portable Executable, and what honest tools leave that looks like one.

Source: Microsoft, "PE Format": COFF and optional header, section table (order, alignment, SizeOfImage and
SizeOfHeaders). What Windows rounds is rounded here: raw offsets down to 512, sizes up to the alignment.
NSIS, Source/ResourceEditor.cpp and Source/build.cpp: makensis enlarges the section of the
resources and writes the relocations behind it anew, but their row of the section table, and their
directory where `.ndata` grew, stay as they were.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onionskin.parse.programs.image_faults import ImageFault, Part, few, overlaps
from onionskin.parse.programs.pe import DISCARDABLE, EXECUTE, WRITE, Addresses, PeLayout, Section
from onionskin.plugins.view import View

_ROW, _DOS, _PAGE = 40, 64, 4096
_RELOCATIONS = 1 << 20  # bytes that are looked at
_READING = {
    "sections-overlap": "",
    "row-left": ", as makensis leaves the row of relocations that it moved behind the resources; nothing refers to it",
    "unused-overlap": "; nothing refers to the latter",
}


def faults(view: View, layout: PeLayout) -> Iterator[ImageFault]:
    """Yield what the headers of a file say twice and differently."""
    yield from few(_all(view, layout))


def _all(view: View, layout: PeLayout) -> Iterator[ImageFault]:
    yield from _headers(layout)
    yield from _file(view, layout)
    yield from _memory(layout)
    yield from _entry(layout)
    table, size = layout.certificate_table
    if size and 0 < table < layout.section_end:
        detail = f"the certificate table at {table:#x} stands in the image, which ends at {layout.section_end:#x}"
        yield ImageFault("signature-inside", detail, table, min(size, layout.size - table))


def _headers(layout: PeLayout) -> Iterator[ImageFault]:
    if layout.nt_offset < _DOS:
        detail = f"the NT headers at {layout.nt_offset:#x} stand in the DOS header of {_DOS} bytes"
        yield ImageFault("headers-overlap", detail, layout.nt_offset, 24)
    fixed = 112 if layout.is_pe32_plus else 96
    needed = fixed + 8 * layout.directory_count
    if layout.optional_size < needed:
        detail = f"the optional header has {layout.optional_size} bytes, its fields take {needed}: the section table stands in them"
        yield ImageFault("table-room", detail, layout.optional_offset, needed)
    if layout.section_count and layout.headers_size < layout.headers_end:
        detail = f"SizeOfHeaders is {layout.headers_size:#x}, the section table ends at {layout.headers_end:#x}"
        yield ImageFault("table-room", detail, layout.optional_offset + 60, 4)


def _file(view: View, layout: PeLayout) -> Iterator[ImageFault]:
    """Yield sections whose bytes in the file are the headers' or another's."""
    rows = {
        layout.section_table_offset + _ROW * number: each
        for number, each in enumerate(layout.sections)
        if each.size
    }
    # An image of small alignment is mapped as it is (Windows), or copied by its own numbers (UEFI): nothing is rounded.
    sector = 512 if layout.section_alignment >= _PAGE else 1
    parts = [Part(each.offset & -sector, each.end, each.name, row) for row, each in rows.items()]
    for part in parts:
        if part.start < layout.headers_end:
            detail = f"section {part.name} begins at {part.start:#x}, the headers end at {layout.headers_end:#x}"
            yield ImageFault("section-over-headers", detail, part.offset, _ROW)
    for left, right in overlaps(parts):
        detail = f"sections {left.name} (to {left.end:#x}) and {right.name} (from {right.start:#x}) share bytes of the file"
        kind = _overlap(view, layout, rows[left.offset], rows[right.offset])
        yield ImageFault(kind, detail + _READING[kind], right.offset, _ROW)


def _overlap(view: View, layout: PeLayout, owner: Section, other: Section) -> str:
    """Return the kind of an overlap: a contradiction, or a row that was left and that nothing uses.

    A row is unused if it holds neither code nor what is written to, is thrown away after loading, and if
    neither a directory nor the entry point leads to it; its bytes must be the resources', so that they
    are seen as such. It is makensis' own work if the relocations that the row was for stand behind them.
    """
    end = other.rva + max(other.virtual_size, other.size)
    used = [each.rva for each in layout.directories if each.name != "certificate"]
    resource, relocation = layout.directory("resource"), layout.directory("relocation")
    is_unused = other.flags & (DISCARDABLE | EXECUTE | WRITE) == DISCARDABLE and not any(
        other.rva <= each < end for each in (*used, layout.entry_rva)
    )
    holds_resources = (
        resource is not None and resource.rva == owner.rva and not owner.flags & EXECUTE
    )
    is_within = owner.offset < other.offset and other.end <= owner.end
    is_dead = relocation is None or Addresses(layout).offset(relocation.rva) is None
    if not (is_unused and holds_resources and is_within and is_dead):
        return "sections-overlap"
    if is_relocations(view, owner.end, other.size):
        return "row-left"
    return "unused-overlap"


def _memory(layout: PeLayout) -> Iterator[ImageFault]:
    """Yield sections that are loaded over each other, over the headers, or beyond the image."""
    parts = [
        Part(each.rva, each.rva + (each.virtual_size or each.size), each.name, layout.section_table_offset + _ROW * number)
        for number, each in enumerate(layout.sections)
        if each.virtual_size or each.size
    ]  # fmt: skip
    for left, right in overlaps(parts):
        detail = f"sections {left.name} (to {left.end:#x}) and {right.name} (from {right.start:#x}) are loaded over each other"
        yield ImageFault("memory-overlap", detail, right.offset, _ROW)
    for part in parts:
        if part.start < layout.headers_end:
            detail = f"section {part.name} is loaded at {part.start:#x}, over the headers that end at {layout.headers_end:#x}"
            yield ImageFault("memory-overlap", detail, part.offset, _ROW)
    last = max((part.end for part in parts), default=0)
    if last > layout.image_size:
        detail = f"SizeOfImage is {layout.image_size:#x}, the last section ends at {last:#x}"
        yield ImageFault("memory-size", detail, layout.optional_offset + 56, 4)


def _entry(layout: PeLayout) -> Iterator[ImageFault]:
    """Yield an entry point that stands in no section; 0 is none, in a library."""
    entry = layout.entry_rva
    if not entry or not layout.sections:
        return
    if any(
        each.rva <= entry < each.rva + max(each.virtual_size, each.size) for each in layout.sections
    ):
        return
    where = "the headers" if entry < layout.headers_size else "no section"
    yield ImageFault("entry-outside", f"the entry point {entry:#x} stands in {where}", layout.optional_offset + 16, 4)  # fmt: skip


def is_relocations(view: View, start: int, length: int) -> bool:
    """Say whether a part of a program is base relocations: blocks of a page and their words, then zeros."""
    data, at = view.read(start, min(length, _RELOCATIONS)), 0
    while at + 8 <= len(data) and data[at : at + 8] != bytes(8):
        page, size = struct.unpack_from("<II", data, at)
        kinds = {each >> 4 for each in data[at + 9 : at + size : 2]}
        if page % 4096 or not 8 <= size <= 8 + 2 * 4096 or size % 2 or kinds - {0, 3, 10}:
            return False
        at += size
    return 0 < at <= len(data) and not data[at:].strip(b"\0")
