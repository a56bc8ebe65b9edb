"""Scripts and files that nexe puts behind a copy of Node.js, which runs them."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.runtimes import nexe_bundle
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "application in a program of nexe",
    "kind": "container",
    "suffixes": [],
    "match": [[-32, b"<nexe~~sentinel>"]],
    "refines": None,
    "misses": [
        "programs of nexe 2, which have the script compiled in",
        "files that nexe unpacks beside the program when it first runs are told by their bytes alone",
    ],
    "references": ["nexe, lib/compiler.js", "nexe, lib/patches/boot-nexe.js"],
}


def fits(view: View) -> bool:
    """Say whether the lengths behind the mark measure what stands in front of it."""
    return nexe_bundle.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the starting script, every file, and the bytes that none owns."""
    yield from nexe_bundle.walk(view)
