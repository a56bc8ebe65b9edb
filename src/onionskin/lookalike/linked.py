"""Inert programs as linkers leave them: a PE file with its linker's record and unwind data, an ELF and a Mach-O file with unwind data.

Layout after Microsoft, "x64 exception handling" and the public analyses of IMAGE_DEBUG_TYPE_POGO; DWARF 5, section 6.4;
LLVM, mach-o/compact_unwind_encoding.h. The functions save a register, make room, and return.
"""

from __future__ import annotations

import struct

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe, with_bytes_at

# PUSH RBX; SUB RSP, 32; ADD RSP, 32; POP RBX; RET
PROLOG = b"\x40\x53\x48\x83\xec\x20"
FUNCTION = PROLOG + b"\x48\x83\xc4\x20\x5b\xc3"
START = 0x1010
_CODE_SIZE = 0x400


def build_linked_pe(recipe: Recipe | None = None) -> bytes:
    """Return a 64-bit PE file whose linker recorded what it put together; a function stands at START."""
    recipe = recipe or Recipe()
    bare = Recipe(
        is_dll=recipe.is_dll, name=recipe.name, code_size=_CODE_SIZE, imports=recipe.imports, exports=recipe.exports,
        forwards=recipe.forwards, strings=recipe.strings, timestamp=recipe.timestamp,
        sections=((".pdata", bytes(32), READ_DATA), (".debug", bytes(28 + 160), READ_DATA)),
    )  # fmt: skip
    data = build_pe(bare)
    sections = pe_sections(data)
    table, at = sections[".pdata"][0], sections[".pdata"][2]
    # One row, and behind it its unwind data: room of 32 bytes at 6, RBX at 2.
    unwind = struct.pack("<BBBB4B", 1, 6, 2, 0, 6, 0x32, 2, 0x30)
    data = with_bytes_at(data, at, struct.pack("<3I", START, START + len(FUNCTION), table + 12) + unwind)  # fmt: skip
    data = with_bytes_at(data, sections[".text"][2] + START - 0x1000, FUNCTION)
    record = bytes(4) + b"".join(
        struct.pack("<II", rva, size) + name.encode().ljust(8, b"\0")
        for name, (rva, size, _) in sorted(sections.items(), key=lambda each: each[1])
    )
    rva, _, place = sections[".debug"]
    row = struct.pack("<IIHHIIII", 0, recipe.timestamp, 0, 0, 13, len(record), rva + 28, place + 28)
    data = with_bytes_at(data, place, row + record)
    directories = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 112
    data = with_bytes_at(data, directories + 8 * 3, struct.pack("<II", table, 12))
    return with_bytes_at(data, directories + 8 * 6, struct.pack("<II", rva, 28))


def pe_sections(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Return (address, size in memory, offset) of each section of a PE file by name."""
    nt: int = struct.unpack_from("<I", data, 0x3C)[0]
    count, optional = struct.unpack_from("<H12xH", data, nt + 6)
    found = {}
    for row in range(nt + 24 + optional, nt + 24 + optional + 40 * count, 40):
        name, size, rva, _, offset = struct.unpack_from("<8s4I", data, row)
        found[name.rstrip(b"\0").decode()] = (rva, size, offset)
    return found


def build_linked_elf(recipe: ElfRecipe | None = None) -> bytes:
    """Return a 64-bit ELF library whose code is one function with unwind data."""
    recipe = recipe or ElfRecipe(needed=("libc.so.6",), imports=("malloc",))
    # PUSH RBX alone moves the frame here: a row of 16 bytes behind one byte.
    code = b"\x53\x48\x83\xec\x20\x48\x83\xc4\x20\x5b\xc3".ljust(32, b"\x90")
    common = struct.pack("<II", 20, 0) + b"\x01zR\0\x01\x78\x10\x01\x1b\x0c\x07\x08\x90\x01\0\0"

    def made(address: int) -> bytes:
        rows = struct.pack("<IIiIB", 24, len(common) + 4, address - len(common) - 8, len(code), 0)
        rows += b"\x41\x0e\x10\x83\x02" + bytes(6)
        frame = common + rows + bytes(4)
        extra = {**(recipe.extra or {}), ".eh_frame": frame}
        return build_elf(ElfRecipe(needed=recipe.needed, soname=recipe.soname, runpath=recipe.runpath, imports=recipe.imports, exports=recipe.exports, text=code, extra=extra))  # fmt: skip

    return made(made(0).index(code))


def build_linked_macho(recipe: MachRecipe | None = None) -> bytes:
    """Return an x86-64 Mach-O library whose first function sets up a frame, as its unwind data say."""
    recipe = recipe or MachRecipe(cpu="x86_64")
    data = build_macho(MachRecipe(cpu=recipe.cpu, strings=recipe.strings, imports=recipe.imports, libraries=recipe.libraries, info={"filler": "x" * 200}))  # fmt: skip
    place = data.index(b"<?xml")
    # Two pages: one of a function at the first byte of the code, and the end.
    unwind = struct.pack("<7I", 1, 28, 1, 32, 0, 32, 2) + struct.pack("<I", 0x0100_0000)
    unwind += struct.pack("<6I", 0x1000, 56, 0, 0x1020, 0, 0) + struct.pack("<I4HI", 3, 12, 1, 16, 0, 0)  # fmt: skip
    code = b"\x55\x48\x89\xe5\x5d\xc3"
    data = data[:place] + unwind + data[place + len(unwind) :]
    data = data[:0x1000] + code + data[0x1000 + len(code) :]
    return data.replace(b"__info_plist\0\0\0\0", b"__unwind_info\0\0\0", 1)
