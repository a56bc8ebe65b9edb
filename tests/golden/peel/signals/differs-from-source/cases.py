"""Packages and their source: the same but for what tools write, with code of their own, and cut short."""

from __future__ import annotations

from pathlib import Path

from onionskin.flows.gate import Gate
from onionskin.lookalike.archives import build_npm
from onionskin.lookalike.packages import build_sdist

SOURCE = {"setup.py": b"from setuptools import setup\n", "src/inert.py": b"VALUE = 1\n", "tests/a.txt": b"a"}  # fmt: skip


def _pair(folder: Path, files: dict[str, bytes]) -> tuple[Gate, Path]:
    for name, data in SOURCE.items():
        path = folder / "tag" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    package = folder / "inert-1.0.tar.gz"
    package.write_bytes(build_sdist("inert", "1.0", files))
    return Gate(source=folder / "tag"), package


def good(folder: Path) -> tuple[Gate, Path]:
    return _pair(folder, SOURCE | {"inert.egg-info/SOURCES.txt": b"setup.py\n", "setup.cfg": b"x"})


def good_of_several_packages(folder: Path) -> tuple[Gate, Path]:
    top = folder / "tag" / "packages" / "inert"
    top.mkdir(parents=True)
    (top / "package.json").write_bytes(
        b'{"name": "inert", "scripts": {"build": "tsc"}, "version": "0"}'
    )
    (top / "index.js").write_bytes(b"inert\n")
    package = folder / "inert.tgz"
    package.write_bytes(build_npm("inert", "1.0", {"index.js": b"inert\n", "dist/a.js": b"built"}))
    return Gate(source=folder / "tag"), package


def bad_a_macro_of_its_own(folder: Path) -> tuple[Gate, Path]:
    return _pair(folder, SOURCE | {"m4/inert.m4": b"dnl inert\n"})


def bad_code_of_its_own(folder: Path) -> tuple[Gate, Path]:
    return _pair(folder, SOURCE | {"src/inert.py": b"VALUE = 2\n"})


def damaged(folder: Path) -> tuple[Gate, Path]:
    gate, package = _pair(folder, SOURCE)
    package.write_bytes(package.read_bytes()[:150])
    return gate, package
