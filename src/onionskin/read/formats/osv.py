"""OSV: open-source vulnerabilities and malicious packages, with the ranges they affect, as JSON or as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.parse.texts.plain_yaml import loads, split
from onionskin.plugins.contracts import Record
from onionskin.plugins.view import View
from onionskin.read.documents.advisories import affected, fixed, flaw
from onionskin.read.documents.decoding import beginning, characters, encoding
from onionskin.read.documents.feeds import (
    Part,
    Walk,
    dict_of,
    dicts,
    head,
    json_head,
    pieces,
    prose,
    text_of,
    texts,
)

META = {
    "title": "OSV",
    "suffixes": [],
    "refines": "json",
    "misses": "Ranges of commits are named, not resolved; of a list of more than 500 versions the first 500 are taken.",
    "references": ["https://ossf.github.io/osv-schema/"],
}

_KEYS = re.compile(
    r'"(id|modified|affected|schema_version|ranges|package|published|summary|details)"\s*:'
)
_LINES = re.compile(
    r"^(id|modified|affected|published|summary|details|aliases):(?=\s)", re.MULTILINE
)
VERSIONS = 500
MOST = 4 << 20  # of a file of YAML: the databases keep an entry in each


def fits(view: View) -> bool:
    """Say whether the bytes are JSON with the keys that OSV requires, or YAML with those that databases write first."""
    start = json_head(view)
    if not start:
        found = set(_LINES.findall(beginning(view)))
        return {"id", "affected"} <= found and bool(found & {"modified", "published", "details"})
    found = set(_KEYS.findall(start))
    return {"id", "modified", "affected"} <= found and bool(
        found & {"package", "ranges", "schema_version"}
    )


def read(view: View) -> Iterator[Part]:
    """Yield each entry: its head, its text, the releases it affects and those that are repaired."""
    if not json_head(view):
        yield from _yaml(view)
        return
    walk = Walk(view)
    alone: dict[str, Any] = {}
    for path, value in walk.values():
        if not path:
            for each in dicts([value]):
                yield from _entry(each)
        else:
            alone[path[0]] = value
    if alone:
        yield from _entry(alone)
    yield from walk.end()


def _yaml(view: View) -> Iterator[Part]:
    how = encoding(view)
    yield from how.problems
    if view.size > MOST:
        yield Problem("limit:size", f"of {view.size} bytes of YAML the first {MOST} were read")
    for document in split("".join(characters(view.slice(0, MOST), how))):
        try:
            entry = loads(document)
        except DamagedError as error:
            yield Problem("damaged", f"{error}; the entry was read as text")
            yield from pieces(document, "line")
            continue
        yield from _entry(dict_of(entry))


def _entry(entry: dict[str, Any]) -> Iterator[Part]:
    ident = text_of(entry.get("id"))
    which = flaw(ident, *texts(entry.get("aliases")))
    yield from head(
        f"{ident} {text_of(entry.get('summary'))}".strip(),
        "",
        text_of(entry.get("published")),
    )
    yield from prose(entry.get("details"))
    weak = ", ".join(texts(dict_of(entry.get("database_specific")).get("cwe_ids")))
    for each in dicts(entry.get("affected")):
        yield from _affected(each, which, weak)
    for each in dicts(entry.get("references")):
        yield Record({"name": text_of(each.get("type")), "reference": text_of(each.get("url"))})


def _affected(thing: dict[str, Any], which: tuple[str, str], weak: str) -> Iterator[Record]:
    own = dict_of(thing.get("package"))
    name, purl = text_of(own.get("name")), text_of(own.get("purl"))
    if not name or not which[1]:
        return
    where = {"ecosystem": text_of(own.get("ecosystem")), "purl": purl, "weakness": weak}
    for version in texts(thing.get("versions"))[:VERSIONS]:
        yield affected(which, f"{name} {version}", where)
    for span in dicts(thing.get("ranges")):
        commits = text_of(span.get("type")) == "GIT"
        yield from _range(dicts(span.get("events")), name, which, where, commits=commits)


def _range(
    events: list[dict[str, Any]], name: str, which: tuple[str, str], where: dict[str, str], *, commits: bool
) -> Iterator[Record]:  # fmt: skip
    """Yield `name >=1.0 <1.2` for each stretch between an introduction and its end."""
    since = ""
    unit = "commit " if commits else ""
    for event in events:
        begun, ended, last = (
            text_of(event.get(key)) for key in ("introduced", "fixed", "last_affected")
        )
        if begun:
            since = begun
        if ended or last:
            end = f"<{unit}{ended}" if ended else f"<={unit}{last}"
            start = f">={unit}{since} " if since not in ("", "0") else ""
            yield affected(which, f"{name} {start}{end}", where)
            since = ""
        if ended and not commits:
            yield from fixed(name, f"{name} {ended}", which, where)
    if since:
        yield affected(which, f"{name} >={unit}{since}" if since != "0" else f"{name} (all versions)", where)  # fmt: skip
