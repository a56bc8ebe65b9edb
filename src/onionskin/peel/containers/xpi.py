"""Firefox extension (XPI)."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.signatures import addon_signature, java_archive
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Firefox extension (XPI)",
    "kind": "container",
    "suffixes": [".xpi"],
    "match": [[0, b""]],
    "refines": "jar",
    "misses": [
        "whether a signature leads to Mozilla's root, which no kept package holds: the chain ends in an issuer that is not at hand",
        "an extension that is not signed: it is a zip with a manifest.json",
        "as for jar",
    ],
    "references": [
        "Mozilla, Extension Workshop: Signing and distribution",
        "MDN, WebExtensions manifest.json",
        "RFC 9052, COSE, section 4; RFC 8949, CBOR",
    ],
}


def fits(view: View) -> bool:
    """Say whether the directory lists Mozilla's signature, or the manifest of an old extension."""
    return java_archive.lists_any(
        view, ("META-INF/mozilla.rsa", "META-INF/cose.manifest", "install.rdf")
    )


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, the name it gives itself, what contradicts its manifests' digests, both signatures."""
    yield from addon_signature.walk(view)
