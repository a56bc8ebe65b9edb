"""Modules and files that a program compiled by Deno carries and runs."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import deno_bundle
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "application in a Deno program",
    "kind": "container",
    "suffixes": [],
    "match": [[0, b"d3n0l4nd"]],
    "refines": None,
    "misses": [
        "programs of Deno before 2.3, whose modules stand in another order, end as damaged",
        "where a text and what was transpiled from it both stand there, Deno runs the latter; whether they belong together is not asked",
        "caches of V8's code, which Deno keeps beside the program when it first runs",
    ],
    "references": [
        "Deno manual, deno compile",
        "Deno, cli/rt/binary.rs; cli/lib/standalone/virtual_fs.rs",
        "libsui, lib.rs",
    ],
}


def fits(view: View) -> bool:
    """Say whether settings of a length that there is room for follow the magic."""
    return deno_bundle.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the settings, every module and file, and the bytes that none owns."""
    yield from deno_bundle.walk(view)
