"""Entitlements in a file of their own: what a signer asks the system to grant."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region
from onionskin.parse.metadata import bundle
from onionskin.parse.texts.property_list import MAX_BYTES, begins, read_any
from onionskin.plugins.view import View

META = {
    "title": "Entitlements",
    "kind": "data",
    "suffixes": [],
    "match": [],
    "names": ["*.entitlements", "*.xcent"],
    "refines": None,
    "misses": [
        "whether any program was signed with them",
        "bytes of a binary property list that no object of it uses",
        "the old form in plain text (NeXTSTEP)",
    ],
    "references": ["Apple, Entitlements", "Apple, plist(5)"],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin as a property list."""
    return begins(view)


def peel(view: View) -> Iterator[Region | Fact | Problem]:
    """Yield what is asked for."""
    yield Region("property list", 0, view.size)
    try:
        found = bundle.read_entitlements(read_any(view.read(0, MAX_BYTES + 1)))
    except DamagedError as error:
        yield Problem("damaged", f"the property list cannot be read: {error}")
        return
    yield Fact.of(found)
