"""Crates: honest, with a manifest of wrong types, and cut short."""

from __future__ import annotations

import gzip
from pathlib import Path

from onionskin.lookalike.packages import build_crate


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0.0.tar"
    path.write_bytes(data)
    return path


FILES = {"src/lib.rs": b"// inert\n", "build.rs": b"fn main() {}\n"}


def good(folder: Path) -> Path:
    return _written(
        folder, gzip.decompress(build_crate("inert", "1.0.0", FILES, more='build = "build.rs"\n'))
    )


def bad_types(folder: Path) -> Path:
    return _written(
        folder,
        gzip.decompress(
            build_crate("inert", "1", FILES, more="build = [[1]]\n[lib]\nproc-macro = 7\n")
        ),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, gzip.decompress(build_crate("inert", "1.0.0", FILES))[:2600])
