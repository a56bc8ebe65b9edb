"""A fat library: slices alike, a slice more that is alike, a slice more of another program, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho


def _slice(cpu: str, text: str, *, is_stranger: bool = False) -> bytes:
    data = build_macho(MachRecipe(cpu=cpu, strings=(text,)))
    return data.replace(b"\0_draw\0_erase\0", b"\0_turn\0_write\0") if is_stranger else data


def _library(folder: Path, place: str, *slices: tuple[str, bytes]) -> Path:
    (folder / place).mkdir()
    path = folder / place / "libshapes.dylib"
    path.write_bytes(build_fat(slices) if len(slices) > 1 else slices[0][1])
    return path


def good_both_are_built_anew(folder: Path) -> tuple[Path, Path]:
    old = _library(folder, "old", *((cpu, _slice(cpu, "one")) for cpu in ("x86_64", "arm64")))
    return old, _library(folder, "new", *((cpu, _slice(cpu, "two")) for cpu in ("x86_64", "arm64")))


def good_a_slice_more(folder: Path) -> tuple[Path, Path]:
    old = _library(folder, "old", ("x86_64", _slice("x86_64", "one")))
    return old, _library(folder, "new", *((cpu, _slice(cpu, "two")) for cpu in ("x86_64", "arm64")))


def bad_a_slice_of_another_program(folder: Path) -> tuple[Path, Path]:
    old = _library(folder, "old", *((cpu, _slice(cpu, "one")) for cpu in ("x86_64", "arm64")))
    stranger = _slice("arm64", "two", is_stranger=True)
    return old, _library(folder, "new", ("x86_64", _slice("x86_64", "two")), ("arm64", stranger))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_slice_of_another_program(folder)
    new.write_bytes(new.read_bytes()[:20000])
    return old, new
