"""A library that gains a cipher alone, one that also names the file beside it or asks where it lies."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe
from onionskin.parse.code.crypto_constants import tables

READS = ("CreateFileW", "ReadFile")
TABLE = b"." * 64 + tables()[0][1] + b"." * 64


def _release(folder: Path, name: str, recipe: Recipe) -> Path:
    (folder / name).mkdir()
    (folder / name / "shapes.dll").write_bytes(build_pe(recipe))
    (folder / name / "colours.dll").write_bytes(build_pe(Recipe(is_dll=True, name="colours.dll")))
    return folder / name


def _library(*calls: str, words: tuple[str, ...] = (), table: bytes = b"." * 144) -> Recipe:
    return Recipe(
        is_dll=True,
        name="shapes.dll",
        imports={"KERNEL32.dll": (*READS, *calls)},
        strings=words,
        sections=((".blob", table, READ_DATA),),
    )


def good_a_cipher_alone(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", _library()), _release(folder, "new", _library(table=TABLE))


def good_it_asks_for_its_place_alone(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", _library()), _release(
        folder, "new", _library("GetModuleFileNameW")
    )


def bad_a_sibling_and_a_cipher(folder: Path) -> tuple[Path, Path]:
    new = _library(words=("colours.dll",), table=TABLE)
    return _release(folder, "old", _library()), _release(folder, "new", new)


def bad_its_own_place_and_a_cipher(folder: Path) -> tuple[Path, Path]:
    new = _library("GetModuleFileNameW", table=TABLE)
    return _release(folder, "old", _library()), _release(folder, "new", new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_sibling_and_a_cipher(folder)
    path = new / "shapes.dll"
    path.write_bytes(path.read_bytes()[:400])
    return old, new
