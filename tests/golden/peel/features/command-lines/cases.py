"""A text, programs that hold command lines of one and of two bytes a letter, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good_a_text_is_no_program(folder: Path) -> Path:
    return _written(folder, "notes.txt", b"cmd.exe /c echo inert\n" * 8)


def bad_letters_of_one_byte_and_of_two(folder: Path) -> Path:
    recipe = Recipe(strings=("cmd.exe /c echo inert", "an async function"), wide_strings=("powershell -Command inert",))  # fmt: skip
    return _written(folder, "phone.exe", build_pe(recipe))


def damaged(folder: Path) -> Path:
    return _written(folder, "phone.exe", build_pe(Recipe(strings=("bash -c inert",)))[:700])
