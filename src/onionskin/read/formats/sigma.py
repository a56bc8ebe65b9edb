"""Sigma rules: what they refer to, and the values in their detections that are indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.plugins.contracts import Record
from onionskin.plugins.view import View
from onionskin.read.documents.decoding import beginning, characters, encoding
from onionskin.read.documents.feeds import Part, head, pieces, prose, scalar

META = {
    "title": "Sigma rules",
    "suffixes": [".yml", ".yaml"],
    "refines": "text",
    "misses": "Names of programs and command lines are no indicators here (sweep runs the rules); YAML with anchors, aliases or tags is read as text.",
    "references": ["https://github.com/SigmaHQ/sigma-specification"],
}

MOST = 16 << 20
_TITLE = re.compile(r"^title\s*:", re.MULTILINE)
_BODY = re.compile(r"^(?:detection|logsource|correlation)\s*:", re.MULTILINE)
_NETWORK = re.compile(
    r"(?:query(?:name)?|queries|destination(?:hostname|ip)|source(?:ip|hostname)|dst_?ip|src_?ip|ip|domain|hostname|"
    r"host|cs-host|r-dns|c-uri|cs-uri|url|uri|answer|answers|destination\.(?:ip|domain)|dns-query|c-referer|remoteip)\Z",
    re.IGNORECASE,
)
_HASH = re.compile(r"(?:hash(?:es)?|md5|sha1|sha256|sha512|imphash)\Z", re.IGNORECASE)
_PLACE = re.compile(r"\A\*?(?:[A-Za-z]:\\|%\w+%\\|/)")
_SPARED = re.compile(r"\A(?:filter|exclu|legit|whitelist|allow|known|fp)", re.IGNORECASE)


def fits(view: View) -> bool:
    """Say whether any of the first documents has a title and a detection."""
    start = beginning(view)
    return bool(_TITLE.search(start) and _BODY.search(start))


def read(view: View) -> Iterator[Part]:
    """Yield each rule: its head, its references, its values by the kind of field they stand in."""
    from onionskin.parse.texts.plain_yaml import loads, split

    how = encoding(view)
    yield from how.problems
    if view.size > MOST:
        yield Problem("limit:size", f"of {view.size} bytes of rules the first {MOST} were read")
    text = "".join(characters(view.slice(0, MOST), how))
    for document in split(text):
        try:
            rule = loads(document)
        except DamagedError as error:
            yield Problem("damaged", f"{error}; the rule was read as text")
            yield from pieces(document, "line")
            continue
        if isinstance(rule, dict):
            yield from _rule(rule)
        else:
            yield from pieces(document, "line")


def _rule(rule: dict[str, Any]) -> Iterator[Part]:
    author, date = (_one(rule.get(key)) for key in ("author", "date"))
    yield from head(_one(rule.get("title")), author, date.replace("/", "-"))
    yield from prose(rule.get("description"))
    for reference in _many(rule.get("references")):
        yield Record({"reference": reference})
    tags = [tag for tag in _many(rule.get("tags")) if tag]
    if tags:
        yield Record({"reference": " ".join(tags)})
    yield from (part for each in _many(rule.get("falsepositives")) for part in prose(each))
    detection = rule.get("detection")
    if not isinstance(detection, dict):
        return
    condition = _one(detection.get("condition"))
    for name, selection in detection.items():
        if name != "condition":
            spared = bool(_SPARED.match(name)) or f"not {name}" in condition
            yield from _selection(selection, "reference" if spared else "")


def _selection(selection: Any, role: str) -> Iterator[Record]:
    """Yield a row for each value. `field` is without its modifiers: `Image|endswith` is `Image`."""
    ahead: list[tuple[str, Any]] = [("", selection)]
    while ahead:
        field, thing = ahead.pop()
        if isinstance(thing, dict):
            ahead += reversed(thing.items())
        elif isinstance(thing, list):
            ahead += [(field, each) for each in reversed(thing)]
        elif thing:
            yield _row(field, str(thing), role)


def _row(field: str, value: str, role: str) -> Record:
    name = field.partition("|")[0].rpartition(".")[2]
    if "|re" in field or "|base64" in field:
        return Record({"note": f"{field}: {value}"})
    if _NETWORK.match(name) or _HASH.match(name) or "://" in value or _PLACE.match(value):
        cells = {"value": value.strip("*").lstrip("."), "role": role, "note": field}
        return Record({key: cell for key, cell in cells.items() if cell})
    return Record({"note": f"{field}: {value}" if field else value})


def _one(thing: Any) -> str:
    return thing if isinstance(thing, str) else ", ".join(_many(thing))


def _many(thing: Any) -> list[str]:
    several = thing if isinstance(thing, list) else [thing]
    return [text for text in map(scalar, several) if text]
