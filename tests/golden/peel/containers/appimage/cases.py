"""AppImages: honest, hostile, cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.appimages import build_appimage


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "Inert.AppImage"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(folder, build_appimage())


def good_signed(folder: Path) -> Path:
    return _written(folder, build_appimage(is_signed=True))


def bad_signature_over_another_file(folder: Path) -> Path:
    return _written(folder, build_appimage(is_signed=True, forged=b"another file in the image"))


def bad_desktop_file(folder: Path) -> Path:
    return _written(folder, build_appimage(desktop=b"[Desktop Entry]\nName=\x1b<script>\nX-AppImage-Version=\0\n"))  # fmt: skip


def damaged_cut_short(folder: Path) -> Path:
    return _written(folder, build_appimage()[:-4000])


def bad_bytes_in_the_room_for_a_key(folder: Path) -> Path:
    return _written(folder, build_appimage(key=b"bytes of nobody, in a room that no digest covers"))


def bad_bytes_behind_a_key(folder: Path) -> Path:
    key = b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmAA=\n-----END PGP PUBLIC KEY BLOCK-----\n"
    return _written(folder, build_appimage(key=key + b"bytes of nobody, behind a key"))
