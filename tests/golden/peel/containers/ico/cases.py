"""Icons: honest, with a tail and gaps, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_dib, build_ico, build_png


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "image.ico"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_ico())


def good_palette_and_large_png(folder: Path) -> Path:
    images = [build_dib(16, bits=4), build_dib(48, bits=8), build_png(256)]
    return _written(folder, build_ico(images))


def bad_tail_and_gap(folder: Path) -> Path:
    return _written(folder, build_ico(gaps=[b"", b"between"], inside=b"counted", tail=b"behind"))


def bad_overlapping_entries(folder: Path) -> Path:
    data = bytearray(build_ico())
    data[6 + 16 + 12] -= 40
    return _written(folder, bytes(data))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_ico()[:900])
