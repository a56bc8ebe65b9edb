"""Bytes among the resources and metadata of a .NET program that no table of it names."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Span
from onionskin.parse.programs.clr import ManagedStray
from onionskin.parse.texture import describe
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes of a .NET program that none of its tables names",
    "alias": "L4",
    "family": "unowned-bytes",
    "lane": "content",
    "level": "review",
    "technique": "T1027.009",
    "formats": ["pe"],
    "misses": "a resource that a table names and nobody reads; bytes in a heap that no row points at, and behind a "
    "method's body; fewer than 16 bytes at a place; zeros",
    "references": [
        "design law 1: every byte has an owner",
        "ECMA-335, partition II, sections 22.24 and 24.2",
    ],
    "benign": "a tool that merges or obscures assemblies and leaves what it took out of a table",
}

PLACES = {
    "resources": "between or behind the managed resources",
    "metadata": "between or behind the streams of the metadata",
    "tables": "behind the last table of the metadata",
    "stream": "in a stream of a name that no runtime reads",
}
LEAST = 16


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit per kind of place."""
    stray = [each for each in layer.all(ManagedStray) if each.length >= LEAST]
    for where, words in PLACES.items():
        spans = [Span(each.offset, each.length) for each in stray if each.where == where]
        if spans:
            evidence = tuple(
                Evidence(describe(view, each), None, each.offset, each.length) for each in spans[:8]
            )
            total = sum(each.length for each in spans)
            yield Hit(f"{total:,} bytes {words}: {evidence[0].note}", evidence)
