"""node-gyp build file (binding.gyp)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, npm_manifest
from onionskin.plugins.view import View

META = {
    "title": "node-gyp build file (binding.gyp)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["binding.gyp"],
    "refines": None,
    "misses": [
        "files that it includes (*.gypi)",
        "what the sources it builds do",
    ],
    "references": [
        "node-gyp, README",
        "GYP, User Documentation: command expansions and actions",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is text."""
    return manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the commands that configuring and building run."""
    yield Region("build file", 0, view.size)
    yield from manifests.told(view, npm_manifest.read_gyp)
