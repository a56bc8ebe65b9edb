"""Libraries that need another one, or one that every system has; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pairs import file_pair


def good_one_that_every_system_has(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(needed=one) for one in (("libc.so.6",), ("libc.so.6", "libpthread.so.0"))
    )
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def good_another_version_of_it(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(needed=("libc.so.6", one))
        for one in ("libring-1a2b3c4d.so.1", "libring-5e6f7a8b.so.2")
    )
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def bad_one_more(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(needed=one) for one in (("libc.so.6",), ("libc.so.6", "libinert.so.0"))
    )
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_more(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
