"""The JSON documents of a container image: index, manifest, config, docker's manifest.json."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.packages import oci
from onionskin.plugins.view import View

META = {
    "title": "Document of a container image",
    "kind": "data",
    "suffixes": [".json"],
    "match": [[0, b"{"], [0, b"["]],
    "refines": None,
    "misses": [
        "documents over 4 MiB",
        "signatures of images (cosign, Notation) are not verified",
        "the older manifest of schema 1",
    ],
    "references": [
        "OCI Image Format Specification 1.1",
        "Docker Image Specification 1.2",
    ],
}


def fits(view: View) -> bool:
    """Say whether it has the keys of an index, a manifest or a config."""
    return oci.fits(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield what the document refers to, and what a container of the image runs."""
    yield Region("document", 0, view.size)
    try:
        yield from oci.told(view)
    except DamagedError as error:
        yield Problem("damaged", str(error))
