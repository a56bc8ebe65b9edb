"""A program whose linker recorded what it put together: built anew, edited in three ways, traces that stood before, and one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.linked import FUNCTION, build_linked_elf, build_linked_pe, pe_sections
from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, with_bytes_at


def _program(stamp: int, *texts: str) -> bytes:
    return build_linked_pe(Recipe(timestamp=stamp, strings=texts))


def _detoured(data: bytes) -> bytes:
    return with_bytes_at(data, data.index(FUNCTION), b"\xe9" + struct.pack("<i", 64))


def good_built_anew(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000), _program(1_710_000_000, "a new message"))


def good_it_was_so_before(folder: Path) -> tuple[Path, Path]:
    old = _detoured(_program(1_700_000_000))
    return file_pair(folder, old, _detoured(_program(1_710_000_000, "a new message")))


def bad_a_jump_in_the_place_of_a_prolog(folder: Path) -> tuple[Path, Path]:
    new = _detoured(_program(1_710_000_000, "a new message"))
    return file_pair(folder, _program(1_700_000_000), new)


def bad_words_behind_what_was_recorded(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, "a new message")
    _, size, offset = pe_sections(new)[".rdata"]
    return file_pair(folder, _program(1_700_000_000), with_bytes_at(new, offset + size + 8, b"inert.example"))  # fmt: skip


def bad_another_name_in_the_room_of_one(folder: Path) -> tuple[Path, Path]:
    new = build_linked_elf().replace(b"malloc\0", b"exec\0\0\0")
    return file_pair(folder, build_linked_elf(), new, "libshapes.so")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_a_jump_in_the_place_of_a_prolog(folder)
    new.write_bytes(new.read_bytes()[:900])
    return old, new
