"""STIX 2.0 and 2.1 objects as rows and paragraphs; what ATT&CK and Attack Flow add stands here, too.

Sources: STIX 2.0 (OASIS, 2017), STIX 2.1 (OASIS, 2021), the ATT&CK data model, Attack Flow 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onionskin.model import Problem
from onionskin.parse.texts.stix_pattern import comparisons, kind_of, located, observables
from onionskin.plugins.contracts import Graded, Mentioned, Note, Record, Stated
from onionskin.plugins.view import View
from onionskin.read.documents.feeds import (
    Part,
    Walk,
    dict_of,
    dicts,
    head,
    indicator,
    prose,
    statement,
    text_of,
    texts,
)
from onionskin.read.documents.stix_extension import claim_of, extension_of, sayings, told
from onionskin.terms.stix import Saying, is_only_named

NAMES = 2_000_000
_KINDS = {
    "intrusion-set": "actor", "threat-actor": "actor", "campaign": "campaign", "malware": "malware",
    "tool": "malware", "attack-pattern": "technique", "attack-action": "technique",
    "course-of-action": "measure", "vulnerability": "vulnerability", "identity": "organisation",
    "location": "region",
}  # fmt: skip
# A relationship of STIX -> ours; True if the ends change places.
_RELATIONS = {
    "attributed-to": (("attributed-to", False),),
    "uses": (("employs", False),),
    "targets": (("victim", True),),
    "mitigates": (("mitigated-by", True),),
    "duplicate-of": (("alias-of", False),),
    "originates-from": (("attributed-to", False),),
}
_HOSTILE = frozenset(
    {"communicates-with", "beacons-to", "exfiltrates-to", "downloads", "drops", "controls", "hosts", "consists-of", "based-on"}
)  # fmt: skip
_OBSERVABLES = frozenset(
    {
        "domain-name", "ipv4-addr", "ipv6-addr", "url", "email-addr", "file", "directory", "mutex",
        "windows-registry-key", "process", "x509-certificate", "autonomous-system", "email-message",
        "user-account", "cryptocurrency-wallet",
    }
)  # fmt: skip
_SECTORS = {"class": "group", "group": "group", "individual": "person"}


@dataclass(frozen=True)
class _Named:
    """What is kept of an object until the relationships are known."""

    kind: str
    name: str


@dataclass
class Bundle:
    """The objects of one document, taken one after the other; `rest` is what had to wait."""

    names: dict[str, _Named] = field(default_factory=dict)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    hostile: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    skipped: Counter[str] = field(default_factory=Counter)
    markings: set[str] = field(default_factory=set)
    revoked: int = 0
    stated: set[tuple[str, str]] = field(default_factory=set)
    said: int = 0

    def read(self, view: View) -> Iterator[Part]:
        """Yield everything that a document of STIX objects says."""
        walk = Walk(view, "objects")
        alone: dict[str, Any] = {}
        for path, value in walk.values():
            if not path or path == ("objects",):
                for each in dicts([value]):
                    yield from self.take(each)
            elif len(path) == 1:
                alone[path[0]] = value
        if alone.get("type") not in (None, "bundle"):
            yield from self.take(alone)
        yield from self.rest()
        yield from walk.end()

    def take(self, thing: dict[str, Any]) -> Iterator[Part]:
        """Yield what one object says by itself."""
        kind = text_of(thing.get("type"))
        if extension_of(thing) is not None:
            yield from self._told(thing) if kind == "report" else self._said(thing)
        elif kind == "marking-definition" or not is_only_named(thing):
            yield from self._theirs(thing)
        elif kind == "report":
            yield from head(text_of(thing.get("name")), "", text_of(thing.get("published")))

    def _theirs(self, thing: dict[str, Any]) -> Iterator[Part]:
        """Yield what an object says that holds no claim of ours."""
        kind, ident = text_of(thing.get("type")), text_of(thing.get("id"))
        if thing.get("revoked") is True or thing.get("x_mitre_deprecated") is True:
            self.revoked += 1
            return
        name = text_of(thing.get("name"))
        if kind in _KINDS and name and len(self.names) < NAMES:
            self.names[ident] = _Named(_kind(kind, thing, name), name)
        if kind in ("relationship", "sighting"):
            self.waiting.append({key: thing.get(key) for key in _WANTED})
        elif kind == "indicator":
            yield from self._indicator(thing)
        elif kind in _OBSERVABLES:
            self.seen[ident] = list(observables(thing))
            self.folders.add(text_of(thing.get("parent_directory_ref")))
        elif kind == "observed-data":
            for each in dicts(list(dict_of(thing.get("objects")).values())):
                self.seen.setdefault(ident, []).extend(observables(each))
        elif kind == "marking-definition":
            self._marking(thing)
        elif kind == "attack-flow":
            yield from self._flow(thing)
        else:
            yield from _described(thing, name)

    def _said(self, thing: dict[str, Any]) -> Iterator[Part]:
        """Yield the claim that an object of ours holds, as it was."""
        for each in sayings((thing,)):
            if isinstance(each, Saying):
                self.stated.add((each.subject.kind, each.subject.name))
                self.said += 1
                yield Stated(claim_of(each), each.standing)
            else:
                yield each

    def _told(self, thing: dict[str, Any]) -> Iterator[Part]:
        """Yield the head of a report of ours, the grade of its source, and the names that it lists."""
        found = told(thing)
        if isinstance(found, Problem):
            yield found
        else:
            yield Graded(found.grade, lists_names=True)
        yield from head(text_of(thing.get("name")), "", text_of(thing.get("published")))
        if not isinstance(found, Problem):
            yield from map(Mentioned, found.names)

    def _indicator(self, thing: dict[str, Any]) -> Iterator[Part]:
        name, pattern = text_of(thing.get("name")), text_of(thing.get("pattern"))
        stated = {*texts(thing.get("labels")), *texts(thing.get("indicator_types"))}
        role = "clean" if "benign" in stated else "indicator"
        first, last = (
            text_of(thing.get("valid_from")),
            text_of(thing.get("valid_until")),
        )
        language = text_of(thing.get("pattern_type")) or "stix"
        if language != "stix":
            yield Note(f"an indicator of the pattern language {language[:40]!r} was read as text")
            yield from prose(name, pattern)
            return
        taken = 0
        for each in located(comparisons(pattern)):
            for value in each.values:
                kind = kind_of(each.path, value) if each.exact else f"pattern of {each.path}"
                yield indicator(kind, value, role=role, note=name, first=first, last=last)
                taken += 1
        if not taken:
            self.skipped["indicator without a comparison"] += 1
        yield from prose(thing.get("description"))

    def _marking(self, thing: dict[str, Any]) -> None:
        definition = thing.get("definition")
        said = definition.values() if isinstance(definition, dict) else [thing.get("name")]
        self.markings.update(text[:200] for text in map(text_of, said) if text)

    def _flow(self, thing: dict[str, Any]) -> Iterator[Part]:
        yield from head(text_of(thing.get("name")), "", text_of(thing.get("created")))
        yield from prose(thing.get("description"))

    def rest(self) -> Iterator[Part]:
        """Yield what only the whole document can tell: relationships, observables, notes."""
        for thing in self.waiting:
            source, target = text_of(thing["source_ref"]), text_of(thing["target_ref"])
            if text_of(thing["relationship_type"]) in _HOSTILE:
                self.hostile.update((source, target))
        for thing in self.waiting:
            if thing["type"] == "sighting":
                yield from self._sighting(thing)
            else:
                yield from self._relationship(thing)
        for ident, found in self.seen.items():
            if self.said and ident in self.folders:
                continue  # of a path that one of our claims names whole
            role = "indicator" if ident in self.hostile else "reference"
            for kind, value in found:
                # STIX writes a TLSH without its version.
                if not self.stated & {(kind, value), (kind, f"T1{value}")}:
                    yield indicator(kind, value, role=role)
        yield from self._notes()

    def _relationship(self, thing: dict[str, Any]) -> Iterator[Part]:
        kind = text_of(thing["relationship_type"])
        source = self.names.get(text_of(thing["source_ref"]))
        target = self.names.get(text_of(thing["target_ref"]))
        if source is None or target is None:
            return
        for relation, turned in _RELATIONS.get(kind, ()):
            one, other = (target, source) if turned else (source, target)
            row = statement(
                (one.kind, one.name), relation, (other.kind, other.name),
                {"valid from": text_of(thing["start_time"]), "valid until": text_of(thing["stop_time"])},
            )  # fmt: skip
            if _is_permitted(row):
                yield row
                yield from prose(thing["description"])
                return
        self.skipped[f"{source.kind} {kind} {target.kind}"] += 1

    def _sighting(self, thing: dict[str, Any]) -> Iterator[Part]:
        what = self.names.get(text_of(thing["sighting_of_ref"]))
        where = [self.names[each].name for each in texts(thing["where_sighted_refs"]) if each in self.names]  # fmt: skip
        said = f"Sighting of {what.name if what else 'an object'}"
        said += f" at {', '.join(where)}" if where else ""
        yield from prose(
            f"{said}, {text_of(thing['first_seen'])[:10]}".rstrip(", "),
            thing["description"],
        )

    def _notes(self) -> Iterator[Note]:
        yield from (Note(f"the source is marked: {each}") for each in sorted(self.markings))
        if self.said:
            yield Note(
                f"{self.said} claims were taken as this bundle holds them; their quotes, dates, origins and grades are its word"
            )
        if self.revoked:
            yield Note(f"{self.revoked} objects are revoked or deprecated and were left out")
        if self.skipped:
            shown = ", ".join(f"{n} {name}" for name, n in self.skipped.most_common(12))
            yield Note(f"not taken as claims: {shown}")


_WANTED = (
    "type", "relationship_type", "source_ref", "target_ref", "description", "start_time", "stop_time",
    "sighting_of_ref", "where_sighted_refs", "first_seen",
)  # fmt: skip


def _is_permitted(row: Record) -> bool:
    from onionskin.read.documents.records import is_statement, laid_out

    return is_statement(laid_out(row.cells))


def _kind(kind: str, thing: dict[str, Any], name: str) -> str:
    if kind == "identity":
        return _SECTORS.get(text_of(thing.get("identity_class")), "organisation")
    if kind == "vulnerability":
        return "cve" if name.upper().startswith("CVE-") else "vulnerability"
    return _KINDS[kind]


def _described(thing: dict[str, Any], name: str) -> Iterator[Part]:
    """Yield a domain object: its name, its numbers at catalogues, its other names, its prose."""
    kind = text_of(thing.get("type"))
    if kind in ("report", "grouping", "note", "opinion"):
        yield from head(name, "", text_of(thing.get("published")) or text_of(thing.get("created")))
        yield from prose(
            thing.get("abstract"), thing.get("content"), thing.get("opinion"),
            thing.get("explanation"), thing.get("description"),
        )  # fmt: skip
        yield from _references(thing)
        return
    ours = _KINDS.get(kind)
    if name:
        number = _number(thing)
        yield from prose(f"{name} ({number})" if number else name)
    if ours in ("actor", "malware", "campaign"):
        others = (*texts(thing.get("aliases")), *texts(thing.get("x_mitre_aliases")))
        for other in dict.fromkeys(others):
            if other.casefold() != name.casefold():
                yield statement((ours, name), "alias-of", (ours, other))
    yield from prose(thing.get("description"), thing.get("x_mitre_detection"))
    if kind == "attack-action" and (number := text_of(thing.get("technique_id"))):
        yield from prose(f"{name}: technique {number}")
    yield from _references(thing)


def _number(thing: dict[str, Any]) -> str:
    numbers = [
        text_of(each.get("external_id"))
        for each in dicts(thing.get("external_references"))
        if text_of(each.get("source_name")) in ("mitre-attack", "capec", "cve", "mitre-mobile-attack", "mitre-ics-attack")
    ]  # fmt: skip
    return ", ".join(number for number in numbers if number)


def _references(thing: dict[str, Any]) -> Iterator[Record]:
    for each in dicts(thing.get("external_references")):
        if url := text_of(each.get("url")):
            yield Record({"name": text_of(each.get("source_name")), "reference": url})
