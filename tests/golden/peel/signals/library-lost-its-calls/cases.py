"""A library that offers one thing fewer, one that offers nothing of what it offered, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def _pair(folder: Path, old: bytes, new: bytes) -> tuple[Path, Path]:
    for place, data in (("old", old), ("new", new)):
        (folder / place).mkdir()
        (folder / place / "shapes.dll").write_bytes(data)
    return folder / "old" / "shapes.dll", folder / "new" / "shapes.dll"


def _library(stamp: int, *names: str) -> bytes:
    return build_pe(Recipe(is_dll=True, name="shapes.dll", exports=names, timestamp=stamp))


def good_one_fewer(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _library(1_700_000_000, "draw", "erase"), _library(1_710_000_000, "draw"))


def bad_nothing_of_it(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _library(1_700_000_000, "draw", "erase"), _library(1_710_000_000))


def bad_other_names(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _library(1_700_000_000, "draw"), _library(1_710_000_000, "inert"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_nothing_of_it(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
