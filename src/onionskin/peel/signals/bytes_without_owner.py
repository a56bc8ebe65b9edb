"""Bytes in a known format that no part of the format owns and no valid signature covers."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Gap, Layer, Signature
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "Bytes that no part of the format owns",
    "alias": "L1",
    "family": "unowned-bytes",
    "lane": "content",
    "level": "review",
    "technique": "T1027.009",
    "formats": [],
    "yields": True,
    "misses": "bytes inside a member, a section or a comment that the format does own; fewer than 16 bytes, or fewer than 16 in zeros, unless such crumbs make 256 together; one byte repeated",
    "references": ["design law 1: every byte has an owner"],
    "benign": "data that an installer or a build tool puts behind or between the parts on purpose, such as a licence key or a build stamp",
}

LEAST = 16
CRUMBS = 256
# Under so many bits a byte, nearly all of them are one and the same: linkers of old left a count in their padding.
SPARSE = 0.1
LOOKED_AT = 1 << 20
# A parse that stopped leaves all the rest unowned; a broken part beside it does not.
STOPPED = ("damaged", "truncated", "limit:", "parser-denied")


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield one hit for all such gaps of an artifact; none where the parse itself stopped."""
    if layer.format == "data" or any(each.reason.startswith(STOPPED) for each in layer.problems):
        return
    loose = [gap for gap in layer.unexplained if not _covered(layer, gap)]
    held = {gap: _held(gap, view) for gap in loose}
    odd = [gap for gap in loose if held[gap] >= LEAST]
    crumbs = [gap for gap in loose if 0 < held[gap] < LEAST]
    # Thousands of gaps of a few bytes hide as much as one of thousands.
    if sum(held[gap] for gap in crumbs) >= CRUMBS:
        odd += crumbs
    if not odd:
        return
    total = sum(gap.length for gap in odd)
    places = f" in {len(odd)} places" if len(odd) > 1 else f" at {odd[0].offset:#x}"
    yield Hit(
        f"{total:,} bytes{places} belong to no part of this {layer.format} file",
        tuple(
            Evidence(f"entropy {gap.entropy}, begins {gap.head}", None, gap.offset, gap.length)
            for gap in odd[:20]
        ),
    )


def _held(gap: Gap, view: View) -> int:
    """Return how many bytes of a gap may say something: none of one byte repeated, else all, or those that interrupt it."""
    if gap.length < LEAST:
        return gap.length if bytes.fromhex(gap.head).strip(b"\0") else 0
    if not 0 < gap.entropy < SPARSE or gap.length > LOOKED_AT:
        return gap.length if gap.entropy else 0
    data = view.read(gap.offset, gap.length)
    return len(data) - max(data.count(each) for each in set(data))


def _covered(layer: Layer, gap: Gap) -> bool:
    return any(
        signature.status == "valid"
        and any(
            span.offset <= gap.offset and gap.offset + gap.length <= span.end
            for span in signature.covered
        )
        for signature in layer.all(Signature)
    )
