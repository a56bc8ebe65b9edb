"""What caxa puts behind its starter: honest, changed, cut short."""

from __future__ import annotations

import gzip
from pathlib import Path

from onionskin.lookalike.archives import build_tar
from onionskin.lookalike.carried import build_caxa

FILES = {"app.js": b"console.log('an inert example')\n", "words.txt": b"inert words\n" * 9}
ARCHIVE = gzip.compress(build_tar(FILES), mtime=0)


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "overlay"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_caxa(ARCHIVE))


def bad_bytes_behind_the_archive(folder: Path) -> Path:
    return _written(folder, build_caxa(ARCHIVE + b"bytes of nobody"))


def bad_archive_that_was_cut_short(folder: Path) -> Path:
    return _written(folder, build_caxa(ARCHIVE[:-30]))


def damaged_command(folder: Path) -> Path:
    return _written(folder, build_caxa(ARCHIVE).replace(b'"command": [', b'"command": {'))
