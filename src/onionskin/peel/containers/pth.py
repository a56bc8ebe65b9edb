"""Python path file (.pth)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, python_manifests
from onionskin.plugins.view import View

META = {
    "title": "Python path file (.pth)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["*.pth"],
    "refines": None,
    "misses": [
        "folders that its other lines put on the module path",
        "a file of more than 1 MiB",
    ],
    "references": [
        "Python documentation, module site",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is UTF-8: a model of PyTorch has the same suffix, and is not."""
    return manifests.is_utf8(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the lines that Python runs at every start."""
    yield Region("lines", 0, view.size)
    yield from manifests.told(view, python_manifests.read_pth)
