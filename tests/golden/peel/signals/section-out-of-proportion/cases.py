"""Two programs: a section of usual size, one that grew by a megabyte, one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

DATA = 0x4000_0040


def _program(folder: Path, name: str, size: int) -> Path:
    body = bytes((number * 31 + 7) % 256 for number in range(size))
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    path.write_bytes(build_pe(Recipe(name="phone.exe", sections=((".blob", body, DATA),))))
    return path


def good_grew_a_little(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 65536), _program(folder, "new", 70000)


def bad_grew_by_a_megabyte(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 65536), _program(folder, "new", 1 << 20)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_grew_by_a_megabyte(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
