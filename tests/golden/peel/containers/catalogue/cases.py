"""Catalogues: as signed, with another digest in the list, cut short."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onionskin.lookalike.signed_windows import build_catalogue

FILES = {"inert.inf": b"inert", "inert.sys": b"inert driver"}


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.cat"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_catalogue(FILES))


def bad_other_digest(folder: Path) -> Path:
    was, now = (hashlib.sha256(each).digest() for each in (b"inert driver", b"<script>"))
    return _written(folder, build_catalogue(FILES).replace(was, now))


def damaged(folder: Path) -> Path:
    return _written(folder, build_catalogue(FILES)[:-300])
