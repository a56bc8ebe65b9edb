"""PNG images: honest, with bytes where none belong, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.icons import build_png


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "image.png"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_png(chunks=[(b"tEXt", b"Software\0inert")]))


def bad_tail_slack_and_chunk(folder: Path) -> Path:
    odd = [(b"crYp", bytes(range(64)))]
    return _written(folder, build_png(chunks=odd, slack=b"behind the rows", tail=b"behind IEND"))


def bad_more_pixels_than_announced(folder: Path) -> Path:
    return _written(folder, build_png(surplus=bytes(range(256))))


def damaged_checksum(folder: Path) -> Path:
    data = bytearray(build_png())
    data[18] ^= 1
    return _written(folder, bytes(data))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_png()[:60])
