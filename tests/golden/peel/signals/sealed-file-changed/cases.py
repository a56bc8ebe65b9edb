"""A bundle whose files are those of its seal, and two where they are not."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import build_app, write_files

NOTES = "Shapes.app/Contents/Resources/notes.txt"


def good(folder: Path) -> Path:
    return write_files(folder / "release", build_app())


def bad(folder: Path) -> Path:
    return write_files(folder / "release", build_app() | {NOTES: b"changed"})


def bad_in_the_framework(folder: Path) -> Path:
    files = build_app()
    name = next(each for each in files if each.endswith("legend.txt"))
    return write_files(folder / "release", files | {name: b"changed"})


def damaged(folder: Path) -> Path:
    files = build_app()
    name = "Shapes.app/Contents/_CodeSignature/CodeResources"
    return write_files(folder / "release", files | {name: files[name][:300], NOTES: b"changed"})
