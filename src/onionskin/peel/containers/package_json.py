"""npm manifest (package.json)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, npm_manifest
from onionskin.plugins.view import View

META = {
    "title": "npm manifest (package.json)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["package.json"],
    "refines": None,
    "misses": [
        "a manifest of more than 4 MiB",
        "what the scripts do that a hook calls",
        "workspaces, and what `exports` names",
    ],
    "references": [
        "npm documentation, package.json",
        "npm documentation, scripts",
    ],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin as a JSON object."""
    return manifests.begins_object(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the hooks, the entry points and the dependencies that it states."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, npm_manifest.read)
