"""Inert fat files of two signed slices; with slices that overlap, of one name, or missing; cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.macho import AppleSigning, MachRecipe, build_fat, build_macho, sign_macho

INTEL = sign_macho(build_macho(MachRecipe(cpu="x86_64")))
ARM = sign_macho(build_macho(MachRecipe(cpu="arm64")), AppleSigning(is_adhoc=True, spare=0))
FAT = build_fat([("x86_64", INTEL), ("arm64", ARM)])


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "libshapes.dylib"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, FAT)


def good_fat_of_64_bits(folder: Path) -> Path:
    return _write(folder, build_fat([("x86_64", INTEL), ("arm64", ARM)], is_64=True))


def bad_java_class_is_none(folder: Path) -> Path:
    return _write(folder, b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(range(60)))


def bad_slices_that_overlap(folder: Path) -> Path:
    return _write(folder, FAT[:36] + struct.pack(">I", 0x5000) + FAT[40:])


def bad_two_slices_of_one_architecture(folder: Path) -> Path:
    return _write(folder, build_fat([("arm64", ARM), ("arm64", INTEL)]))


def bad_slice_that_contains_the_header(folder: Path) -> Path:
    return _write(folder, FAT[:16] + struct.pack(">II", 0, len(FAT)) + FAT[24:])


def bad_fat_of_64_bits_with_a_billion_slices(folder: Path) -> Path:
    return _write(folder, b"\xca\xfe\xba\xbf\x3f\xff\xff\xff" + FAT[8:])


def damaged_cut_in_a_slice(folder: Path) -> Path:
    return _write(folder, FAT[:-3000])


def damaged_cut_in_the_table(folder: Path) -> Path:
    return _write(folder, FAT[:40])
