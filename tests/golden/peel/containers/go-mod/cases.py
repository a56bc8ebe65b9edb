"""Go module files: with a block, with odd lines, and no module."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "go.mod"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(
        folder,
        b"module a.example/inert\n\ngo 1.22\n\nrequire (\n\tb.example/left v1.0.0\n\tc.example/right v0.1.0 // indirect\n)\n",
    )


def bad_lines(folder: Path) -> Path:
    return _written(
        folder,
        b"module x\nreplace a => ../../outside\nrequire\nreplace =>\nrequire b.example/<script> v1\nrequire (\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"mod inert\n")
