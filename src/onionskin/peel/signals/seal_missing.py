"""A bundle without the seal that its program was signed with."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.bundles import Files
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A bundle whose seal was taken away",
    "alias": "H7",
    "family": "bundle-seal",
    "lane": "invariant",
    "level": "review",
    "technique": "T1553.002",
    "facts": ["BundleInfo"],
    "misses": "bundles that never had a seal; a program that the Info.plist does not name; a bundle in what could not be "
    "read to its end",
    "references": ["Apple, TN2206, macOS Code Signing In Depth"],
    "benign": "a packer that takes a framework out of its application and leaves the signature behind",
}

SHOWN = 20


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit for all the bundles, since one packer does it to all of them."""
    found = []
    for layer, code in Files(tree).unsealed(tree):
        holder = tree.layer(layer.artifact.parent) if layer.artifact.parent else None
        if holder is not None and not holder.problems:
            found.append((layer, code))
    if found:
        layer, code = found[0]
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield Hit(
            f"{code.layer.name}{more} was signed together with a seal of its bundle, which is not there",
            tuple(
                Evidence(
                    each.layer.name,
                    each.part.artifact.id,
                    each.signature.offset,
                    each.signature.length,
                )
                for _, each in found[:SHOWN]
            ),
            subject=layer.artifact.id,
        )
