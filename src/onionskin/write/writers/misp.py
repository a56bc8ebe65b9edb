"""MISP: one event a report, its indicators and claims as attributes.

Source: MISP core format (draft-dulaunoy-misp-core-format) and MISP's table of categories and types.
Only what the report calls an indicator is `to_ids`; the comment is the quote; times are the
document's own, so that the same report is the same event with the same uuids. Grades are tags of the
taxonomy admiralty-scale. A name in the text is an attribute that claims nothing and matches nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from uuid import uuid5

import msgspec

from onionskin.model import RELATIONS, Claim, Named, Standing
from onionskin.plugins.contracts import Report
from onionskin.terms.indicators.wallets import currency
from onionskin.terms.markings import marking
from onionskin.terms.stix import NAMESPACE
from onionskin.terms.texts import encoded, visible
from onionskin.write.document import Document
from onionskin.write.reports import ReadReport

META = {
    "title": "MISP event, with roles and Admiralty grades as tags and quotes as comments",
    "media": "application/json",
    "reports": ["read"],
}

TYPES = {
    "domain": ("domain", "Network activity"),
    "ipv4": ("ip-dst", "Network activity"),
    "ipv6": ("ip-dst", "Network activity"),
    "url": ("url", "Network activity"),
    "email": ("email", "Payload delivery"),
    "md5": ("md5", "Payload delivery"),
    "sha1": ("sha1", "Payload delivery"),
    "sha256": ("sha256", "Payload delivery"),
    "sha512": ("sha512", "Payload delivery"),
    "path": ("filename", "Payload delivery"),
    "file": ("filename", "Payload delivery"),
    "cve": ("vulnerability", "External analysis"),
    "ghsa": ("vulnerability", "External analysis"),
    "cwe": ("weakness", "External analysis"),
    "cidr": ("ip-dst", "Network activity"),
    "asn": ("AS", "Network activity"),
    "user-agent": ("user-agent", "Network activity"),
    "cookie": ("cookie", "Network activity"),
    "ssdeep": ("ssdeep", "Payload delivery"),
    "tlsh": ("tlsh", "Payload delivery"),
    "imphash": ("imphash", "Payload delivery"),
    "registry-key": ("regkey", "Persistence mechanism"),
    "scheduled-task": ("windows-scheduled-task", "Artifacts dropped"),
    "service": ("windows-service-name", "Artifacts dropped"),
    "mutex": ("mutex", "Artifacts dropped"),
    "pipe": ("named pipe", "Artifacts dropped"),
}
_FINGERPRINTS = {32: "md5", 40: "sha1", 64: "sha256"}
_COINS = {"btc", "dash", "xmr"}
# Kinds that MISP has no type for, or one that means another kind as well: a tag keeps ours.
_TAGGED = frozenset(
    {"ip-range", "certificate-serial", "package", "wallet", "attack-id", "ghsa", "path"}
)
ATTRIBUTION = {"actor": "threat-actor", "campaign": "campaign-name"}
_PLAIN = ("text", "other", "comment")
_UNMATCHED = {"cve", "ghsa", "cwe"}
MATCHED = (frozenset(TYPES) | {"wallet", "certificate-thumbprint"}) - _UNMATCHED


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write one event."""
    del document
    assert isinstance(report, ReadReport)
    out.write(encoded(msgspec.json.encode, {"Event": _event(report)}))
    out.write(b"\n")


def _event(report: ReadReport) -> dict[str, Any]:
    said = min((c.said_on.earliest for c in report.claims if c.said_on.earliest), default="")
    day = _day(said)
    text = next((c.origin.document for c in report.claims), report.document.sha256)
    standings = {each.claim: each for each in report.standings}
    attributes = [_attribute(each, said, standings.get(each.id)) for each in report.claims]
    return {
        "uuid": _uuid("event", text, report.document.name),
        "info": visible(report.document.name),
        "date": day.isoformat(),
        "timestamp": _seconds(said),
        "threat_level_id": "4",
        "analysis": "2",
        "distribution": "0",
        "published": False,
        "Orgc": {"uuid": _uuid("organisation"), "name": "onionskin"},
        "Tag": [{"name": each} for each in _event_tags(report)],
        "Attribute": [*attributes, *_names(report, said, attributes)],
        "Object": [],
    }


def _event_tags(report: ReadReport) -> list[str]:
    """Return the document's label, and the grade of its source."""
    label, grade = marking(report.text), report.grade
    tags = [f"tlp:{label}"] if label else []
    tags.append(f'admiralty-scale:source-reliability="{grade.letter.lower()}"')
    if grade.credibility:
        tags.append(f'admiralty-scale:information-credibility="{grade.credibility}"')
    pairs = (("graded-by", grade.by), ("graded", grade.why), ("grade-by-rule", grade.rule))
    return [*tags, *_machine_tags(pairs)]


def _names(report: ReadReport, said: str, others: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one attribute a name. An event may hold a value once under a type, so a second takes another one."""
    places: dict[tuple[str, str], list[Named]] = {}
    for each in report.names:
        places.setdefault((each.kind, visible(each.value)), []).append(each)
    taken = {(each["type"], each["value"]) for each in others}
    for (kind, value), several in places.items():
        wanted = (ATTRIBUTION.get(kind, "text"), *_PLAIN)
        chosen = next((each for each in wanted if (each, value) not in taken), _PLAIN[0])
        taken.add((chosen, value))
        yield {
            "uuid": _uuid("name", report.document.sha256, kind, value),
            "type": chosen,
            "category": "Other" if chosen in _PLAIN else "Attribution",
            "value": value,
            "to_ids": False,
            "comment": _placed(several),
            "distribution": "5",
            "disable_correlation": True,
            "timestamp": _seconds(said),
            "Tag": [{"name": each} for each in _name_tags(several[0])],
        }


def _placed(several: list[Named]) -> str:
    """Return in words where a name stands, and who knows it."""
    first = several[0]
    more = f" and {len(several) - 5} more" if len(several) > 5 else ""
    where = ", ".join(str(each.offset) for each in several[:5])
    known = f"; known by {', '.join(first.known_by)}" if first.known_by else ""
    return visible(f"a name in the text, no claim: {first.raw}, at character {where}{more}{known}")


def _name_tags(name: Named) -> list[str]:
    pairs = (
        ("name", name.kind),
        ("raw", name.raw),
        ("known-by", "|".join(name.known_by)),
        ("introduced-by", name.introduced_by),
        ("confidence", name.confidence.value if name.confidence.value != "unstated" else ""),
    )
    return _machine_tags(pairs)


def _attribute(claim: Claim, said: str, standing: Standing | None) -> dict[str, Any]:
    indicates = claim.relation == "indicates"
    kind, category, value = _indicated(claim) if indicates else _claimed(claim)
    made: dict[str, Any] = {
        "uuid": _uuid("attribute", claim.id),
        "type": kind,
        "category": category,
        "value": visible(value),
        "to_ids": indicates
        and claim.holds
        and claim.object.name == "indicator"
        and claim.subject.kind in MATCHED,
        "comment": visible(claim.quote),
        "distribution": "5",
        "disable_correlation": not indicates or claim.object.name != "indicator",
        "timestamp": _seconds(claim.said_on.earliest or said),
        "Tag": [{"name": each} for each in [*_tags(claim), *_credibility(standing)]],
    }
    if first := claim.valid.start.earliest:
        made["first_seen"] = f"{_day(first).isoformat()}T00:00:00+00:00"
    if last := claim.valid.end.latest:
        made["last_seen"] = f"{_day(last).isoformat()}T00:00:00+00:00"
    return made


def _indicated(claim: Claim) -> tuple[str, str, str]:
    kind, category = _type(claim.subject.kind, claim.subject.name)
    if kind == "url" and claim.object.name == "reference":
        kind, category = "link", "External analysis"
    return kind, category, claim.subject.name


def _type(kind: str, value: str) -> tuple[str, str]:
    """Return MISP's type and category of a kind; of a wallet by its currency, of a thumbprint by its size."""
    if kind == "wallet" and currency(value) in _COINS:
        return currency(value), "Financial fraud"
    if kind == "certificate-thumbprint" and len(value) in _FINGERPRINTS:
        return f"x509-fingerprint-{_FINGERPRINTS[len(value)]}", "Network activity"
    return TYPES.get(kind, ("text", "Other"))


def _claimed(claim: Claim) -> tuple[str, str, str]:
    """Return an attribution's actor as MISP has it, any other claim as a sentence."""
    if claim.relation == "attributed-to" and claim.holds and claim.object.kind in ATTRIBUTION:
        return ATTRIBUTION[claim.object.kind], "Attribution", claim.object.name
    reads = RELATIONS[claim.relation].reads if claim.relation in RELATIONS else claim.relation
    denied = "" if claim.holds else "denied: "
    return "text", "Other", f"{denied}{claim.subject.name} {reads} {claim.object.name}"


def _tags(claim: Claim) -> list[str]:
    """Return what MISP has no field for, as machine tags."""
    pairs = (
        ("role" if claim.relation == "indicates" else "relation",
         claim.object.name if claim.relation == "indicates" else claim.relation),
        ("kind", claim.subject.kind if claim.relation == "indicates" and claim.subject.kind in _TAGGED else ""),
        ("confidence", claim.confidence.value if claim.confidence.value != "unstated" else ""),
        ("polarity", "" if claim.holds else "denied"),
        ("hedge", claim.hedge),
        ("reported-by", claim.reported_by),
        ("origin", claim.origin.root),
    )  # fmt: skip
    return _machine_tags(pairs)


def _credibility(standing: Standing | None) -> list[str]:
    if standing is None:
        return []
    own = f'admiralty-scale:information-credibility="{standing.credibility}"'
    return [own, *_machine_tags((("graded-by", standing.by), ("graded", standing.why)))]


def _machine_tags(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f'onionskin:{name}="{_quotable(value)}"' for name, value in pairs if value]


def _quotable(text: str) -> str:
    return visible(text).replace('"', "'")


def _day(iso: str) -> dt.date:
    """Return the first day that an ISO date may mean; of an unknown one the epoch."""
    year, month, day = (*iso.partition("T")[0].split("-"), "01", "01")[:3] if iso else (1970, 1, 1)
    return dt.date(int(year), int(month), int(day))


def _seconds(iso: str) -> str:
    at = dt.datetime.combine(_day(iso), dt.time(), dt.UTC)
    return str(max(int(at.timestamp()), 0))


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE, encoded(msgspec.json.encode, ("misp", *parts)).decode()))
