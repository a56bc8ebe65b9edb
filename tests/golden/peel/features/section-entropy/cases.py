"""A text, a program with one section of random bytes, and the same cut short."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe


def good_a_text_has_no_sections(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("nothing\n" * 8)
    return path


def _program() -> bytes:
    random = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(128))
    sections = ((".rand", random, READ_DATA), (".flat", bytes(2048), READ_DATA))
    return build_pe(Recipe(sections=sections))


def bad(folder: Path) -> Path:
    path = folder / "program.exe"
    path.write_bytes(_program())
    return path


def damaged(folder: Path) -> Path:
    path = folder / "program.exe"
    path.write_bytes(_program()[:3000])
    return path
