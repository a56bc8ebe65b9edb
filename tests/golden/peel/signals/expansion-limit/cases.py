"""A regular file packed, a bomb, and a bomb cut short."""

from __future__ import annotations

import gzip
from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.gz"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, gzip.compress(b"an honest text\n" * 100, mtime=0))


def bad_bomb(folder: Path) -> Path:
    return _written(folder, gzip.compress(bytes(96 << 20), compresslevel=9, mtime=0))


def damaged(folder: Path) -> Path:
    return _written(folder, gzip.compress(b"an honest text\n" * 100, mtime=0)[:-12])
