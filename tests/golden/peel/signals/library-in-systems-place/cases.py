"""A program beside which a library of its own comes, one of Windows' name that it asks for, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pe import Recipe, build_pe

ASKS = {"KERNEL32.dll": ("ExitProcess",), "VERSION.dll": ("GetFileVersionInfoW",)}


def _release(folder: Path, place: str, *libraries: str) -> Path:
    files = {"app/phone.exe": build_pe(Recipe(imports=ASKS))}
    files |= {f"app/{each}": build_pe(Recipe(is_dll=True, name=each, exports=("draw",))) for each in libraries}  # fmt: skip
    (folder / place).mkdir()
    path = folder / place / "phone.zip"
    path.write_bytes(build_zip(files))
    return path


def good_a_library_of_its_own(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old"), _release(folder, "new", "shapes.dll")


def good_nobody_asks_for_it(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old"), _release(folder, "new", "dbghelp.dll")


def good_it_was_there_before(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", "version.dll"), _release(folder, "new", "version.dll", "a.dll")


def bad_in_the_place_of_the_systems(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old"), _release(folder, "new", "version.dll")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_in_the_place_of_the_systems(folder)
    new.write_bytes(new.read_bytes()[:1500])
    return old, new
