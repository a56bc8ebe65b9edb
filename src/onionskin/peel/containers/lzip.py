"""lzip files: members, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import lzip
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "lzip file",
    "kind": "container",
    "suffixes": [".lz", ".tlz"],
    "match": [[0, b"LZIP\x01"]],
    "refines": None,
    "misses": [
        "members whose dictionary is over 128 MiB are named and not decoded",
        "version 0 of the format, before 2009",
    ],
    "references": ["draft-diaz-lzip-09, Lzip Compressed Format", "lzip manual, File format"],
}


def fits(view: View) -> bool:
    """Say whether a member of version 1 begins."""
    return lzip.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the members decode to, and who owns which byte."""
    yield from lzip.walk(view)
