"""Attributes, tags and clusters of MISP as rows and claims.

Source: the MISP core format (draft-dulaunoy-misp-core-format) and its taxonomies. An
attribute that is not for detection (`to_ids` false), that carries a warning list's
hit or is tagged as a false positive is a reference, not an indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from onionskin.model import Confidence, Entity, Grade, Named, Standing
from onionskin.parse.texts.stix_pattern import address_kind
from onionskin.plugins.contracts import Graded, Judged, Mentioned, Note, Record
from onionskin.read.documents.feeds import (
    Part,
    dict_of,
    dicts,
    indicator,
    prose,
    statement,
    text_of,
    texts,
)

_TYPES = {
    "domain": "domain", "hostname": "domain", "url": "url", "uri": "uri", "email": "email",
    "email-src": "email", "email-dst": "email", "email-reply-to": "email", "md5": "md5",
    "sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "x509-fingerprint-sha1": "certificate-thumbprint",
    "vulnerability": "cve", "ip-src": "ip", "ip-dst": "ip", "ip": "ip", "link": "url", "port": "",
    "AS": "asn", "regkey": "registry-key", "named pipe": "pipe", "windows-service-name": "service",
    "windows-scheduled-task": "scheduled-task", "x509-fingerprint-md5": "certificate-thumbprint",
    "x509-fingerprint-sha256": "certificate-thumbprint", "btc": "wallet", "xmr": "wallet", "dash": "wallet",
    "weakness": "cwe",
}  # fmt: skip
_REMARKS = frozenset({"External analysis", "Internal reference", "Attribution", "Person", "Other"})
_PROSE = frozenset({"text", "comment", "other"})
_OURS = re.compile(
    r'onionskin:(kind|role|name|raw|known-by|introduced-by|confidence|graded|graded-by|grade-by-rule)="([^"]{1,2000})"\Z'
)
_ADMIRALTY = re.compile(
    r'admiralty-scale:(source-reliability|information-credibility)="([a-f1-6])"\Z'
)
_CLUSTER = re.compile(r'misp-galaxy:([a-z0-9-]+)="([^"]{1,200})"\Z')
KINDS = {
    "threat-actor": "actor", "mitre-intrusion-set": "actor", "mitre-enterprise-attack-intrusion-set": "actor",
    "microsoft-activity-group": "actor", "360net-threat-actor": "actor", "malpedia": "malware",
    "tool": "malware", "mitre-malware": "malware", "mitre-tool": "malware", "mitre-enterprise-attack-malware": "malware",
    "ransomware": "malware", "rat": "malware", "backdoor": "malware", "banker": "malware", "stealer": "malware",
    "botnet": "malware", "cryptominers": "malware", "exploit-kit": "malware", "android": "malware",
    "mitre-attack-pattern": "technique", "mitre-enterprise-attack-attack-pattern": "technique",
    "campaigns": "campaign", "campaign": "campaign",
}  # fmt: skip


def attribute(thing: dict[str, Any], *, flags: bool = True) -> Iterator[Part]:
    """Yield the rows of one attribute: one for each half of a composite type.

    Without `flags` the owner marks nothing for detection, so that the missing mark says nothing.
    """
    if thing.get("deleted") is True or thing.get("deleted") == "1":
        return
    kind, value = text_of(thing.get("type")), text_of(thing.get("value"))
    comment = text_of(thing.get("comment"))
    ours = _of_ours(tags(thing))
    if "name" in ours:
        yield Mentioned(_name(ours, value))
        return
    if kind in _PROSE and "kind" not in ours:
        yield from prose(value, comment)
        return
    role, why = (ours["role"], "") if "role" in ours else _role(thing, flags=flags)
    first, last = (_time(thing.get(key)) for key in ("first_seen", "last_seen"))
    kinds, values = kind.split("|"), value.split("|") if "|" in kind else [value]
    for each, part in zip(kinds, values, strict=False):
        means = ours.get("kind") or _TYPES.get(each, each)
        if means == "ip":
            means = address_kind(part)
        if means and part:
            note = f"{comment} {why}".strip()
            yield indicator(means, part, role=role, note=note, first=first, last=last)
            if "graded-by" in ours and (digit := credibility(tags(thing))):
                standing = Standing("", digit, ours.get("graded", ""), (), ours["graded-by"])
                yield Judged(Entity(means, part), standing)
    yield from _clusters(thing, "")


def _of_ours(said: list[str]) -> dict[str, str]:
    """Return what our own tags keep, where MISP has no word for it."""
    found = (_OURS.match(tag) for tag in said)
    return {match[1]: match[2] for match in found if match}


def _name(ours: dict[str, str], value: str) -> Named:
    """Return the name that an attribute of ours lists; where it stood is where it is written now."""
    sure = ours.get("confidence", "")
    return Named(
        ours["name"],
        value,
        ours.get("raw", value),
        0,
        tuple(filter(None, ours.get("known-by", "").split("|"))),
        ours.get("introduced-by", ""),
        Confidence(sure) if sure in set(Confidence) else Confidence.UNSTATED,
    )


def credibility(said: list[str]) -> int | None:
    """Return the Admiralty digit that the tags say, or None."""
    digit = _admiralty(said).get("information-credibility", "")
    return int(digit) if digit.isdigit() else None


def _admiralty(said: list[str]) -> dict[str, str]:
    found = (_ADMIRALTY.match(tag) for tag in said)
    return {match[1]: match[2] for match in found if match}


def _graded(said: list[str]) -> Grade | None:
    """Return the grade that our own writer tagged an event with; a grade of others stays a note."""
    ours, letter = _of_ours(said), _admiralty(said).get("source-reliability", "")
    if "graded-by" not in ours or not letter:
        return None
    rule = ours.get("grade-by-rule", "")
    digit = credibility(said)
    return Grade(letter.upper(), ours.get("graded", ""), ours["graded-by"], digit, rule)


def _role(thing: dict[str, Any], *, flags: bool) -> tuple[str, str]:
    if thing.get("warnings"):
        return "reference", "(on a warning list)"
    if any(tag.startswith("false-positive:risk") and "low" not in tag for tag in tags(thing)):
        return "reference", "(tagged as a false positive)"
    if not flags and text_of(thing.get("category")) not in _REMARKS:
        return "", ""
    flagged = thing.get("to_ids")
    return ("indicator" if flagged is True or flagged == "1" else "reference"), ""


def _time(value: Any) -> str:
    """Return an ISO time; MISP also writes microseconds since 1970 as a number."""
    text = text_of(value)
    if not text.isdigit():
        return text
    try:
        return datetime.fromtimestamp(int(text) / 1e6, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def tags(thing: dict[str, Any]) -> list[str]:
    """Return the names of the tags of an event or attribute."""
    return [text_of(each.get("name")) for each in dicts(thing.get("Tag")) if each.get("name")]


def event_tags(thing: dict[str, Any], info: str) -> Iterator[Part]:
    """Yield what the tags and galaxies of an event say of it, and its grade."""
    told, said = _of_galaxies(thing), tags(thing)
    grade = _graded(said)
    if grade is not None:
        told |= {tag for tag in said if _OURS.match(tag) or _ADMIRALTY.match(tag)}
        yield Graded(grade)
    yield from (Note(f"the event is tagged: {tag[:200]}") for tag in sorted(set(said) - told))
    yield from _clusters(thing, info)


def _of_galaxies(thing: dict[str, Any]) -> set[str]:
    return {tag for tag in tags(thing) if tag.startswith("misp-galaxy:")}


def _clusters(thing: dict[str, Any], info: str) -> Iterator[Record]:
    """Yield aliases, and with the event's name whom it is attributed to and what was employed."""
    named: dict[tuple[str, str], list[str]] = {}
    for galaxy in dicts(thing.get("Galaxy")):
        for cluster in dicts(galaxy.get("GalaxyCluster")):
            kind = KINDS.get(text_of(cluster.get("type")))
            others = texts(dict_of(cluster.get("meta")).get("synonyms"))
            if kind and (name := text_of(cluster.get("value"))):
                named[kind, name] = others
    for tag in sorted(_of_galaxies(thing)):
        if (found := _CLUSTER.match(tag)) and found[1] in KINDS:
            named.setdefault((KINDS[found[1]], found[2]), [])
    for (kind, name), others in named.items():
        if info and kind in ("actor", "malware", "technique"):
            relation = "attributed-to" if kind == "actor" else "employs"
            yield statement(("campaign", info), relation, (kind, name))
        if kind != "technique":
            yield from aliases(kind, name, others)


def aliases(kind: str, name: str, others: list[str]) -> Iterator[Record]:
    """Yield one row for each other name."""
    for other in dict.fromkeys(others):
        if other.strip() and other.casefold() != name.casefold():
            yield statement((kind, name), "alias-of", (kind, other))
