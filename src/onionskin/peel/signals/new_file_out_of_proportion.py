"""A small step of the version brings a program, or an opaque random file, that was not there."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.pe import PeLayout
from onionskin.peel.steps import is_small, step
from onionskin.peel.wire import Opaque
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A new program or random file, out of proportion to the version step",
    "alias": "D5",
    "family": "disproportion",
    "lane": "change",
    "level": "review",
    "technique": "T1027.013",
    "misses": "a new file in a minor or major release; payloads put into files that were there",
    "references": ["peers.md, section 1, signal D5"],
    "benign": "a fix that needs a new helper program, model or data file",
}

LEAST = 16 << 10


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per new program, and per new opaque file of 16 KiB and more that looks random."""
    if not is_small(old, new):
        return
    how = step(old, new)
    for layer in pairs.added:
        what = _kind(layer)
        if what:
            own = layer.artifact
            yield Hit(
                f"{base_name(layer)} is a new {what} of {own.size:,} bytes in a release whose "
                f"version step is {how}",
                (Evidence(f"new {what}", own.id, 0, own.size),),
                subject=own.id,
            )


def _kind(layer: Layer) -> str:
    if layer.first(PeLayout) is not None:
        return "program"
    opaque = layer.first(Opaque)
    if (
        opaque is not None
        and opaque.texture in {"random", "base64"}
        and layer.artifact.size >= LEAST
    ):
        return f"opaque file ({opaque.texture})"
    return ""
