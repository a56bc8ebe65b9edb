"""Jars: honest, with digests that do not hold, and cut short."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from onionskin.lookalike.archives import ZipMember, build_zip


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.jar"
    path.write_bytes(data)
    return path


def _manifest(entry: bytes) -> bytes:
    digest = base64.b64encode(hashlib.sha256(entry).digest()).decode()
    lines = (
        "Manifest-Version: 1.0",
        "Implementation-Title: inert",
        "Implementation-Version: 1.0",
        "",
        "Name: org/inert/A.class",
        f"SHA-256-Digest: {digest}",
        "",
    )
    return "\r\n".join(lines).encode()


def _jar(entry: bytes, listed: bytes) -> bytes:
    return build_zip({"META-INF/MANIFEST.MF": _manifest(listed), "org/inert/A.class": entry})


def good(folder: Path) -> Path:
    return _written(folder, _jar(b"inert", b"inert"))


def bad_digest(folder: Path) -> Path:
    return _written(folder, _jar(b"forged", b"inert"))


def bad_names(folder: Path) -> Path:
    members = [ZipMember("META-INF/MANIFEST.MF", _manifest(b"")), ZipMember("../../x", b"x")]
    return _written(folder, build_zip(members))


def damaged(folder: Path) -> Path:
    data = bytearray(_jar(b"inert" * 40, b"inert" * 40))
    data[70] ^= 0xFF
    return _written(folder, bytes(data))
