"""Python core metadata (METADATA, PKG-INFO)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import manifests, python_manifests
from onionskin.plugins.view import View

META = {
    "title": "Python core metadata (METADATA, PKG-INFO)",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["metadata", "pkg-info"],
    "refines": None,
    "misses": [
        "dependencies behind the first MiB of headers",
        "requirements that are folded over several lines",
    ],
    "references": [
        "PyPA specifications, Core metadata",
    ],
}


def fits(view: View) -> bool:
    """Say whether the first header is `Metadata-Version`."""
    return view.read(0, 64).startswith(b"Metadata-Version:")


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the dependencies that it states."""
    yield Region("metadata", 0, view.size)
    yield from manifests.told(view, python_manifests.read_metadata)
