"""Java archives: a zip with META-INF/MANIFEST.MF."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import java_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Java archive",
    "kind": "container",
    "suffixes": [".jar"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "who a self-signed signer is: any root counts, and whether it is the same one is for the release before to say",
        "revocation of certificates, which needs a network",
        "as for zip",
    ],
    "references": ["JAR File Specification, Java SE 21", "RFC 5652"],
}


def fits(view: View) -> bool:
    """Say whether the directory lists a manifest where a jar has it, or what is signed as one."""
    return java_archive.lists_any(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, the name it gives itself, what contradicts its manifest's digests, its signatures."""
    yield from java_archive.walk(view)
