"""Core metadata: two dependencies, hostile requirements, and another file of that name."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "METADATA"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(
        folder,
        b"Metadata-Version: 2.1\nName: inert\nVersion: 1.0\nRequires-Dist: left>=1\nRequires-Dist: right; extra == 'x'\n\nText.\n",
    )


def bad_requirements(folder: Path) -> Path:
    return _written(
        folder,
        b"Metadata-Version: 2.1\nRequires-Dist: ;;;\nRequires-Dist: \xff\xfe<script>\nRequires-Dist: x @ https://a.example/x.whl\n\nRequires-Dist: body\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"Name: inert\n")
