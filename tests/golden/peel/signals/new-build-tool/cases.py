"""Settings of a build that ask for a tool nobody knows, for a usual one, for what was asked for before, and ones cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.lookalike.packages import build_sdist

SETTINGS = '[build-system]\nrequires = [{}]\nbuild-backend = "{}"\n'


def _pair(folder: Path, before: tuple[str, str], after: tuple[str, str]) -> tuple[Path, Path]:
    paths = []
    for version, said in (("1.0.0", before), ("2.0.0", after)):
        files = {"pyproject.toml": SETTINGS.format(*said).encode(), "inert.py": b"side = 2\n"}
        paths.append(folder / f"inert-{version}.tar.gz")
        paths[-1].write_bytes(build_sdist("inert", version, files))
    return paths[0], paths[1]


USUAL = '"setuptools>=61", "wheel"', "setuptools.build_meta"


def good_a_usual_one(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, USUAL, ('"hatchling", "hatch_vcs"', "hatchling.build"))


def good_one_whose_module_has_another_name(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, USUAL, ('"meson-python", "Cython"', "mesonpy"))


def good_it_did_before(folder: Path) -> tuple[Path, Path]:
    before = '"setuptools", "inert-helper"', "setuptools.build_meta"
    return _pair(folder, before, ('"setuptools>=80", "inert_helper>=2"', "setuptools.build_meta"))


def bad_one_more(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, USUAL, ('"setuptools>=61", "setuptools-inert"', "setuptools.build_meta"))


def bad_another_backend(folder: Path) -> tuple[Path, Path]:
    return _pair(folder, USUAL, ('"setuptools>=61", "wheel"', "inert_build.api"))


def damaged(folder: Path) -> tuple[Path, Path]:
    old, new = bad_one_more(folder)
    new.write_bytes(new.read_bytes()[:120])
    return old, new
