"""A bundle that holds what its seal holds, and some that hold more."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import BundleRecipe, build_app, write_files
from onionskin.lookalike.macho import build_macho

APP = "Shapes.app/Contents"


def good(folder: Path) -> Path:
    more = {f"{APP}/.DS_Store": b"inert", f"{APP}/PkgInfo": b"APPL????"}
    return write_files(folder / "release", build_app() | more)


def bad_code(folder: Path) -> Path:
    more = {f"{APP}/Frameworks/libextra.dylib": build_macho()}
    return write_files(folder / "release", build_app() | more)


def bad_a_text(folder: Path) -> Path:
    return write_files(folder / "release", build_app() | {f"{APP}/Resources/more.txt": b"inert"})


def bad_code_where_no_seal_looks(folder: Path) -> Path:
    more = {f"{APP}/Resources/.DS_Store": build_macho()}
    return write_files(folder / "release", build_app() | more)


def bad_left_out_by_a_rule(folder: Path) -> Path:
    recipe = BundleRecipe(rules={"^Resources/cache/": {"omit": True, "weight": 50.0}})
    more = {f"{APP}/Resources/cache/tool": build_macho(), f"{APP}/Resources/cache/text": b"inert"}
    return write_files(folder / "release", build_app(recipe) | more)


def damaged(folder: Path) -> Path:
    files = build_app()
    name = f"{APP}/_CodeSignature/CodeResources"
    more = {name: files[name][:300], f"{APP}/extra": b"inert"}
    return write_files(folder / "release", files | more)
