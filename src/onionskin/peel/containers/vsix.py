"""Visual Studio and VS Code extensions: a zip with extension.vsixmanifest at its top."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.archives import zip as archive
from onionskin.parse.archives import zip_directory
from onionskin.parse.metadata import package_names
from onionskin.parse.signatures.opc_signature import OpcSignatures
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Visual Studio extension",
    "kind": "container",
    "suffixes": [".vsix"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "the marketplace's signature of a VS Code extension (.signature.p7s beside it)",
        "relationships that no signature names, and the list of content types, which none covers",
        "as for zip",
    ],
    "references": [
        "Microsoft Learn, VSIX extension schema 2.0 reference",
        "ECMA-376 part 2, Open Packaging Conventions (12, digital signatures)",
        "W3C, XML Signature Syntax and Processing; Canonical XML 1.0",
    ],
}

MANIFEST = "extension.vsixmanifest"


def fits(view: View) -> bool:
    """Say whether the directory lists the manifest at the top."""
    return MANIFEST in zip_directory.names_ending(view, MANIFEST.encode())


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, and the identity that its manifest states."""
    for entry in archive.entries(view):
        if entry.name == MANIFEST:
            try:
                yield from package_names.of_vsix_manifest(
                    archive.read_member(view, entry), MANIFEST
                )
            except DamagedError as error:
                yield Problem("damaged", f"{MANIFEST}: {error}")
            break
    signatures = OpcSignatures(view)
    signatures.read()
    for item in archive.walk(view):
        if isinstance(item, Child):
            yield from signatures.check(item)
        else:
            yield item
    yield from signatures.finish()
