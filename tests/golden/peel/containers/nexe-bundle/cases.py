"""What nexe puts behind a copy of Node: honest, hostile, cut short."""

from __future__ import annotations

import struct
from pathlib import Path

from onionskin.lookalike.carried import NEXE, build_nexe

FILES = {"app.js": b"console.log('an inert example')\n", "share/words.txt": b"inert words\n" * 9}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "overlay"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_nexe(FILES))


def bad_bytes_of_no_file(folder: Path) -> Path:
    return _written(folder, build_nexe(FILES, gap=b"bytes of nobody"))


def bad_names(folder: Path) -> Path:
    return _written(folder, build_nexe({"../../out": b"x", "a\u202etxt.exe": b"y"}))


def bad_mark_that_the_program_takes_first(folder: Path) -> Path:
    """The program looks from the front of its last 16,000 bytes, and so runs what this other footer measures."""
    other = b"run(this)" + NEXE + struct.pack("<2d", 9, 0)
    return _written(folder, build_nexe({**FILES, "more.bin": other}))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_nexe(FILES)[:-5])


def damaged_table(folder: Path) -> Path:
    return _written(folder, build_nexe(FILES).replace(b'{"resources":', b'{"resources"!'))
