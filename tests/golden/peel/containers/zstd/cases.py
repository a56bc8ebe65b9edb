"""Zstandard files: honest, with a filled skippable frame, cut short."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from onionskin.lookalike.archives import build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.zst"
    path.write_bytes(data)
    return path


def _frame(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


def _skippable(data: bytes) -> bytes:
    return b"\x50\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data


def good(folder: Path) -> Path:
    return _written(
        folder, _frame(build_tar({"a": b"a" * 700})) + _frame(b"") + _skippable(bytes(8))
    )


def bad_skippable_frame_and_tail(folder: Path) -> Path:
    hidden = _skippable(b"hidden where no reader looks")
    return _written(folder, _frame(b"one" * 99) + hidden + _frame(b"two") + b"behind the frames")


def bad_window(folder: Path) -> Path:
    frame = b"\x28\xb5\x2f\xfd\x00\xff" + (1 | 4 << 3).to_bytes(3, "little") + b"wide"
    return _written(folder, frame)


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, _frame(bytes(range(256)) * 9)[:-9])
