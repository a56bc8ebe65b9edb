"""Conda packages of the second format: honest, with names that deceive, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.conda_packages import build_conda

FILES = {"lib/inert.py": b"inert = 1\n", "bin/.inert-post-link.sh": b"#!/bin/sh\necho inert\n"}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0-0.conda"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_conda("inert", "1.0", FILES))


def bad_names(folder: Path) -> Path:
    return _written(folder, build_conda("<script>", "1", {"../../lib/inert.py": b"inert"}))


def damaged(folder: Path) -> Path:
    data = build_conda("inert", "1.0", FILES)
    return _written(folder, data.replace(b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xff", 1))
