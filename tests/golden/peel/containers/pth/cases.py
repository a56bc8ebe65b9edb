"""Path files: paths, lines that run, and a model of the same suffix."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.pth"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, b"# comment\ninert/lib\nimport inert\n")


def bad_lines(folder: Path) -> Path:
    return _written(
        folder,
        b"\xef\xbb\xbfimport os; exec('1')\n../../outside\n\0\nimport\tsubprocess;subprocess\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"\x80\x02}q\0" + bytes(range(256)))
