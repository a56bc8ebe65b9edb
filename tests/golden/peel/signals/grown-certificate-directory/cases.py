"""Directories that are as large as their entries, larger, and not at the end of the file."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import (
    Recipe,
    append_behind_signature,
    append_to_file,
    build_pe,
    grow_directory,
)
from onionskin.lookalike.signing import sign_pe

FILLER = bytes((n * 37 + 11) % 251 for n in range(1000))


def _signed() -> bytes:
    return sign_pe(build_pe(Recipe()))


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "inert.exe"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _write(folder, _signed())


def good_an_entry_that_grew_with_it(folder: Path) -> Path:
    return _write(folder, append_behind_signature(_signed(), FILLER))


def bad_larger_than_its_entries(folder: Path) -> Path:
    return _write(folder, grow_directory(_signed(), FILLER))


def bad_larger_by_zeros(folder: Path) -> Path:
    return _write(folder, grow_directory(_signed(), bytes(4096)))


def bad_not_at_the_end(folder: Path) -> Path:
    return _write(folder, append_to_file(_signed(), FILLER))


def damaged(folder: Path) -> Path:
    return _write(folder, _signed()[:-100])
