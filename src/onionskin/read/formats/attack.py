"""MITRE ATT&CK as STIX: techniques, groups and software with their names and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, is_stix

META = {
    "title": "MITRE ATT&CK",
    "suffixes": [],
    "refines": "stix",
    "quiet": True,
    "misses": "Tactics, data sources and detections are read as prose; a cascade that stands in prose only stays prose.",
    "references": ["https://github.com/mitre-attack/attack-stix-data/blob/master/USAGE.md"],
}


def fits(view: View) -> bool:
    """Say whether these are STIX objects with the properties that only ATT&CK gives them."""
    return '"x_mitre_' in is_stix(view)


def read(view: View) -> Iterator[Part]:
    """Yield aliases, who employs what, what mitigates what, and the descriptions."""
    from onionskin.read.documents.stix import Bundle

    yield from Bundle().read(view)
