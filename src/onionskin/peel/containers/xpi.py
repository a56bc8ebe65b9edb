"""Firefox extension (XPI)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse import java_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Firefox extension (XPI)",
    "kind": "container",
    "suffixes": [".xpi"],
    "match": [[0, b""]],
    "refines": "jar",
    "misses": [
        "the signatures (META-INF/mozilla.rsa, cose.sig): only the manifest's own digests are compared",
        "an extension that is not signed: it is a zip with a manifest.json",
        "as for jar",
    ],
    "references": [
        "Mozilla, Extension Workshop: Signing and distribution",
        "MDN, WebExtensions manifest.json",
    ],
}


def fits(view: View) -> bool:
    """Say whether the directory lists Mozilla's signature, or the manifest of an old extension."""
    return java_archive.lists_any(
        view, ("META-INF/mozilla.rsa", "META-INF/cose.manifest", "install.rdf")
    )


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the zip, the name it gives itself, and what contradicts its manifest's digests."""
    yield from java_archive.walk(view, "META-INF/manifest.mf")
