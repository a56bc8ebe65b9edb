"""Installers whose CRC-32 is right, wrong, and not there to read."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.nsis import Installer, build_nsis

FILES = {"$INSTDIR\\a.txt": b"inert " * 50}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "setup.exe"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_nsis(Installer(FILES)))


def good_without_a_checksum(folder: Path) -> Path:
    return _written(folder, build_nsis(Installer(FILES, checksum=False)))


def bad(folder: Path) -> Path:
    return _written(folder, build_nsis(Installer(FILES, forged_checksum=True)))


def damaged(folder: Path) -> Path:
    data = build_nsis(Installer(FILES, forged_checksum=True))
    return _written(folder, data[: len(data) - 30])
