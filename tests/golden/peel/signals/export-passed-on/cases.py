"""A library that answers its calls, one that passed them on before, one that begins to pass one on, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def _pair(folder: Path, old: bytes, new: bytes) -> tuple[Path, Path]:
    for place, data in (("old", old), ("new", new)):
        (folder / place).mkdir()
        (folder / place / "shapes.dll").write_bytes(data)
    return folder / "old" / "shapes.dll", folder / "new" / "shapes.dll"


def _library(stamp: int, *own: str, **forwards: str) -> bytes:
    return build_pe(Recipe(is_dll=True, name="shapes.dll", exports=own, forwards=forwards, timestamp=stamp))  # fmt: skip


def good_it_answers_more(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _library(1_700_000_000, "draw"), _library(1_710_000_000, "draw", "erase"))


def good_it_passed_on_before(folder: Path) -> tuple[Path, Path]:
    old = _library(1_700_000_000, "draw", erase="pictures.erase")
    return _pair(folder, old, _library(1_710_000_000, "draw", "turn", erase="pictures.erase"))


def bad_it_begins_to_pass_on(folder: Path) -> tuple[Path, Path]:
    new = _library(1_710_000_000, "erase", draw="shapes_orig.draw")
    return _pair(folder, _library(1_700_000_000, "draw", "erase"), new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_begins_to_pass_on(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
