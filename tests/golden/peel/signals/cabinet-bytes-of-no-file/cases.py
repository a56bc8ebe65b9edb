"""A cabinet, one with bytes that no file claims, and one cut short."""

from __future__ import annotations

import random
from pathlib import Path

from onionskin.lookalike.cab import build_cab

FILES = {"app.exe": random.Random(7).randbytes(40_000), "readme.txt": b"an honest text\n"}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.cab"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, folders=2))


def bad(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, padding={0: random.Random(8).randbytes(5_000)}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_cab(FILES, padding={0: b"INERT FILLER"})[:20_000])
