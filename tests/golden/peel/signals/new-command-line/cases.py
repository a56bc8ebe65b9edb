"""A program with a new message, one whose command line has another version in it, one with a new command line, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe


def _program(stamp: int, *texts: str) -> bytes:
    return build_pe(Recipe(strings=texts, timestamp=stamp))


def good_a_new_message(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, "cannot fetch the async function of shell -c")
    return file_pair(folder, _program(1_700_000_000, "cannot fetch"), new)


def good_another_version_in_it(folder: Path) -> tuple[Path, Path]:
    old = _program(1_700_000_000, "python3.11 -c 'print(1)'")
    return file_pair(folder, old, _program(1_710_000_000, "python3.12 -c 'print(2)'"))


def bad_a_new_command_line(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, "cmd.exe /c echo inert > inert.txt")
    return file_pair(folder, _program(1_700_000_000, "a message"), new)


def bad_a_new_command_line_of_linux(folder: Path) -> tuple[Path, Path]:
    old, new = (
        build_elf(ElfRecipe(text=text * 4)) for text in (b"a message\0", b"/bin/bash -c 'false'\0")
    )
    return file_pair(folder, old, new, "libshapes.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_new_command_line(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
