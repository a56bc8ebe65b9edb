"""A zip file, alone and cut short, and a program with an unowned run of bytes behind it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt"), "an honest text\n")
    return out.getvalue()


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.zip"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, _zip())


def bad_bytes_behind_the_end(folder: Path) -> Path:
    path = folder / "tool.exe"
    path.write_bytes(build_pe(Recipe(overlay=bytes(range(7, 71)))))
    return path


def damaged(folder: Path) -> Path:
    return _written(folder, _zip()[:60])
