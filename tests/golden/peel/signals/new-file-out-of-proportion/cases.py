"""Two releases in folders with a wheel-like version step: new text, a new program, one cut short."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def _release(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    release = folder / name
    release.mkdir()
    for file, data in {"phone.exe": build_pe(Recipe(name="phone.exe")), **files}.items():
        (release / file).write_bytes(data)
    return release


def _random(size: int) -> bytes:
    return b"".join(hashlib.sha256(bytes([n & 255, n >> 8])).digest() for n in range(size // 32))


def good_new_text(folder: Path) -> tuple[Path, Path]:
    old = _release(folder, "old", {})
    return old, _release(folder, "new", {"changes.txt": b"A fix of a fix.\n" * 4000})


def bad_new_program(folder: Path) -> tuple[Path, Path]:
    old = _release(folder, "old", {})
    return old, _release(folder, "new", {"loader.dll": build_pe(Recipe(is_dll=True))})


def bad_new_random_file(folder: Path) -> tuple[Path, Path]:
    old = _release(folder, "old", {})
    return old, _release(folder, "new", {"cache.bin": _random(65536)})


def damaged(folder: Path) -> tuple[Path, Path]:
    old = _release(folder, "old", {})
    return old, _release(folder, "new", {"loader.dll": build_pe(Recipe(is_dll=True))[:80]})
