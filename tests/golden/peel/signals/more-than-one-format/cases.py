"""A zip file, a zip file that is an icon as well, and one cut short."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from onionskin.lookalike.icons import build_png


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt"), "an honest text\n")
    return out.getvalue()


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.bin"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, _zip())


def bad_image_and_archive(folder: Path) -> Path:
    return _written(folder, build_png() + _zip())


def damaged(folder: Path) -> Path:
    return _written(folder, _zip()[:60])
