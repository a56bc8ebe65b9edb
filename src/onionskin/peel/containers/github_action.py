"""GitHub action (action.yml)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import github_action, manifests
from onionskin.plugins.view import View

META = {
    "title": "GitHub action (action.yml)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["action.yml", "action.yaml"],
    "refines": None,
    "misses": [
        "anchors and tags of YAML; what stands in flow form ({...}) is told as it is",
        "what the programs do that it names",
    ],
    "references": [
        "GitHub documentation, Metadata syntax for GitHub Actions",
    ],
}


def fits(view: View) -> bool:
    """Say whether a `runs:` stands at the left edge."""
    return github_action.is_action(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield what the action runs."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, github_action.read)
