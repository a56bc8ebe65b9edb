"""A compound file, one whose tables contradict each other, and one cut short."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from onionskin.lookalike.cfb import build_cfb

STREAMS = {
    "Text": b"an honest text\n" * 8,
    "Large": random.Random(7).randbytes(9000),
    "Storage/Inner": b"a stream in a storage\n",
    "Empty": b"",
}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "document.doc"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_cfb(STREAMS))


def good_sectors_of_4096_bytes(folder: Path) -> Path:
    return _written(folder, build_cfb(STREAMS, version=4))


def good_scattered_streams(folder: Path) -> Path:
    more = {**STREAMS, "Other": random.Random(8).randbytes(7000)}
    return _written(folder, build_cfb(more, interleave=True))


def bad_hostile_names(folder: Path) -> Path:
    names = ["..\\..\\escape", "nul\0inside", "<script>", "right\u202eleft", "\x1b[31m", "a > b"]
    return _written(folder, build_cfb(dict.fromkeys(names, b"filler")))


def bad_chain_that_comes_back(folder: Path) -> Path:
    data = bytearray(build_cfb(STREAMS))
    fat = data.index(struct.pack("<4I", 1, 2, 3, 4))
    struct.pack_into("<I", data, fat + 4 * 10, 3)
    return _written(folder, bytes(data))


def damaged(folder: Path) -> Path:
    return _written(folder, build_cfb(STREAMS)[:6000])


def damaged_header(folder: Path) -> Path:
    return _written(folder, build_cfb(STREAMS)[:300])
