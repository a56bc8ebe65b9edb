"""The layout of a Portable Executable: where each header, section and certificate entry stands.

Source: Microsoft, "PE Format" (docs: PE format specification, revision 2024), and
"Windows Authenticode Portable Executable Signature Format" for the attribute
certificate table. Offsets and lengths are bytes in the file, addresses (`rva`)
are relative to the loaded image.

A header that cannot be read raises DamagedError. A header that contradicts
itself is read as Windows would, and said in `PeLayout.problems`.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.errors import DamagedError
from onionskin.model import Problem, Value
from onionskin.parse.programs.word_sum import word_sum
from onionskin.plugins.view import View

MAX_SECTIONS = 1024
MAX_ENTRIES = 64
DIRECTORIES = (
    "export", "import", "resource", "exception", "certificate", "relocation", "debug",
    "architecture", "global pointer", "thread storage", "load configuration", "bound import",
    "import address", "delay import", "clr", "reserved",
)  # fmt: skip

DISCARDABLE = 0x0200_0000
EXECUTE = 0x2000_0000
WRITE = 0x8000_0000
IS_DLL = 0x2000
NAMES = 16 << 10  # bytes that are read at once for names


class CertificateEntry(Value, frozen=True):
    """One WIN_CERTIFICATE of the certificate table.

    `length` is dwLength as declared (with its 8 bytes of header), `der_length` the
    whole length of the DER object at its start (None: it is no definite-length
    DER), `slack_length` how many bytes of the entry stand behind that object
    (the whole body where there is none).
    """

    offset: int
    length: int
    revision: int
    type: int
    der_length: int | None
    slack_length: int

    @property
    def body(self) -> int:
        """The offset of bCertificate."""
        return self.offset + 8

    @property
    def end(self) -> int:
        """The offset just behind the entry, without its alignment."""
        return self.offset + self.length


class Section(Value, frozen=True):
    """One row of the section table, as declared."""

    name: str
    rva: int
    virtual_size: int
    offset: int
    size: int
    flags: int

    @property
    def end(self) -> int:
        """The offset just behind the raw data."""
        return self.offset + self.size


class Directory(Value, frozen=True):
    """One data directory in use. `rva` is a file offset for `certificate`."""

    name: str
    rva: int
    size: int


class PeLayout(Value, frozen=True):
    """Where everything stands in one PE file.

    `certificate_directory_offset` is the file offset of the data directory's entry
    (None: the optional header has none), `certificate_table` (offset, size) as
    declared, (0, 0) where there is none. `section_end` is the end of the last raw
    data or header inside the file: what follows is overlay or certificates.
    """

    size: int
    nt_offset: int
    optional_offset: int
    optional_size: int
    directory_count: int
    section_table_offset: int
    section_count: int
    machine: int
    is_pe32_plus: bool
    timestamp: int
    characteristics: int
    subsystem: int
    entry_rva: int
    image_base: int
    image_size: int
    headers_size: int
    section_alignment: int
    file_alignment: int
    checksum: int
    checksum_offset: int
    symbols_offset: int
    symbol_count: int
    certificate_directory_offset: int | None
    certificate_table: tuple[int, int]
    certificate_entries: tuple[CertificateEntry, ...]
    section_end: int
    sections: tuple[Section, ...]
    directories: tuple[Directory, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def headers_end(self) -> int:
        """The offset just behind the section table."""
        return self.section_table_offset + 40 * self.section_count

    @property
    def is_dll(self) -> bool:
        """Whether the file says it is a library."""
        return bool(self.characteristics & IS_DLL)

    def directory(self, name: str) -> Directory | None:
        """Return a data directory that is in use, by its name in DIRECTORIES."""
        return next((each for each in self.directories if each.name == name), None)


class Addresses:
    """Where in one file the bytes of an address stand; built once, asked often."""

    def __init__(self, layout: PeLayout) -> None:
        backed = sorted((each for each in layout.sections if each.size), key=lambda s: s.rva)
        self._starts = [each.rva for each in backed]
        self._sections = backed
        self._headers = layout.headers_size
        # A letter each byte: a piece of that is a name already, but for the few with other letters.
        self._names, self._names_at, self._names_reach = "", 0, 0

    def offset(self, rva: int) -> int | None:
        """Return the file offset of an address, or None where no byte of the file backs it."""
        index = bisect_right(self._starts, rva) - 1
        if index >= 0:
            section = self._sections[index]
            if rva < section.rva + section.size:
                return section.offset + rva - section.rva
        return rva if 0 <= rva < self._headers else None

    def read(self, view: View, rva: int, length: int) -> bytes:
        """Return up to `length` bytes at an address; fewer at the section's end, none outside."""
        index = bisect_right(self._starts, rva) - 1
        if index >= 0:
            section = self._sections[index]
            room = section.rva + section.size - rva
            if room > 0:
                return view.read(section.offset + rva - section.rva, min(length, room))
        return view.read(rva, min(length, self._headers - rva)) if rva < self._headers else b""

    def text(self, view: View, rva: int, longest: int = 512) -> str:
        """Return the NUL-terminated name at an address, cut at `longest` bytes."""
        # A linker writes names side by side, forwards or backwards: one reading serves many of them.
        names, start = self._names, rva - self._names_at
        end = names.find("\0", start, start + longest) if 0 <= start < self._names_reach else -1
        if end < 0:
            start = self._turn_names(view, rva, longest)
            names = self._names
            end = names.find("\0", start, start + longest)
        name = names[start : end if end >= 0 else start + longest]
        return (
            name if name.isascii() else name.encode("latin-1").decode("utf-8", "backslashreplace")
        )

    def _turn_names(self, view: View, rva: int, longest: int) -> int:
        """Read the bytes around an address, within its section; return where it stands in them."""
        behind = bisect_right(self._starts, rva)
        at, reach = rva, NAMES
        if behind and rva < self._sections[behind - 1].rva + self._sections[behind - 1].size:
            at = max(self._starts[behind - 1], rva - NAMES // 2)
        if behind < len(self._starts):
            reach = min(self._starts[behind] - at, NAMES)
        self._names_at, self._names_reach = at, reach
        self._names = self.read(view, at, max(reach, rva - at + longest)).decode("latin-1")
        return rva - at


class _FileHeader(NamedTuple):
    """IMAGE_FILE_HEADER, in its order."""

    machine: int
    sections: int
    timestamp: int
    symbols: int
    symbol_count: int
    optional_size: int
    characteristics: int


class _Optional(NamedTuple):
    """What is kept of IMAGE_OPTIONAL_HEADER; `fixed` is its length before the directories."""

    plus: bool
    fixed: int
    entry_rva: int
    image_base: int
    alignments: tuple[int, int]
    image_size: int
    headers_size: int
    checksum: int
    subsystem: int
    directories: int


def parse_layout(view: View) -> PeLayout:
    """Return the layout of a PE file; DamagedError if it has no readable NT headers."""
    problems: list[Problem] = []
    nt = _nt_headers(view, problems)
    file = _FileHeader(*struct.unpack("<HHIIIHH", view.exactly(nt + 4, 20, "the file header")))
    place = nt + 24
    optional = _optional_header(view, place)
    declared = min(optional.directories, len(DIRECTORIES))
    problems.extend(_directory_contradictions(optional, file))
    directories, raw_certificates = _directories(view, place + optional.fixed, declared)
    table = place + file.optional_size
    sections = tuple(_sections(view, table, file.sections, problems))
    problems.extend(_missing_bytes(view, sections))
    certificates = raw_certificates or (0, 0)
    section_end = _section_end(view, table + 40 * file.sections, sections)
    if certificates[1] and 0 < certificates[0] < section_end:
        detail = f"the certificate table at {certificates[0]:#x} stands inside the image"
        problems.append(_contradiction(detail))
    entries = tuple(_entries(view, certificates, problems))
    return PeLayout(
        size=view.size,
        nt_offset=nt,
        optional_offset=place,
        optional_size=file.optional_size,
        directory_count=declared,
        section_table_offset=table,
        section_count=file.sections,
        machine=file.machine,
        is_pe32_plus=optional.plus,
        timestamp=file.timestamp,
        characteristics=file.characteristics,
        subsystem=optional.subsystem,
        entry_rva=optional.entry_rva,
        image_base=optional.image_base,
        image_size=optional.image_size,
        headers_size=optional.headers_size,
        section_alignment=optional.alignments[0],
        file_alignment=optional.alignments[1],
        checksum=optional.checksum,
        checksum_offset=place + 64,
        symbols_offset=file.symbols,
        symbol_count=file.symbol_count,
        certificate_directory_offset=(
            None if raw_certificates is None else place + optional.fixed + 32
        ),
        certificate_table=certificates,
        certificate_entries=entries,
        section_end=section_end,
        sections=sections,
        directories=directories,
        problems=tuple(problems),
    )


def _nt_headers(view: View, problems: list[Problem]) -> int:
    """Return where the NT headers stand."""
    if view.exactly(0, 64, "the DOS header")[:2] != b"MZ":
        raise DamagedError("there is no MZ at the start")
    nt: int = struct.unpack("<I", view.exactly(0x3C, 4, "e_lfanew"))[0]
    if view.read(nt, 4) != b"PE\0\0":
        raise DamagedError(f"there is no PE signature at {nt:#x}")
    if nt < 64:
        problems.append(_contradiction(f"the NT headers at {nt:#x} overlap the DOS header"))
    return nt


def _optional_header(view: View, place: int) -> _Optional:
    magic = struct.unpack("<H", view.exactly(place, 2, "the optional header"))[0]
    if magic not in (0x10B, 0x20B):
        raise DamagedError(f"the optional header's magic {magic:#x} is neither PE32 nor PE32+")
    plus = magic == 0x20B
    fixed = 112 if plus else 96
    header = view.exactly(place, fixed, "the optional header")
    image_size, headers_size, checksum, subsystem = struct.unpack_from("<IIIH", header, 56)
    return _Optional(
        plus=plus,
        fixed=fixed,
        entry_rva=struct.unpack_from("<I", header, 16)[0],
        image_base=struct.unpack_from("<Q" if plus else "<I", header, 24 if plus else 28)[0],
        alignments=struct.unpack_from("<II", header, 32),
        image_size=image_size,
        headers_size=headers_size,
        checksum=checksum,
        subsystem=subsystem,
        directories=struct.unpack_from("<I", header, fixed - 4)[0],
    )


def _directory_contradictions(optional: _Optional, file: _FileHeader) -> Iterator[Problem]:
    declared = optional.directories
    if declared > len(DIRECTORIES):
        yield _contradiction(f"{declared} data directories are declared, 16 exist")
    if optional.fixed + 8 * min(declared, 16) > file.optional_size:
        held = file.optional_size
        yield _contradiction(f"the optional header's {held} bytes cannot hold its fields")


def _section_end(view: View, headers_end: int, sections: tuple[Section, ...]) -> int:
    """Return where headers and sections end, within the file."""
    ends = [min(each.end, view.size) for each in sections if each.size and each.offset < view.size]
    return max([min(headers_end, view.size), *ends])


def checksum(view: View, checksum_offset: int) -> int:
    """Return the CheckSum a linker writes: the file's 16-bit ones' complement sum plus its size.

    The four bytes at `checksum_offset` count as zero. Source: the PE format's
    CheckSum field, as IMAGHELP's CheckSumMappedFile computes it.
    """
    total = at = 0
    for part in view.chunks():
        if at <= checksum_offset + 3 and checksum_offset < at + len(part):
            start, end = max(checksum_offset - at, 0), max(checksum_offset + 4 - at, 0)
            part = part[:start] + bytes(len(part[start:end])) + part[end:]  # noqa: PLW2901
        total += word_sum(part) << 8 * (at & 1)
        at += len(part)
    # A ones' complement sum of anything but zeros is never zero.
    return (total % 0xFFFF or (0xFFFF if total else 0)) + view.size


def der_length(view: View, offset: int) -> int | None:
    """Return the whole length of the definite-length DER SEQUENCE at an offset, or None."""
    head = view.read(offset, 10)
    if len(head) < 2 or head[0] != 0x30:
        return None
    if head[1] < 0x80:
        return 2 + head[1]
    width = head[1] & 0x7F
    if not 1 <= width <= 7 or len(head) < 2 + width:
        return None
    return 2 + width + int.from_bytes(head[2 : 2 + width], "big")


def _contradiction(detail: str) -> Problem:
    return Problem("contradictory", detail)


def _directories(
    view: View, offset: int, count: int
) -> tuple[tuple[Directory, ...], tuple[int, int] | None]:
    """Return the directories in use, and the certificate one as (offset, size), if declared."""
    raw = view.exactly(offset, 8 * count, "the data directories")
    rows = list(struct.iter_unpack("<II", raw))
    used = tuple(
        Directory(DIRECTORIES[index], rva, size)
        for index, (rva, size) in enumerate(rows)
        if rva or size
    )
    return used, (rows[4][0], rows[4][1]) if count > 4 else None


def _sections(view: View, offset: int, count: int, problems: list[Problem]) -> Iterator[Section]:
    if count > MAX_SECTIONS:
        detail = f"{count} sections are declared, the first {MAX_SECTIONS} were read"
        problems.append(Problem("limit:sections", detail))
    raw = view.read(offset, 40 * min(count, MAX_SECTIONS))
    if len(raw) < 40 * min(count, MAX_SECTIONS):
        detail = f"the section table holds {len(raw) // 40} of {count} sections"
        problems.append(Problem("truncated", detail))
    for at in range(0, len(raw) - 39, 40):
        name, virtual_size, rva, size, start, flags = struct.unpack_from("<8sIIII12xI", raw, at)
        yield Section(_section_name(name), rva, virtual_size, start, size, flags)


def _section_name(raw: bytes) -> str:
    return raw.rstrip(b"\0").decode("utf-8", "backslashreplace")


def _missing_bytes(view: View, sections: tuple[Section, ...]) -> Iterator[Problem]:
    backed = sorted((each for each in sections if each.size), key=lambda s: (s.offset, s.end))
    for each in backed:
        if each.end > view.size:
            missing = each.end - max(each.offset, view.size)
            detail = f"section {each.name} at {each.offset:#x} lacks its last {missing} bytes"
            yield Problem("truncated", detail)
            break


def _entries(
    view: View, table: tuple[int, int], problems: list[Problem]
) -> Iterator[CertificateEntry]:
    """Walk the certificate table; stop where it can no longer be walked.

    Only the first entry may be longer than its table (a file cut short); bytes
    behind it that claim to be a longer one are no entry.
    """
    offset, size = table
    if not offset or not size:
        return
    end = min(offset + size, view.size)
    if offset + size > view.size:
        detail = f"the certificate table at {offset:#x} lacks {offset + size - view.size} bytes"
        problems.append(Problem("truncated", detail))
    for number in range(MAX_ENTRIES):
        if offset + 8 > end:
            return
        length, revision, kind = struct.unpack("<IHH", view.exactly(offset, 8, "an entry"))
        if length < 8 or (number and offset + length > end):
            if not number:
                problems.append(_contradiction(f"the entry at {offset:#x} has length {length}"))
            return
        if offset + length > end:
            detail = f"the entry at {offset:#x} is longer than its table"
            problems.append(_contradiction(detail))
        der = der_length(view, offset + 8)
        slack = max(0, length - 8 - (der or 0))
        yield CertificateEntry(offset, length, revision, kind, der, slack)
        offset += (length + 7) & ~7
    problems.append(Problem("limit:certificates", f"only {MAX_ENTRIES} entries were read"))
