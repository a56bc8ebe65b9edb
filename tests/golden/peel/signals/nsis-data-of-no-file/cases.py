"""Installers with and without a data block that nobody unpacks."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.nsis import Installer, build_data

FILES = {"$INSTDIR\\a.txt": b"inert " * 50, "$INSTDIR\\b.txt": b"another " * 50}


def _written(folder: Path, recipe: Installer, cut: int = 0) -> Path:
    path = folder / "installer.data"
    data = build_data(recipe)
    path.write_bytes(data[: len(data) - cut])
    return path


def good(folder: Path) -> Path:
    return _written(folder, Installer(FILES))


def bad(folder: Path) -> Path:
    return _written(folder, Installer(FILES, orphan=b"hidden " * 40))


def bad_in_a_solid_stream(folder: Path) -> Path:
    return _written(folder, Installer(FILES, method="lzma", solid=True, orphan=b"hidden " * 40))


def bad_behind_the_last_block_of_a_solid_stream(folder: Path) -> Path:
    return _written(folder, Installer(FILES, method="bzip2", solid=True, gap=b"hidden " * 40))


def damaged(folder: Path) -> Path:
    return _written(folder, Installer(FILES, orphan=b"hidden " * 40), cut=90)
