"""The manifest of a WiX burn bundle: what it installs, from which containers, with which arguments."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.installers import burn
from onionskin.plugins.view import View

META = {
    "title": "Manifest of a WiX burn bundle",
    "kind": "data",
    "suffixes": [".xml"],
    "match": [],
    "names": ["0", "manifest.xml", "burnmanifest.xml"],
    "refines": None,
    "misses": [
        "conditions, variables and searches: which package is installed where",
        "payloads that are downloaded or lie beside the bundle are named and not seen",
    ],
    "references": [
        "WiX Toolset, WixToolset.Core.Burn/Bundles/CreateBurnManifestCommand.cs",
        "WiX Toolset, burn/engine/manifest.cpp",
    ],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin with the manifest's root element."""
    return burn.is_manifest(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield the release, the containers, the payloads and the packages of the chain."""
    yield from burn.manifest_items(view)
