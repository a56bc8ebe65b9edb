"""Alerts of foreign products, grouped by the thing they are about, held against the case.

An alert closed as a false positive is reopened where independent origins
contradict it. Alerts of one product about one thing are one voice, however
many there are, and a multi-scanner's "clean" on a new signed file weighs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onionskin.model import Certainty, Exposure, Finding, Level
from onionskin.terms import hosts
from onionskin.weigh.order import certain, reaches
from onionskin.write.reports import AlertGroup

CLOSED = ("closed", "false positive", "false-positive", "benign", "resolved", "dismissed")


def groups(
    alerts: Sequence[Finding], findings: Sequence[Finding], exposures: Sequence[Exposure]
) -> tuple[AlertGroup, ...]:
    """Return a group per thing, the contradicted ones first."""
    by_thing: dict[str, list[Finding]] = defaultdict(list)
    for alert in alerts:
        by_thing[alert.thing or alert.subject].append(alert)
    made = [
        _group(thing, sorted(several, key=lambda each: each.id), findings, exposures)
        for thing, several in sorted(by_thing.items())
    ]
    return tuple(sorted(made, key=lambda each: (each.stands != "REOPENED", each.thing)))


def is_alert(finding: Finding) -> bool:
    """Say whether a finding is a foreign product's alert."""
    return finding.family.startswith("alert of ")


def is_closed(alert: Finding) -> bool:
    """Say whether somebody closed the alert as innocent."""
    return any(word in alert.ruling.casefold() for word in CLOSED)


def _group(
    thing: str,
    alerts: Sequence[Finding],
    findings: Sequence[Finding],
    exposures: Sequence[Exposure],
) -> AlertGroup:
    names = {hosts.bare(alert.subject) for alert in alerts}
    hit = [
        each
        for each in exposures
        if hosts.bare(each.subject.name) in names
        and certain(each.certainty, Certainty.CORROBORATED)
    ]
    against = _contradicting(thing, alerts, findings, names)
    closed = any(is_closed(alert) for alert in alerts)
    ruled = "; ".join(sorted({alert.ruling for alert in alerts if alert.ruling})) or "open"
    stands = "REOPENED" if closed and (hit or len(against) > 1) else "OPEN" if hit else "as ruled"
    return AlertGroup(
        thing=thing,
        alerts=tuple(alert.id for alert in alerts),
        ruled=ruled,
        stands=stands,
        origins=tuple(against),
        sentence=_sentence(stands, against, hit),
    )


def _contradicting(
    thing: str, alerts: Sequence[Finding], findings: Sequence[Finding], names: set[str]
) -> list[str]:
    """Return the independent origins that speak against innocence, sorted.

    The alerts' own products are not among them: they raised the question.
    """
    own = {alert.origin for alert in alerts}
    voices = set()
    for finding in findings:
        about = hosts.bare(finding.subject) in names or _names(thing, finding)
        if finding.origin not in own and about and reaches(finding.level, Level.SUSPICIOUS):
            voices.add(f"{finding.origin}: {finding.signal}")
    return sorted(voices)


def _names(thing: str, finding: Finding) -> bool:
    own = thing.replace("\\", "/").rpartition("/")[2].casefold()
    return bool(own) and own in finding.summary.casefold()


def _sentence(stands: str, against: Sequence[str], hit: Sequence[Exposure]) -> str:
    if stands != "REOPENED":
        return "the host is exposed" if hit else "nothing in the case contradicts it"
    where = f" on {', '.join(each.subject.name for each in hit)}" if hit else ""
    traces = f"{len(against)} independent trace{'s' if len(against) != 1 else ''}"
    return f"{traces} contradict it{where}; a multi-scanner's 'clean' on a new signed file weighs 0"
