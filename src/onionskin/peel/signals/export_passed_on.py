"""A library passes on a call to another library that it answered itself before."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.parse.programs.pe_image import PeImage
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A call that a library answered itself is passed on to another",
    "alias": "D6",
    "family": "side-load",
    "lane": "change",
    "level": "review",
    "technique": "T1574.001",
    "misses": "calls that are passed on by code; names beyond the first 4,096; a library that is new as a file",
    "references": [
        "Microsoft, PE Format: Export Address Table, forwarder RVA",
        "MITRE ATT&CK T1574.001, DLL proxying",
    ],
    "benign": "a library that was split in two, and keeps its old names",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per library with such calls."""
    del old, new
    for before, after in pairs.changed:
        was, now = before.first(PeImage), after.first(PeImage)
        if was is None or now is None or not now.forwards:
            continue
        own_before = set(was.exports) - {each.name for each in was.forwards}
        fresh = [each for each in now.forwards if each.name in own_before]
        if fresh:
            own = after.artifact
            evidence = tuple(Evidence(f"{each.name} is {each.target}", own.id, 0, own.size) for each in fresh[:SHOWN])  # fmt: skip
            yield Hit(
                f"{base_name(after)} passes {len(fresh)} of its calls on that it answered itself, the first to {fresh[0].target}",
                evidence,
                subject=own.id,
            )
