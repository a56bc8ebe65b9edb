"""Xar archives: what macOS packages, Safari extensions and Xcode's downloads are packed in."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.archives import xar_toc
from onionskin.parse.packages import xar
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Xar archive",
    "kind": "container",
    "suffixes": [".xar", ".xip", ".safariextz", ".mpkg"],
    "match": [[0, b"xar!"]],
    "refines": None,
    "misses": [
        "a table of contents of more than 32 MiB, or of more than some 20,000 files",
        "Apple's roots are in no kept package: a signature's chain ends in an unknown root",
        "an RSA signature states no time, and its chain is not judged in time",
        "owners, modes and times in the table of contents",
        "less than 200 small numbers among what libxar left of its buffer, behind a heap of less than 4 KiB",
    ],
    "references": [
        "mackyle/xar, wiki: xarformat",
        "apple-platform-rs, stapling.rs: the trailer of a stapled ticket",
        "CVE-2022-42841: a checksum that is read from two places",
    ],
}


def fits(view: View) -> bool:
    """Say whether a header of possible size follows the magic."""
    try:
        xar_toc.read_header(view)
    except DamagedError:
        return False
    return True


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the table of contents, every member, and who signed it."""
    yield from xar.walk(view)
