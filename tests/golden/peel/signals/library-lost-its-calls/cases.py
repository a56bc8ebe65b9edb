"""A library that offers one thing fewer, one that offers nothing of what it offered, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe


def _library(stamp: int, *names: str) -> bytes:
    return build_pe(Recipe(is_dll=True, name="shapes.dll", exports=names, timestamp=stamp))


def good_one_fewer(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder,
        _library(1_700_000_000, "draw", "erase"),
        _library(1_710_000_000, "draw"),
        "shapes.dll",
    )


def bad_nothing_of_it(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder, _library(1_700_000_000, "draw", "erase"), _library(1_710_000_000), "shapes.dll"
    )


def bad_other_names(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder, _library(1_700_000_000, "draw"), _library(1_710_000_000, "inert"), "shapes.dll"
    )


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_nothing_of_it(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
