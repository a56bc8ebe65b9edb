"""A stapled notarisation ticket that does not name what it is stapled to."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Evidence, Layer
from onionskin.parse.signatures.notarisation import Ticket
from onionskin.plugins.contracts import Hit
from onionskin.plugins.view import View

META = {
    "title": "A notarisation ticket for another file",
    "alias": "H7",
    "family": "notarisation",
    "lane": "invariant",
    "level": "review",
    "technique": "T1553.001",
    "formats": ["xar", "macho"],
    "misses": "a ticket whose own signature is not Apple's; a ticket that Apple has withdrawn",
    "references": [
        "mothersruin.com, Notarization Tickets",
        "apple-platform-rs, stapling.rs: which hash a ticket is asked for",
    ],
    "benign": "a package that was signed again after its ticket was stapled",
}


def artifact(layer: Layer, view: View) -> Iterator[Hit]:
    """Yield a hit for the first ticket that does not name the file."""
    del view
    for ticket in layer.all(Ticket):
        if ticket.names_it is False:
            place = Evidence("the ticket", None, ticket.offset, ticket.length)
            yield Hit("the stapled ticket holds no hash of this file", (place,))
            return
