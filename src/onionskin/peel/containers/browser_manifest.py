"""Browser extension manifest (manifest.json)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import browser_extension, manifests
from onionskin.plugins.view import View

META = {
    "title": "Browser extension manifest (manifest.json)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["manifest.json"],
    "refines": None,
    "misses": [
        "what the scripts do with the permissions",
        "comments in JSON, which Chrome allows",
    ],
    "references": [
        "Chrome for Developers, Manifest file format",
        "MDN, WebExtensions manifest.json",
    ],
}


def fits(view: View) -> bool:
    """Say whether this is a JSON object with a `manifest_version`."""
    return browser_extension.is_manifest(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield what it asks for, and the scripts that run by themselves."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, browser_extension.read)
