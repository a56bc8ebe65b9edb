"""Which bytes of a Mach-O file its format accounts for, by name. What is left is unexplained."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Region, Span
from onionskin.parse.holes import outside
from onionskin.parse.programs.macho import MachoLayout
from onionskin.parse.programs.macho_fat import FatLayout
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.plugins.view import View

# Segments are aligned to 4, 16 or, by some linkers, 64 KiB.
PADDING = 0x10000
_RELOCATION = 8


def regions(view: View, layout: MachoLayout, signature: CodeSignature | None) -> Iterator[Region]:
    """Yield the owners of all parts, and the zeros that align them."""
    owned = [*_headers(layout), *_parts(layout), *_signature(view, layout, signature)]
    yield from owned
    yield from padding(view, [Span(each.offset, each.length) for each in owned], view.size)


def padding(view: View, owned: list[Span], end: int, longest: int = PADDING) -> Iterator[Region]:
    """Yield the gaps between owned bytes that are zero and shorter than the largest alignment."""
    for gap in outside(owned, end):
        if gap.length <= longest and view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)


def _headers(layout: MachoLayout) -> Iterator[Region]:
    yield Region("mach-o header", 0, layout.header_size)
    yield Region("load commands", layout.header_size, layout.commands_size)


def _parts(layout: MachoLayout) -> Iterator[Region]:
    for section in layout.sections:
        if section.is_backed:
            name = f"section {section.segment},{section.name}"
            yield Region(name, section.offset, section.size)
        if section.relocation_count:
            size = section.relocation_count * _RELOCATION
            yield Region("relocations", section.relocation_offset, size)
    for segment in layout.segments:
        # A segment without sections is mapped as it is: packers and some linkers write such.
        if segment.size and not segment.section_count and segment.name != "__LINKEDIT":
            yield Region(f"segment {segment.name}", segment.offset, segment.size)
    for table in layout.tables:
        if layout.signature != (table.offset, table.size) or table.name != "code signature":
            yield Region(table.name, table.offset, table.size)


def _signature(
    view: View, layout: MachoLayout, signature: CodeSignature | None
) -> Iterator[Region]:
    """Yield the SuperBlob's index and blobs; its reserved space only if it is zero, however long."""
    if signature is None or not signature.blobs or layout.signature is None:
        return
    yield Region("code signature index", signature.offset, 12 + 8 * len(signature.blobs))
    loose = {(each.offset, each.length) for each in signature.loose}
    for blob in signature.blobs:
        if (blob.offset, blob.length) not in loose:
            yield Region(f"code signature: {blob.slot}", blob.offset, blob.length)
    start = signature.offset + signature.length
    if signature.residue:
        yield Region("residue of an earlier signature", start, signature.residue)
    start += signature.residue
    left = signature.reserved - signature.length - signature.residue
    if left > 0 and view.is_zero(start, left):
        yield Region("reserved for the signature", start, left)


def between_slices(view: View, layout: FatLayout) -> Iterator[Span]:
    """Yield the bytes of a fat file that no slice owns and that are not zero."""
    owned = [Span(0, layout.table_end), *(Span(s.offset, s.size) for s in layout.slices)]
    for gap in outside(owned, view.size):
        if not view.is_zero(gap.offset, gap.length):
            yield gap
