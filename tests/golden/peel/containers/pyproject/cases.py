"""Project files: with a backend of their own, with wrong types, and cut short."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "pyproject.toml"
    path.write_bytes(data)
    return path


TEXT = """[build-system]
requires = ["setuptools>=61", "left"]
build-backend = "backend"
backend-path = ["tools"]
[project]
name = "inert"
dependencies = ["right~=2.0"]
[project.optional-dependencies]
more = ["other"]
"""


def good(folder: Path) -> Path:
    return _written(folder, TEXT.encode())


def bad_types(folder: Path) -> Path:
    return _written(
        folder,
        b"[build-system]\nrequires = 'x'\nbackend-path = [1, [2]]\n[project]\ndependencies = {a = 1}\n[tool]\npoetry = 3\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, TEXT.encode()[:40])
