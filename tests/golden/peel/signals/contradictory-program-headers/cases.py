"""Programs as linkers write them, those whose headers lie, and one cut short in its headers."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.header_lies import LIES
from onionskin.lookalike.left_rows import LeftRow, build_left_row
from onionskin.lookalike.macho import MachRecipe, build_fat, build_macho
from onionskin.lookalike.pe import Recipe, build_pe


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, "phone.exe", build_pe(Recipe(name="phone.exe")))


def good_elf(folder: Path) -> Path:
    return _written(folder, "phone", build_elf(ElfRecipe(kind=2, interpreter="/lib/ld.so")))


def good_fat(folder: Path) -> Path:
    slices = tuple((cpu, build_macho(MachRecipe(cpu=cpu))) for cpu in ("x86_64", "arm64"))
    return _written(folder, "phone.dylib", build_fat(slices))


def good_fat_of_two_processors_of_a_kind(folder: Path) -> Path:
    slices = tuple((cpu, build_macho(MachRecipe(cpu=cpu))) for cpu in ("armv7", "armv7s"))
    return _written(folder, "phone.dylib", build_fat(slices))


def bad_fat_of_one_processor_twice(folder: Path) -> Path:
    slices = tuple((cpu, build_macho(MachRecipe(cpu=cpu))) for cpu in ("armv7", "armv7"))
    return _written(folder, "phone.dylib", build_fat(slices))


def good_row_that_makensis_left(folder: Path) -> Path:
    return _written(folder, "setup.exe", build_left_row())


def bad_row_that_nothing_uses(folder: Path) -> Path:
    return _written(folder, "setup.exe", build_left_row(LeftRow(moved=False)))


def bad_left_row_of_code(folder: Path) -> Path:
    return _written(folder, "setup.exe", build_left_row(LeftRow(flags=0x6200_0020)))


def bad(folder: Path) -> Path:
    return _written(folder, "phone.exe", LIES["shared_bytes.exe"][1]())


def bad_entry(folder: Path) -> Path:
    return _written(folder, "phone.exe", LIES["entry_in_headers.exe"][1]())


def bad_elf(folder: Path) -> Path:
    return _written(folder, "phone", LIES["section_elsewhere"][1]())


def bad_macho(folder: Path) -> Path:
    return _written(folder, "phone.dylib", LIES["short_commands.dylib"][1]())


def bad_fat(folder: Path) -> Path:
    return _written(folder, "phone.dylib", LIES["other_type.dylib"][1]())


def damaged(folder: Path) -> Path:
    return _written(folder, "phone.dylib", build_macho()[:300])
