"""Signing changed more than a signature's own bytes: what was signed is not what was built."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.peel.difference import SameBuild, Stretch
from onionskin.peel.same_build import (
    beyond_signing,
    containers,
    files,
    is_signature_member,
    owner,
    within_images,
)
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Signing changed more than the signature",
    "alias": "",
    "family": "changed-while-signing",
    "lane": "invariant",
    "level": "suspicious",
    "technique": "T1195.002",
    "misses": "what was already in the unsigned build; bytes inside the certificate table, which other signals look "
    "at; in archives the order, times and attributes of members",
    "references": [
        "Microsoft, PE format: checksum, certificate table and its directory entry are not part of the image's digest",
        "Apple, mach-o/loader.h: LC_CODE_SIGNATURE",
        "CISA, 2021: SUNBURST was inserted in the build, between source and signature",
    ],
    "benign": "the unsigned build is not the one that was signed; a step between the two packs, strips or stamps",
}

SHOWN = 20


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per file that differs beyond its signature. Only with `--unsigned`."""
    if not isinstance(new, SameBuild) or new.kind != "unsigned":
        return
    inside = within_images(new)
    for before, after in files(pairs, new):
        if not is_signature_member(after):
            yield from _compared(new, before, after)
    for before, after in containers(pairs, new):
        found = new.differ(before, after)
        if found is not None and found.streams:
            names = ", ".join(found.streams[:SHOWN])
            whole = [Evidence("streams differ", after.artifact.id, 0, after.artifact.size)]
            yield _hit(after, f"holds streams that differ from the unsigned build: {names}", whole)
        more = sum(gap.length for gap in after.unexplained) - sum(
            gap.length for gap in before.unexplained
        )
        if more > 0:
            spans = [Evidence("unexplained", after.artifact.id, gap.offset, gap.length) for gap in after.unexplained]  # fmt: skip
            yield _hit(after, f"has {more:,} more bytes without an owner than before", spans)
    for layer in pairs.added:
        if layer.artifact.id not in inside and not is_signature_member(layer):
            whole = [Evidence("added", layer.artifact.id, 0, layer.artifact.size)]
            yield _hit(layer, "is not in the unsigned build", whole)
    gone = [each for each in pairs.removed if each.artifact.id not in within_images(old)]
    if gone:
        names = ", ".join(sorted(base_name(each) for each in gone)[:SHOWN])
        root = new.root
        yield _hit(root, f"lacks files of the unsigned build: {names}", [Evidence("lacks files", root.artifact.id)])  # fmt: skip


def _compared(new: SameBuild, before: Layer, after: Layer) -> Iterator[Hit]:
    found = new.differ(before, after)
    if found is None:
        whole = [Evidence("could not be compared", after.artifact.id, 0, after.artifact.size)]
        yield _hit(after, "differs, and its bytes could not be compared", whole)
        return
    left = beyond_signing(before, after, found)
    if left:
        places = ", ".join(f"{each.offset:#x} ({each.length:,} in {owner(after, each.offset)})" for each in left[:3])  # fmt: skip
        count = f"{len(left)} stretch{'es' if len(left) > 1 else ''}"
        summary = f"differs from the unsigned build in {count} that no signing changes: {places}"
        yield _hit(after, summary, [_evidence(after, each) for each in left[:SHOWN]])


def _hit(layer: Layer, what: str, evidence: list[Evidence]) -> Hit:
    return Hit(f"{base_name(layer)} {what}", tuple(evidence), subject=layer.artifact.id)


def _evidence(layer: Layer, each: Stretch) -> Evidence:
    length = max(min(each.end, layer.artifact.size) - each.offset, 0)
    return Evidence(f"differs, in {owner(layer, each.offset)}", layer.artifact.id, each.offset, length)  # fmt: skip
