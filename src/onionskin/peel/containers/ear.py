"""Java enterprise application (EAR)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import java_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Java enterprise application (EAR)",
    "kind": "container",
    "suffixes": [".ear"],
    "match": [[0, b""]],
    "refines": "jar",
    "misses": [
        "the signature blocks (META-INF/*.SF, *.RSA): only the manifest's own digests are compared",
        "as for jar",
    ],
    "references": [
        "Jakarta EE Platform Specification 10, section 8.3",
    ],
}


def fits(view: View) -> bool:
    """Say whether the directory lists the application's descriptor."""
    return java_archive.lists_any(view, ("META-INF/application.xml",))


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, the name it gives itself, and what contradicts its manifest's digests."""
    yield from java_archive.walk(view)
