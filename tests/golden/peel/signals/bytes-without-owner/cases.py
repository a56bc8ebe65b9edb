"""A zip file, alone, with an unowned run of bytes between its members, and cut short."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path


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
    return _written(folder, _zip() + bytes(range(7, 71)))


def damaged(folder: Path) -> Path:
    return _written(folder, _zip()[:60])
