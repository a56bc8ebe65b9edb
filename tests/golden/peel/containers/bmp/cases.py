"""Windows bitmaps: honest, with a gap and a tail, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_bmp


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "image.bmp"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_bmp())


def good_padded(folder: Path) -> Path:
    return _written(folder, build_bmp(tail=bytes(2)))


def bad_gap_and_tail(folder: Path) -> Path:
    return _written(folder, build_bmp(gap=b"before the pixels", tail=b"behind the pixels"))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_bmp()[:300])


def damaged_header(folder: Path) -> Path:
    data = bytearray(build_bmp())
    data[18:22] = b"\xff\xff\xff\xff"
    return _written(folder, bytes(data))
