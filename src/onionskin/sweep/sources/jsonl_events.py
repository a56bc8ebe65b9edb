"""Events as JSON: one object a line, one array, or one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from onionskin.model import Problem
from onionskin.parse.texts.json_documents import documents, might_be
from onionskin.plugins.contracts import Tables
from onionskin.plugins.view import View
from onionskin.sweep.fields import flatten, place, table_of
from onionskin.sweep.names import NUMBER

META = {
    "title": "Events as JSON Lines, or as a JSON array",
    "suffixes": [".jsonl", ".ndjson", ".json", ".log"],
    "tables": ["process", "image_load", "dns", "connection", "file_access", "file", "install", "alert"],
    "misses": [
        "events whose number or category has no table are counted, not kept",
        "XML inside of JSON, and lists of name and value pairs, are not taken apart",
        "compressed files: unpack them first",
    ],
    "references": [
        "https://learn.microsoft.com/en-us/sysinternals/downloads/sysmon",
        "https://www.elastic.co/guide/en/ecs/current/index.html",
        "https://www.rfc-editor.org/rfc/rfc8259",
    ],
}  # fmt: skip

_PROBE = 16 << 20
_LOOKS = 50


def fits(view: View) -> bool:
    """Say whether one of the first objects is an event of a known kind."""
    if not might_be(view):
        return False
    looks = islice(documents(view.slice(0, _PROBE)), _LOOKS)
    return any(not isinstance(item, Problem) and _is_event(item[1]) for item in looks)


def _is_event(record: dict[str, Any]) -> bool:
    flat = flatten(record)
    return table_of(flat)[0] is not None or any(name in flat for name in NUMBER)


def rows(view: View, out: Tables) -> Iterator[Problem]:
    """Write each object as a row of its table."""
    for item in documents(view):
        if isinstance(item, Problem):
            yield item
        else:
            yield from place(item[1], item[0], out)
