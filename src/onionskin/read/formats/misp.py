"""MISP: events, and the manifest of a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onionskin.plugins.contracts import Note
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import (
    Part,
    Walk,
    dict_of,
    dicts,
    head,
    json_head,
    prose,
    text_of,
)
from onionskin.read.documents.misp import attribute, event_tags

META = {
    "title": "MISP events and feeds",
    "suffixes": [".misp"],
    "refines": "json",
    "misses": "Attachments and encrypted samples in attributes; proposals and sightings are not counted.",
    "references": ["https://www.misp-standard.org/rfc/misp-standard-core.html"],
}

_EVENT = re.compile(
    r'"(?:Event|Attribute|Object|attribute_count|threat_level_id|publish_timestamp)"\s*:'
)
_OTHER = re.compile(r'"(?:Orgc?|info|uuid|to_ids|manifest|org_id)"\s*:')
_FLAGGED = re.compile(rb'"to_ids"\s{0,8}:\s{0,8}(?:true|1|"1"|"true")')
_HELD = 20_000


def fits(view: View) -> bool:
    """Say whether the bytes are JSON with the keys of MISP's core format."""
    start = json_head(view)
    return bool(_EVENT.search(start) and _OTHER.search(start))


def read(view: View) -> Iterator[Part]:
    """Yield an event's head, its rows, and what its tags and galaxies say of it."""
    walk = Walk(view, "Event", "Attribute", "Object", "response")
    flags = _flags(view)
    if not flags:
        yield Note(
            "no attribute is marked for detection (to_ids), so each was judged like a report's"
        )
    event: dict[str, Any] = {}
    held: list[Part] = []
    begun = False
    for path, value in walk.values():
        key = path[-1] if path else ""
        if key in ("Attribute", "Object"):
            rows = _rows if key == "Object" else attribute
            parts = [part for each in dicts([value]) for part in rows(each, flags=flags)]
        elif isinstance(value, dict) and key not in _OWN:
            parts = list(_whole(value, flags=flags))
        else:
            event[key] = value
            parts = []
        # The head stands first, although it may be written behind thousands of attributes.
        if not begun and (event.keys() >= _HEAD or len(held) > _HELD):
            begun = True
            yield from _head(event)
            yield from held
        if begun:
            yield from parts
        else:
            held += parts
    if not begun:
        yield from _head(event)
        yield from held
    yield from event_tags(event, text_of(event.get("info")))
    yield from _reports(event)
    yield from walk.end()


_HEAD = frozenset({"info", "date", "Orgc"})
_OWN = frozenset({"Orgc", "Org", "Tag", "Galaxy", "EventReport"})


def _head(event: dict[str, Any]) -> Iterator[Part]:
    publisher = text_of(dict_of(event.get("Orgc")).get("name"))
    yield from head(text_of(event.get("info")), publisher, text_of(event.get("date")))


def _flags(view: View) -> bool:
    """Say whether any attribute is marked for detection: some owners never use the mark."""
    held = b""
    for chunk in view.chunks():
        if _FLAGGED.search(held + chunk):
            return True
        held = chunk[-40:]
    return False


def _rows(thing: dict[str, Any], *, flags: bool) -> Iterator[Part]:
    yield from prose(thing.get("comment"))
    for each in dicts(thing.get("Attribute")):
        yield from attribute(each, flags=flags)


def _whole(value: dict[str, Any], *, flags: bool) -> Iterator[Part]:
    """Yield an event that stands in a list of events, or a line of a feed's manifest."""
    event = dict_of(value.get("Event", value))
    yield from _head(event)
    for each in dicts(event.get("Attribute")):
        yield from attribute(each, flags=flags)
    for each in dicts(event.get("Object")):
        yield from _rows(each, flags=flags)
    yield from event_tags(event, text_of(event.get("info")))
    yield from _reports(event)


def _reports(event: dict[str, Any]) -> Iterator[Part]:
    for each in dicts(event.get("EventReport")):
        yield from prose(each.get("name"), each.get("content"))
    if event.get("ShadowAttribute"):
        yield Note("proposals of others (shadow attributes) are not read")
