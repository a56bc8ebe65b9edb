"""A program that grows, one that begins in another section, and that one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import CODE, Recipe, build_pe
from onionskin.lookalike.pe_starts import with_entry_in


def _program(folder: Path, name: str, filler: bytes, start: str = "") -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    data = build_pe(Recipe(name="phone.exe", sections=((".more", filler * 512, CODE),)))
    path.write_bytes(with_entry_in(data, start) if start else data)
    return path


def good_other_code_same_start(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", b"\xcc"), _program(folder, "new", b"\xc3")


def bad_it_begins_elsewhere(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", b"\xcc"), _program(folder, "new", b"\xcc", ".more")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_begins_elsewhere(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
