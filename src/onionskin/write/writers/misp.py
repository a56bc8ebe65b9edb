"""MISP: one event a report, its indicators and claims as attributes.

Source: MISP core format (draft-dulaunoy-misp-core-format) and MISP's table of categories and types.
Only what the report calls an indicator is `to_ids`; the comment is the quote; times are the
document's own, so that the same report is the same event with the same uuids.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from uuid import uuid5

import msgspec

from onionskin.model import RELATIONS, Claim
from onionskin.plugins.contracts import Report
from onionskin.terms.indicators.wallets import currency
from onionskin.terms.markings import marking
from onionskin.terms.stix import NAMESPACE
from onionskin.terms.texts import encoded, visible
from onionskin.write.document import Document
from onionskin.write.reports import ReadReport

META = {
    "title": "MISP event, with roles as tags and quotes as comments",
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
    label = marking(report.text)
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
        "Tag": [{"name": f"tlp:{label}"}] if label else [],
        "Attribute": [_attribute(each, said) for each in report.claims],
        "Object": [],
    }


def _attribute(claim: Claim, said: str) -> dict[str, Any]:
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
        "Tag": [{"name": each} for each in _tags(claim)],
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
