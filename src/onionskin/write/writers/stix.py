"""STIX 2.1: one bundle a report, standard objects and relationships, one extension for the rest.

Source: OASIS, STIX Version 2.1, sections 3.8, 4, 5, 7.2 (TLP) and appendix B (relationships).
A relationship that STIX does not list is `related-to`, and the extension says which it is. What a source
denies becomes no relationship, since a reader without the extension would read its opposite: it
is an opinion on what others assert, or a note. Aliases are `related-to`, never merged.

`confidence` is how sure the bundle's maker is, on the Admiralty scale of appendix A where a claim is graded (a 6 has none there);
how sure the speaker is, the extension says. Names are objects that the report refers to and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import msgspec

from onionskin.model import RELATIONS, Claim, Confidence, Entity
from onionskin.plugins.contracts import Report
from onionskin.terms.markings import marking
from onionskin.terms.stix import AUTHOR, EXTENSION, UNDATED, extension, made_id, moment, telling
from onionskin.terms.texts import encoded, visible
from onionskin.write.document import Document
from onionskin.write.reports import Conflict, ReadReport
from onionskin.write.stix_objects import Object, pattern, stix_objects

META = {
    "title": "STIX 2.1 bundle, with an extension for quotes, hedges, polarity, origins, grades and names",
    "media": "application/stix+json",
    "reports": ["read"],
}

SURE = {Confidence.CONFIRMED: 95, Confidence.HIGH: 85, Confidence.MODERATE: 50, Confidence.LOW: 15}
ADMIRALTY = {
    1: 90,
    2: 70,
    3: 50,
    4: 30,
    5: 10,
}  # appendix A; of what cannot be judged (6) STIX says nothing
TLP = {
    "clear": "613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "green": "34098fce-860f-48ae-8e50-ebd3cc5e41da",
    "amber": "f88d31f6-486f-44da-b317-01333bde0b82",
    "red": "5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
}
# What STIX 2.1 lists between two types, read from our subject to our object; "<" turns it round.
STANDARD = {
    ("attributed-to", "campaign", "intrusion-set"): "attributed-to",
    ("attributed-to", "malware", "intrusion-set"): "authored-by",
    ("attributed-to", "campaign", "location"): "originates-from",
    ("attributed-to", "malware", "location"): "originates-from",
    ("employs", "intrusion-set", "malware"): "uses",
    ("employs", "intrusion-set", "attack-pattern"): "uses",
    ("employs", "campaign", "malware"): "uses",
    ("employs", "campaign", "attack-pattern"): "uses",
    ("employs", "malware", "malware"): "uses",
    ("employs", "malware", "attack-pattern"): "uses",
    ("victim", "identity", "campaign"): "<targets",
    ("victim", "identity", "malware"): "<targets",
    ("victim", "location", "campaign"): "<targets",
    ("victim", "location", "malware"): "<targets",
    ("compromised-by", "identity", "intrusion-set"): "<targets",
    ("compromised-by", "identity", "malware"): "<targets",
    ("compromised-by", "infrastructure", "intrusion-set"): "<compromises",
    ("compromised-through", "identity", "malware"): "<targets",
    ("compromised-through", "identity", "campaign"): "<targets",
    ("mitigated-by", "malware", "course-of-action"): "<mitigates",
}
_ENCODE = msgspec.json.Encoder().encode
HEAD = ("type", "spec_version", "id", "created_by_ref", "created", "modified")


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write one bundle."""
    del document
    assert isinstance(report, ReadReport)
    out.write(encoded(_ENCODE, _Bundle(report).made()))
    out.write(b"\n")


class _Bundle:
    """A report on its way into a bundle: every object once, in the order of the claims."""

    def __init__(self, report: ReadReport) -> None:
        self.report = report
        self.objects: dict[str, msgspec.Raw] = {}
        self.author = AUTHOR
        self.text = next((c.origin.document for c in report.claims), report.document.sha256)
        self.marks = tuple(self._marks(marking(report.text)))
        self.marked = {"object_marking_refs": list(self.marks)} if self.marks else {}
        self.incident = _incident(report.claims)
        self.links: dict[str, str] = {}
        self.about_report: set[str] = set()
        self.asserted: dict[tuple[Any, ...], list[str]] = {}
        self.standings = {each.claim: each for each in report.standings}

    def made(self) -> Object:
        for claim in self.report.claims:
            if claim.relation == "indicates":
                self._indicator(claim)
            else:
                self._claim(claim)
        for claim in self.report.claims:
            if not claim.holds:
                self._denied(claim)
        for each in self.report.conflicts:
            self._conflict(each)
        for kind, name in dict.fromkeys((each.kind, each.value) for each in self.report.names):
            self._entity(Entity(kind, name))
        report = msgspec.Raw(encoded(_ENCODE, self._report()))
        own = [_identity(self.author), _definition(self.author), *self._markings(), report]
        return {
            "type": "bundle",
            "id": made_id("bundle", self.text, self.report.document.name),
            "objects": [*own, *self.objects.values()],
        }

    # -- claims

    def _claim(self, claim: Claim) -> None:
        one, other = self._entity(claim.subject), self._entity(claim.object)
        if not claim.holds:
            return
        if one is None or other is None:
            self._note(claim, [each for each in (one, other) if each])
            return
        kinds = one.partition("--")[0], other.partition("--")[0]
        stated = STANDARD.get((claim.relation, *kinds), "related-to")
        if stated.startswith("<"):
            one, other, stated = other, one, stated[1:]
        ident = self._add(
            claim,
            "relationship",
            {
                "relationship_type": stated,
                "source_ref": one,
                "target_ref": other,
                **_window(claim, "start_time", "stop_time"),
            },
        )
        self.asserted.setdefault(_what(claim), []).append(ident)

    def _denied(self, claim: Claim) -> None:
        if against := self.asserted.get(_what(claim)):
            words = {"explanation": _sentence(claim), "opinion": "strongly-disagree"}
            self._add(claim, "opinion", {**words, "object_refs": against})
        else:
            known = [self.links.get(f"{e.kind} {e.name}") for e in (claim.subject, claim.object)]
            self._note(claim, [each for each in known if each])

    def _note(self, claim: Claim, about: list[str]) -> None:
        refs = about or [self._report_id()]
        ident = self._add(claim, "note", {"content": _sentence(claim), "object_refs": refs})
        if not about:
            self.about_report.add(ident)

    def _indicator(self, claim: Claim) -> None:
        seen = self._entity(claim.subject)
        rule = pattern(Entity(claim.subject.kind, visible(claim.subject.name)))
        if claim.object.name != "indicator" or rule is None or not claim.holds:
            self._note(claim, [seen] if seen else [])
            return
        since = claim.valid.start.earliest or claim.said_on.earliest
        ident = self._add(
            claim,
            "indicator",
            {
                "name": visible(claim.subject.name),
                "description": visible(f"{claim.reason or 'an indicator'}; written {claim.quote}"),
                "indicator_types": ["malicious-activity"],
                "pattern": rule,
                "pattern_type": "stix",
                "pattern_version": "2.1",
                **_window(claim, "valid_from", "valid_until"),
                "valid_from": moment(since),
            },
        )
        if self.incident and (campaign := self._entity(self.incident)):
            self._link(ident, "indicates", campaign)

    def _link(self, one: str, how: str, other: str) -> None:
        ident = made_id("relationship", self.text, one, how, other)
        values = ("relationship", "2.1", ident, self.author, UNDATED, UNDATED)
        ends = {"relationship_type": how, "source_ref": one, "target_ref": other}
        self._keep(ident, {**dict(zip(HEAD, values, strict=True)), **ends, **self.marked})

    def _conflict(self, conflict: Conflict) -> None:
        group = conflict.claims
        here = sorted(self.links[each] for each in group if each in self.links)
        if not here:
            return
        ident = made_id("note", self.text, *group)
        away = len(group) - len(here)
        more = f", and {away} of other documents" if away else ""
        content = f"{len(here)} claims of this document{more} cannot hold together: {conflict.why}"
        values = ("note", "2.1", ident, self.author, UNDATED, UNDATED)
        said = {"content": content, "object_refs": here}
        self._keep(ident, {**dict(zip(HEAD, values, strict=True)), **said, **self.marked})

    # -- objects

    def _entity(self, entity: Entity) -> str | None:
        key = f"{entity.kind} {entity.name}"
        if key not in self.links:
            clean = Entity(entity.kind, visible(entity.name))
            made = stix_objects(clean, self.author, self.text)
            for each in made:
                if each["id"] not in self.objects:
                    self._keep(each["id"], {**each, **self.marked})
            if not made:
                return None
            self.links[key] = made[-1]["id"]
        return self.links[key]

    def _add(self, claim: Claim, kind: str, more: Object) -> str:
        ident = made_id(kind, claim.id)
        said = moment(claim.said_on.earliest)
        values = (kind, "2.1", ident, self.author, said, said)
        own: Object = dict(zip(HEAD, values, strict=True))
        standing = self.standings.get(claim.id)
        sure = ADMIRALTY.get(standing.credibility) if standing else SURE.get(claim.confidence)
        if sure:
            own["confidence"] = sure
        held = {"extensions": {EXTENSION: extension(claim, standing)}}
        self._keep(ident, {**own, **more, **self.marked, **held})
        self.links[claim.id] = ident
        return ident

    def _keep(self, ident: str, made: Object) -> None:
        """Keep an object encoded: a hundred thousand of them as dicts are slow to look after."""
        self.objects[ident] = msgspec.Raw(encoded(_ENCODE, made))

    def _report_id(self) -> str:
        return made_id("report", self.text, self.report.document.name)

    def _report(self) -> Object:
        report = self.report
        said = moment(next((c.said_on.earliest for c in report.claims if c.said_on.earliest), None))
        ident = self._report_id()
        # A note on the report itself is not part of it: no object may lead back to itself.
        refs = [key for key in self.objects if key not in self.about_report]
        sure = ADMIRALTY.get(report.grade.credibility or 0)
        by = f" of {visible(report.publisher)}" if report.publisher else ""
        own = dict(zip(HEAD, ("report", "2.1", ident, self.author, said, said), strict=True))
        return {
            **own,
            "name": visible(report.document.name) or "document",
            "description": f"What a document{by} says, claim by claim; read by onionskin",
            "report_types": ["threat-report"],
            "published": said,
            "object_refs": refs or [self.author],
            "external_references": [
                {"source_name": "document", "description": f"SHA-256 {report.document.sha256}"}
            ],
            **({"lang": report.language} if report.language else {}),
            **({"confidence": sure} if sure else {}),
            **self.marked,
            "extensions": {EXTENSION: telling(report.grade, report.names)},
        }

    # -- markings

    def _marks(self, label: str) -> Iterable[str]:
        if label:
            yield f"marking-definition--{TLP[label.partition('+')[0]]}"
        if label == "amber+strict":
            yield made_id("marking-definition", label)

    def _markings(self) -> Iterable[Object]:
        """Yield the marking that STIX 2.1 has no object for: TLP 2.0 came after it."""
        for ident in self.marks[1:]:
            yield {
                "type": "marking-definition",
                "spec_version": "2.1",
                "id": ident,
                "created_by_ref": self.author,
                "created": UNDATED,
                "definition_type": "statement",
                "definition": {"statement": "TLP:AMBER+STRICT: the recipient's organisation only"},
            }


def _incident(claims: Iterable[Claim]) -> Entity | None:
    """Return the one campaign that a document tells of: its indicators are those of it."""
    told = {e for claim in claims for e in (claim.subject, claim.object) if e.kind == "campaign"}
    return told.pop() if len(told) == 1 else None


def _what(claim: Claim) -> tuple[str, ...]:
    one, other = claim.subject, claim.object
    return (one.kind, one.name.casefold(), claim.relation, other.kind, other.name.casefold())


def _sentence(claim: Claim) -> str:
    verb = RELATIONS[claim.relation].reads if claim.relation in RELATIONS else claim.relation
    said = f'{claim.subject.name} {verb} {claim.object.name}: "{claim.quote}"'
    return visible(said if claim.holds else f"denied: {said}")


def _window(claim: Claim, first: str, last: str) -> Object:
    """Return from when until when a claim holds, the widest that its bounds allow."""
    start = claim.valid.start.earliest and moment(claim.valid.start.earliest)
    end = claim.valid.end.latest and moment(claim.valid.end.latest)
    made = {first: start} if start else {}
    since = start or (moment(claim.said_on.earliest) if first == "valid_from" else "")
    if end and end > since:
        made[last] = end
    return made


def _identity(ident: str) -> Object:
    values = ("identity", "2.1", ident, ident, UNDATED, UNDATED)
    own = dict(zip(HEAD, values, strict=True))
    return {**own, "name": "onionskin", "identity_class": "system"}


def _definition(author: str) -> Object:
    values = ("extension-definition", "2.1", EXTENSION, author, UNDATED, UNDATED)
    return {
        **dict(zip(HEAD, values, strict=True)),
        "name": "Onionskin claim",
        "description": "What a source says, in its own words: the verbatim quote and where it stands, the hedge, "
        "whether it is asserted or denied, who reports it, when it was said, whom it was copied from, and how credible "
        "it is after the Admiralty's system; on the report how reliable its source is, and the names in its text. "
        f"An object without a date of its own is of {UNDATED}.",
        "schema": "docs/schema/onionskin.stix-claim-1.json; on a report docs/schema/onionskin.stix-report-1.json",
        "version": "1.1.0",
        "extension_types": ["property-extension"],
    }
