"""Single executable applications of Node.js: the blob that a program of Node carries and runs."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import node_sea
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "application in a Node.js program (SEA)",
    "kind": "container",
    "suffixes": [],
    "match": [[0, b"\x20\xda\x43\x01"]],
    "refines": None,
    "misses": [
        "snapshots and code caches of V8 are given as they stand, not read: Node runs a cache only where it belongs to the script",
        "blobs that a later Node writes in an order of its own end as damaged",
    ],
    "references": [
        "Node.js documentation, Single executable applications",
        "Node.js, src/node_sea.cc",
    ],
}


def fits(view: View) -> bool:
    """Say whether known flags follow the magic."""
    return node_sea.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the script, what was compiled of it, and the assets."""
    yield from node_sea.walk(view)
