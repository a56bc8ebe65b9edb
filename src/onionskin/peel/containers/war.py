"""Java web application (WAR)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import java_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Java web application (WAR)",
    "kind": "container",
    "suffixes": [".war"],
    "match": [[0, b""]],
    "refines": "jar",
    "misses": [
        "the signature blocks (META-INF/*.SF, *.RSA): only the manifest's own digests are compared",
        "listeners and filters that web.xml starts",
        "as for jar",
    ],
    "references": [
        "Jakarta Servlet Specification 6.0, section 10.5",
    ],
}


def fits(view: View) -> bool:
    """Say whether the directory lists what only a web application has."""
    return java_archive.lists_any(view, ("WEB-INF/web.xml", "WEB-INF/classes/"))


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, the name it gives itself, and what contradicts its manifest's digests."""
    yield from java_archive.walk(view)
