"""xz files: honest, with a tail, cut short."""

from __future__ import annotations

import lzma
from pathlib import Path

from onionskin.lookalike.archives import build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.xz"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, lzma.compress(build_tar({"a": b"a" * 700})))


def good_two_streams(folder: Path) -> Path:
    return _written(folder, lzma.compress(b"one") + lzma.compress(b"two"))


def good_stream_padding(folder: Path) -> Path:
    return _written(folder, lzma.compress(b"one") + bytes(8) + lzma.compress(b"two") + bytes(4))


def bad_tail(folder: Path) -> Path:
    return _written(folder, lzma.compress(b"one" * 100) + b"behind the stream")


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, lzma.compress(bytes(range(256)) * 9)[:-30])


def damaged_in_the_middle(folder: Path) -> Path:
    data = bytearray(lzma.compress(bytes(range(256)) * 9))
    data[len(data) // 2] ^= 0xFF
    return _written(folder, bytes(data))
