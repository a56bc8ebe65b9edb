"""A program with the description and the seal that it was signed with, and with others."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import BundleRecipe, build_app, write_files

INFO = "Shapes.app/Contents/Info.plist"
SEAL = "Shapes.app/Contents/_CodeSignature/CodeResources"


def good(folder: Path) -> Path:
    return write_files(folder / "release", build_app())


def good_binary(folder: Path) -> Path:
    return write_files(folder / "release", build_app(BundleRecipe(is_binary=True)))


def bad_description(folder: Path) -> Path:
    files = build_app()
    return write_files(folder / "release", files | {INFO: files[INFO].replace(b"1.0</", b"2.0</")})


def bad_seal_made_anew(folder: Path) -> Path:
    """The resource is another, and the seal was made for it: only the signature knows."""
    other = build_app(BundleRecipe(resources={"Resources/notes.txt": b"other"}))
    files = build_app() | {each: other[each] for each in other if "MacOS" not in each}
    return write_files(folder / "release", files)


def damaged(folder: Path) -> Path:
    files = build_app()
    program = "Shapes.app/Contents/MacOS/Shapes"
    return write_files(folder / "release", files | {program: files[program][:3000]})
