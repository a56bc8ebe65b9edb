"""No table, the tables of AES and SHA-256, an alphabet in an odd order, and a program cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.pe import READ_DATA, Recipe, build_pe
from onionskin.parse.code.crypto_constants import STANDARD, tables


def _path(folder: Path, body: bytes) -> Path:
    path = folder / "phone.exe"
    path.write_bytes(build_pe(Recipe(sections=((".blob", body, READ_DATA),))))
    return path


def good_random_bytes(folder: Path) -> Path:
    return _path(folder, random.Random(11).randbytes(8192))


def bad_tables(folder: Path) -> Path:
    return _path(folder, b"." * 100 + b"....".join(table for _, table in tables()))


def bad_alphabets(folder: Path) -> Path:
    odd = list(STANDARD)
    random.Random(5).shuffle(odd)
    return _path(folder, STANDARD + b"\0" + bytes(odd) + b"\0")


def damaged(folder: Path) -> Path:
    path = bad_tables(folder)
    path.write_bytes(path.read_bytes()[:700])
    return path
