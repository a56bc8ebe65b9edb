"""A hardened application with libraries of its own team, with another's, and one that takes all."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.bundle import BundleRecipe, build_app, write_files
from onionskin.lookalike.macho import AppleSigning

OTHER = AppleSigning(identifier="com.example.lines", team="SOMEBODY12", signer="Someone Else")
ALLOW = {"com.apple.security.cs.disable-library-validation": True}


def good(folder: Path) -> Path:
    return write_files(folder / "release", build_app())


def good_takes_all(folder: Path) -> Path:
    recipe = BundleRecipe(library=OTHER, signing=AppleSigning(entitlements=ALLOW))
    return write_files(folder / "release", build_app(recipe))


def bad(folder: Path) -> Path:
    return write_files(folder / "release", build_app(BundleRecipe(library=OTHER)))


def bad_of_nobody(folder: Path) -> Path:
    nobody = AppleSigning(identifier="com.example.lines", is_adhoc=True)
    return write_files(folder / "release", build_app(BundleRecipe(library=nobody)))


def damaged(folder: Path) -> Path:
    files = build_app(BundleRecipe(library=OTHER))
    name = next(each for each in files if each.endswith("A/Lines"))
    return write_files(folder / "release", files | {name: files[name][:1000]})
