"""lzip files: honest, with bytes behind, with a wrong trailer, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.small_streams import lzip_member


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.tar.lz"
    path.write_bytes(data)
    return path


TAR = build_tar({"a": b"a" * 700})


def good(folder: Path) -> Path:
    return _written(folder, lzip_member(TAR) + lzip_member(b""))


def bad_tail(folder: Path) -> Path:
    return _written(folder, lzip_member(TAR) + b"hidden behind the last member" * 4)


def bad_trailer(folder: Path) -> Path:
    return _written(folder, lzip_member(TAR, stated=99))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, lzip_member(TAR)[:-30])
