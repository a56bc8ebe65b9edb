"""Libraries that look for others elsewhere, or where they did; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pairs import file_pair


def good_the_same_place(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(runpath=f"/opt/shapes-{one}/lib", text=bytes([one]) * 64) for one in (1, 2)
    )
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def good_another_place_of_its_own(folder: Path) -> tuple[Path, Path]:
    first, second = (ElfRecipe(runpath=f"$ORIGIN/{one}") for one in ("lib", "../shapes.libs"))
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def bad_a_place_of_anybody(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, build_elf(ElfRecipe(runpath="$ORIGIN")), build_elf(ElfRecipe(runpath="/tmp/inert:$ORIGIN")), "libshapes.so")  # fmt: skip


def bad_another_loader(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(kind=2, interpreter=one)
        for one in ("/lib64/ld-linux-x86-64.so.2", "/opt/inert/ld.so")
    )
    return file_pair(folder, build_elf(first), build_elf(second), "libshapes.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_place_of_anybody(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
