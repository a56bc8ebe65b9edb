"""A fat library: both slices built anew, one edited beside one that stayed, the same under a new mark, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.pairs import file_pair


def _library(intel: str, arm: str) -> bytes:
    slices = [
        (cpu, build_macho(MachRecipe(cpu=cpu, strings=(text,))))
        for cpu, text in (("x86_64", intel), ("arm64", arm))
    ]
    return build_fat(slices)


def good_both_are_built_anew(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _library("one", "one"), _library("two", "two"), "libshapes.dylib")


def bad_one_is_edited(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _library("one", "one"), _library("two", "one"), "libshapes.dylib")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_is_edited(folder)
    new.write_bytes(new.read_bytes()[:20000])
    return old, new
