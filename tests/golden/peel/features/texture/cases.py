"""A program (which is no opaque data), a long run of base64, and one that is cut inside a letter."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def good_a_program_is_not_opaque(folder: Path) -> Path:
    path = folder / "program.exe"
    path.write_bytes(build_pe(Recipe()))
    return path


def bad(folder: Path) -> Path:
    path = folder / "icon.dat"
    random = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(64))
    path.write_bytes(base64.b64encode(random))
    return path


def damaged(folder: Path) -> Path:
    path = folder / "words.dat"
    path.write_bytes("Zwiebelhäute, eine über der anderen, ä".encode()[:-1])
    return path
