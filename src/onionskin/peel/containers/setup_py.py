"""Python build script (setup.py)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, python_setup
from onionskin.plugins.view import View

META = {
    "title": "Python build script (setup.py)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["setup.py"],
    "refines": None,
    "misses": [
        "calls through getattr, globals() and the like",
        "what the modules do that it imports",
        "programs in the Python of another time",
    ],
    "references": [
        "Python documentation, module ast",
        "setuptools documentation, Extending or customizing setuptools",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is text."""
    return manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the commands that it replaces, and the calls that start, fetch or decode something."""
    yield Region("program", 0, view.size)
    yield from manifests.told(view, python_setup.read)
