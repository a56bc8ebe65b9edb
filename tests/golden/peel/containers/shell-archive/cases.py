"""Shell archives: as makeself writes them, with a plain tar, with more behind, encrypted, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_gzip, build_tar
from onionskin.lookalike.shell_archives import build_makeself

TAR = build_tar({"install.sh": b"#!/bin/sh\necho inert\n", "tool": b"inert filler\n" * 40})


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "tool-1.0.run"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_makeself(build_gzip(TAR)))


def good_plain_tar(folder: Path) -> Path:
    script = b'#!/bin/sh\ntail -n +4 "$0" | tar -xf -\nexit 0\n'
    return _written(folder, script + TAR)


def bad_more_behind(folder: Path) -> Path:
    return _written(
        folder, build_makeself(build_gzip(TAR)) + b"inert filler behind the payload " * 20
    )


def bad_encrypted(folder: Path) -> Path:
    return _written(folder, build_makeself(b"Salted__" + bytes(range(256)) * 4))


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_makeself(build_gzip(TAR))[:-60])
