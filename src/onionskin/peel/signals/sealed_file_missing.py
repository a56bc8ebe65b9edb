"""A file that a signed bundle's seal holds, and that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.bundles import Files
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A sealed file that is missing",
    "alias": "H7",
    "family": "bundle-seal",
    "lane": "invariant",
    "level": "review",
    "technique": "T1553.002",
    "facts": ["Seal"],
    "misses": "links, files that the seal calls optional, headers and modules of a framework, and bundles in what could not be read to its end",
    "references": ["Apple, TN2206, macOS Code Signing In Depth"],
    "benign": "a packer that drops files (empty ones, links, those that its own rules ignore)",
}


# What programs are built with, and Xcode leaves out where it copies a signed framework into one.
_FOR_BUILDING = re.compile(r"(?:Versions/[^/]+/)?(?:Headers|PrivateHeaders|Modules)/")


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle of a program that is there."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        if not bundle.is_readable or bundle.program is None:
            continue
        gone = [
            row.path
            for row in bundle.seal.files
            if row.sha256
            and not row.is_optional
            and row.path not in bundle.members
            and not _FOR_BUILDING.match(row.path)
        ]
        if gone:
            more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
            seal = bundle.seal_layer.artifact
            yield Hit(
                f"{gone[0]}{more}: the seal of {bundle.folder or 'the bundle'} holds what is not there",
                (Evidence(", ".join(gone[:20]), seal.id, 0, seal.size),),
                subject=seal.id,
            )
