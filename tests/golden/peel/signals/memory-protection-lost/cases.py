"""Programs whose memory becomes writable and executable, or was before; and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.elf import ElfRecipe, build_elf
from onionskin.lookalike.pe import Recipe, build_pe


def _pair(folder: Path, old: bytes, new: bytes) -> tuple[Path, Path]:
    for name, data in (("old", old), ("new", new)):
        (folder / name).mkdir()
        (folder / name / "libshapes.so").write_bytes(data)
    return folder / "old" / "libshapes.so", folder / "new" / "libshapes.so"


RUN, READ, WRITE = 0x2000_0000, 0x4000_0000, 0x8000_0000


def _program(flags: int, text: bytes) -> bytes:
    return build_pe(Recipe(is_dll=True, sections=((".shapes", text, flags),)))


def good_as_before(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _program(RUN | READ | WRITE, b"one"), _program(RUN | READ | WRITE, b"two"))


def good_a_library_built_anew(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, build_elf(ElfRecipe()), build_elf(ElfRecipe(text=b"\xc3" * 64)))


def bad_code_becomes_writable(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, _program(RUN | READ, b"one"), _program(RUN | READ | WRITE, b"two"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_code_becomes_writable(folder)
    new.write_bytes(new.read_bytes()[:300])
    return old, new
