"""A program begins to wait, and to ask for the date: a gate in time, if anything else is odd."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.gained import evidence, gained, programs
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program begins to wait and to ask for the date",
    "alias": "D9",
    "family": "time-gate",
    "lane": "change",
    "level": "nothing_found",
    "technique": "T1497.003",
    "misses": "waiting by other means; a program that read the clock or waited before",
    "references": [
        "peers.md, section 1, signal D9",
        "incident facts, section 2: the implant sleeps for days before it calls home",
    ],
    "benign": "nearly every program does both: it says nothing alone, and only colours another finding",
}


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that had neither a clock nor a sleep, and now has both."""
    del old, new
    for before, after in programs(pairs):
        begun = gained(before, after)
        if "clock" in begun and "sleep" in begun:
            yield Hit(
                f"{base_name(after)} now waits and asks for the date; it did neither",
                evidence(after, [*begun["clock"], *begun["sleep"]]),
                subject=after.artifact.id,
            )
