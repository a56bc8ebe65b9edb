"""A program gains several abilities at once that together are a loader's or a back door's."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.gained import by_id, evidence, programs
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program gains a set of abilities that it had nothing of",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1129",
    "misses": "abilities that were there before and are put to another use; calls found by a hash at run time; "
    "managed code; a single new ability",
    "references": [
        "peers.md, section 1, signal D4",
        "MITRE ATT&CK T1129, T1071.001, T1055",
    ],
    "benign": "a feature that needs them: an updater, a plug-in host, telemetry; a library now linked in",
}

# What a program reaches, starts and rewrites: each group is one new thing, however many calls say it.
GROUPS = {
    "reach the network": ("net", "http"),
    "start programs": ("exec",),
    "make memory executable or write into other processes": ("memory-protection", "injection"),
    "open the store of secrets": ("credential-store",),
}
LEAST = 2


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program in which two groups or more begin at once."""
    del old, new
    for before, after in programs(pairs):
        known, now = by_id(before), by_id(after)
        begun = {
            what: [one for each in ids for one in now.get(each, ())]
            for what, ids in GROUPS.items()
            if not any(each in known for each in ids) and any(each in now for each in ids)
        }
        if len(begun) >= LEAST:
            found = [one for some in begun.values() for one in some]
            yield Hit(
                f"{base_name(after)} can now {' and '.join(begun)}; the one before could not",
                evidence(after, found),
                subject=after.artifact.id,
            )
