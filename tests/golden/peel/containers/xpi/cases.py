"""Firefox extensions: honest, with a file that is not the one of the manifest, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.archives import build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.xpi"
    path.write_bytes(data)
    return path


FILES = {
    "META-INF/manifest.mf": b"Manifest-Version: 1.0\n\nName: a.js\nSHA256-Digest: MyFnVwWTLjfFXAuksIcHiBd+P1ZwudfqejIG4ofdXq0=\n",
    "META-INF/mozilla.rsa": b"inert",
    "manifest.json": b'{"manifest_version": 2, "name": "inert", "version": "1"}',
    "a.js": b"inert",
}


def good(folder: Path) -> Path:
    return _written(folder, build_zip(FILES))


def bad_forged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES | {"a.js": b"other"}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_zip(FILES)[:100])
