"""MSBuild project part (.targets, .props)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, msbuild
from onionskin.plugins.view import View

META = {
    "title": "MSBuild project part (.targets, .props)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["*.targets", "*.props"],
    "refines": None,
    "misses": [
        "what the tasks do that it loads",
        "files that it imports",
        "property functions (`$([System...])`)",
    ],
    "references": [
        "Microsoft Learn, MSBuild schema reference",
        "Microsoft Learn, NuGet: MSBuild .props and .targets in a package",
    ],
}


def fits(view: View) -> bool:
    """Say whether it begins as an MSBuild project."""
    return msbuild.begins_project(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield what it executes, downloads and loads."""
    yield Region("project", 0, view.size)
    yield from manifests.told(view, msbuild.read)
