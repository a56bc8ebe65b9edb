"""A text, programs of Windows and macOS that ask for guards, a library of Linux that is relocated, and one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.pe import Recipe, build_pe


def good_a_text_orders_nothing(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("nothing that is loaded\n" * 8)
    return path


def bad_a_program_of_windows(folder: Path) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(
        build_pe(Recipe(files={"HELP": b"a text that helps whoever reads it\r\n" * 20}))
    )
    return path


def bad_a_library_of_linux(folder: Path) -> Path:
    path = folder / "libshapes.so"
    rows = b"".join(struct.pack("<QQq", 0x1000, kind, 0) for kind in (8, 37))
    path.write_bytes(build_elf(ElfRecipe(extra={".rela.inert": rows})))
    return path


def bad_a_library_of_macos(folder: Path) -> Path:
    path = folder / "libshapes.dylib"
    path.write_bytes(build_macho(MachRecipe()))
    return path


def damaged(folder: Path) -> Path:
    path = bad_a_program_of_windows(folder)
    path.write_bytes(path.read_bytes()[:700])
    return path
