"""lzop files: blocks compressed by LZO1X."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import lzo
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "lzop file",
    "kind": "container",
    "suffixes": [".lzo", ".tzo"],
    "match": [[0, b"\x89LZO\x00\x0d\x0a\x1a\x0a"]],
    "refines": None,
    "misses": [
        "several files in one archive of lzop become one member",
        "an extra field of the header is owned as part of it, and not read",
        "filters and the method zlib, which no released lzop writes",
    ],
    "references": [
        "Linux, Documentation/staging/lzo.rst",
        "lzop 1.04, manual",
    ],
}


def fits(view: View) -> bool:
    """Say whether a header follows the magic."""
    return lzo.fits(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield what the blocks decode to, and who owns which byte."""
    yield from lzo.walk(view)
