"""A file of a signed bundle that is not the one its seal holds the hash of."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Level
from onionskin.peel.bundles import Bundle, Files
from onionskin.plugins.contracts import Hit, Tree

META = {
    "title": "A file that the bundle's seal contradicts",
    "alias": "H7",
    "family": "bundle-seal",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1553.002",
    "facts": ["Seal"],
    "misses": "files that are sealed by SHA-1 only; a seal that was made anew, by whoever signs; files that the "
    "system itself does not look at once a program has been started",
    "references": ["Apple, TN2206, macOS Code Signing In Depth"],
    "benign": "a packer that edits a resource after signing (line ends, a licence, an icon): the bundle no longer "
    "verifies, and still starts where nothing asks",
}

SHOWN = 20


def release(tree: Tree) -> Iterator[Hit]:
    """Yield one hit per bundle; REVIEW only, where nobody signed the seal."""
    files = Files(tree)
    for bundle in files.sealed(tree):
        changed = [
            (row.path, row.sha256, bundle.members[row.path])
            for row in bundle.seal.files
            if row.sha256
            and row.path in bundle.members
            and bundle.members[row.path].artifact.sha256 != row.sha256
        ]
        if changed:
            yield _hit(bundle, changed)


def _hit(bundle: Bundle, changed: list[tuple[str, str, Layer]]) -> Hit:
    path, _, first = changed[0]
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    evidence = tuple(
        Evidence(
            f"{path}: sealed {stated[:16]}..., found {layer.artifact.sha256[:16]}...",
            layer.artifact.id,
            0,
            layer.artifact.size,
        )
        for path, stated, layer in changed[:SHOWN]
    )
    level = Level.SUSPICIOUS if bundle.is_signed else Level.REVIEW
    summary = f"{path}{more} is not the file that the seal of {bundle.folder or 'the bundle'} holds"
    return Hit(summary, evidence, level, first.artifact.id)
