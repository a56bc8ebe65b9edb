"""Gems: honest, with a member that is not the one of the checksums, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_gzip, build_tar
from onionskin.lookalike.packages import build_gem


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.2.3.gem"
    path.write_bytes(data)
    return path


FILES = {"lib/inert.rb": b"VALUE = 1\n"}


def good(folder: Path) -> Path:
    return _written(folder, build_gem("inert", "1.2.3", FILES, extensions=["ext/extconf.rb"]))


def bad_forged(folder: Path) -> Path:
    return _written(
        folder,
        build_gem(
            "inert",
            "1.2.3",
            FILES,
            forged={"data.tar.gz": build_gzip(build_tar({"../x": b""})), "more": b"x"},
        ),
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_gem("inert", "1.2.3", FILES)[:1900])
