"""A text, programs as their linkers left them and with a jump in a function's place, and one cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.linked import (
    FUNCTION,
    build_linked_elf,
    build_linked_macho,
    build_linked_pe,
)
from onionskin.lookalike.pe import with_bytes_at


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good_a_text(folder: Path) -> Path:
    return _written(folder, "notes.txt", b"nothing that was linked\n" * 8)


def bad_as_its_linker_left_it(folder: Path) -> Path:
    return _written(folder, "phone.exe", build_linked_pe())


def bad_a_jump_in_a_program_of_windows(folder: Path) -> Path:
    data = build_linked_pe()
    return _written(folder, "phone.exe", with_bytes_at(data, data.index(FUNCTION), b"\xe9\0\0\0\0"))


def bad_a_name_in_the_room_of_another(folder: Path) -> Path:
    return _written(folder, "libshapes.so", build_linked_elf().replace(b"malloc\0", b"exec\0\0\0"))


def bad_a_jump_in_a_library_of_macos(folder: Path) -> Path:
    return _written(folder, "libshapes.dylib", build_linked_macho().replace(b"\x55\x48\x89\xe5\x5d", b"\xe9\0\0\0\0", 1))  # fmt: skip


def damaged(folder: Path) -> Path:
    return _written(folder, "phone.exe", build_linked_pe()[:900])
