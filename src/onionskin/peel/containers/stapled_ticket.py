"""A stapled notarisation ticket as a file of its own: `Contents/CodeResources` of a bundle."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Fact, Region
from onionskin.parse.signatures import notarisation
from onionskin.plugins.view import View

META = {
    "title": "Notarisation ticket",
    "kind": "data",
    "suffixes": [".ticket"],
    "match": [[0, b"s8ch"]],
    "refines": None,
    "misses": [
        "Apple has not published the format: the ticket is owned as a whole, and its own signature is not checked",
        "a ticket that Apple has withdrawn",
    ],
    "references": ["mothersruin.com, Notarization Tickets", "Apple, stapler(1)"],
}


def fits(view: View) -> bool:
    """Say whether the bytes hold a list behind the magic."""
    return notarisation.read_ticket(view.read(0, notarisation.MAX_TICKET)) is not None


def peel(view: View) -> Iterator[Region | Fact]:
    """Yield the ticket; whose it is can only be said beside the code."""
    yield Region("notarisation ticket", 0, view.size)
    yield Fact.of(notarisation.Ticket(0, view.size))
