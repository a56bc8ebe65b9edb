"""A release with another maker's codec, which changes with or without its version."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.pe import Recipe, build_pe

PHONE = {"CompanyName": "Example Phone Ltd", "FileVersion": "18.12.416", "ProductName": "Phone"}


def _release(folder: Path, name: str, version: str, text: str) -> Path:
    release = folder / name
    release.mkdir()
    for program in ("phone.exe", "update.exe"):
        (release / program).write_bytes(
            build_pe(Recipe(name=program, version=PHONE, strings=(name,)))
        )
    codec = {"CompanyName": "Example Codec Project", "FileVersion": version, "ProductName": "Codec"}
    recipe = Recipe(is_dll=True, name="codec.dll", version=codec, strings=(text,))
    (release / "codec.dll").write_bytes(build_pe(recipe))
    return release


def good_with_a_new_version(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", "4.1", "one"), _release(folder, "new", "4.2", "two")


def bad(folder: Path) -> tuple[Path, Path]:
    return _release(folder, "old", "4.1", "one"), _release(folder, "new", "4.1", "two")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad(folder)
    (new / "codec.dll").write_bytes((new / "codec.dll").read_bytes()[:200])
    return old, new
