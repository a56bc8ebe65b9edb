"""A program names a host that the release before names nowhere, in the room of a longer text."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence
from onionskin.peel.named_before import is_named, new_addresses
from onionskin.peel.same_code import has_same_code
from onionskin.plugins.contracts import Hit, Pairs, Tree, base_name

META = {
    "title": "An address in the place of another text",
    "alias": "D4",
    "family": "new-destination",
    "lane": "change",
    "level": "review",
    "technique": "T1071.001",
    "misses": "an address as long as the text that it took the place of, or of letters of two bytes; a host that the release before names somewhere; "
    "a program with the same code, which another signal tells",
    "references": ["MITRE ATT&CK T1071.001; Public analyses of 3CX (2023)"],
    "benign": "an address in a field of fixed length",
}

SHOWN = 8


def change(old: Tree, new: Tree, pairs: Pairs) -> Iterator[Hit]:
    """Yield a hit per program with a new host behind which zeros stand that no alignment explains."""
    del new
    for before, after in pairs.changed:
        fresh = [each for each in new_addresses(before, after) if each[2]][:SHOWN]
        if not fresh or has_same_code(before, after):
            continue
        fresh = [each for each in fresh if not is_named(old, each[0])]
        if fresh:
            own = after.artifact
            names = ", ".join(sorted(host for host, _, _ in fresh))
            evidence = tuple(
                Evidence(f"names {host}, and {room} zeros follow", own.id, at, len(host))
                for host, at, room in fresh
            )
            yield Hit(f"{base_name(after)} names {names} in the room of a longer text; the release before does not name it", evidence, subject=own.id)  # fmt: skip
