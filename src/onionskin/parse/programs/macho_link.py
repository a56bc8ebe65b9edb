"""Where a thin Mach-O file contradicts what linkers do.

Source: Apple, <mach-o/loader.h>; the order in which ld64 and lld write load commands, measured (see
bench/results/compiled_traces.md): a linker names all libraries before the tables of functions.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from onionskin.parse.programs.link_trace import LinkTrace
from onionskin.parse.programs.macho import MAX_COMMAND_BYTES, MAX_COMMANDS, MachoLayout
from onionskin.parse.programs.macho_unwind import unlike_prologs
from onionskin.plugins.view import View

MAX_TEXTS = 16 << 20
_DYLD_ENVIRONMENT = 0x27
_DYNAMIC = 0x8000_0000
_LIBRARIES = frozenset({0xC, 0x18 | _DYNAMIC, 0x1F | _DYNAMIC, 0x20, 0x23 | _DYNAMIC})
_FUNCTIONS = frozenset({0x26, 0x29})  # function starts, data in code: behind all libraries
_CSTRINGS = 2
# What dyld runs or calls by, with the names that compilers and linkers give such sections.
_CALLED = {
    0x7: ("__la_symbol_ptr",), 0x8: ("__stubs", "__symbol_stub", "__picsymbolstub", "__symbol_stub1", "__symbol_stub4", "__picsymbolstub1", "__picsymbolstub4", "__picsymbol_stub", "__jump_table", "__auth_stubs", "__objc_stubs"),
    0x9: ("__mod_init_func", "__constructor", "__StaticInit"), 0xA: ("__mod_term_func", "__destructor"), 0x15: ("__thread_init",), 0x16: ("__init_offsets",),
}  # fmt: skip
_SAYS = {0x7: "pointers to functions", 0x8: "stubs", 0x9: "functions that run first", 0xA: "functions that run last", 0x15: "functions of threads", 0x16: "functions that run first"}  # fmt: skip
# More zeros than alignment asks for; fewer stand there for tables of letters, and for empty texts that were not made one.
_ZEROS = re.compile(rb"[^\0](\0{17,})(?=[^\0])")


def macho_traces(view: View, layout: MachoLayout) -> Iterator[LinkTrace]:
    """Yield where the file contradicts its linker."""
    yield from _commands(view, layout)
    yield from _sections(layout)
    yield from _texts(view, layout)
    yield from _room_in_names(view, layout)
    yield from unlike_prologs(view, layout)


def _commands(view: View, layout: MachoLayout) -> Iterator[LinkTrace]:
    order = ">" if layout.is_big_endian else "<"
    data = view.read(layout.header_size, min(layout.commands_size, MAX_COMMAND_BYTES))
    at, is_late = 0, False
    for _ in range(min(layout.command_count, MAX_COMMANDS)):
        if at + 8 > len(data):
            return
        command, length = struct.unpack_from(order + "2I", data, at)
        if length < 8:
            return
        place = layout.header_size + at
        is_late |= command in _FUNCTIONS
        if command == _DYLD_ENVIRONMENT:
            text = data[at + 12 : at + min(length, 300)].strip(b"\0").decode("utf-8", "backslashreplace")  # fmt: skip
            yield LinkTrace("loader-setting", text.partition("=")[0], f"the loader is given {text!r}", place, length)  # fmt: skip
        elif command in _LIBRARIES and is_late:
            name = data[at + 24 : at + min(length, 300)].split(b"\0", 1)[0].decode("utf-8", "backslashreplace")  # fmt: skip
            yield LinkTrace("late-library", name, f"{name!r} is named behind the tables of functions, which linkers write later", place, length)  # fmt: skip
        at += length


def _sections(layout: MachoLayout) -> Iterator[LinkTrace]:
    """Yield a section that the loader calls into, of a name that no linker gives such a one."""
    for each in layout.sections:
        names = _CALLED.get(each.flags & 0xFF)
        if names is not None and each.name not in names:
            name = f"{each.segment},{each.name}"
            detail = f"section {name} is said to hold {_SAYS[each.flags & 0xFF]}"
            yield LinkTrace("kind-of-section", name, detail, each.offset, each.size)


def _texts(view: View, layout: MachoLayout) -> Iterator[LinkTrace]:
    """Yield room between texts that a linker puts side by side."""
    left = MAX_TEXTS
    for each in layout.sections:
        if each.flags & 0xFF != _CSTRINGS or not each.is_backed or left <= 0:
            continue
        raw = view.read(each.offset, min(each.size, left))
        left -= len(raw)
        found = _ZEROS.search(raw)
        if found:
            name, at = f"{each.segment},{each.name}", each.offset + found.start(1)
            detail = f"{len(found[1])} zeros stand between texts of {name} at {at:#x}, where a linker leaves one"
            yield LinkTrace("room-in-texts", name, detail, at, len(found[1]))


def _room_in_names(view: View, layout: MachoLayout) -> Iterator[LinkTrace]:
    """Yield zeros between the names of symbols, which a linker puts side by side."""
    table = next((each for each in layout.tables if each.name == "string table"), None)
    raw = view.read(table.offset, min(table.size, MAX_TEXTS)).rstrip(b"\0") if table else b""
    begin = len(raw) - len(raw.lstrip(b"\0 "))
    at = raw.find(b"\0\0", begin)
    if at >= 0 and table is not None:
        length = len(raw) - at - len(raw[at:].lstrip(b"\0"))
        before = raw[raw.rfind(b"\0", 0, at) + 1 : at][:80].decode("utf-8", "backslashreplace")
        detail = f"{length} zeros stand behind the name {before!r}, where a linker leaves one"
        yield LinkTrace("room-in-names", "", detail, table.offset + at, length)
