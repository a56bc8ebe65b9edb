"""What an ELF file says of itself: libraries, symbols, interpreter, build id.

Source: gABI, chapter 5 (dynamic section, symbol table, notes); the GNU build id of
the GNU linker's manual. Read through the segments, as the loader does; section
headers only where there is no segment.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onionskin.model import Problem, Value
from onionskin.parse.programs.elf import (
    PT_DYNAMIC,
    PT_INTERP,
    PT_NOTE,
    SHT_DYNAMIC,
    SHT_DYNSYM,
    SHT_NOTE,
    Addresses,
    ElfLayout,
    ElfSection,
    Segment,
)
from onionskin.plugins.view import View

SYMBOLS = 262_144  # read
KEPT = 8192  # of imports, and of exports
SECTIONS = 256  # told one by one
SHF_EXECINSTR = 4
_RUNS = 1  # PF_X
_LONGEST = 1024
_ENTRIES = 65_536
_STRINGS = 32 << 20
_NOTES = 1 << 20

_NEEDED, _HASH, _STRTAB, _SYMTAB, _STRSZ = 1, 4, 5, 6, 10
_SONAME, _RPATH, _RUNPATH = 14, 15, 29


class ElfImage(Value, frozen=True):
    """What an ELF file says of itself.

    `imports` and `exports` are dynamic symbol names, sorted, at most 8192 of each;
    the counts are of all. `sections` are the first 256 of `section_count`.
    """

    bits: int
    byte_order: str
    type: int
    machine: int
    entry: int
    interpreter: str
    build_id: str
    soname: str
    needed: tuple[str, ...]
    rpath: tuple[str, ...]
    imports: tuple[str, ...]
    import_count: int
    exports: tuple[str, ...]
    export_count: int
    segments: tuple[Segment, ...]
    sections: tuple[ElfSection, ...]
    section_count: int

    @property
    def holds_no_code(self) -> bool:
        """Whether no byte of the file may be run, by its segments and by its sections: as in files that only hold debugging data."""
        runs = any(each.flags & _RUNS and each.size for each in self.segments)
        shown = any(each.flags & SHF_EXECINSTR and each.has_bytes for each in self.sections)
        is_all_told = self.section_count == len(self.sections) and len(self.segments) < SECTIONS
        return bool(self.sections) and is_all_told and not runs and not shown


def parse_image(view: View, layout: ElfLayout, problems: list[Problem]) -> ElfImage:
    """Return what the file says; what cannot be read is appended to `problems`."""
    dynamic = _Dynamic(view, layout, problems)
    imports, exports = dynamic.symbols()
    return ElfImage(
        bits=64 if layout.wide else 32,
        byte_order="little" if layout.order == "<" else "big",
        type=layout.type,
        machine=layout.machine,
        entry=layout.entry,
        interpreter=_interpreter(view, layout),
        build_id=_build_id(view, layout),
        soname=next(iter(dynamic.names(_SONAME)), ""),
        needed=tuple(dynamic.names(_NEEDED)),
        rpath=(*dynamic.names(_RPATH), *dynamic.names(_RUNPATH)),
        imports=tuple(sorted(imports)[:KEPT]),
        import_count=len(imports),
        exports=tuple(sorted(exports)[:KEPT]),
        export_count=len(exports),
        segments=layout.segments[:SECTIONS],
        sections=layout.sections[:SECTIONS],
        section_count=len(layout.sections),
    )


def _interpreter(view: View, layout: ElfLayout) -> str:
    for each in layout.segments:
        if each.type == PT_INTERP:
            raw = view.read(each.offset, min(each.size, _LONGEST))
            return raw.split(b"\0", 1)[0].decode("utf-8", "backslashreplace")
    return ""


# --- notes ----------------------------------------------------------------------------------------


def _build_id(view: View, layout: ElfLayout) -> str:
    parts = [(each.offset, each.size) for each in layout.segments if each.type == PT_NOTE]
    shown = [(each.offset, each.size) for each in layout.sections if each.type == SHT_NOTE]
    for offset, size in (*parts[:64], *shown[:64]):
        for name, kind, body in _notes(view.read(offset, min(size, _NOTES)), layout):
            if name == b"GNU\0" and kind == 3 and len(body) <= 64:
                return body.hex()
    return ""


def _notes(raw: bytes, layout: ElfLayout) -> Iterator[tuple[bytes, int, bytes]]:
    """Yield (name, type, descriptor) of each note; they are aligned to four bytes."""
    at = 0
    while at + 12 <= len(raw):
        length, size, kind = struct.unpack_from(layout.order + "III", raw, at)
        at += 12
        name = raw[at : at + length]
        at += -(-length // 4) * 4
        yield name, kind, raw[at : at + size]
        at += -(-size // 4) * 4


# --- dynamic section --------------------------------------------------------------------------------


class _Dynamic:
    """The dynamic section, and the names and symbols that it leads to."""

    def __init__(self, view: View, layout: ElfLayout, problems: list[Problem]) -> None:
        self.view = view
        self.layout = layout
        self.problems = problems
        self.addresses = Addresses(layout)
        self.entries = self._entries()
        self.texts = self._texts()

    def _entries(self) -> list[tuple[int, int]]:
        part = self._place()
        if part is None:
            return []
        form = struct.Struct(self.layout.order + ("qQ" if self.layout.wide else "iI"))
        raw = self.view.read(part.offset, min(part.size, form.size * _ENTRIES))
        found = []
        for tag, value in form.iter_unpack(raw[: len(raw) // form.size * form.size]):
            if tag == 0:
                break
            found.append((tag, value))
        return found

    def _place(self) -> Segment | ElfSection | None:
        if self.layout.is_debug_file:
            return None
        for each in self.layout.segments:
            if each.type == PT_DYNAMIC and each.size:
                return each
        shown = (each for each in self.layout.sections if each.type == SHT_DYNAMIC)
        return next((each for each in shown if each.has_bytes), None)

    def _texts(self) -> bytes:
        address, size = self._value(_STRTAB), self._value(_STRSZ)
        if not self.entries or address is None:
            return b""
        span = self.addresses.span(address)
        if span is None:
            detail = f"the dynamic names at address {address:#x} are in no segment"
            self.problems.append(Problem("contradictory", detail))
            return b""
        return self.view.read(span[0], min(span[1], _STRINGS if size is None else size, _STRINGS))

    def _value(self, wanted: int) -> int | None:
        return next((value for tag, value in self.entries if tag == wanted), None)

    def _name(self, at: int) -> str:
        end = self.texts.find(b"\0", at, at + _LONGEST)
        raw = self.texts[at : at + _LONGEST if end < 0 else end]
        return raw.decode("utf-8", "backslashreplace")

    def names(self, wanted: int) -> list[str]:
        """Return the names that entries of one tag lead to, in order, at most 1024."""
        found = [self._name(value) for tag, value in self.entries if tag == wanted][:1024]
        return [each for each in found if each]

    def symbols(self) -> tuple[set[str], set[str]]:
        """Return the names of undefined and of defined dynamic symbols."""
        address = self._value(_SYMTAB)
        span = None if address is None else self.addresses.span(address)
        if address is None or span is None:
            return set(), set()
        form = struct.Struct(self.layout.order + ("IBBHQQ" if self.layout.wide else "IIIBBH"))
        count = self._count(address, span, form.size)
        if count > SYMBOLS:
            detail = f"{count} dynamic symbols are declared, the first {SYMBOLS} were read"
            self.problems.append(Problem("limit:symbols", detail))
        raw = self.view.read(span[0], min(span[1], form.size * min(count, SYMBOLS)))
        imports: set[str] = set()
        exports: set[str] = set()
        section, info = (3, 1) if self.layout.wide else (5, 3)
        for row in form.iter_unpack(raw[: len(raw) // form.size * form.size]):
            # Local symbols (binding 0) are nobody else's.
            if row[0] and row[info] >> 4:
                (exports if row[section] else imports).add(self._name(row[0]))
        return imports, exports

    def _count(self, address: int, span: tuple[int, int], row: int) -> int:
        """Return how many symbols there are: nothing in the dynamic section says it outright."""
        for each in self.layout.sections:
            if each.type == SHT_DYNSYM and each.address == address:
                return each.size // row
        hashes = self._value(_HASH)
        place = None if hashes is None else self.addresses.span(hashes)
        if place is not None and place[1] >= 8:
            raw = self.view.read(place[0] + 4, 4)
            return int.from_bytes(raw, "little" if self.layout.order == "<" else "big")
        names = self._value(_STRTAB) or 0
        return max(names - address, 0) // row if names > address else span[1] // row
