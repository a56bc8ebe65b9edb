"""A part that its publisher signed in the release before is now nobody's, or somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Evidence, Layer, Signature
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name
from onionskin.terms import products

META = {
    "title": "A part that lost its publisher's signature",
    "alias": "D3",
    "family": "publisher",
    "lane": "change",
    "level": "review",
    "technique": "T1553.002",
    "misses": "parts that nobody signed before; a part signed with the publisher's own stolen key; a signed part that "
    "was taken out and replaced by one of another name",
    "references": [
        "peers.md, section 1, signal D3: certificates and serial numbers change in 26 of 40 honest pairs, the subject does not",
        "incident facts, section 2: the vendor's installer carried a library that upstream does not make",
    ],
    "benign": "an acquisition, a company that changed its name, a build that was not signed this time",
}

SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield one hit per former publisher and what came in its place, with the parts that changed hands."""
    del old
    groups: dict[tuple[str, str], list[Layer]] = defaultdict(list)
    for before, after in pairs.changed:
        was = _publisher(before)
        # A part that could not be opened says nothing about who signed it.
        if was and after.format == before.format and not after.problems:
            now = _publisher(after)
            if products.vendor_key(now) != products.vendor_key(was):
                groups[was, now].append(after)
    for (was, now), parts in sorted(groups.items()):
        yield _hit(was, now, parts, new)


def _publisher(layer: Layer) -> str:
    valid = (each.signer for each in layer.all(Signature) if each.status == "valid")
    return next(valid, "")


def _hit(was: str, now: str, parts: list[Layer], new: Tree) -> Hit:
    first = parts[0]
    more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    instead = f"now signed by {now}" if now else "now without a valid signature"
    kept = sum(1 for layer in new.layers if _publisher(layer) == was)
    rest = f"; other parts of this release that it still signs: {kept}" if kept else ""
    evidence = tuple(
        Evidence(f"signed by {was} before, {instead}", each.artifact.id, 0, each.artifact.size)
        for each in parts[:SHOWN]
    )
    summary = (
        f"{base_name(first)}{more} was signed by {was} in the release before and is {instead}{rest}"
    )
    return Hit(summary, evidence, subject=first.artifact.id)
