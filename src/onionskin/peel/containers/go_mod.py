"""Go module file (go.mod)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import go_mod, manifests
from onionskin.plugins.view import View

META = {
    "title": "Go module file (go.mod)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["go.mod"],
    "refines": None,
    "misses": [
        "retractions and exclusions",
        "`//go:generate`, which no installation runs",
    ],
    "references": [
        "Go Modules Reference, go.mod files",
    ],
}


def fits(view: View) -> bool:
    """Say whether it has a `module` directive."""
    return go_mod.is_module(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the requirements and replacements that it states."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, go_mod.read)
