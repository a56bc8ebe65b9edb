"""A text, a program with imports, callbacks and a moved entry point, the same cut short, and a fat Mach-O."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.pe import CODE, READ_DATA, Recipe, build_pe
from onionskin.lookalike.pe_starts import with_callbacks, with_entry_in

IMPORTS = {"KERNEL32.dll": ("CreateFileW", "VirtualProtect"), "WS2_32.dll": ("connect", "socket")}


def good_a_text_has_none(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("CreateFileW and connect are only words here.\n" * 8)
    return path


def _program() -> bytes:
    sections = ((".start", b"\xcc" * 512, CODE), (".tls", bytes(512), READ_DATA))
    data = build_pe(Recipe(imports=IMPORTS, exports=("draw",), is_dll=True, sections=sections))
    return with_callbacks(with_entry_in(data, ".start"), ".tls", 2)


def bad_a_library_with_everything(folder: Path) -> Path:
    path = folder / "shapes.dll"
    path.write_bytes(_program())
    return path


def bad_a_library_of_linux(folder: Path) -> Path:
    path = folder / "libshapes.so"
    recipe = ElfRecipe(needed=("libc.so.6",), imports=("connect", "execve"), exports=("draw",))
    path.write_bytes(build_elf(recipe))
    return path


def bad_a_fat_library(folder: Path) -> Path:
    path = folder / "libshapes.dylib"
    slices = [(cpu, build_macho(MachRecipe(cpu=cpu))) for cpu in ("x86_64", "arm64")]
    path.write_bytes(build_fat(slices))
    return path


def damaged(folder: Path) -> Path:
    path = folder / "shapes.dll"
    path.write_bytes(_program()[:1100])
    return path
