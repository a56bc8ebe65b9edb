"""Chrome extensions: honest, with an archive that the proof is not of, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip
from onionskin.lookalike.authorities import worthless_key
from onionskin.lookalike.packages import build_crx


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.crx"
    path.write_bytes(data)
    return path


KEY = worthless_key("publisher")
FILES = {"manifest.json": b'{"manifest_version": 3, "name": "inert", "version": "1.0"}'}


def good(folder: Path) -> Path:
    return _written(folder, build_crx(build_zip(FILES), KEY))


def bad_forged(folder: Path) -> Path:
    return _written(
        folder, build_crx(build_zip(FILES), KEY, forged=build_zip({"../<script>": b"inert"}))
    )


def damaged(folder: Path) -> Path:
    return _written(folder, build_crx(build_zip(FILES), KEY)[:100])
