"""Pbzx streams: how the payload of newer macOS packages is compressed."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import pbzx
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Pbzx stream (macOS package payload)",
    "kind": "container",
    "suffixes": [".pbzx"],
    "match": [[0, b"pbzx"]],
    "refines": None,
    "misses": ["chunks of more than 1 GiB", "the older form whose chunks carry flags"],
    "references": ["J. Levin, OTA updates and pbzx", "NiklasRosenstein/pbzx"],
}


def fits(view: View) -> bool:
    """Say whether a header and a first chunk stand there."""
    return pbzx.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the chunks decode to, and who owns which byte."""
    yield from pbzx.walk(view)
