"""Attack Flow: the actions of one attack in their order, as STIX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onionskin.plugins.contracts import Note
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import (
    Part,
    Walk,
    dicts,
    head,
    is_stix,
    prose,
    statement,
    text_of,
    texts,
)

META = {
    "title": "Attack Flow",
    "suffixes": [".afb"],
    "refines": "stix",
    "misses": "The drawing of the builder (.afb) holds no STIX and is read as JSON; an operator's AND or OR is named, not reckoned.",
    "references": ["https://center-for-threat-informed-defense.github.io/attack-flow/language/"],
}

_FLOW = re.compile(r'"type"\s*:\s*"attack-(?:flow|action|operator|asset|condition)"')
_NUMBER = re.compile(r"T\d{4}(?:\.\d{3})?\Z")
MOST = 10_000


def fits(view: View) -> bool:
    """Say whether any of the first STIX objects is one of an attack flow."""
    return bool(_FLOW.search(is_stix(view)))


def read(view: View) -> Iterator[Part]:
    """Yield the flow's head, its actions from their starts on, then all other objects."""
    from onionskin.read.documents.stix import Bundle

    walk, bundle = Walk(view, "objects"), Bundle()
    flow: dict[str, Any] = {}
    steps: dict[str, dict[str, Any]] = {}
    others: list[dict[str, Any]] = []
    for path, thing in walk.values():
        if path not in ((), ("objects",)) or not dicts([thing]):
            continue
        kind = text_of(thing.get("type"))
        if kind == "attack-flow":
            flow = thing
        elif kind.startswith("attack-") and kind != "attack-pattern" and len(steps) < MOST:
            steps[text_of(thing.get("id"))] = thing
        else:
            others.append(thing)
    name = text_of(flow.get("name"))
    yield from head(name, "", text_of(flow.get("created")))
    yield from prose(flow.get("description"))
    for step in _ordered(flow, steps):
        yield from _step(step, name)
    for thing in others:
        yield from bundle.take(thing)
    yield from bundle.rest()
    yield from walk.end()


def _step(step: dict[str, Any], flow: str) -> Iterator[Part]:
    title, number = text_of(step.get("name")), text_of(step.get("technique_id"))
    if number and _NUMBER.match(number) and flow:
        when = text_of(step.get("execution_start"))
        said = f"{number} {title}".strip()
        yield statement(("campaign", flow), "employs", ("technique", said), {"valid from": when})
    else:
        yield from prose(title)
    yield from prose(step.get("description"), step.get("pattern"))
    if operator := text_of(step.get("operator")):
        yield Note(f"the flow joins steps by {operator[:20]}")


def _ordered(flow: dict[str, Any], steps: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each step once: from the starts along the effects, then those that nothing leads to."""
    ahead = [*texts(flow.get("start_refs")), *steps]
    ahead.reverse()
    done: set[str] = set()
    while ahead:
        ident = ahead.pop()
        if ident in done or ident not in steps:
            continue
        done.add(ident)
        step = steps[ident]
        yield step
        for key in ("effect_refs", "asset_refs", "on_true_refs", "on_false_refs"):
            ahead += reversed(texts(step.get(key)))
