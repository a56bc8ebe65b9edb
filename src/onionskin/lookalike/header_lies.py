"""Inert programs whose headers contradict themselves, one lie each.

Source: Microsoft, PE Format; System V ABI (gABI), chapters 4 and 5; <mach-o/loader.h>, <mach-o/fat.h>.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.left_rows import LeftRow, build_left_row
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.pe import Recipe, build_pe

_SEGMENT = 0x19


def _put(data: bytes, offset: int, form: str, *values: int) -> bytes:
    made = bytearray(data)
    struct.pack_into(form, made, offset, *values)
    return bytes(made)


def _get(data: bytes, offset: int, form: str = "<I") -> int:
    value: int = struct.unpack_from(form, data, offset)[0]
    return value


# --- PE ----------------------------------------------------------------------------------


def _pe() -> tuple[bytes, int]:
    data = build_pe(Recipe(name="phone.exe"))
    return data, _get(data, 60)


def _row(data: bytes, number: int) -> int:
    nt = _get(data, 60)
    return nt + 24 + _get(data, nt + 20, "<H") + 40 * number


def _pe_row(field: int, number: int, of: int, of_field: int, more: int = 0) -> bytes:
    """Return a program in which a field of a section's row is another's, and `more`."""
    data, _ = _pe()
    return _put(
        data, _row(data, number) + field, "<I", _get(data, _row(data, of) + of_field) + more
    )


def pe_entry_outside() -> bytes:
    """Return a program that starts behind all its sections."""
    data, nt = _pe()
    return _put(data, nt + 40, "<I", 0x7F_0000)


def pe_entry_in_headers() -> bytes:
    """Return a program that starts in its own headers."""
    data, nt = _pe()
    return _put(data, nt + 40, "<I", 0x80)


def pe_small_image() -> bytes:
    """Return a program whose SizeOfImage leaves its last section out."""
    data, nt = _pe()
    return _put(data, nt + 24 + 56, "<I", 0x1000)


def pe_small_headers() -> bytes:
    """Return a program whose SizeOfHeaders leaves its section table out."""
    data, nt = _pe()
    return _put(data, nt + 24 + 60, "<I", 0x40)


def pe_short_optional_header() -> bytes:
    """Return a program whose section table stands in its data directories."""
    data, nt = _pe()
    size = _get(data, nt + 20, "<H")
    rows = data[nt + 24 + size :][: 40 * _get(data, nt + 6, "<H")]
    made = _put(data, nt + 20, "<H", size - 40)
    return made[: nt + 24 + size - 40] + rows + made[nt + 24 + size - 40 + len(rows) :]


def pe_in_dos_header() -> bytes:
    """Return a program whose NT headers begin in the DOS header, as tiny programs do."""
    data, nt = _pe()
    end = _row(data, _get(data, nt + 6, "<H"))
    made = bytearray(data)
    made[16 : 16 + end - nt] = data[nt:end]
    made[end - nt + 16 : end] = bytes(nt - 16)
    # e_lfanew is then SizeOfCode's neighbour; what stood there is lost, as in those programs.
    struct.pack_into("<I", made, 60, 16)
    return bytes(made)


def pe_certificates_in_section() -> bytes:
    """Return a program whose certificate table is its first section's data."""
    data, nt = _pe()
    wide = _get(data, nt + 24, "<H") == 0x20B
    at = nt + 24 + (112 if wide else 96) + 32
    return _put(data, at, "<II", _get(data, _row(data, 0) + 20), 64)


# --- ELF ---------------------------------------------------------------------------------


def _elf() -> bytes:
    return build_elf(ElfRecipe(kind=2, interpreter="/lib/ld.so", needed=("libc.so.6",)))


def _two_loads() -> bytes:
    """Return a program with a second PT_LOAD, in the place of its interpreter's header."""
    data = _elf()
    for at in range(_get(data, 32, "<Q"), _get(data, 32, "<Q") + 56 * _get(data, 56, "<H"), 56):
        if _get(data, at) == 3:
            return _put(data, at, "<IIQQQQQQ", 1, 6, len(data) // 2, 0x9000_0000, 0, 16, 16, 4096)
    raise AssertionError("it has no interpreter")


def _second(data: bytes) -> int:
    first = _get(data, 32, "<Q")
    rows = range(first, first + 56 * _get(data, 56, "<H"), 56)
    return [at for at in rows if _get(data, at) == 1][1]


def _section(data: bytes, name: bytes) -> int:
    """Return where the header of a section stands."""
    table, names = _get(data, 40, "<Q"), _get(data, 62, "<H")
    texts = _get(data, table + 64 * names + 24, "<Q")
    for at in range(table, table + 64 * _get(data, 60, "<H"), 64):
        start = texts + _get(data, at)
        if data[start : start + len(name) + 1] == name + b"\0":
            return at
    raise AssertionError("it has no such section")


def elf_section_elsewhere() -> bytes:
    """Return a program whose section headers show other code than is loaded."""
    data = _elf()
    at = _section(data, b".text") + 24
    return _put(data, at, "<Q", _get(data, at, "<Q") + 16)


def elf_section_unloaded() -> bytes:
    """Return a program whose code is shown at an address that nothing is loaded to."""
    data = _elf()
    return _put(data, _section(data, b".text") + 16, "<Q", 0x7000_0000)


def elf_wide_rows() -> bytes:
    """Return a program whose program headers are said to be larger than they are."""
    data = _put(_elf(), 54, "<H", 64)
    return _put(data, 56, "<H", 1)


def elf_entry_outside() -> bytes:
    """Return a program that starts where nothing is loaded."""
    return _put(_elf(), 24, "<Q", 0x7000_0000)


def elf_loaded_over() -> bytes:
    """Return a program with a second segment that is loaded over the first."""
    data = _two_loads()
    return _put(data, _second(data) + 16, "<Q", 0)


def elf_loaded_twice() -> bytes:
    """Return a program of which two segments load the same bytes."""
    return _two_loads()


def elf_more_than_room() -> bytes:
    """Return a program with a segment that is larger than what it is loaded into."""
    data = _two_loads()
    return _put(data, _second(data) + 40, "<Q", 4)


def elf_headers_in_header() -> bytes:
    """Return a program whose section headers begin in the ELF header."""
    return _put(_elf(), 40, "<Q", 48)


# --- Mach-O ------------------------------------------------------------------------------


def _macho() -> bytes:
    return build_macho(MachRecipe())


def _segment(data: bytes, name: bytes) -> int:
    at = 32
    for _ in range(_get(data, 16)):
        if _get(data, at) == _SEGMENT and data[at + 8 : at + 24].rstrip(b"\0") == name:
            return at
        at += _get(data, at + 4)
    raise AssertionError("it has no such segment")


def macho_shared_bytes() -> bytes:
    """Return a program whose __LINKEDIT begins in its __TEXT."""
    data = _macho()
    at = _segment(data, b"__LINKEDIT")
    return _put(data, at + 40, "<Q", _get(data, at + 40, "<Q") - 32)


def macho_loaded_over() -> bytes:
    """Return a program whose __LINKEDIT is loaded over its __TEXT."""
    data = _macho()
    at, text = _segment(data, b"__LINKEDIT"), _segment(data, b"__TEXT")
    return _put(data, at + 24, "<Q", _get(data, text + 24, "<Q"))


def macho_section_elsewhere() -> bytes:
    """Return a program whose code is shown elsewhere than where it is loaded from."""
    data = _macho()
    at = _segment(data, b"__TEXT") + 72 + 48
    return _put(data, at, "<I", _get(data, at) + 16)


def macho_section_outside() -> bytes:
    """Return a program with a section that is not in its segment."""
    data = _macho()
    return _put(data, _segment(data, b"__TEXT") + 72 + 32, "<Q", 0x7000_0000)


def macho_short_commands() -> bytes:
    """Return a program that counts one load command fewer than it has."""
    data = _macho()
    return _put(data, 16, "<I", _get(data, 16) - 1)


def macho_long_command() -> bytes:
    """Return a program whose last load command is longer than the room for all."""
    data = _macho()
    at = 32
    for _ in range(_get(data, 16) - 1):
        at += _get(data, at + 4)
    return _put(data, at + 4, "<I", 0x1000)


def _fat() -> bytes:
    return build_fat(
        (
            ("x86_64", build_macho(MachRecipe(cpu="x86_64"))),
            ("arm64", build_macho(MachRecipe(cpu="arm64"))),
        )
    )


def fat_other_type() -> bytes:
    """Return a fat program that lists its second slice for another processor."""
    return _put(_fat(), 8 + 20, ">II", 12, 9)


def fat_twice() -> bytes:
    """Return a fat program with two slices for one processor."""
    data = _fat()
    return _put(data, 8 + 20, ">II", _get(data, 8, ">I"), _get(data, 12, ">I"))


def fat_shared_bytes() -> bytes:
    """Return a fat program whose first slice reaches into the second."""
    data = _fat()
    return _put(data, 8 + 12, ">I", _get(data, 8 + 12, ">I") + 0x8000)


LIES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entry_outside.exe": ("entry-outside", pe_entry_outside),
    "entry_in_headers.exe": ("entry-outside", pe_entry_in_headers),
    "small_image.exe": ("memory-size", pe_small_image),
    "small_headers.exe": ("table-room", pe_small_headers),
    "short_optional_header.exe": ("table-room", pe_short_optional_header),
    "in_dos_header.exe": ("headers-overlap", pe_in_dos_header),
    "certificates_in_section.exe": ("signature-inside", pe_certificates_in_section),
    "shared_bytes.exe": ("sections-overlap", lambda: _pe_row(20, 1, 0, 20)),
    "unused_row.exe": ("unused-overlap", lambda: build_left_row(LeftRow(moved=False))),
    "over_headers.exe": ("section-over-headers", lambda: _pe_row(20, 0, 0, 20, -0x200)),
    "loaded_over.exe": ("memory-overlap", lambda: _pe_row(12, 1, 0, 12)),
    "section_elsewhere": ("views-differ", elf_section_elsewhere),
    "section_unloaded": ("section-outside", elf_section_unloaded),
    "wide_rows": ("table-row", elf_wide_rows),
    "entry_outside": ("entry-outside", elf_entry_outside),
    "loaded_over": ("memory-overlap", elf_loaded_over),
    "loaded_twice": ("bytes-loaded-twice", elf_loaded_twice),
    "more_than_room": ("memory-size", elf_more_than_room),
    "headers_in_header": ("headers-overlap", elf_headers_in_header),
    "shared_bytes.dylib": ("sections-overlap", macho_shared_bytes),
    "loaded_over.dylib": ("memory-overlap", macho_loaded_over),
    "section_elsewhere.dylib": ("views-differ", macho_section_elsewhere),
    "section_outside.dylib": ("section-outside", macho_section_outside),
    "short_commands.dylib": ("command-size", macho_short_commands),
    "long_command.dylib": ("command-size", macho_long_command),
    "other_type.dylib": ("slice-type", fat_other_type),
    "twice.dylib": ("slice-twice", fat_twice),
    "shared_slices.dylib": ("slices-overlap", fat_shared_bytes),
}
