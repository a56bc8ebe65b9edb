"""Programs: plain words, masked words that were there before, new masked words, and these cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe

WORDS = b"Mozilla/5.0 (Inert)\0https://icons.example/"


def _program(folder: Path, name: str, key: int, word: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    body = b"." * 65 + bytes(byte ^ key for byte in WORDS)
    recipe = Recipe(name="phone.exe", strings=(word,), sections=((".blob", body, READ_DATA),))
    path.write_bytes(build_pe(recipe))
    return path


def good_the_words_are_plain(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 0, "first"), _program(folder, "new", 0, "second")


def good_they_were_masked_before(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 0x33, "first"), _program(folder, "new", 0x5A, "second")


def bad_masked_by_one_byte(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 0, "first"), _program(folder, "new", 0x5A, "second")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_masked_by_one_byte(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
