"""MISP galaxy clusters: names of actors, malware and campaigns, with their other names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onionskin.plugins.contracts import Record
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
    texts,
)
from onionskin.read.documents.misp import KINDS, aliases

META = {
    "title": "MISP galaxy clusters",
    "suffixes": [],
    "refines": "json",
    "quiet": True,
    "misses": "Relations between clusters are not taken; clusters of other things than actors, malware and campaigns are read as prose.",
    "references": ["https://www.misp-standard.org/rfc/misp-standard-galaxy-format.html"],
}

_KEYS = re.compile(r'"(authors|values|category|description|name|source|type|uuid)"\s*:')


def fits(view: View) -> bool:
    """Say whether the bytes are JSON with the keys of a cluster file."""
    found = set(_KEYS.findall(json_head(view)))
    return {"authors", "values", "uuid"} <= found and "description" in found


def read(view: View) -> Iterator[Part]:
    """Yield each cluster: its name, its other names as claims, its description and references."""
    walk = Walk(view, "values")
    about: dict[str, Any] = {}
    held: list[dict[str, Any]] = []
    for path, value in walk.values():
        if path == ("values",):
            # `type` says what the names are, and stands behind them.
            held += map(_kept, dicts([value]))
        elif len(path) == 1:
            about[path[0]] = value
    kind = KINDS.get(text_of(about.get("type")))
    yield from head(text_of(about.get("name")))
    for each in held:
        yield from _cluster(each, kind)
    yield from walk.end()


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    meta = dict_of(value.get("meta"))
    return {
        "value": text_of(value.get("value")),
        "description": value.get("description"),
        "synonyms": texts(meta.get("synonyms")),
        "refs": texts(meta.get("refs")),
    }


def _cluster(each: dict[str, Any], kind: str | None) -> Iterator[Part]:
    yield from prose(each["value"])
    if kind and kind != "technique" and each["value"]:
        yield from aliases(kind, each["value"], each["synonyms"])
    yield from prose(each["description"])
    yield from (Record({"name": each["value"], "reference": url}) for url in each["refs"])
