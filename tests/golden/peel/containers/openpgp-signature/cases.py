"""OpenPGP signatures: of a file beside, in the clear, with another text, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.openpgp import armoured, build_signature

CLEAR = b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n%b\n"


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "inert.asc"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, armoured(build_signature(b"inert")))


def good_in_the_clear(folder: Path) -> Path:
    signed = armoured(build_signature(b"inert\r\ntext", kind=1))
    return _written(folder, CLEAR % b"inert  \ntext" + signed)


def bad_other_text(folder: Path) -> Path:
    signed = armoured(build_signature(b"inert\r\ntext", kind=1))
    return _written(folder, CLEAR % b"inert\n<script>" + signed)


def damaged(folder: Path) -> Path:
    return _written(folder, armoured(build_signature(b"inert"))[:60])
