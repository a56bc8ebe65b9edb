"""A text, a program of every format with the marks of its build, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_macho
from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe


def good_a_text_is_of_no_build(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("nothing that was linked\n" * 8)
    return path


def bad_a_program_of_windows(folder: Path) -> Path:
    path = folder / "shapes.dll"
    sections = ((".shapes", b"inert" * 1000, READ_DATA),)
    path.write_bytes(build_pe(Recipe(is_dll=True, sections=sections, compilers=((261, 35225, 3),))))
    return path


def bad_a_library_of_linux(folder: Path) -> Path:
    path = folder / "libshapes.so"
    path.write_bytes(build_elf(ElfRecipe()))
    return path


def bad_a_library_of_macos(folder: Path) -> Path:
    path = folder / "libshapes.dylib"
    path.write_bytes(build_macho(MachRecipe()))
    return path


def damaged(folder: Path) -> Path:
    path = bad_a_program_of_windows(folder)
    path.write_bytes(path.read_bytes()[:700])
    return path
