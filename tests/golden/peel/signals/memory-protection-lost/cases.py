"""Programs whose memory becomes writable and executable, or was before; and one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe

RUN, READ, WRITE = 0x2000_0000, 0x4000_0000, 0x8000_0000


def _program(flags: int, text: bytes) -> bytes:
    return build_pe(Recipe(is_dll=True, sections=((".shapes", text, flags),)))


def good_as_before(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder,
        _program(RUN | READ | WRITE, b"one"),
        _program(RUN | READ | WRITE, b"two"),
        "libshapes.so",
    )


def good_a_library_built_anew(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder, build_elf(ElfRecipe()), build_elf(ElfRecipe(text=b"\xc3" * 64)), "libshapes.so"
    )


def bad_code_becomes_writable(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder, _program(RUN | READ, b"one"), _program(RUN | READ | WRITE, b"two"), "libshapes.so"
    )


def _with_flags(data: bytes, at: int, form: str, flags: int) -> bytes:
    return data[:at] + struct.pack(form, flags) + data[at + struct.calcsize(form) :]


def good_a_guard_more(folder: Path) -> tuple[Path, Path]:
    data = _program(RUN | READ, b"one")
    at = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 70
    return file_pair(
        folder,
        _with_flags(data, at, "<H", 0x40),
        _with_flags(data, at, "<H", 0x4140),
        "libshapes.so",
    )


def bad_guards_of_windows_off(folder: Path) -> tuple[Path, Path]:
    data = _program(RUN | READ, b"one")
    at = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 70
    return file_pair(
        folder, _with_flags(data, at, "<H", 0x4160), _with_flags(data, at, "<H", 0), "libshapes.so"
    )


def bad_the_stack_of_a_library_of_macos(folder: Path) -> tuple[Path, Path]:
    data = build_macho(MachRecipe())
    flags = struct.unpack_from("<I", data, 24)[0]
    return file_pair(folder, data, _with_flags(data, 24, "<I", flags | 0x2_0000), "libshapes.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_code_becomes_writable(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
