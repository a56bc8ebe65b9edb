"""Java archives: a zip with META-INF/MANIFEST.MF."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse import java_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Java archive",
    "kind": "container",
    "suffixes": [".jar"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "the signature blocks of signed jars (META-INF/*.SF, *.RSA): only the manifest's own digests are compared",
        "as for zip",
    ],
    "references": ["JAR File Specification, Java SE 21"],
}


def fits(view: View) -> bool:
    """Say whether the directory lists a manifest where a jar has it, or what is signed as one."""
    return java_archive.lists_any(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the zip, the name it gives itself, and what contradicts its manifest's digests."""
    yield from java_archive.walk(view)
