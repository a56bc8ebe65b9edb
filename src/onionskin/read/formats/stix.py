"""STIX 2.0 and 2.1: bundles, and single objects."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, is_stix

META = {
    "title": "STIX 2.0 and 2.1",
    "suffixes": [".stix", ".stix2"],
    "refines": "json",
    "misses": "How a pattern joins its observations in time; values compared by LIKE or MATCHES are no values; STIX 1.x is XML and is not read.",
    "references": ["https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html"],
}


def fits(view: View) -> bool:
    """Say whether the bytes are JSON whose objects have identifiers of STIX."""
    return bool(is_stix(view))


def read(view: View) -> Iterator[Part]:
    """Yield rows for indicators, observables, aliases and relationships, and the prose of the rest."""
    from onionskin.read.documents.stix import Bundle

    yield from Bundle().read(view)
