"""Alerts of foreign products, grouped by the thing they are about, held against the case.

An alert closed as a false positive is reopened where independent origins
contradict it. Alerts of one product about one thing are one voice, however
many there are, and a multi-scanner's "clean" on a new signed file weighs nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onionskin.model import Certainty, Exposure, Finding, Level
from onionskin.terms import hosts
from onionskin.terms.hosts import Host
from onionskin.weigh.order import certain, reaches
from onionskin.write.reports import AlertGroup

CLOSED = ("closed", "false positive", "false-positive", "benign", "resolved", "dismissed")
_CLOSED = re.compile(rf"(?<!\w)(?<!not )(?:{'|'.join(CLOSED)})(?!\w)")


def groups(
    alerts: Sequence[Finding], findings: Sequence[Finding], exposures: Sequence[Exposure]
) -> tuple[AlertGroup, ...]:
    """Return a group per thing, the contradicted ones first."""
    names = [each.subject for each in alerts] + [each.subject.name for each in exposures]
    resolved = hosts.resolve([*names, *(each.subject for each in findings)])
    by_thing: dict[str, list[Finding]] = defaultdict(list)
    for alert in alerts:
        # Windows writes one path in many ways.
        by_thing[(alert.thing or alert.subject).replace("\\", "/").casefold()].append(alert)
    made = [
        _group(sorted(several, key=lambda each: each.id), findings, exposures, resolved)
        for _, several in sorted(by_thing.items())
    ]
    return tuple(sorted(made, key=lambda each: (each.stands != "REOPENED", each.thing)))


def is_alert(finding: Finding) -> bool:
    """Say whether a finding is a foreign product's alert."""
    return finding.family.startswith("alert of ")


def is_closed(alert: Finding) -> bool:
    """Say whether somebody closed the alert as innocent."""
    return _CLOSED.search(alert.ruling.casefold()) is not None


def _group(
    alerts: Sequence[Finding],
    findings: Sequence[Finding],
    exposures: Sequence[Exposure],
    resolved: Mapping[str, Host],
) -> AlertGroup:
    thing = min(alert.thing or alert.subject for alert in alerts)
    keys = {resolved[alert.subject].key for alert in alerts}
    hit = [
        each
        for each in exposures
        if resolved[each.subject.name].key in keys
        and certain(each.certainty, Certainty.CORROBORATED)
    ]
    about = [
        each
        for each in findings
        if resolved[each.subject].key in keys or _names(thing, each.summary)
    ]
    against = _contradicting(alerts, about)
    closed = any(is_closed(alert) for alert in alerts)
    ruled = "; ".join(sorted({alert.ruling for alert in alerts if alert.ruling})) or "open"
    reopened = closed and (hit or len(against) > 1)
    stands = "REOPENED" if reopened else "as ruled" if closed else "OPEN"
    return AlertGroup(
        thing=thing,
        alerts=tuple(alert.id for alert in alerts),
        ruled=ruled,
        stands=stands,
        origins=tuple(against),
        sentence=_sentence(stands, against, hit),
    )


def _contradicting(alerts: Sequence[Finding], about: Sequence[Finding]) -> list[str]:
    """Return the independent origins that speak against innocence, sorted; a family is one voice.

    The alerts' own products are not among them: they raised the question.
    """
    own = {alert.origin for alert in alerts}
    voices: dict[tuple[str, str], str] = {}
    for finding in sorted(about, key=lambda each: each.signal):
        if finding.origin not in own and reaches(finding.level, Level.SUSPICIOUS):
            voices.setdefault(
                (finding.origin, finding.family), f"{finding.origin}: {finding.signal}"
            )
    return sorted(voices.values())


def _names(thing: str, summary: str) -> bool:
    """Say whether a summary names the thing as a whole word: `a.dll` is not in `data.dll`."""
    own = thing.replace("\\", "/").rpartition("/")[2].casefold()
    found = rf"(?<![\w.-]){re.escape(own)}(?![\w-]|\.\w)"
    return bool(own) and re.search(found, summary.casefold()) is not None


def _sentence(stands: str, against: Sequence[str], hit: Sequence[Exposure]) -> str:
    traces = f"{len(against)} independent trace{'s' if len(against) != 1 else ''}"
    where = f" on {', '.join(each.subject.name for each in hit)}" if hit else ""
    if stands == "REOPENED":
        said = f"{traces} contradict{'s' * (len(against) == 1)} it{where}"
        return f"{said}; a multi-scanner's 'clean' on a new signed file weighs 0"
    if stands == "as ruled":
        return f"only {against[0]} speaks against it" if against else "nothing contradicts it"
    if hit:
        return f"nobody ruled on it, and the host is exposed: {traces}{where}"
    return "nobody ruled on it; nothing else in the case speaks of it yet"
