"""A bundle with all its files, and one without."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import BundleRecipe, build_app, write_files

HEADER = "Headers/shapes.h"
NOTES = "Shapes.app/Contents/Resources/notes.txt"


def good(folder: Path) -> Path:
    return write_files(folder / "release", build_app())


def good_without_its_headers(folder: Path) -> Path:
    files = build_app(BundleRecipe(resources={HEADER: b"int shapes(void);\n"}))
    del files[f"Shapes.app/Contents/{HEADER}"]
    return write_files(folder / "release", files)


def bad(folder: Path) -> Path:
    files = build_app()
    del files[NOTES]
    return write_files(folder / "release", files)


def damaged(folder: Path) -> Path:
    files = build_app()
    del files[NOTES]
    name = "Shapes.app/Contents/_CodeSignature/CodeResources"
    return write_files(folder / "release", files | {name: files[name][:300]})
