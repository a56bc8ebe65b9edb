"""Maintainer scripts: plain, one with notable commands and binary bytes, and one without an interpreter."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "postinst"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, b"#!/bin/sh\nset -e\nldconfig\n")


def bad_commands(folder: Path) -> Path:
    return _written(
        folder,
        b'#!/bin/sh\n# curl is only named here\nx=$(base64 -d inert)\n\0\xff; eval "$x" | sh -c true\n/dev/tcp/inert\n',
    )


def damaged(folder: Path) -> Path:
    return _written(folder, bytes(40))
