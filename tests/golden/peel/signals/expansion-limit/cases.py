"""A regular file packed, a bomb, and a bomb cut short."""

from __future__ import annotations

import gzip
from pathlib import Path

from onionskin.lookalike.archives import TarMember, build_pax, build_tar


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "release.gz"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, gzip.compress(b"an honest text\n" * 100, mtime=0))


def bad_bomb(folder: Path) -> Path:
    holes = build_pax({"GNU.sparse.map": "0,1", "GNU.sparse.size": str(10**15)})
    return _written(folder, gzip.compress(build_tar([holes, TarMember("a", b"1")]), mtime=0))


def damaged(folder: Path) -> Path:
    return _written(folder, gzip.compress(b"an honest text\n" * 100, mtime=0)[:-12])
