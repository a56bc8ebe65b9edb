"""LZ4 files: honest, legacy, with a filled skippable frame, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.small_streams import lz4_frame, lz4_legacy, skippable


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.tar.lz4"
    path.write_bytes(data)
    return path


TAR = build_tar({"a": b"a" * 700})


def good(folder: Path) -> Path:
    return _written(folder, lz4_frame(TAR) + skippable(bytes(8)))


def good_legacy(folder: Path) -> Path:
    return _written(folder, lz4_legacy(TAR))


def bad_skippable_frame_and_tail(folder: Path) -> Path:
    hidden = skippable(b"hidden where no reader looks")
    return _written(folder, lz4_frame(b"one" * 99) + hidden + lz4_frame(b"two") + b"behind it" * 9)


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, lz4_frame(bytes(range(256)) * 9)[:-9])
