"""Where an ELF file contradicts what linkers do.

Source: gABI, chapters 4 and 5 (section headers, dynamic section); Oracle, "Linker and Libraries Guide" (filters,
auxiliary filters, audit libraries). What the loader is told in the dynamic section, the section headers say once more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.parse.programs.elf import (
    EXECUTABLE,
    PF_EXECUTE,
    PT_DYNAMIC,
    PT_LOAD,
    SHARED,
    SHT_DYNSYM,
    Addresses,
    ElfLayout,
    ElfSection,
    parse_layout,
)
from onionskin.parse.programs.elf_unwind import function_bounds, unlike_prologs
from onionskin.parse.programs.function_bounds import FunctionBounds
from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.plugins.view import View

MAX_ENTRIES = 4096
MAX_RELOCATIONS = 8 << 20
MAX_FUNCTIONS = 4096
MAX_SYMBOLS = 8 << 20
MAX_HASHED, MAX_LETTERS = 1 << 16, 8 << 20
_STRTAB, _STRSZ, _RELA, _RELASZ, _INIT_ARRAY, _INIT_ARRAYSZ = 5, 10, 7, 8, 25, 27
_NEEDED, _SONAME, _RPATH, _RUNPATH = 1, 14, 15, 29
# (tag of the address, tag of the size or 0, section that says the same)
_TABLES = (
    (4, 0, ".hash"), (_STRTAB, _STRSZ, ".dynstr"), (6, 0, ".dynsym"), (_RELA, _RELASZ, ".rela.dyn"), (17, 18, ".rel.dyn"),
    (12, 0, ".init"), (13, 0, ".fini"), (_INIT_ARRAY, _INIT_ARRAYSZ, ".init_array"), (26, 28, ".fini_array"), (32, 33, ".preinit_array"),
    (0x6FFF_FEF5, 0, ".gnu.hash"), (0x6FFF_FFF0, 0, ".gnu.version"), (0x6FFF_FFFC, 0, ".gnu.version_d"), (0x6FFF_FFFE, 0, ".gnu.version_r"),
    (23, 2, ".rela.plt"),
)  # fmt: skip
_FIRST = {
    0x6FFF_FEFA: "reads a configuration", 0x6FFF_FEFB: "has the libraries that it needs watched",
    0x6FFF_FEFC: "has itself watched", 0x7FFF_FFFD: "has calls answered first", 0x7FFF_FFFF: "has all calls answered",
}  # fmt: skip
_SHF_EXECUTE = 4
_FUNCTION = 2  # STT_FUNC
_GNU_HASH, _RELACOUNT = 0x6FFF_FEF5, 0x6FFF_FFF9
_PLAIN = {62: 8, 183: 1027}  # R_X86_64_RELATIVE, R_AARCH64_RELATIVE
_LONGEST = 4096


@dataclass(frozen=True)
class _File:
    """One file, its dynamic entries as (tag, value, offset of the entry), and the names that these lead to."""

    view: View
    layout: ElfLayout
    addresses: Addresses
    entries: tuple[tuple[int, int, int], ...]
    names: bytes

    @property
    def values(self) -> dict[int, int]:
        return {tag: value for tag, value, _ in reversed(self.entries)}


def elf_traces(view: View) -> Iterator[LinkTrace]:
    """Yield where the file contradicts its linker."""
    layout = parse_layout(view)
    if layout.type not in {EXECUTABLE, SHARED} or layout.is_debug_file:
        return
    file = _opened(view, layout)
    yield from _tables(file)
    yield from _libraries(file)
    yield from _room_in_names(file)
    yield from _hashed(file)
    yield from _counted(file)
    bounds = function_bounds(view, layout)
    yield from _first_functions(file, bounds)
    yield from _within_functions(file, bounds)
    yield from _segments(file)
    yield from unlike_prologs(view, layout)


def _opened(view: View, layout: ElfLayout) -> _File:
    addresses = Addresses(layout)
    entries = tuple(_entries(view, layout))
    values = {tag: value for tag, value, _ in reversed(entries)}
    span = addresses.span(values.get(_STRTAB, -1))
    names = view.read(span[0], min(span[1], values.get(_STRSZ, 0), 32 << 20)) if span else b""
    return _File(view, layout, addresses, entries, names)


def _entries(view: View, layout: ElfLayout) -> Iterator[tuple[int, int, int]]:
    place = next((each for each in layout.segments if each.type == PT_DYNAMIC and each.size), None)
    form = struct.Struct(layout.order + ("QQ" if layout.wide else "II"))
    raw = view.read(place.offset, min(place.size, form.size * MAX_ENTRIES)) if place else b""
    for at in range(0, len(raw) // form.size * form.size, form.size):
        tag, value = form.unpack_from(raw, at)
        if not tag:
            return
        yield tag, value, (place.offset if place else 0) + at


def _tables(file: _File) -> Iterator[LinkTrace]:
    """Yield what the loader is told of a table, where the section of that name says something else."""
    sections: dict[str, ElfSection] = {}
    for each in file.layout.sections:
        sections.setdefault(each.name, each)
    values = file.values
    places = {tag: at for tag, _, at in file.entries}
    for tag, size, name in _TABLES:
        own = sections.get(name)
        if tag not in values or own is None:
            continue
        if values[tag] != own.address:
            detail = f"the loader finds {name} at {values[tag]:#x}, the section of that name is at {own.address:#x}"
            yield LinkTrace("tables-differ", name, detail, places[tag], 16)
        elif size in values and values[size] != own.size:
            detail = f"the loader takes {values[size]} bytes of {name}, which has {own.size}"
            yield LinkTrace("tables-differ", name, detail, places[size], 16)


def _libraries(file: _File) -> Iterator[LinkTrace]:
    for tag, value, at in file.entries:
        if tag in _FIRST:
            detail = f"the file {_FIRST[tag]} by {_name(file, value)!r}"
            yield LinkTrace("other-library-first", _FIRST[tag], detail, at, 16)
        if tag in {_NEEDED, _SONAME, _RPATH, _RUNPATH, *_FIRST} and file.names[value - 1 : value] not in {b"", b"\0"}:  # fmt: skip
            detail = f"{_name(file, value)!r} begins within another name"
            yield LinkTrace("name-in-name", _name(file, value), detail, at, 16)


def _name(file: _File, at: int) -> str:
    return file.names[at : at + 256].split(b"\0", 1)[0].decode("utf-8", "backslashreplace")


def _room_in_names(file: _File) -> Iterator[LinkTrace]:
    """Yield zeros between the names of symbols and libraries, which a linker puts side by side."""
    names = file.names
    at = names.find(b"\0\0", 1)
    span = file.addresses.span(file.values.get(_STRTAB, -1))
    if at >= 0 and span is not None:
        length = len(names) - at - len(names[at:].lstrip(b"\0"))
        start = names.rfind(b"\0", 0, at) + 1
        # Builders of packages shorten search paths in the room that these have (chrpath).
        if any(tag in {_RPATH, _RUNPATH} and value == start for tag, value, _ in file.entries):
            return
        before = names[start:at][:80].decode("utf-8", "backslashreplace")
        detail = f"{length} zeros stand behind the name {before!r}, where a linker leaves one"
        yield LinkTrace("room-in-names", "", detail, span[0] + at, length)


def _hashed(file: _File) -> Iterator[LinkTrace]:
    """Yield an offered name whose digest in the table of hashes is another name's (64 bits alone)."""
    table = next((each for each in file.layout.sections if each.type == SHT_DYNSYM and each.has_bytes), None)  # fmt: skip
    span = file.addresses.span(file.values.get(_GNU_HASH, -1))
    if table is None or span is None or not file.layout.wide:
        return
    order = file.layout.order
    head = file.view.read(span[0], 16)
    buckets, first, words, _ = struct.unpack(order + "4I", head) if len(head) == 16 else (0,) * 4
    count = min(table.size // 24 - first, MAX_HASHED)
    chains = file.view.read(span[0] + 16 + 8 * words + 4 * buckets, min(4 * max(count, 0), span[1]))
    symbols = file.view.read(table.offset + 24 * first, 24 * (len(chains) // 4))
    rows = zip(struct.iter_unpack(order + "I20x", symbols[: len(symbols) // 24 * 24]), struct.iter_unpack(order + "I", chains[: len(chains) // 4 * 4]), strict=False)  # fmt: skip
    letters = MAX_LETTERS
    for number, ((at,), (digest,)) in enumerate(rows):
        if letters < 0:
            return
        name = file.names[at : max(file.names.find(b"\0", at, at + _LONGEST), at)]
        letters -= len(name)
        if name and (_digest(name) ^ digest) >> 1:
            own = name.decode("utf-8", "backslashreplace")
            detail = f"the table of hashes holds another name than {own!r}"
            yield LinkTrace("name-not-hashed", own, detail, table.offset + 24 * (first + number), 24)  # fmt: skip
            return


def _digest(name: bytes) -> int:
    value = 5381
    for byte in name:
        value = value * 33 + byte & 0xFFFF_FFFF
    return value


def _counted(file: _File) -> Iterator[LinkTrace]:
    """Yield a relocation of another kind among those that the file says are plain."""
    values, plain = file.values, _PLAIN.get(file.layout.machine)
    span = file.addresses.span(values.get(_RELA, -1))
    count = values.get(_RELACOUNT, 0)
    if plain is None or span is None or not file.layout.wide:
        return
    raw = file.view.read(span[0], min(24 * count, span[1], MAX_RELOCATIONS))
    for number, (info,) in enumerate(struct.iter_unpack(file.layout.order + "8xQ8x", raw[: len(raw) // 24 * 24])):  # fmt: skip
        if info & 0xFFFF_FFFF != plain:
            detail = f"the file says that its first {count:,} relocations are plain, and number {number:,} is of kind {info & 0xFFFF_FFFF}"
            yield LinkTrace("relocation-among-plain", "", detail, span[0] + 24 * number, 24)
            return


def _within_functions(file: _File, bounds: FunctionBounds) -> Iterator[LinkTrace]:
    """Yield a start, or a function that others may call, in the midst of a function."""
    if (around := bounds.around(file.layout.entry)) is not None:
        yield LinkTrace("start-within-function", "entry", f"the entry point {file.layout.entry:#x} is in the midst of the function at {around:#x}", 24, 8)  # fmt: skip
    table = next((each for each in file.layout.sections if each.type == SHT_DYNSYM and each.has_bytes), None)  # fmt: skip
    raw = file.view.read(table.offset, min(table.size, MAX_SYMBOLS)) if table and file.layout.wide else b""  # fmt: skip
    form = struct.Struct(file.layout.order + "IBBHQQ")
    for number, (name, info, _, section, address, _) in enumerate(form.iter_unpack(raw[: len(raw) // 24 * 24])):  # fmt: skip
        around = bounds.around(address) if section and info & 15 == _FUNCTION else None
        if around is not None and table is not None:
            own = _name(file, name)
            detail = f"{own} at {address:#x} is in the midst of the function at {around:#x}"
            yield LinkTrace("start-within-function", own, detail, table.offset + 24 * number, 24)
            return


def _first_functions(file: _File, bounds: FunctionBounds) -> Iterator[LinkTrace]:
    """Yield a first function (of 64-bit files that are moved) that is apart from `.text`, or in the midst of another function."""
    values = file.values
    start, size = values.get(_INIT_ARRAY, 0), values.get(_INIT_ARRAYSZ, 0)
    span = file.addresses.span(values.get(_RELA, -1))
    if not start or not file.layout.wide or span is None:
        return
    code = [s for s in file.layout.sections if s.flags & _SHF_EXECUTE and s.has_bytes]
    home = next((each for each in code if each.name == ".text"), None)
    raw = file.view.read(span[0], min(span[1], values.get(_RELASZ, 0), MAX_RELOCATIONS))
    told = 0
    for number, (place, info, target) in enumerate(struct.iter_unpack(file.layout.order + "QQQ", raw[: len(raw) // 24 * 24])):  # fmt: skip
        if not start <= place < start + size or info >> 32 or home is None:
            continue
        told += 1
        if told > MAX_FUNCTIONS:
            return
        # Unlikely code stands in .text with most linkers, and beside it with some.
        own = next((s for s in code if s.address <= target < s.address + s.size), None)
        if own is None or not own.name.startswith(".text"):
            name = own.name if own else "no section of code"
            detail = f"a function that runs first is at {target:#x} in {name}, apart from .text"
            yield LinkTrace("first-function-elsewhere", name, detail, span[0] + 24 * number, 24)
        elif (around := bounds.around(target)) is not None:
            detail = f"a function that runs first is at {target:#x}, in the midst of the function at {around:#x}"
            yield LinkTrace("start-within-function", "first function", detail, span[0] + 24 * number, 24)  # fmt: skip


def _segments(file: _File) -> Iterator[LinkTrace]:
    """Yield a segment of code that no section explains, in a file that has sections."""
    shown = [each for each in file.layout.sections if each.address and each.has_bytes]
    for number, each in enumerate(file.layout.segments if shown else ()):
        if each.type != PT_LOAD or not each.size or not each.flags & PF_EXECUTE:
            continue
        if not any(each.address <= s.address < each.address + each.memory for s in shown):
            offset, row, _ = file.layout.program_table
            detail = (
                f"a segment of code of {each.size:,} bytes at {each.offset:#x} holds no section"
            )
            yield LinkTrace("unexplained-segment", "", detail, offset + row * number, row)
            return
