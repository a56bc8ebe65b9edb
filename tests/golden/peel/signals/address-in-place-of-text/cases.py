"""A program with other code and a new address among its texts, one with an address in the room of a text, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe

LONG = "a message that is long enough to hold something else, and says nothing"


def _program(stamp: int, text: str, *, code: int) -> bytes:
    return build_pe(Recipe(strings=(text, "the next message"), timestamp=stamp, code_size=code))


def good_a_new_address(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, "https://news.example.com/", code=0x3000)
    return file_pair(folder, _program(1_700_000_000, LONG, code=0x400), new)


def bad_an_address_in_the_room_of_a_text(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, "https://inert.example.com/".ljust(len(LONG), "\0"), code=0x3000)
    return file_pair(folder, _program(1_700_000_000, LONG, code=0x400), new)


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_an_address_in_the_room_of_a_text(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
