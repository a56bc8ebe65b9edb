"""A text, a program with random bytes in a section and in a resource, and the same cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe


def good_a_text_has_no_sections(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("nothing\n" * 8)
    return path


def _program() -> bytes:
    dice = random.Random(17)
    even = bytes(range(256)) * 64
    body = b"words " * 1000 + dice.randbytes(10_240) + even + dice.randbytes(4096)
    parts = {"PICTURE": dice.randbytes(20_000)}
    return build_pe(Recipe(sections=((".data", body, READ_DATA),), files=parts))


def bad(folder: Path) -> Path:
    path = folder / "program.exe"
    path.write_bytes(_program())
    return path


def damaged(folder: Path) -> Path:
    path = folder / "program.exe"
    path.write_bytes(_program()[:9000])
    return path
