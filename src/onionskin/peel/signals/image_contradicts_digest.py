"""A container image whose blobs are not those that its documents name by digest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.packages.oci import OciDocument
from onionskin.peel.images import Image, images
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A part of a container image that is not the one its digest names",
    "alias": "H8",
    "family": "hash-list",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1525",
    "facts": ["OciDocument"],
    "misses": "documents that were rewritten together with the part, up to the index; layers that could "
    "not be unpacked; digests by an algorithm other than SHA-256",
    "references": [
        "OCI Image Format Specification 1.1, descriptor and config (DiffID)",
        "ATT&CK T1525, Implant Internal Image",
    ],
    "benign": "a damaged download",
}

_BLOB = re.compile(r"(?:.*/)?blobs/sha256/([0-9a-f]{64})")


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per blob that is not the one of its name, and per layer that is not its config's."""
    for image in images(tree):
        for name, layer in image.parts.items():
            named = _BLOB.fullmatch(name)
            if named and layer.artifact.sha256 != named[1]:
                yield _hit(layer, "is named by another digest than its own", named[1])
        yield from _unpacked(tree, image)


def _unpacked(tree: Tree, image: Image) -> Iterator[Hit]:
    """Compare the unpacked layers, in their order, with the digests of the config."""
    for document in image.documents:
        if document.kind not in {"manifest", "docker-manifest"}:
            continue
        for config, layers in image.stacks(document):
            own = config.first(OciDocument)
            for layer, stated in zip(layers, own.diff_ids if own else (), strict=False):
                found = _tars(tree, layer) if layer else set()
                digest = stated.removeprefix("sha256:")
                if layer and found and digest not in found and stated.startswith("sha256:"):
                    yield _hit(layer, "unpacks to another layer than the config states", digest)


def _tars(tree: Tree, layer: Layer) -> set[str]:
    """Return the digests of a layer's archive: its own, and that of what it unpacks to."""
    found = {layer.artifact.sha256}
    if layer.format in {"gzip", "zstd", "bzip2", "xz", "lz4"}:
        inner = tree.children(layer)
        # A member that could not be decoded whole says nothing.
        whole = bool(inner) and not layer.problems
        return found | {each.artifact.sha256 for each in inner} if whole else set()
    return found


def _hit(layer: Layer, words: str, stated: str) -> Hit:
    own = layer.artifact
    note = f"{layer.name}: {stated} stated, content {own.sha256}"
    return Hit(f"{layer.name!r} {words}", (Evidence(note, own.id, 0, own.size),), subject=own.id)
