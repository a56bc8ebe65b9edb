"""An application with the framework that it was sealed with, and with others."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import BundleRecipe, build_app, write_files
from onionskin.lookalike.macho import AppleSigning


def _with_framework_of(recipe: BundleRecipe) -> dict[str, bytes]:
    other = build_app(recipe)
    return build_app() | {each: other[each] for each in other if "Lines.framework" in each}


def good(folder: Path) -> Path:
    return write_files(folder / "release", build_app())


def bad_by_another_team(folder: Path) -> Path:
    signing = AppleSigning(identifier="com.example.lines", team="SOMEBODY12", signer="Someone Else")
    files = _with_framework_of(BundleRecipe(strings=("other",), library=signing))
    return write_files(folder / "release", files)


def bad_by_the_same_team(folder: Path) -> Path:
    return write_files(folder / "release", _with_framework_of(BundleRecipe(strings=("other",))))


def damaged(folder: Path) -> Path:
    files = build_app()
    name = next(each for each in files if each.endswith("A/Lines"))
    return write_files(folder / "release", files | {name: files[name][:1000]})
