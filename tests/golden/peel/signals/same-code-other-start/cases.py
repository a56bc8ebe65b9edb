"""A program that begins where it began, one that was built anew and begins elsewhere, one that was turned, and one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at


def _program(stamp: int, *, code_size: int = 0x400, start: int = 0) -> bytes:
    data = build_pe(Recipe(code_size=code_size, timestamp=stamp))
    at = struct.unpack_from("<I", data, 0x3C)[0] + 40
    return with_bytes_at(data, at, struct.pack("<I", start)) if start else data


def good_it_was_built_anew_and_begins_there(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000), _program(1_710_000_000))


def good_other_code_begins_elsewhere(folder: Path) -> tuple[Path, Path]:
    new = _program(1_710_000_000, code_size=0x3000, start=0x2800)
    return file_pair(folder, _program(1_700_000_000), new)


def bad_it_begins_in_another_function(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(1_700_000_000), _program(1_710_000_000, start=0x102F))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_begins_in_another_function(folder)
    new.write_bytes(new.read_bytes()[:700])
    return old, new
