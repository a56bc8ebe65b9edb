"""Bundles that agree with their manifests, and bundles that do not."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.burn import Bundle, build_bundle

PAYLOADS = {"phone.msi": b"inert package " * 40, "redist\\vc.exe": b"inert runtime " * 40}


def _written(folder: Path, recipe: Bundle, cut: int = 0) -> Path:
    path = folder / "setup.exe"
    data = build_bundle(recipe)
    path.write_bytes(data[: len(data) - cut])
    return path


def good(folder: Path) -> Path:
    return _written(folder, Bundle(PAYLOADS, arguments="/quiet"))


def bad_other_bytes_of_the_same_size(folder: Path) -> Path:
    return _written(folder, Bundle(PAYLOADS, forged={"phone.msi": b"other package " * 40}))


def bad_a_file_that_is_not_named(folder: Path) -> Path:
    return _written(folder, Bundle(PAYLOADS, unlisted={"a7": b"inert addition"}))


def damaged(folder: Path) -> Path:
    return _written(folder, Bundle(PAYLOADS), cut=300)
