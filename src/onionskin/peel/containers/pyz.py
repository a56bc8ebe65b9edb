"""PYZ archives: the Python modules of a program frozen by PyInstaller."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import pyz
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Python modules of PyInstaller (PYZ)",
    "kind": "container",
    "suffixes": [".pyz"],
    "match": [[0, b"PYZ\0"]],
    "refines": None,
    "misses": [
        "modules are given as they are marshalled and never loaded",
        "modules encrypted by PyInstaller before 6.0 are named and cannot be decoded",
    ],
    "references": [
        "PyInstaller, loader/pyimod01_archive.py",
        "Python, Python/marshal.c",
    ],
}


def fits(view: View) -> bool:
    """Say whether a magic number of Python and the place of a table follow the magic."""
    return pyz.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every module of the table, and the bytes that no module owns."""
    yield from pyz.walk(view)
