"""Wheels: honest, with a file forged behind RECORD's back, and without a RECORD."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_wheel, build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0-py3-none-any.whl"
    path.write_bytes(data)
    return path


FILES = {"inert/__init__.py": b"VALUE = 1\n", "inert/data.bin": bytes(300)}


def good(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES))


def bad_forged_file(folder: Path) -> Path:
    forged = {"inert/__init__.py": b"VALUE = 2\n"}
    return _written(folder, build_wheel("inert", "1.0", FILES, forged=forged))


def bad_names(folder: Path) -> Path:
    odd = {"../outside.py": b"", "inert/\u202eyp.txt": b"x", "<script>.py": b"y"}
    return _written(folder, build_wheel("inert", "1.0", FILES | odd))


def damaged_without_record(folder: Path) -> Path:
    top = "inert-1.0.dist-info"
    return _written(folder, build_zip({f"{top}/WHEEL": b"Tag: py3-none-any\n", "a.py": b""}))
