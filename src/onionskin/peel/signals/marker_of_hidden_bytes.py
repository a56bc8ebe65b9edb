"""A program that carries the very marker with which bytes hidden in another file begin."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Lane, Layer
from onionskin.parse.programs.pe import PeLayout
from onionskin.plugins.contracts import Hit, Tree, base_name

META = {
    "title": "A program that looks for the hidden bytes of another file",
    "alias": "D9",
    "family": "reads-hidden-bytes",
    "lane": "content",
    "level": "suspicious",
    "technique": "T1027.009",
    "misses": "a reader that computes its marker, compares it in parts, or finds the bytes by offset; a marker of which half is zero",
    "references": [
        "incident facts, section 2: the marker FE ED FA CE, twice, in d3dcompiler_47.dll"
    ],
    "benign": "a program that checks the same tag in its own installer",
}

MARKER = 8
# Of two numbers of four bytes each, small ones have six.
ZEROS = 3
# A sequence that many files hold is a format's magic, not a private marker.
RARE = 3


def release(tree: Tree) -> Iterator[Hit]:
    """Yield a hit per program that holds the first 8 non-zero bytes of a hidden tail."""
    hidden = {(layer.artifact.id, at, marker): layer for layer, at, marker in _hidden(tree)}
    layers = tree.layers if hidden else ()
    programs = [layer for layer in layers if layer.first(PeLayout) is not None]
    for (_, offset, marker), layer in hidden.items():
        others = [each for each in programs if each.artifact.sha256 != layer.artifact.sha256]
        found = tree.search(marker, others)
        if len(found) <= RARE:
            for reader, at in found:
                yield _hit(layer, offset, marker, reader, at)


def _hidden(tree: Tree) -> Iterator[tuple[Layer, int, bytes]]:
    """Yield (file, offset, marker) of each place where an invariant signal saw unowned bytes."""
    for finding in tree.findings:
        layer = tree.layer(finding.subject)
        if finding.lane is not Lane.INVARIANT or layer is None:
            continue
        for evidence in finding.evidence:
            if evidence.artifact != layer.artifact.id:
                continue
            for gap in layer.unexplained:
                end = evidence.offset + evidence.length
                if evidence.offset <= gap.offset + gap.length and gap.offset <= end:
                    marker = bytes.fromhex(gap.head).lstrip(b"\0")[:MARKER]
                    if is_marker(marker):
                        yield layer, gap.offset, marker


def is_marker(data: bytes) -> bool:
    """Say whether bytes are none that programs hold by chance: two small numbers, or one byte again and again."""
    return len(data) == MARKER and len(set(data)) > 2 and data.count(0) <= ZEROS


def _hit(layer: Layer, offset: int, marker: bytes, reader: Layer, at: int) -> Hit:
    return Hit(
        f"holds {marker.hex(' ')}, with which the hidden bytes of {base_name(layer)} begin",
        (
            Evidence("the marker in the reader", reader.artifact.id, at, MARKER),
            Evidence("the hidden bytes", layer.artifact.id, offset, MARKER),
        ),
        subject=reader.artifact.id,
    )
