"""A blob that lies in a container image and that none of its documents refers to."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.images import images
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "Blobs in an image that no manifest refers to",
    "alias": "L4",
    "family": "unowned-bytes",
    "lane": "content",
    "level": "review",
    "technique": "T1027.009",
    "facts": ["OciDocument"],
    "misses": "a blob that a document refers to under a media type that no program opens; an earlier manifest or "
    "config of the image that says nothing else than the present ones",
    "references": ["OCI Image Format Specification 1.1, image-layout"],
    "benign": "a layout from which a tag or a layer was removed and whose old blobs were not collected",
}

SHOWN = 20


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per image with the blobs that nothing leads to."""
    for image in images(tree):
        reached = image.reached()
        named = reached | image.earlier_states(reached) if reached else reached
        loose = [
            layer
            for name, layer in sorted(image.parts.items())
            if "blobs/" in name and name not in named
        ]
        if loose and reached:
            more = f" (and {len(loose) - 1} more)" if len(loose) > 1 else ""
            evidence = tuple(
                Evidence(f"{each.name}: {each.format}", each.artifact.id, 0, each.artifact.size)
                for each in loose[:SHOWN]
            )
            summary = f"{loose[0].name!r} is no part of the image{more}: no manifest refers to it"
            yield Hit(summary, evidence, subject=loose[0].artifact.id)
