"""A release brings a text that tells an assistant to keep silent, or to forget its rules."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.inserted import lines_saying
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A text begins to give orders to assistants",
    "alias": "D7",
    "family": "assistant-order",
    "lane": "change",
    "level": "review",
    "technique": "T1204",
    "misses": "orders that neither ask for silence nor for other rules; other languages than English; texts in pictures; a text of more than 4 MiB",
    "references": [
        "OWASP, Top 10 for LLM Applications, LLM01: indirect prompt injection; MITRE ATLAS, AML.T0051.001",
        "Public analyses of 2025: packages whose texts spoke to the assistants of who installs them",
    ],
    "benign": "a manual for the use of an assistant",
}

SAYS = "assistant-order"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per text into which such a line came, whatever the step of the version."""
    del old, new
    for layer, evidence in lines_saying(pairs, SAYS):
        yield Hit(
            f"{base_name(layer)} speaks to an assistant that may read it",
            evidence,
            subject=layer.artifact.id,
        )
