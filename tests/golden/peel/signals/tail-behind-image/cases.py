"""Images with bytes behind their end, or in gaps; and innocent ones."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

from onionskin.lookalike.icons import build_bmp, build_ico, build_png

BASE64 = b"$" + base64.b64encode(bytes(range(256)) * 4)
PROFILE = (200).to_bytes(4, "big") + bytes(32) + b"acsp" + bytes(160)


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, "icon.ico", build_ico())


def good_zero_padding(folder: Path) -> Path:
    return _written(folder, "icon.ico", build_ico(tail=bytes(3110)))


def good_png_with_text(folder: Path) -> Path:
    words = b"Comment\0Drawn by hand, \xa9 nobody; sha256 " + BASE64[:44]
    packed = b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n 300\n" + b"4578696600" * 60)
    chunks = [(b"tEXt", words), (b"zTXt", packed), (b"iCCP", b"grey\0\0" + zlib.compress(PROFILE))]
    return _written(folder, "image.png", build_png(chunks=chunks))


def bad_base64_as_words(folder: Path) -> Path:
    return _written(folder, "image.png", build_png(chunks=[(b"tEXt", b"Comment\0" + BASE64)]))


def bad_no_colour_profile(folder: Path) -> Path:
    hidden = b"grey\0\0" + zlib.compress(bytes(range(256)) * 4)
    return _written(folder, "image.png", build_png(chunks=[(b"iCCP", hidden)]))


def bad_base64_behind_an_icon(folder: Path) -> Path:
    return _written(folder, "icon.ico", build_ico(tail=BASE64))


def bad_counted_by_the_directory(folder: Path) -> Path:
    return _written(folder, "icon.ico", build_ico(inside=BASE64))


def bad_between_the_images(folder: Path) -> Path:
    return _written(folder, "icon.ico", build_ico(gaps=[b"", BASE64]))


def bad_behind_iend(folder: Path) -> Path:
    return _written(folder, "image.png", build_png(tail=bytes(range(256)) * 16))


def bad_inside_a_png(folder: Path) -> Path:
    return _written(folder, "image.png", build_png(chunks=[(b"crYp", BASE64)], slack=BASE64))


def bad_behind_the_last_row(folder: Path) -> Path:
    return _written(folder, "image.png", build_png(surplus=BASE64))


def bad_bmp(folder: Path) -> Path:
    return _written(folder, "image.bmp", build_bmp(gap=b"text in a gap" * 4, tail=BASE64))


def damaged(folder: Path) -> Path:
    return _written(folder, "icon.ico", build_ico()[:100])
