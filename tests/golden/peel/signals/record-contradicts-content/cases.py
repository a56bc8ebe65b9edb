"""Wheels and jars whose lists of hashes hold, and do not."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_wheel


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0-py3-none-any.whl"
    path.write_bytes(data)
    return path


FILES = {"inert/__init__.py": b"VALUE = 1\n", "inert/stored.bin": b""}


def good(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES))


def bad_forged(folder: Path) -> Path:
    forged = {"inert/__init__.py": b"VALUE = 2\n"}
    return _written(folder, build_wheel("inert", "1.0", FILES, forged=forged))


def bad_unlisted(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES, unlisted={"inert/x.pth": b"x"}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES)[:200])
