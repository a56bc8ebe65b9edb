"""A signed library, whole; with one byte of its code changed; cut in the middle of its signature."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.macho import build_macho, sign_macho
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at
from onionskin.lookalike.signing import sign_pe

SIGNED = sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll")))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "shapes.dll"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, SIGNED)


def bad(folder: Path) -> Path:
    return _write(folder, with_bytes_at(SIGNED, 0x404, b"\x90"))


def good_macho(folder: Path) -> Path:
    return _write(folder, sign_macho(build_macho()))


def bad_page_of_a_macho(folder: Path) -> Path:
    return _write(folder, with_bytes_at(sign_macho(build_macho()), 0x1404, b"\x90"))


def damaged(folder: Path) -> Path:
    return _write(folder, SIGNED[:-1500])
