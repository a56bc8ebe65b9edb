"""Source distributions: honest, with names that escape, and cut short."""

from __future__ import annotations

import gzip
from pathlib import Path

from onionskin.lookalike.packages import build_sdist


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0.tar"
    path.write_bytes(data)
    return path


FILES = {
    "setup.py": b"from setuptools import setup\n",
    "package.json": b'{"name": "other", "version": "9"}',
}


def good(folder: Path) -> Path:
    return _written(folder, gzip.decompress(build_sdist("inert", "1.0", FILES)))


def bad_names(folder: Path) -> Path:
    return _written(
        folder,
        gzip.decompress(
            build_sdist("inert", "1.0", FILES | {"../../x": b"", "a\0b": b"", "<script>": b""})
        ),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, gzip.decompress(build_sdist("inert", "1.0", FILES))[:1700])
