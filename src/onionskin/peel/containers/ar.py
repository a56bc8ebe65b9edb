"""Ar archives: static libraries, Windows import libraries, Debian packages."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.archives import ar
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Ar archive (static library, Debian package)",
    "kind": "container",
    "suffixes": [".a", ".lib", ".deb", ".udeb", ".ipk"],
    "match": [[0, b"!<arch>\n"], [0, b"!<thin>\n"]],
    "refines": None,
    "misses": [
        "symbol tables are owned and not compared with the members",
        "COFF objects and short import members are opaque data",
        "the members of a thin archive are files beside it and are only named",
        "the signatures of a Debian package (`_gpgorigin`)",
    ],
    "references": [
        "ar(5), FreeBSD and GNU binutils",
        "deb(5), dpkg",
        "Microsoft, PE Format, archive (library) file format",
    ],
}


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield every header, every table and every member of the archive."""
    yield from ar.walk(view)
