"""A program with callbacks before and after, one that gains them, and that one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe
from onionskin.lookalike.pe_starts import with_callbacks


def _program(folder: Path, name: str, callbacks: int, word: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    recipe = Recipe(name="phone.exe", strings=(word,), sections=((".tls", bytes(512), READ_DATA),))
    data = build_pe(recipe)
    path.write_bytes(with_callbacks(data, ".tls", callbacks) if callbacks else data)
    return path


def good_it_had_one(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 1, "first"), _program(folder, "new", 2, "second")


def bad_it_had_none(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 0, "first"), _program(folder, "new", 1, "second")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_had_none(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
