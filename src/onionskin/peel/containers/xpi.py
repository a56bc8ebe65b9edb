"""Firefox extension (XPI)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
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
        "the COSE signature (META-INF/cose.sig) beside the PKCS#7 one is not read",
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


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, the name it gives itself, what contradicts its manifest's digests, its signature."""
    yield from java_archive.walk(view, "META-INF/manifest.mf", "xpi")
