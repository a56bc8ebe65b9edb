"""Build scripts: with a command of their own, with calls behind other names, and no Python."""

from __future__ import annotations

from pathlib import Path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "setup.py"
    path.write_bytes(data)
    return path


def good(folder: Path) -> Path:
    return _written(
        folder,
        b"from setuptools import setup\nsetup(name='inert', cmdclass={'build_ext': object})\n",
    )


def bad_calls(folder: Path) -> Path:
    return _written(
        folder,
        b"import subprocess as s\nfrom os import system\ns.run(['true'])\nsystem('true')\nsetup(cmdclass=dict(install=1))\n",
    )


def damaged(folder: Path) -> Path:
    return _written(folder, b"print 'inert'\n" + b"(" * 5000)
