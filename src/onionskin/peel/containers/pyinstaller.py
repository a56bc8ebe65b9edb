"""PyInstaller archives: the scripts, modules, libraries and data of a frozen Python program."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import pyinstaller
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "PyInstaller archive",
    "kind": "container",
    "suffixes": [".pkg"],
    "match": [
        [-88, b"MEI\x0c\x0b\x0a\x0b\x0e"], [-89, b"MEI\x0c\x0b\x0a\x0b\x0e"],
        [-90, b"MEI\x0c\x0b\x0a\x0b\x0e"], [-91, b"MEI\x0c\x0b\x0a\x0b\x0e"],
        [-92, b"MEI\x0c\x0b\x0a\x0b\x0e"], [-93, b"MEI\x0c\x0b\x0a\x0b\x0e"],
        [-94, b"MEI\x0c\x0b\x0a\x0b\x0e"], [-95, b"MEI\x0c\x0b\x0a\x0b\x0e"],
    ],
    "refines": None,
    "misses": [
        "Python code is given as it is marshalled and never loaded; what it does is not read",
        "archives of PyInstaller before 2.1, whose cookie is shorter, and those with a changed magic",
        "archives inside the last segment of a signed Mach-O program",
    ],
    "references": [
        "PyInstaller, archive/readers.py",
        "PyInstaller manual, Advanced topics: the bootstrap process, CArchive",
    ],
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether a cookie whose table lies inside the bytes stands at the end."""
    return pyinstaller.read_cookie(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every entry of the table, and the bytes that no entry owns."""
    yield from pyinstaller.walk(view)
