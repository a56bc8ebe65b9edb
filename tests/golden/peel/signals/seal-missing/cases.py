"""A bundle with its seal, one that never had any, one without it."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import build_app, write_files
from onionskin.lookalike.macho import build_macho, sign_macho

APP = "Shapes.app/Contents"


def good(folder: Path) -> Path:
    return write_files(folder / "release", build_app())


def good_never_had_one(folder: Path) -> Path:
    files = {name: data for name, data in build_app().items() if "_CodeSignature" not in name}
    for name in (f"{APP}/MacOS/Shapes", f"{APP}/Frameworks/Lines.framework/Versions/A/Lines"):
        files[name] = sign_macho(build_macho())
    return write_files(folder / "release", files)


def bad(folder: Path) -> Path:
    files = {name: data for name, data in build_app().items() if "_CodeSignature" not in name}
    return write_files(folder / "release", files)


def damaged(folder: Path) -> Path:
    files = {name: data for name, data in build_app().items() if "_CodeSignature" not in name}
    info = f"{APP}/Info.plist"
    return write_files(folder / "release", files | {info: files[info][:200]})
