"""Libraries with sections of usual names, and of others; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pairs import file_pair


def good_of_a_compiler(folder: Path) -> tuple[Path, Path]:
    made = ElfRecipe(extra={".gcc_except_table": b"inert", ".debug_str": b"inert"})
    return file_pair(folder, build_elf(ElfRecipe()), build_elf(made), "libshapes.so")


def good_it_had_one(folder: Path) -> tuple[Path, Path]:
    first, second = (ElfRecipe(extra={"inert": one}) for one in (b"one", b"two"))
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def bad_of_no_tool(folder: Path) -> tuple[Path, Path]:
    made = ElfRecipe(extra={".inert": b"inert bytes"}, text=b"\xc3" * 64)
    return file_pair(folder, build_elf(ElfRecipe()), build_elf(made), "libshapes.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_of_no_tool(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
