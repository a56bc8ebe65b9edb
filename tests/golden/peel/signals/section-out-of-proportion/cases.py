"""Two programs: a section of usual size, one that grew by a megabyte, one cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at

DATA = 0x4000_0040


def _program(folder: Path, name: str, size: int) -> Path:
    body = bytes((number * 31 + 7) % 256 for number in range(size))
    (folder / name).mkdir()
    path = folder / name / "phone.exe"
    path.write_bytes(build_pe(Recipe(name="phone.exe", sections=((".blob", body, DATA),))))
    return path


def good_grew_a_little(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 65536), _program(folder, "new", 70000)


def bad_grew_by_a_megabyte(folder: Path) -> tuple[Path, Path]:
    return _program(folder, "old", 65536), _program(folder, "new", 1 << 20)


def _with_new(folder: Path, body: bytes) -> tuple[Path, Path]:
    old, new = _program(folder, "old", 65536), _program(folder, "new", 65536)
    known = bytes((number * 31 + 7) % 256 for number in range(65536))
    sections = ((".blob", known, DATA), (".more", body, DATA))
    new.write_bytes(build_pe(Recipe(name="phone.exe", sections=sections)))
    return old, new


def bad_a_small_section_of_words_by_the_same_linker(folder: Path) -> tuple[Path, Path]:
    return _with_new(folder, b"a table of words")


def good_another_linker_brings_one(folder: Path) -> tuple[Path, Path]:
    old, new = _with_new(folder, b"a table of words")
    data = new.read_bytes()
    new.write_bytes(with_bytes_at(data, data.index(b"PE\0\0") + 26, b"\x0e\x2c"))
    return old, new


def bad_a_new_random_section(folder: Path) -> tuple[Path, Path]:
    return _with_new(folder, random.Random(7).randbytes(32 << 10))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_grew_by_a_megabyte(folder)
    new.write_bytes(new.read_bytes()[:400])
    return old, new
