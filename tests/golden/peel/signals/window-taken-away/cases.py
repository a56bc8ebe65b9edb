"""A program of the console that stays one, one that loses its console, and that one cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.pairs import file_pair
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at

WINDOWS, CONSOLE = 2, 3


def _program(subsystem: int, text: str) -> bytes:
    data = build_pe(Recipe(name="phone.exe", strings=(text,)))
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    return with_bytes_at(data, nt + 24 + 68, struct.pack("<H", subsystem))


def good_it_keeps_its_console(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(CONSOLE, "first"), _program(CONSOLE, "second"))


def good_it_gets_one(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(WINDOWS, "first"), _program(CONSOLE, "second"))


def bad_it_loses_its_console(folder: Path) -> tuple[Path, Path]:
    return file_pair(folder, _program(CONSOLE, "first"), _program(WINDOWS, "second"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_loses_its_console(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
