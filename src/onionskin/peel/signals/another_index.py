"""A release brings a line by which packages are installed from another place."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.inserted import lines_saying
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "Packages are to come from another index",
    "alias": "D7",
    "family": "other-index",
    "lane": "change",
    "level": "review",
    "technique": "T1195.001",
    "misses": "an index that the machine's own settings name; one that is put together at run time; a list of requirements under another name",
    "references": [
        "pip documentation, requirements file format; npm documentation, .npmrc; MITRE ATT&CK T1195.001",
        "A. Birsan, Dependency Confusion (2021)",
    ],
    "benign": "a project that moves to an index of its own, or builds on a vendor's",
}

SAYS = "other-index"


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per text into which such a line came, whatever the step of the version."""
    del old, new
    for layer, evidence in lines_saying(pairs, SAYS):
        yield Hit(
            f"{base_name(layer)} now says where packages are to come from",
            evidence,
            subject=layer.artifact.id,
        )
