"""Container images in a tar: an OCI image layout, or what `docker save` writes."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Problem, Region
from onionskin.parse.packages import oci
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

META = {
    "title": "Container image (OCI layout or docker save)",
    "kind": "container",
    "suffixes": [".tar", ".oci"],
    "match": [[0, b""]],
    "refines": "tar",
    "misses": [
        "the layers are opened one by one, not laid over each other: a file that a later layer removes is shown all the same",
        "as for tar",
    ],
    "references": [
        "OCI Image Format Specification 1.1, image-layout",
        "Docker Image Specification 1.2",
    ],
}


def fits(view: View) -> bool:
    """Say whether the tar has an `oci-layout` or a `manifest.json` where images have them."""
    return oci.is_image_tar(view)


def peel(view: View) -> Iterator[Region | Child | Fact | Problem]:
    """Yield the tar, and the names that its documents give the image."""
    yield from oci.walk_image(view)
