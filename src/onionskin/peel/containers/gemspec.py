"""Gem specification (metadata of a gem)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import gem_spec, manifests
from onionskin.plugins.view import View

META = {
    "title": "Gem specification (metadata of a gem)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["metadata"],
    "refines": None,
    "misses": [
        "a specification that RubyGems did not write",
        "a .gemspec in Ruby, which is a program",
    ],
    "references": [
        "RubyGems guides, Specification Reference",
    ],
}


def fits(view: View) -> bool:
    """Say whether a specification in YAML begins in it."""
    return gem_spec.HEAD in view.read(0, 4096)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the release's name, the extensions and the dependencies that it states."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, gem_spec.read)
