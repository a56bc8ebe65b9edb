"""Modules that a program compiled by Bun carries and runs."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import bun_graph
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "application in a Bun program",
    "kind": "container",
    "suffixes": [],
    "match": [[-16, b"\n---- Bun! ----\n"], [-24, b"\n---- Bun! ----\n"]],
    "refines": None,
    "misses": [
        "bytecode and source maps are given as they stand, not read: Bun runs the bytecode in place of its script",
        "of a store of bytecode that modules share the parts are not told apart, and up to 16 bytes a module of small numbers behind the table are taken for an index",
        "bytes that say a module's kind, encoding and form are owned and not shown",
    ],
    "references": [
        "Bun documentation, Single-file executable",
        "Bun, src/StandaloneModuleGraph.zig",
    ],
}


def fits(view: View) -> bool:
    """Say whether the offsets in front of the trailer measure what stands there."""
    return bun_graph.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every module with its parts, and the bytes that none owns."""
    yield from bun_graph.walk(view)
