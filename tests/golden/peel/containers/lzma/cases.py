"""Files of the older .lzma form: with and without a stated size, with bytes behind, cut short."""

from __future__ import annotations

import lzma
from pathlib import Path

from onionskin.lookalike.archives import build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.tar.lzma"
    path.write_bytes(data)
    return path


TAR = build_tar({"a": b"a" * 700})
STREAM = lzma.compress(TAR, lzma.FORMAT_ALONE)


def good(folder: Path) -> Path:
    return _written(folder, STREAM)


def good_stated_size(folder: Path) -> Path:
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": 3 << 19}]
    made = lzma.compress(TAR, lzma.FORMAT_ALONE, filters=filters)
    return _written(folder, made[:5] + len(TAR).to_bytes(8, "little") + made[13:])


def bad_tail(folder: Path) -> Path:
    return _written(folder, STREAM + b"hidden behind the stream" * 4)


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, STREAM[:-30])
