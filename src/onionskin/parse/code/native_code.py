"""What a native program asks of the system, and where its code begins: one fact for PE, ELF, Mach-O.

Source: Microsoft, "PE Format" (import and TLS directories); gABI, chapter 5; <mach-o/nlist.h>.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from onionskin.model import Layer, Problem, Span, Value
from onionskin.parse.programs.elf_image import ElfImage
from onionskin.parse.programs.macho import MAGICS, MachoLayout
from onionskin.parse.programs.pe import EXECUTE, Addresses, PeLayout
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.view import View

FORMATS = ("pe", "elf", "macho")
MAX_SYMBOLS = 1 << 20
KEPT = 16_384
MAX_STRINGS = 64 << 20
MAX_CALLBACKS = 64
_LONGEST = 512
_ELF_EXECUTE = 4
_ELF_LIBRARY, _LIBRARY, _BUNDLE = 3, 6, 8
_UNDEFINED, _EXTERNAL, _DEBUG, _KIND = 0x0, 0x01, 0xE0, 0x0E
_CODE = 0x8000_0400  # S_ATTR_PURE_INSTRUCTIONS, S_ATTR_SOME_INSTRUCTIONS


class NativeCode(Value, frozen=True):
    """What a native program asks for, sorted, at most 16,384 names of each kind.

    `imports` are `LIBRARY!call` where the format says which library, else the call; a delayed
    import is one. `entry` is the name of the section that the entry point is in, "" without one;
    `is_entry_odd` says that this is not the first section of code. `code` are the executable parts.
    """

    imports: tuple[str, ...]
    libraries: tuple[str, ...]
    exports: tuple[str, ...]
    is_library: bool
    entry: str
    is_entry_odd: bool
    tls_callbacks: int
    code: tuple[Span, ...]


def native_code(layer: Layer, view: View, problems: list[Problem]) -> NativeCode | None:
    """Return what the program asks for, or None where opening said too little of it."""
    pe, image = layer.first(PeLayout), layer.first(PeImage)
    if pe is not None and image is not None:
        return _of_pe(view, pe, image)
    elf = layer.first(ElfImage)
    if elf is not None:
        return _of_elf(elf)
    macho = layer.first(MachoLayout)
    return _of_macho(view, macho, problems) if macho is not None else None


def _kept(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names)[:KEPT])


# --- PE -------------------------------------------------------------------------------------------


def _of_pe(view: View, layout: PeLayout, image: PeImage) -> NativeCode:
    code = [each for each in layout.sections if each.flags & EXECUTE]
    entry = None
    if layout.entry_rva:
        inside = (s for s in layout.sections if s.rva <= layout.entry_rva < s.rva + max(s.size, s.virtual_size))  # fmt: skip
        entry = next(inside, None)
    return NativeCode(
        imports=_kept({f"{one.library}!{name}" for one in image.imports for name in one.functions}),
        libraries=_kept({one.library for one in image.imports}),
        exports=_kept(set(image.exports)),
        is_library=layout.is_dll,
        entry=entry.name if entry else "",
        is_entry_odd=bool(layout.entry_rva) and (not code or entry is not code[0]),
        tls_callbacks=_callbacks(view, layout),
        code=tuple(Span(each.offset, each.size) for each in code),
    )


def _callbacks(view: View, layout: PeLayout) -> int:
    """Count the functions that run before the entry point, at most 64."""
    directory = layout.directory("thread storage")
    if directory is None:
        return 0
    addresses = Addresses(layout)
    width, word = (8, "<Q") if layout.is_pe32_plus else (4, "<I")
    raw = addresses.read(view, directory.rva, 4 * width)
    if len(raw) < 4 * width:
        return 0
    table = struct.unpack_from(word, raw, 3 * width)[0] - layout.image_base
    rows = addresses.read(view, table, MAX_CALLBACKS * width) if table > 0 else b""
    for count in range(len(rows) // width):
        if not struct.unpack_from(word, rows, count * width)[0]:
            return count
    return len(rows) // width


# --- ELF ------------------------------------------------------------------------------------------


def _of_elf(image: ElfImage) -> NativeCode:
    code = [each for each in image.sections if each.flags & _ELF_EXECUTE and each.has_bytes]
    entry = next((s for s in image.sections if s.flags & _ELF_EXECUTE and s.address <= image.entry < s.address + s.size), None)  # fmt: skip
    segments = [s for s in image.segments if s.type == 1 and s.flags & 1]
    parts = code or segments
    return NativeCode(
        imports=image.imports,
        libraries=image.needed,
        exports=image.exports,
        is_library=image.type == _ELF_LIBRARY and not image.interpreter,
        entry=entry.name if entry and image.entry else "",
        is_entry_odd=bool(image.entry and code) and (entry is None or entry.name not in {".text", ".init"}),
        tls_callbacks=0,
        code=tuple(Span(each.offset, each.size) for each in parts[:256]),
    )  # fmt: skip


# --- Mach-O ---------------------------------------------------------------------------------------


def _of_macho(view: View, layout: MachoLayout, problems: list[Problem]) -> NativeCode:
    loaded = [each.name for each in layout.libraries if each.kind != "id"]
    imports: set[str] = set()
    exports: set[str] = set()
    for name, library, is_import in _symbols(view, layout, problems):
        if is_import:
            # Two-level names count the libraries from 1.
            place = loaded[library - 1] if 0 < library <= len(loaded) else ""
            imports.add(f"{place}!{name}" if place else name)
        else:
            exports.add(name)
    return NativeCode(
        imports=_kept(imports),
        libraries=_kept(set(loaded)),
        exports=_kept(exports),
        is_library=layout.filetype in {_LIBRARY, _BUNDLE},
        entry="",
        is_entry_odd=False,
        tls_callbacks=0,
        code=tuple(Span(s.offset, s.size) for s in layout.sections[:256] if s.is_backed and s.flags & _CODE),
    )  # fmt: skip


def _symbols(
    view: View, layout: MachoLayout, problems: list[Problem]
) -> Iterator[tuple[str, int, bool]]:
    """Yield (name without its underscore, ordinal of the library, is imported) of external symbols."""
    tables = {each.name: each for each in layout.tables}
    symbols, strings = tables.get("symbol table"), tables.get("string table")
    if symbols is None or strings is None:
        return
    order = MAGICS[view.read(0, 4)][1] if view.read(0, 4) in MAGICS else "<"
    form = struct.Struct(order + ("IBBHQ" if layout.is_64 else "IBBHI"))
    count = symbols.size // form.size
    if count > MAX_SYMBOLS:
        detail = f"{count} symbols are declared, the first {MAX_SYMBOLS} were read"
        problems.append(Problem("limit:symbols", detail))
    texts = view.read(strings.offset, min(strings.size, MAX_STRINGS))
    raw = view.read(symbols.offset, form.size * min(count, MAX_SYMBOLS))
    for at, kind, _, description, _ in form.iter_unpack(raw[: len(raw) // form.size * form.size]):
        if kind & _DEBUG or not kind & _EXTERNAL or not 0 < at < len(texts):
            continue
        end = texts.find(b"\0", at, at + _LONGEST)
        name = texts[at : end if end >= 0 else at + _LONGEST].decode("utf-8", "backslashreplace")
        yield (
            name.removeprefix("_").partition("$UNIX")[0],
            description >> 8,
            kind & _KIND == _UNDEFINED,
        )
