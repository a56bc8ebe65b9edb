"""bzip2 files: streams, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import streams
from onionskin.parse.disks import udif
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "bzip2 file",
    "kind": "container",
    "suffixes": [".bz2", ".tbz"],
    "match": [[0, b"BZh"]],
    "refines": None,
    "misses": ["the checksums are checked by the decoder only"],
    "references": ["bzip2 1.0.8 manual"],
}


def fits(view: View) -> bool:
    """Say whether a whole stream header stands at the beginning."""
    is_lead = streams.BZIP2.lead(view, 0) is not None
    return is_lead and not udif.begins_with_run(view, "bzip2")


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the streams decode to, and who owns which byte."""
    yield from streams.walk(view, streams.BZIP2)
