"""Rust manifests: with a build script, with wrong types, and cut short."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Cargo.toml"
    path.write_bytes(data)
    return path


TEXT = """[package]
name = "inert"
version = "1.0.0"
build = "build.rs"
[dependencies]
left = "1"
[target.'cfg(unix)'.dependencies]
right = { version = "2", optional = true }
"""


def good(folder: Path) -> Path:
    return _written(folder, TEXT.encode())


def bad_types(folder: Path) -> Path:
    return _written(
        folder,
        b"dependencies = 3\ntarget = {a = 1}\n[package]\nbuild = true\n[build-dependencies]\nx = {git = 'https://a.example/x', package = 4}\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, TEXT.encode()[:30])
