"""Libraries that look for others elsewhere, or where they did; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf


def _pair(folder: Path, old: bytes, new: bytes) -> tuple[Path, Path]:
    for name, data in (("old", old), ("new", new)):
        (folder / name).mkdir()
        (folder / name / "libshapes.so").write_bytes(data)
    return folder / "old" / "libshapes.so", folder / "new" / "libshapes.so"


def good_the_same_place(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(runpath=f"/opt/shapes-{one}/lib", text=bytes([one]) * 64) for one in (1, 2)
    )
    return _pair(folder, build_elf(first), build_elf(second))


def good_another_place_of_its_own(folder: Path) -> tuple[Path, Path]:
    first, second = (ElfRecipe(runpath=f"$ORIGIN/{one}") for one in ("lib", "../shapes.libs"))
    return _pair(folder, build_elf(first), build_elf(second))


def bad_a_place_of_anybody(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, build_elf(ElfRecipe(runpath="$ORIGIN")), build_elf(ElfRecipe(runpath="/tmp/inert:$ORIGIN")))  # fmt: skip


def bad_another_loader(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(kind=2, interpreter=one)
        for one in ("/lib64/ld-linux-x86-64.so.2", "/opt/inert/ld.so")
    )
    return _pair(folder, build_elf(first), build_elf(second))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_place_of_anybody(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
