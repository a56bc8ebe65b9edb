"""A library that answers its calls, one that passed them on before, one that begins to pass one on, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe


def _library(stamp: int, *own: str, **forwards: str) -> bytes:
    return build_pe(Recipe(is_dll=True, name="shapes.dll", exports=own, forwards=forwards, timestamp=stamp))  # fmt: skip


def good_it_answers_more(folder: Path) -> tuple[Path, Path]:
    return file_pair(
        folder,
        _library(1_700_000_000, "draw"),
        _library(1_710_000_000, "draw", "erase"),
        "shapes.dll",
    )


def good_it_passed_on_before(folder: Path) -> tuple[Path, Path]:
    old = _library(1_700_000_000, "draw", erase="pictures.erase")
    return file_pair(
        folder, old, _library(1_710_000_000, "draw", "turn", erase="pictures.erase"), "shapes.dll"
    )


def bad_it_begins_to_pass_on(folder: Path) -> tuple[Path, Path]:
    new = _library(1_710_000_000, "erase", draw="shapes_orig.draw")
    return file_pair(folder, _library(1_700_000_000, "draw", "erase"), new, "shapes.dll")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_begins_to_pass_on(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
