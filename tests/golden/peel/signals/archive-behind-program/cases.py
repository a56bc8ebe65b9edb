"""A program with an archive behind it as before, one that begins to have one, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe


def _program(stamp: int, *, word: bytes = b"") -> bytes:
    tail = build_zip({"inert.txt": word * 20}) if word else b""
    return build_pe(Recipe(timestamp=stamp, overlay=tail))


def good_it_carried_one_before(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000, word=b"inert "), _program(1_710_000_000, word=b"other "))  # fmt: skip


def good_it_carries_none(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000), _program(1_710_000_000))


def bad_it_begins_to_carry_one(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000), _program(1_710_000_000, word=b"inert "))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_begins_to_carry_one(folder)
    new.write_bytes(new.read_bytes()[:-30])
    return old, new
