"""Start-up modules: one of two lines, one that decodes, and no text."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "sitecustomize.py"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, b"import sys\nVALUE = 1\n")


def bad_powers(folder: Path) -> Path:
    return _written(folder, b"import base64, subprocess\n\xff\xfe # <script>\n")


def damaged(folder: Path) -> Path:
    return _written(folder, bytes(64))
