"""Electron archives whose hashes hold, and do not."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.asar import build_asar, integrity


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "app.asar"
    path.write_bytes(data)
    return path


FILES = {"main.js": b"const inert = 1\n", "lib/long.bin": b"inert " * 40_000, "empty": b""}


def good(folder: Path) -> Path:
    return _written(folder, build_asar(FILES, block=64 << 10, unpacked={"a.node": b"inert"}))


def good_without_hashes(folder: Path) -> Path:
    return _written(folder, build_asar(FILES, hashed=False))


def bad_forged(folder: Path) -> Path:
    return _written(folder, build_asar(FILES, forged={"main.js": b"const other = 1\n"}))


def bad_block_only(folder: Path) -> Path:
    lie = integrity(FILES["lib/long.bin"], 64 << 10)
    lie["blocks"][1] = "0" * 64
    changed = {"lib/long.bin": {"integrity": lie}}
    return _written(folder, build_asar(FILES, changed=changed, block=64 << 10))


def bad_not_hashed(folder: Path) -> Path:
    return _written(folder, build_asar(FILES, changed={"main.js": {"integrity": None}}))


def damaged(folder: Path) -> Path:
    return _written(folder, build_asar(FILES)[:600])
