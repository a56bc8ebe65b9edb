"""A program that can reach the network begins, at once, to decrypt and to start programs or make code."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.peel.gained import begun, by_id, evidence, programs
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "A program that reaches the network begins to decrypt and to run things",
    "alias": "D4",
    "family": "new-ability",
    "lane": "change",
    "level": "review",
    "technique": "T1140",
    "misses": "a program that could do one of these before; ciphers without a table and without the system's calls; "
    "types and calls that are looked up at run time",
    "references": [
        "ESET, Analysis of TeleBots' cunning backdoor, July 2017: orders came, encrypted, in the check for updates",
        "peers.md, section 1, signals D4 and D9",
    ],
    "benign": "an updater that comes into the program: it fetches, unpacks and starts; a plug-in host",
}

REACHES = ("net", "http")
UNPACKS = ("crypto", "decompress")
RUNS = (
    "start programs",
    "make memory executable or write into other processes",
    "run code that it makes or fetches",
)


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program that had neither before, and now has both beside the network."""
    del old, new
    for before, after in programs(pairs):
        known, now = by_id(before), by_id(after)
        if any(_unpacks(key) for key in known) or not any(key in now for key in REACHES):
            continue
        groups = begun(before, after)
        runs = [each for each in RUNS if each in groups]
        unpacks = [key for key in now if _unpacks(key)]
        if runs and unpacks:
            found = [one for key in unpacks for one in now[key]]
            found += [one for each in runs for one in groups[each]]
            yield Hit(
                f"{base_name(after)}, which can reach the network, now decrypts or unpacks "
                f"({', '.join(sorted(unpacks))}), and can {' and '.join(runs)}; it did neither",
                evidence(after, found),
                subject=after.artifact.id,
            )


def _unpacks(key: str) -> bool:
    return key in UNPACKS or key.startswith("crypto:")
