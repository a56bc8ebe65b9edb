"""Rust manifest (Cargo.toml)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import cargo_manifest, manifests
from onionskin.plugins.view import View

META = {
    "title": "Rust manifest (Cargo.toml)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["cargo.toml"],
    "refines": None,
    "misses": [
        "a build.rs that is not named (old manifests): cargo names it when it publishes",
        "workspace inheritance",
    ],
    "references": [
        "The Cargo Book, The Manifest Format",
    ],
}


def fits(view: View) -> bool:
    """Say whether it is text."""
    return manifests.is_text(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the build script and the dependencies that it states."""
    yield Region("manifest", 0, view.size)
    yield from manifests.told(view, cargo_manifest.read)
