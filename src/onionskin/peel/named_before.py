"""What of a file's names no file of the release before holds."""

from __future__ import annotations

from onionskin.model import Layer
from onionskin.parse.code.named_addresses import NamedAddresses
from onionskin.plugins.contracts import Tree

SEARCHED = 3000  # files of the release before that are searched
Address = tuple[str, int, int]  # a host, its place, and the zeros behind the text that it stands in


def is_named(old: Tree, text: str) -> bool:
    """Say whether a file of the release before holds a text: only those that changed were looked at otherwise."""
    return bool(old.search(text.encode(), old.layers[:SEARCHED]))


def new_addresses(before: Layer, after: Layer) -> list[Address]:
    """Return the hosts of a program that the one before does not name; none where not all of that one was seen."""
    was, now = before.first(NamedAddresses), after.first(NamedAddresses)
    if was is None or now is None or not was.is_whole:
        return []
    rows = zip(now.hosts, now.places, now.rooms, strict=True)
    return [each for each in rows if each[0] not in was.hosts]
