"""The code of a program is as it was, and its data name a host that the release before names nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.named_before import is_named, new_addresses
from onionskin.peel.same_code import has_same_code
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "The same code, and a new place in the network",
    "alias": "D4",
    "family": "new-destination",
    "lane": "change",
    "level": "review",
    "technique": "T1071.001",
    "misses": "a program with other code; a host that is encrypted, put together at run time, or written without a scheme, a port or a usual suffix; "
    "a host that the release before names somewhere",
    "references": ["Public analyses of 3CX (2023): places to ask for orders in data beside"],
    "benign": "a vendor's own address that moved, in a program that is else the same",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program with the same code and a new host."""
    del new
    for before, after in pairs.changed:
        fresh = new_addresses(before, after)[:SHOWN]
        if not fresh or not has_same_code(before, after):
            continue
        fresh = [each for each in fresh if not is_named(old, each[0])]
        if fresh:
            own = after.artifact
            names = ", ".join(sorted(host for host, _, _ in fresh))
            evidence = tuple(
                Evidence(f"names {host}", own.id, at, len(host)) for host, at, _ in fresh
            )
            yield Hit(f"{base_name(after)} has the code that it had, and names a place in the network that the release before does not name: {names}", evidence, subject=own.id)  # fmt: skip
