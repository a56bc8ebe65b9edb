"""Bills of materials: in one leaf and in several, with bytes between its blocks, with a circle, cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.bom import ROWS, build_bom


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.bom"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_bom(ROWS))


def good_names_alone(folder: Path) -> Path:
    return _written(folder, build_bom(ROWS, only_names=True, leaf=2))


def bad_bytes_between_the_blocks(folder: Path) -> Path:
    return _written(folder, build_bom(ROWS, gap=b"<script>inert\0" * 9))


def damaged(folder: Path) -> Path:
    return _written(folder, build_bom(ROWS)[:-60])


def damaged_circle(folder: Path) -> Path:
    """The second leaf names the first as its next one."""
    data = build_bom(ROWS, leaf=3)
    at = data.index(struct.pack(">HHII", 1, 2, 0, 16))
    return _written(folder, data[: at + 4] + struct.pack(">I", 16) + data[at + 8 :])
