"""Snaps: SquashFS images with meta/snap.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.disks import squashfs
from onionskin.parse.packages import squash_packages
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Snap package",
    "kind": "container",
    "suffixes": [".snap"],
    "match": [[0, b"hsqs"]],
    "refines": "squashfs",
    "misses": [
        "the assertion that signs a snap lies beside it, in another file",
        "of meta/snap.yaml names, versions, confinement, apps and hooks: no lists, no flow style",
        "as for squashfs",
    ],
    "references": ["Snapcraft documentation, The snap format", "Snapcraft, Supported snap hooks"],
}


def fits(view: View) -> bool:
    """Say whether the image holds a meta/snap.yaml."""
    return squash_packages.snap_yaml(view) is not None


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the image, and what the snap says and starts by itself."""
    try:
        yield from squash_packages.snap_facts(squash_packages.snap_yaml(view) or b"")
    except DamagedError as error:
        yield Problem("damaged", f"{squash_packages.SNAP_YAML}: {error}")
    yield from squashfs.walk(view)
