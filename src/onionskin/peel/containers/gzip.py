"""gzip files: streams of RFC 1952, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import streams
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "gzip file",
    "kind": "container",
    "suffixes": [".gz", ".tgz"],
    "match": [[0, b"\x1f\x8b\x08"]],
    "refines": None,
    "misses": ["bytes hidden in the choice of deflate blocks"],
    "references": ["RFC 1952", "RFC 1951"],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the streams decode to, and who owns which byte."""
    yield from streams.walk(view, streams.GZIP)
