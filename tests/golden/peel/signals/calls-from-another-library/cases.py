"""A program whose library has another version in its name, one that asks for one more, one that takes its calls elsewhere, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe


def _program(stamp: int, *libraries: str) -> bytes:
    imports = {"KERNEL32.dll": ("ExitProcess",)} | dict.fromkeys(libraries, ("draw", "erase", "turn"))  # fmt: skip
    return build_pe(Recipe(imports=imports, timestamp=stamp))


def good_another_version(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000, "shapes-1.2.dll"), _program(1_710_000_000, "shapes-1.3.dll"))  # fmt: skip


def good_one_more(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, "shapes.dll", "colours.dll")
    return file_pair(folder, _program(1_700_000_000, "shapes.dll"), new)


def bad_from_another_library(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000, "shapes.dll"), _program(1_710_000_000, "inert.dll"))  # fmt: skip


def bad_one_letter_of_a_name(folder: Path) -> tuple[Path, Path]:
    old, new = (build_elf(ElfRecipe(needed=("libc.so.6", name))) for name in ("libshapes.so", "libshapos.so"))  # fmt: skip
    return file_pair(folder, old, new, "libdraw.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_from_another_library(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
