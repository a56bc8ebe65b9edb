"""Contradictions in the headers of a Portable Executable.

Source: Microsoft, "PE Format": COFF and optional header, section table (order, alignment, SizeOfImage and
SizeOfHeaders). What Windows rounds is rounded here: raw offsets down to 512, sizes up to the alignment.
"""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.parse.image_faults import ImageFault, Part, few, overlaps
from onionskin.parse.pe import PeLayout

_ROW, _DOS = 40, 64


def faults(layout: PeLayout) -> Iterator[ImageFault]:
    """Yield what the headers of a file say twice and differently."""
    yield from few(_all(layout))


def _all(layout: PeLayout) -> Iterator[ImageFault]:
    yield from _headers(layout)
    yield from _file(layout)
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


def _file(layout: PeLayout) -> Iterator[ImageFault]:
    """Yield sections whose bytes in the file are the headers' or another's."""
    parts = [
        Part(each.offset & ~511, each.end, each.name, layout.section_table_offset + _ROW * number)
        for number, each in enumerate(layout.sections)
        if each.size and each.virtual_size
    ]
    for part in parts:
        if part.start < layout.headers_end:
            detail = f"section {part.name} begins at {part.start:#x}, the headers end at {layout.headers_end:#x}"
            yield ImageFault("section-over-headers", detail, part.offset, _ROW)
    for left, right in overlaps(parts):
        detail = f"sections {left.name} (to {left.end:#x}) and {right.name} (from {right.start:#x}) share bytes of the file"
        yield ImageFault("sections-overlap", detail, right.offset, _ROW)


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
