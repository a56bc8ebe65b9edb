"""Enterprise applications: honest, with names that escape, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.ear"
    path.write_bytes(data)
    return path


FILES = {"META-INF/application.xml": b"<application/>", "inert.txt": b"inert"}


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES))


def bad_names(folder: Path) -> Path:
    return _written(folder, build_zip(FILES | {"../<script>": b"", "C:\\x": b""}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:100])
