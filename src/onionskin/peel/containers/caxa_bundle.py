"""Applications that caxa puts behind its starter, which unpacks and starts them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import caxa_bundle
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "application in a program of caxa",
    "kind": "container",
    "suffixes": [],
    "match": [[0, b"\nCAXACAXACAXA\n"]],
    "refines": None,
    "misses": [
        "a mark within the starter, which would find that one first",
        "what the starter finds in the folder that it unpacks to, and starts without unpacking again",
    ],
    "references": ["caxa, README, How it works", "caxa, stubs/stub.go"],
}


def fits(view: View) -> bool:
    """Say whether an archive and a line of JSON follow the mark."""
    return caxa_bundle.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the archive, and what is started from it."""
    yield from caxa_bundle.walk(view)
