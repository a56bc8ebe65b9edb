"""The release says it is the version that it was before, and is not."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.steps import same_version, stated
from onionskin.plugins.contracts import Hit, Pairs, Tree
from onionskin.terms import products

META = {
    "title": "Same version, new bytes",
    "alias": "D2",
    "family": "republished",
    "lane": "change",
    "level": "review",
    "technique": "T1195.002",
    "misses": "a trojanised release under a version of its own, which is the usual case",
    "references": ["peers.md, section 1, signal D2"],
    "benign": "the same release signed again, or packed again for a mirror",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit with the files that differ under one product and one version."""
    before, after = stated(old), stated(new)
    if before is None or after is None or old.root.artifact.sha256 == new.root.artifact.sha256:
        return
    if not products.same(before.product, after.product):
        return
    if not same_version(new, before, after):
        return
    changed = [layer for _, layer in pairs.changed if layer is not new.root]
    places = [layer.artifact for layer in (*changed, *pairs.added)] or [new.root.artifact]
    count = len(changed) + len(pairs.added) + len(pairs.removed)
    differ = f"{count} files in it" if count > 1 else "1 file in it" if count else "its bytes"
    yield Hit(
        f"says it is {after.product} {after.version}, as the release before does, but "
        f"{differ} differ{'s' * (count == 1)}",
        tuple(Evidence("differs", each.id, 0, each.size) for each in places[:20]),
        subject=new.root.artifact.id,
    )
