"""Python start-up module (sitecustomize.py, usercustomize.py)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, python_manifests
from onionskin.plugins.view import View

META = {
    "title": "Python start-up module (sitecustomize.py, usercustomize.py)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["sitecustomize.py", "usercustomize.py"],
    "refines": None,
    "misses": [
        "what the module does: only words that decode, fetch or start something are noted",
    ],
    "references": [
        "Python documentation, module site",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is text."""
    return manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the module as something that runs at every start of Python."""
    yield Region("program", 0, view.size)
    yield from manifests.told(view, python_manifests.read_customize)
