"""bzip2 files: honest, with a tail, cut short."""

from __future__ import annotations

import bz2
from pathlib import Path

from onionskin.lookalike.archives import build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.bz2"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, bz2.compress(build_tar({"a": b"a" * 700})))


def good_two_streams(folder: Path) -> Path:
    return _written(folder, bz2.compress(b"one") + bz2.compress(b"two"))


def bad_tail(folder: Path) -> Path:
    return _written(folder, bz2.compress(b"one" * 100) + b"behind the stream")


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, bz2.compress(bytes(range(256)) * 9)[:-30])


def damaged_in_the_middle(folder: Path) -> Path:
    data = bytearray(bz2.compress(bytes(range(256)) * 9))
    data[len(data) // 2] ^= 0xFF
    return _written(folder, bytes(data))
