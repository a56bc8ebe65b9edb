"""Conda packages of the first format: honest, with a list of wrong types, and cut in it."""

from __future__ import annotations

import bz2
from pathlib import Path

from onionskin.lookalike.conda_packages import build_first_conda

FILES = {"lib/inert.py": b"inert = 1\n", "etc/conda/activate.d/inert.sh": b"export INERT=1\n"}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0-0.tar"
    path.write_bytes(data)
    return path


def _package() -> bytes:
    return bz2.decompress(build_first_conda("inert", "1.0", FILES))


def good(folder: Path) -> Path:
    return _written(folder, _package())


def bad_types(folder: Path) -> Path:
    data = _package().replace(b'"hardlink"', b"[[[[[[[]]]]]")
    return _written(folder, data.replace(b'"version": "1.0"', b'"version": [{}] '))


def damaged(folder: Path) -> Path:
    return _written(folder, _package()[:1900])
