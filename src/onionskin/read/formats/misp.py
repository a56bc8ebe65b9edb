"""MISP: events, and the manifest of a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onionskin.plugins.contracts import Note
from onionskin.plugins.view import View
from onionskin.read.feeds import Part, Walk, dicts, head, json_head, prose, text_of
from onionskin.read.misp import attribute, event_tags

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
_HELD = 20_000


def fits(view: View) -> bool:
    """Say whether the bytes are JSON with the keys of MISP's core format."""
    start = json_head(view)
    return bool(_EVENT.search(start) and _OTHER.search(start))


def read(view: View) -> Iterator[Part]:
    """Yield an event's head, its rows, and what its tags and galaxies say of it."""
    walk = Walk(view, "Event", "Attribute", "Object", "response")
    event: dict[str, Any] = {}
    held: list[Part] = []
    begun = False
    for path, value in walk.values():
        key = path[-1] if path else ""
        if key in ("Attribute", "Object") and isinstance(value, dict):
            parts = _rows(value) if key == "Object" else attribute(value)
        elif isinstance(value, dict) and key not in _OWN:
            parts = _whole(value)
        else:
            event[key] = value
            parts = iter(())
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
    owner = event.get("Orgc")
    publisher = text_of(owner.get("name")) if isinstance(owner, dict) else ""
    yield from head(text_of(event.get("info")), publisher, text_of(event.get("date")))


def _rows(thing: dict[str, Any]) -> Iterator[Part]:
    yield from prose(thing.get("comment"))
    for each in dicts(thing.get("Attribute")):
        yield from attribute(each)


def _whole(value: dict[str, Any]) -> Iterator[Part]:
    """Yield an event that stands in a list of events, or a line of a feed's manifest."""
    event = value.get("Event", value)
    if not isinstance(event, dict):
        return
    yield from _head(event)
    for each in dicts(event.get("Attribute")):
        yield from attribute(each)
    for each in dicts(event.get("Object")):
        yield from _rows(each)
    yield from event_tags(event, text_of(event.get("info")))
    yield from _reports(event)


def _reports(event: dict[str, Any]) -> Iterator[Part]:
    for each in dicts(event.get("EventReport")):
        yield from prose(each.get("name"), each.get("content"))
    if event.get("ShadowAttribute"):
        yield Note("proposals of others (shadow attributes) are not read")
