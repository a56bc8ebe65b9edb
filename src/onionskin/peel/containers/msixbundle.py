"""Windows app bundle (MSIX, APPX): a zip with its manifest and a block map."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region, Signature
from onionskin.parse.packages import appx_package
from onionskin.parse.signatures import appx_signature
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Windows app bundle (MSIX, APPX)",
    "kind": "container",
    "suffixes": [".msixbundle", ".appxbundle"],
    "match": [[0, b""]],
    "refines": "zip",
    "misses": [
        "encrypted packages",
        "as for zip",
    ],
    "references": [
        "Microsoft Learn, App package block map (AppxBlockMap.xml)",
        "Microsoft Learn, Package manifest schema reference",
    ],
}


def fits(view: View) -> bool:
    """Say whether the directory lists the manifest and the block map in their places."""
    return appx_package.fits(view, appx_package.BUNDLE)


def peel(view: View) -> Iterator[Region | Child | Fact | Signature | Problem]:
    """Yield the zip, who the package says it is, and what contradicts its block map."""
    yield from appx_package.walk(view, appx_package.BUNDLE)
    yield from appx_signature.examine(view)
