"""CSAF 2.0 advisories, VEX among them: which product is affected, fixed, or spared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onionskin.model import Problem
from onionskin.plugins.contracts import Record
from onionskin.plugins.view import View
from onionskin.read.documents.advisories import affected, fixed, flaw, spared
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

META = {
    "title": "CSAF 2.0 advisories and VEX",
    "suffixes": [],
    "refines": "json",
    "quiet": True,
    "misses": "Scores are read as no claims; a weakness stands in the rows of its flaw; `under_investigation` and `recommended` state nothing that holds.",
    "references": ["https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html"],
}

DEPTH = 64
_AFFECTED = ("known_affected", "first_affected", "last_affected")
_FIXED = ("fixed", "first_fixed")


def fits(view: View) -> bool:
    """Say whether the bytes are JSON with the head of a CSAF document."""
    start = json_head(view)
    return '"document"' in start and '"csaf_version"' in start


def read(view: View) -> Iterator[Part]:
    """Yield the head, the notes, then row by row how each product stands to each vulnerability."""
    walk = Walk(view, "vulnerabilities")
    parts: dict[str, Any] = {}
    flaws: list[dict[str, Any]] = []
    for path, value in walk.values():
        if path == ("vulnerabilities",):
            flaws += dicts([value])
        elif len(path) == 1:
            parts[path[0]] = value
    yield from _head(dict_of(parts.get("document")))
    names: dict[str, tuple[str, str]] = {}
    yield from _tree(dict_of(parts.get("product_tree")), names)
    for each in flaws:
        yield from _flaw(each, names)
    yield from walk.end()


def _head(document: dict[str, Any]) -> Iterator[Part]:
    date = text_of(dict_of(document.get("tracking")).get("initial_release_date"))
    who = text_of(dict_of(document.get("publisher")).get("name"))
    yield from head(text_of(document.get("title")), who, date)
    yield from _notes(document)


def _notes(thing: dict[str, Any]) -> Iterator[Part]:
    for each in dicts(thing.get("notes")):
        if text_of(each.get("category")) != "legal_disclaimer":
            yield from prose(each.get("text"))
    for each in dicts(thing.get("references")):
        if url := text_of(each.get("url")):
            yield Record({"note": text_of(each.get("summary"))[:200], "reference": url})


def _tree(tree: dict[str, Any], names: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    """Fill `names`: product id -> (product, release), from branches, lists and relationships."""
    ahead = [(each, "", "", 0) for each in reversed(dicts(tree.get("branches")))]
    while ahead:
        branch, product, version, depth = ahead.pop()
        if depth > DEPTH:
            yield Problem("limit:depth", f"products nested deeper than {DEPTH} are not read")
            return
        category, name = text_of(branch.get("category")), text_of(branch.get("name"))
        product = name if category == "product_name" else product
        version = name if category.startswith("product_version") else version
        _named(branch.get("product"), product, version, names)
        ahead += [(each, product, version, depth + 1) for each in reversed(dicts(branch.get("branches")))]  # fmt: skip
    for each in dicts(tree.get("full_product_names")):
        _named(each, "", "", names)
    for each in dicts(tree.get("relationships")):
        _named(each.get("full_product_name"), "", "", names)


def _named(product: Any, name: str, version: str, names: dict[str, tuple[str, str]]) -> None:
    own = dict_of(product)
    if ident := text_of(own.get("product_id")):
        full = text_of(own.get("name")) or ident
        release = f"{name} {version}".strip() if name and version else full
        names[ident] = (name or full, release)


def _flaw(thing: dict[str, Any], names: dict[str, tuple[str, str]]) -> Iterator[Part]:
    numbers = [text_of(each.get("text")) for each in dicts(thing.get("ids"))]
    which = flaw(text_of(thing.get("cve")), *numbers, text_of(thing.get("title")))
    yield from prose(f"{which[1]}: {text_of(thing.get('title'))}".rstrip(": "))
    yield from _notes(thing)
    weakness = text_of(dict_of(thing.get("cwe")).get("id"))
    status = dict_of(thing.get("product_status"))
    why = _justified(thing)
    for state, idents in status.items() if which[1] else ():
        for ident in texts(idents):
            product, release = names.get(ident, (ident, ident))
            more = {"state": state, "weakness": weakness, "note": why.get(ident, "")}
            if state in _AFFECTED:
                yield affected(which, release, more)
            elif state in _FIXED:
                yield from fixed(product, release, which, more)
            elif state == "known_not_affected":
                yield spared(which, release, more)
            else:
                yield Record({"reference": which[1], "name": release, "state": state})
    for each in dicts(thing.get("remediations")):
        yield from prose(each.get("details"))


def _justified(thing: dict[str, Any]) -> dict[str, str]:
    """Return product id -> why it is spared, as the flags and threats of a VEX say."""
    return {
        ident: text_of(each.get("label")) or text_of(each.get("details"))[:300]
        for key in ("threats", "flags")
        for each in dicts(thing.get(key))
        for ident in texts(each.get("product_ids"))
        if key == "flags" or text_of(each.get("category")) == "impact"
    }
