"""Libraries that need another one, or one that every system has; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf


def _pair(folder: Path, old: bytes, new: bytes) -> tuple[Path, Path]:
    for name, data in (("old", old), ("new", new)):
        (folder / name).mkdir()
        (folder / name / "libshapes.so").write_bytes(data)
    return folder / "old" / "libshapes.so", folder / "new" / "libshapes.so"


def good_one_that_every_system_has(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(needed=one) for one in (("libc.so.6",), ("libc.so.6", "libpthread.so.0"))
    )
    return _pair(folder, build_elf(first), build_elf(second))


def good_another_version_of_it(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(needed=("libc.so.6", one))
        for one in ("libring-1a2b3c4d.so.1", "libring-5e6f7a8b.so.2")
    )
    return _pair(folder, build_elf(first), build_elf(second))


def bad_one_more(folder: Path) -> tuple[Path, Path]:
    first, second = (
        ElfRecipe(needed=one) for one in (("libc.so.6",), ("libc.so.6", "libinert.so.0"))
    )
    return _pair(folder, build_elf(first), build_elf(second))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_more(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
