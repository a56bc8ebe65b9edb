"""A program that asked for the hardened runtime in the release before, and no longer does."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.signatures.codesign import CodeSignature
from onionskin.plugins.contracts import Hit, Pairs, Tree

META = {
    "title": "The hardened runtime is gone",
    "alias": "D3",
    "family": "hardening",
    "lane": "change",
    "level": "review",
    "technique": "T1553.002",
    "misses": "programs that never had it; a program that keeps it and is granted the exceptions (see entitlements-grown)",
    "references": ["Apple, Hardened Runtime", "peers.md, section 1, signal D3"],
    "benign": "a build for tests, or by another tool chain; such a release can no longer be notarised",
}

SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit for all the programs that lost it."""
    del old, new
    lost = [
        after
        for before, after in pairs.changed
        if before.format == after.format and _is_hardened(before) and _is_soft(after)
    ]
    if lost:
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        yield Hit(
            f"{lost[0].name}{more}: had the hardened runtime in the release before, and no longer",
            tuple(
                Evidence("without the hardened runtime", each.artifact.id, 0, each.artifact.size)
                for each in lost[:SHOWN]
            ),
            subject=lost[0].artifact.id,
        )


def _is_hardened(layer: Layer) -> bool:
    stated = layer.first(CodeSignature)
    return stated is not None and any("hardened-runtime" in each.flags for each in stated.directories)  # fmt: skip


def _is_soft(layer: Layer) -> bool:
    """Say whether it could be read and is not hardened; a program that is not signed at all is not, either."""
    return layer.format == "macho" and not layer.problems and not _is_hardened(layer)
