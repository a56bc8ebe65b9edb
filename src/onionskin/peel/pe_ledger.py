"""Which bytes of a PE file its format accounts for, by name. What is left is unexplained.

Padding is claimed only where it is the filler that linkers write (zeros; 0xCC in
code; `PADDINGXXPADDING` behind resources) and shorter than the alignment it serves: on
464 genuine files no other filler and no longer one occurred.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator

from onionskin.model import Region, Span
from onionskin.parse.programs.pe import EXECUTE, CertificateEntry, Directory, PeLayout, Section
from onionskin.parse.programs.pe_image import PeImage, rich_header
from onionskin.parse.signatures.authenticode_facts import Authenticode
from onionskin.plugins.view import View
from onionskin.terms.installer_tags import OMAHA_SPACE, appended_tag

PAGE = 0x1000
ALIGNMENT = 8  # of certificate entries and their table
_LARGEST_ALIGNMENT = 0x10000
_FILLER = b"PADDINGXXPADDING"
_LONGEST_STUB = 128
_SYMBOL = 18
_NAME_AT = re.compile(
    r"/([0-9]{1,7})"
)  # a section's name that is longer than 8 bytes stands in the string table
_LONG_NAME = re.compile(rb"[!-~]{1,64}\0")
_BOOT = 0x1F1  # setup_sects, the first field of a kernel's header (Linux, Documentation/arch/x86/boot.rst)
# What Wine's builder writes in the place of a stub (Wine, tools/winebuild/spec32.c), with zeros up to 32 bytes.
_WINE = (b"Wine builtin DLL".ljust(32, b"\0"), b"Wine placeholder DLL".ljust(32, b"\0"))
# Borland's linker (Delphi, C++Builder) ends its stub's line with these two, and its section table with a row more
# than it counts: no name, no size, where the image and the file ended, and the flags of initialised data.
_BORLAND_END = b"\r\n$7"
_ROW = struct.Struct("<8s6I2HI")
_DATA = 0x4000_0040
_SECTOR = 512


def image_end(layout: PeLayout) -> int:
    """Return where the image's own bytes end: at the certificate table, or at the file's end."""
    offset, size = layout.certificate_table
    return min(offset, layout.size) if size and offset >= layout.headers_end else layout.size


def padding(view: View, start: int, end: int, alignment: int) -> Iterator[Region]:
    """Yield the gap as padding if it is zero and shorter than the alignment it serves."""
    if 0 < end - start < alignment and view.is_zero(start, end - start):
        yield Region("padding", start, end - start)


# --- headers --------------------------------------------------------------------------------------


def header_regions(view: View, layout: PeLayout) -> Iterator[Region]:
    """Yield the DOS stub, Rich header, NT headers, section table and their padding.

    Of a header that says it is larger than its fields, only the fields are claimed.
    """
    at = 64
    stub = _stub_length(view.read(64, min(_LONGEST_STUB, max(0, layout.nt_offset - 64))))
    if stub:
        yield Region("dos stub", 64, stub)
        at += stub
    rich = rich_header(view, layout)
    if rich:
        yield from padding(view, at, rich[0], PAGE)
        yield Region("rich header", rich[0], rich[1])
        at = rich[0] + rich[1]
    yield from padding(view, at, layout.nt_offset, PAGE)
    yield Region("nt headers", layout.nt_offset, 24)
    fields = (112 if layout.is_pe32_plus else 96) + 8 * layout.directory_count
    used = min(fields, layout.optional_size)
    yield Region("optional header", layout.optional_offset, used)
    at = layout.optional_offset + used
    yield from padding(view, at, layout.section_table_offset, PAGE)
    rows = min(40 * layout.section_count, layout.headers_size - layout.section_table_offset)
    yield Region("section table", layout.section_table_offset, rows)
    first = min((each.offset for each in layout.sections if each.size), default=layout.section_end)
    end = min(first, max(layout.headers_size, layout.headers_end))
    at = layout.headers_end
    if _is_end_row(view, layout):
        yield Region("end of section table", at, _ROW.size)
        at += _ROW.size
    bound = layout.directory("bound import")
    if bound and at <= bound.rva and bound.rva + bound.size <= end and _is_names(view, bound):
        yield from padding(view, at, bound.rva, PAGE)
        yield Region("bound imports", bound.rva, bound.size)
        at = bound.rva + bound.size
    if at <= _BOOT and end == _boot_code_end(view):
        yield from padding(view, at, _BOOT, PAGE)
        yield Region("boot sector and setup code", _BOOT, end - _BOOT)
        yield from _boot_message(view, layout)
        return
    yield from padding(view, at, end, PAGE)


def _boot_code_end(view: View) -> int:
    """Return where the setup code of a program ends that starts as a kernel does, too; 0 for any other."""
    head = view.read(_BOOT, 0x206 - _BOOT)
    if len(head) < 0x206 - _BOOT or head[0x0D:0x0F] != b"\x55\xaa" or head[0x11:] != b"HdrS":
        return 0
    return 512 * (1 + (head[0] or 4))


def _boot_message(view: View, layout: PeLayout) -> Iterator[Region]:
    """Yield what stands for the DOS stub there: printable text and a zero, up to the NT headers."""
    length = layout.nt_offset - 64
    text = view.read(64, length) if 0 < length <= _LONGEST_STUB else b""
    printed = all(0x20 <= each < 0x7F or each in b"\r\n" for each in text[:-1])
    if text.endswith(b"\0") and printed:
        yield Region("boot message", 64, length)


def _is_end_row(view: View, layout: PeLayout) -> bool:
    """Say whether the row behind the last section is the one that Borland's linker closes the table with.

    Tools that let resources grow leave it as it was, so that its two places need not be the image's.
    """
    raw = view.read(layout.headers_end, _ROW.size)
    if len(raw) < _ROW.size or layout.headers_end + _ROW.size > layout.headers_size:
        return False
    name, size, rva, length, offset, *moved, flags = _ROW.unpack(raw)
    places = rva and offset and not rva % PAGE and not offset % _SECTOR
    return bool(places) and not any((*name, size, length, *moved)) and flags == _DATA


def _stub_length(data: bytes) -> int:
    """Return the length of a DOS program that prints one line: code, printable text, `$`; or of Wine's mark."""
    end = data.find(b"$")
    if end < 0:
        return len(data) if data in _WINE else 0
    body = data[:end].rstrip(b"\r\n")
    code = len(body.rstrip(bytes(range(0x20, 0x7F))))
    end += data[: end + 2].endswith(_BORLAND_END)
    return end + 1 if code <= 40 and 16 <= len(body) - code <= 96 else 0


def _is_names(view: View, bound: Directory) -> bool:
    """Say whether bound imports are rows of numbers and then names of libraries."""
    data = view.read(bound.rva, min(bound.size, PAGE))
    at = 0
    while at + 8 <= len(data) and any(data[at : at + 8]):
        at += 8 + 8 * int(struct.unpack_from("<H", data, at + 6)[0])
    return bound.size <= PAGE and all(each == 0 or 0x20 <= each < 0x7F for each in data[at:])


# --- image ----------------------------------------------------------------------------------------


def section_regions(view: View, layout: PeLayout) -> Iterator[Region]:
    """Yield each section's body, the filler behind it, and the alignment between sections."""
    alignment = min(max(layout.file_alignment, 512), _LARGEST_ALIGNMENT)
    limit = image_end(layout)
    reached = 0
    for section in sorted(layout.sections, key=lambda each: (each.offset, each.size)):
        if not section.size or section.offset >= limit:
            continue
        if reached:
            yield from padding(view, reached, section.offset, alignment)
        end = min(section.end, limit)
        body = min(section.offset + (section.virtual_size or section.size), end)
        yield Region(f"section {section.name}", section.offset, body - section.offset)
        if 0 < end - body < alignment and _is_filler(view, section, body, end):
            yield Region("padding", body, end - body)
        reached = max(reached, end)


def _is_filler(view: View, section: Section, start: int, end: int) -> bool:
    data = view.read(start, end - start)
    if not data.strip(b"\0") or (section.flags & EXECUTE and not data.strip(b"\xcc")):
        return True
    return data == (_FILLER * (len(data) // len(_FILLER) + 1))[: len(data)]


def symbol_regions(view: View, layout: PeLayout) -> Iterator[Region]:
    """Yield the COFF symbol and string tables that some linkers put behind the sections."""
    start, count = layout.symbols_offset, layout.symbol_count
    end, limit = start + _SYMBOL * count, image_end(layout)
    if start < layout.headers_end or end + 4 > limit:
        return
    if not count:
        yield from _long_names(view, layout, start)
        return
    if not _is_symbols(view.read(start, _SYMBOL * min(count, 16_384)), layout):
        return
    yield Region("symbol table", start, end - start)
    size = int(struct.unpack("<I", view.exactly(end, 4, "the string table"))[0])
    if 4 <= size <= limit - end:
        yield Region("string table", end, size)


def _long_names(view: View, layout: PeLayout, start: int) -> Iterator[Region]:
    """Yield a string table without symbols, as objcopy leaves it, if the names of sections are all it holds."""
    size = int(struct.unpack("<I", view.exactly(start, 4, "the string table"))[0])
    if not 4 < size <= min(image_end(layout) - start, PAGE):
        return
    table, reached = view.read(start, size), 4
    named = filter(None, (_NAME_AT.fullmatch(each.name) for each in layout.sections))
    for at in sorted({int(each[1]) for each in named}):
        name = _LONG_NAME.match(table, at)
        if at != reached or name is None:
            return
        reached = name.end()
    if reached == size:
        yield Region("string table", start, size)


def _is_symbols(data: bytes, layout: PeLayout) -> bool:
    """Check each symbol's section number, skipping the auxiliary records."""
    at = 0
    while at + _SYMBOL <= len(data):
        section, auxiliary = struct.unpack_from("<h3xB", data, at + 12)
        if not -2 <= section <= layout.section_count:
            return False
        at += _SYMBOL * (1 + int(auxiliary))
    return True


def debug_regions(layout: PeLayout, image: PeImage) -> Iterator[Region]:
    """Yield raw debug data that stand outside the sections."""
    for each in image.debug:
        if layout.section_end <= each.offset <= image_end(layout) - each.length:
            yield Region("debug data", each.offset, each.length)


# --- certificates ---------------------------------------------------------------------------------


def certificate_regions(
    view: View, layout: PeLayout, facts: Iterable[Authenticode]
) -> Iterator[Region]:
    """Yield the certificate entries, their alignment, and tags that follow their grammar.

    Of an entry whose PKCS#7 could not be read, or is a further one over other bytes
    than these, only the header is claimed.
    """
    facts = tuple(facts)
    offset, size = layout.certificate_table
    end = min(offset + size, view.size)
    reached = offset
    for number, entry in enumerate(layout.certificate_entries):
        stop = min(entry.end, end)
        body = pkcs7_end(entry, number, facts)
        if body is None:
            yield Region(f"certificate {number + 1} header", entry.offset, 8)
        else:
            body = min(body, stop)
            yield Region(f"certificate {number + 1}", entry.offset, body - entry.offset)
            yield from _innocent_slack(view, body, stop)
        reached = min(-(-entry.end // ALIGNMENT) * ALIGNMENT, end)
        for each in padding(view, stop, reached, ALIGNMENT):
            yield Region("certificate padding", each.offset, each.length)
    for each in padding(view, reached, end, ALIGNMENT):
        yield Region("certificate padding", each.offset, each.length)


def foreign_spans(
    view: View, layout: PeLayout, facts: Iterable[Authenticode]
) -> Iterator[tuple[Span, str]]:
    """Yield (bytes, place) of what stands behind each PKCS#7, behind the last entry, and behind the table.

    Alignment and installer tags that follow their grammar are left out; so are whole
    entries that hold no PKCS#7 over this image.
    """
    if not layout.certificate_entries:
        return
    facts = tuple(facts)
    offset, size = layout.certificate_table
    end = min(offset + size, view.size)
    reached = offset
    for number, entry in enumerate(layout.certificate_entries):
        stop = min(entry.end, end)
        body = pkcs7_end(entry, number, facts)
        if body is not None and body < stop:
            innocent = sum(each.length for each in _innocent_slack(view, body, stop))
            lead, tail = _alignment_around(view, body, stop)
            if innocent < stop - body:
                yield Span(body + lead, stop - tail - body - lead), f"in entry {number + 1}"
        reached = min(-(-entry.end // ALIGNMENT) * ALIGNMENT, end)
        if reached > stop and not view.is_zero(stop, reached - stop):
            yield Span(stop, reached - stop), f"in the alignment of entry {number + 1}"
    if end - reached >= ALIGNMENT or not view.is_zero(reached, end - reached):
        yield Span(reached, end - reached), "behind the last certificate entry"
    if end < view.size:
        yield Span(end, view.size - end), "behind the certificate table"


def pkcs7_end(entry: CertificateEntry, number: int, facts: Iterable[Authenticode]) -> int | None:
    """Return where an entry's PKCS#7 ends, or None if it holds none that is to be claimed.

    The first entry is claimed if it can be read, a further one only if it was made
    over this very image.
    """
    own = next((each for each in facts if each.entry == number and not each.nested), None)
    if own is None or not own.signed_digest:
        return None
    if number and own.signed_digest != own.actual_digest:
        return None
    if entry.der_length is not None:
        return entry.body + entry.der_length
    behind = (each.offset for each in own.uncovered if each.kind == "behind")
    return next(behind, entry.end)


def _innocent_slack(view: View, start: int, stop: int) -> Iterator[Region]:
    """Yield what is innocent between a PKCS#7 and the end of its entry: alignment, or a tag."""
    length = stop - start
    if length < ALIGNMENT and view.is_zero(start, length):
        yield from _part("certificate padding", start, length)
        return
    found = None
    if length <= OMAHA_SPACE + 2 * ALIGNMENT:
        found = appended_tag(view.read(start, length))
    if found is not None:
        at, tag = found
        end = start + at + tag.length
        yield from _part("certificate padding", start, at)
        yield Region(f"installer tag ({tag.grammar})", start + at, tag.length)
        yield from _part("certificate padding", end, stop - end)
        return
    lead, tail = _alignment_around(view, start, stop)
    yield from _part("certificate padding", start, lead)
    yield from _part("certificate padding", stop - tail, tail)


def _part(name: str, offset: int, length: int) -> Iterator[Region]:
    if length > 0:
        yield Region(name, offset, length)


def _alignment_around(view: View, start: int, stop: int) -> tuple[int, int]:
    """Return how many zeros at both ends of foreign bytes in an entry are mere alignment.

    In front: those up to the next multiple of 8, if all are zero. Behind: at most 7,
    if the entry was rounded up to a multiple of 8. Neither, where all is zero.
    """
    if view.is_zero(start, stop - start):
        return 0, 0
    lead = min(-start % ALIGNMENT, stop - start)
    if not view.is_zero(start, lead):
        lead = 0
    last = view.read(max(start + lead, stop - 7), min(7, stop - start - lead))
    tail = 0 if stop % ALIGNMENT else len(last) - len(last.rstrip(b"\0"))
    return lead, tail
