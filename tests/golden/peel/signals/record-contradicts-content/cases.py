"""Wheels and jars whose lists of hashes hold, and do not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from onionskin.lookalike.archives import build_wheel, build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert-1.0-py3-none-any.whl"
    path.write_bytes(data)
    return path


FILES = {"inert/__init__.py": b"VALUE = 1\n", "inert/stored.bin": b""}


def good(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES))


def bad_forged(folder: Path) -> Path:
    forged = {"inert/__init__.py": b"VALUE = 2\n"}
    return _written(folder, build_wheel("inert", "1.0", FILES, forged=forged))


def _with_backslashes(data: bytes) -> dict[str, bytes]:
    """Return a wheel's members, RECORD as a builder on Windows wrote it: with its own separator."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    record = next(name for name in members if name.endswith("/RECORD"))
    return members | {record: members[record].replace(b"/", b"\\")}


def good_backslashes_in_record(folder: Path) -> Path:
    return _written(folder, build_zip(_with_backslashes(build_wheel("inert", "1.0", FILES))))


def bad_forged_behind_backslashes(folder: Path) -> Path:
    members = _with_backslashes(build_wheel("inert", "1.0", FILES))
    return _written(folder, build_zip(members | {"inert/__init__.py": b"VALUE = 2\n"}))


def _with_wheel(wheel: bytes) -> bytes:
    """Return a wheel whose WHEEL was rewritten behind RECORD's back."""
    with zipfile.ZipFile(io.BytesIO(build_wheel("inert", "1.0", FILES))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return build_zip(members | {"inert-1.0.dist-info/WHEEL": wheel})


RETAGGED = b"Wheel-Version: 1.0\nGenerator: inert (1.0)\nRoot-Is-Purelib: false\nTag: py3-none-win_amd64\n\n"


def good_retagged(folder: Path) -> Path:
    return _written(folder, _with_wheel(RETAGGED))


def bad_retagged_with_more(folder: Path) -> Path:
    return _written(folder, _with_wheel(RETAGGED + b"aW5lcnQgZmlsbGVyLCBub3RoaW5nIGVsc2U\n"))


def bad_unlisted(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES, unlisted={"inert/x.pth": b"x"}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_wheel("inert", "1.0", FILES)[:200])
