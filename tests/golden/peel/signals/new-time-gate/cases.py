"""A program that begins to wait, one that begins to wait and to ask for the date, that one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def _program(folder: Path, name: str, *calls: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    imports = {"KERNEL32.dll": ("ExitProcess", *calls)}
    path.write_bytes(build_pe(Recipe(name="phone.exe", imports=imports)))
    return path


def good_it_waits(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old"), _program(folder, "new", "Sleep")


def bad_it_waits_for_a_date(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old"), _program(folder, "new", "GetLocalTime", "Sleep")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_waits_for_a_date(folder)
    new.write_bytes(new.read_bytes()[:1100])
    return old, new
