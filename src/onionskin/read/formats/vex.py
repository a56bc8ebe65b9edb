"""OpenVEX and the VEX of CycloneDX: whether a vulnerability reaches a product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

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
    "title": "OpenVEX and CycloneDX VEX",
    "suffixes": [".vex", ".openvex"],
    "refines": "json",
    "quiet": True,
    "misses": "Components of an SBOM without a vulnerability are no claims here; trace reads inventories.",
    "references": [
        "https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md",
        "https://cyclonedx.org/docs/1.6/json/#vulnerabilities",
    ],
}

_OPEN = re.compile(r'"@context"\s*:\s*"https://openvex\.dev/')
_CYCLONE = re.compile(r'"bomFormat"\s*:\s*"CycloneDX"')
_STATES = {
    "affected": "affected", "exploitable": "affected", "fixed": "fixed", "resolved": "fixed",
    "resolved_with_pedigree": "fixed", "not_affected": "spared", "false_positive": "spared",
}  # fmt: skip


def fits(view: View) -> bool:
    """Say whether the bytes are JSON of OpenVEX, or a CycloneDX document with vulnerabilities."""
    start = json_head(view)
    return bool(_OPEN.search(start) or (_CYCLONE.search(start) and '"vulnerabilities"' in start))


def read(view: View) -> Iterator[Part]:
    """Yield a row for each product and vulnerability whose state is settled."""
    walk = Walk(view, "statements", "vulnerabilities", "components")
    names: dict[str, str] = {}
    flaws: list[dict[str, Any]] = []
    for path, value in walk.values():
        if path == ("statements",):
            for each in dicts([value]):
                yield from _statement(each)
        elif path == ("vulnerabilities",):
            flaws += dicts([value])
        elif path == ("components",):
            for each in dicts([value]):
                named = f"{text_of(each.get('name'))} {text_of(each.get('version'))}".strip()
                names[text_of(each.get("bom-ref"))] = text_of(each.get("purl")) or named
        elif path == ("author",):
            yield from head("VEX", text_of(value))
        elif path == ("timestamp",):
            yield from head("", "", text_of(value))
    for each in flaws:
        yield from _cyclone(each, names)
    yield from walk.end()


def _statement(thing: dict[str, Any]) -> Iterator[Part]:
    named = thing.get("vulnerability")
    if isinstance(named, dict):
        which = flaw(text_of(named.get("name")), *texts(named.get("aliases")))
    else:
        which = flaw(text_of(named))
    note = text_of(thing.get("justification")) or text_of(thing.get("impact_statement"))
    products = thing.get("products")
    for each in products if isinstance(products, list) else []:
        product = text_of(each.get("@id")) if isinstance(each, dict) else text_of(each)
        yield from _stands(which, product, text_of(thing.get("status")), note)
    yield from prose(thing.get("action_statement"), thing.get("status_notes"))


def _cyclone(thing: dict[str, Any], names: dict[str, str]) -> Iterator[Part]:
    known = dict_of(thing.get("analysis"))
    weak = thing.get("cwes")
    numbers = [text_of(each) for each in weak] if isinstance(weak, list) else []
    said = text_of(known.get("justification")) or text_of(known.get("detail"))[:300]
    note = " ".join([*(f"CWE-{each}" for each in numbers if each), said]).strip()
    for each in dicts(thing.get("affects")):
        ref = text_of(each.get("ref"))
        release = names.get(ref, ref)
        yield from _stands(
            flaw(text_of(thing.get("id"))), release, text_of(known.get("state")), note
        )
    yield from prose(thing.get("description"), thing.get("recommendation"))


def _stands(which: tuple[str, str], release: str, state: str, note: str) -> Iterator[Record]:
    ours = _STATES.get(state)
    if not which[1] or not release:
        return
    if ours == "affected":
        yield affected(which, release, {"note": note})
    elif ours == "fixed":
        yield from fixed(release.partition("@")[0], release, which, {"note": note})
    elif ours == "spared":
        yield spared(which, release, {"note": note})
    else:
        yield Record({"reference": which[1], "name": release, "state": state})
