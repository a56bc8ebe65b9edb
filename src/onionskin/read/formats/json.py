"""JSON of any shape: every string with its key, every object a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.plugins.view import View
from onionskin.read.documents.feeds import Part, Walk, json_head, rows

META = {
    "title": "JSON",
    "suffixes": [".json"],
    "refines": "text",
    "misses": "What lies deeper than 64 levels; a value of more than 32 million characters that is not in the outermost array or object.",
    "references": ["https://www.rfc-editor.org/rfc/rfc8259"],
}


def fits(view: View) -> bool:
    """Say whether the bytes begin as an object or an array does."""
    return bool(json_head(view))


def read(view: View) -> Iterator[Part]:
    """Yield a row for each object; the outermost object's own strings are one row."""
    walk = Walk(view)
    own: dict[str, Any] = {}
    for path, value in walk.values():
        if not path:
            yield from rows(value)
        elif isinstance(value, list | dict) or path[0] in own:
            yield from rows(value, path[0])
        else:
            own[path[0]] = value
            if len(own) > 1000:
                yield from rows(own)
                own = {}
    if own:
        yield from rows(own)
    yield from walk.end()
