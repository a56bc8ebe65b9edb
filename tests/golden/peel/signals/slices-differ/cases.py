"""Fat libraries: both slices alike, a difference that stood before, words in one slice alone."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho

PLAIN = ("a picture", "a frame")
TELLING = (*PLAIN, ".aws/credentials", "Mozilla/5.0 (Inert)")


def _library(folder: Path, name: str, intel: tuple[str, ...], arm: tuple[str, ...]) -> Path:
    (folder / name).mkdir()
    path = folder / name / "libshapes.dylib"
    slices = [
        (cpu, build_macho(MachRecipe(cpu=cpu, strings=strings)))
        for cpu, strings in (("x86_64", intel), ("arm64", arm))
    ]
    path.write_bytes(build_fat(slices))
    return path


def good_both_slices_gain(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", PLAIN, PLAIN), _library(folder, "new", TELLING, TELLING)


def good_it_stood_before(folder: Path) -> tuple[Path, Path]:
    more = (*TELLING, "another picture")
    return _library(folder, "old", TELLING, PLAIN), _library(folder, "new", more, (*PLAIN, "more"))


def bad_one_slice_gains(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", PLAIN, PLAIN), _library(folder, "new", TELLING, (*PLAIN, "more"))


def bad_the_other_slice_is_as_it_was(folder: Path) -> tuple[Path, Path]:
    return _library(folder, "old", PLAIN, PLAIN), _library(folder, "new", TELLING, PLAIN)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_slice_gains(folder)
    new.write_bytes(new.read_bytes()[:20000])
    return old, new
