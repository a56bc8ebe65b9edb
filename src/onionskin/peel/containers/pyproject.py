"""Python project file (pyproject.toml)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, python_manifests
from onionskin.plugins.view import View

META = {
    "title": "Python project file (pyproject.toml)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["pyproject.toml"],
    "refines": None,
    "misses": [
        "settings of tools, but for Poetry's dependencies",
        "a file of more than 1 MiB",
    ],
    "references": [
        "PyPA specifications, pyproject.toml (PEP 517, 518, 621)",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is text."""
    return manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the build system and the dependencies that it states."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, python_manifests.read_pyproject)
