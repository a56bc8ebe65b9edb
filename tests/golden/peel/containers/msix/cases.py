"""MSIX packages: honest, with a file that is not the one of the block map, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.packages import build_msix


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.msix"
    path.write_bytes(data)
    return path


FILES = {"inert.exe": bytes(70_000), "Assets/a b.png": b"inert"}


def good(folder: Path) -> Path:
    return _written(folder, build_msix("Inert.App", "1.0.0.0", FILES))


def bad_forged(folder: Path) -> Path:
    return _written(
        folder,
        build_msix(
            "Inert.App", "1.0.0.0", FILES, forged={"inert.exe": b"x" * 70_000, "../more": b""}
        ),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_msix("Inert.App", "1.0.0.0", FILES)[:300])
