"""Who is hit, how surely and how far: an exposure per host, with what it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onionskin.model import (
    Certainty,
    Claim,
    Decision,
    Entity,
    Evidence,
    Exposure,
    Finding,
    Level,
    TableFile,
    distinct,
    identify,
)
from onionskin.terms import hosts
from onionskin.trace.affected import Words
from onionskin.trace.wire import Estate, Install
from onionskin.weigh.certainty import Standing, Trace, Weighed, weigh
from onionskin.weigh.order import reaches


def exposures(
    estate: Estate,
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    decisions: Sequence[Decision],
    tables: Sequence[TableFile],
) -> tuple[Exposure, ...]:
    """Return an exposure per host of the inventory, the logs and the findings, by name."""
    names = [each.host for each in estate.installs] + [each.host for each in estate.coverage]
    sighted = [each for each in findings if _is_sighting(each)]
    names += [each.subject for each in sighted]
    resolved = hosts.resolve(names)
    words = Words.of(claims)
    sources = {table.sha256: table for table in tables}
    installs: dict[str, list[Install]] = defaultdict(list)
    traces: dict[str, list[Trace]] = defaultdict(list)
    for install in estate.installs:
        installs[resolved[install.host].key].append(install)
    for finding in sighted:
        traces[resolved[finding.subject].key].append(_trace(finding, sources))
    seen = {resolved[each.host].key for each in estate.coverage}
    shown = {host.key: host.name for host in resolved.values()}
    return tuple(
        _exposure(shown[key], installs[key], words, tuple(traces[key]), decisions, seen=key in seen)
        for key in sorted(shown, key=lambda key: shown[key])
    )


def _is_sighting(finding: Finding) -> bool:
    """A sighting stands on rows of tables, and is more than REVIEW: a shared host is no trace.

    A foreign product's alert is a voice, not a trace.
    """
    on_rows = any(evidence.table for evidence in finding.evidence)
    strong = reaches(finding.level, Level.SUSPICIOUS)
    return on_rows and strong and not finding.family.startswith("alert of ")


def _trace(finding: Finding, sources: dict[str, TableFile]) -> Trace:
    tables = {evidence.table for evidence in finding.evidence if evidence.table}
    # A source is one collector: two tables of one log are one.
    collectors = sorted({_name_of(sources, each) for each in tables})
    return Trace(finding.summary, collectors[0], finding.family, finding.stage, finding.evidence)


def _name_of(sources: dict[str, TableFile], table: str) -> str:
    """Return the source's name without its hash: two files of one name are one collector's."""
    found = sources.get(table)
    return found.source.partition(" sha256:")[0] if found else table


def _exposure(
    host: str,
    installs: Sequence[Install],
    words: Words,
    traces: tuple[Trace, ...],
    decisions: Sequence[Decision],
    *,
    seen: bool,
) -> Exposure:
    standing = _standing(installs, words, seen=seen)
    weighed = weigh(standing, traces)
    ident = identify("exposure", host)
    certainty, reasons = _ruled(ident, weighed, decisions)
    rows = tuple(
        Evidence(f"{each.product} {each.version}", table=each.table, row=each.row)
        for each in installs
        if words.uses(each)
    )
    head = _head(traces)
    return Exposure(
        id=ident,
        subject=Entity("host", host),
        certainty=certainty,
        stage=weighed.stage,
        reasons=(head, *reasons) if head else reasons,
        raises=weighed.raises,
        clears=weighed.clears,
        evidence=tuple(dict.fromkeys([*_places(traces), *rows])),
        data="" if seen else "no data",
    )


def _head(traces: Sequence[Trace]) -> str:
    """Return all traces in one line: each kind of sighting, how many things, from which records."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for trace in traces:
        kinds[trace.thing].add(trace.text)
    records = sorted({trace.collector for trace in traces})
    told = ", ".join(f"{kind} ({len(texts)})" for kind, texts in sorted(kinds.items()))
    return f"{told}, by {' and '.join(records)}" if traces else ""


def _standing(installs: Sequence[Install], words: Words, *, seen: bool) -> Standing:
    using = [each for each in installs if words.uses(each)]
    affected = [(each, word) for each in using for word in words.affecting(each)]
    denied = [(each, word) for each in using for word in words.denying(each)]
    if not using:
        return Standing(seen=seen)
    first = using[0]
    uses = f"has {first.product} {first.version} ({first.platform or 'platform not known'})"
    if affected:
        install = affected[0][0]
        when = f", installed {install.time[:10]}" if install.time else ""
        speakers = distinct(word.claim.reported_by or "a report" for _, word in affected)
        says = (
            f"{install.product} {install.version} is affected, say {' and '.join(speakers)}{when}"
        )
        return Standing(uses, says, words.in_window(install), seen=seen)
    if denied and len({each.row for each, _ in denied}) == len(using):
        install, word = denied[0]
        said = word.claim.said_on.latest or "an unknown date"
        speaker = word.claim.reported_by or "a report"
        says = (
            f"{speaker} calls {word.claim.object.name} not affected, as of {said}; that may change"
        )
        return Standing(uses, denied=says, seen=seen)
    return Standing(uses, seen=seen)


def _ruled(
    ident: str, weighed: Weighed, decisions: Sequence[Decision]
) -> tuple[Certainty, tuple[str, ...]]:
    """Apply what people ruled: only a clearing moves an exposure; setting aside is said."""
    certainty, reasons = weighed.certainty, weighed.reasons
    for each in decisions:
        if each.about != ident:
            continue
        if each.ruling == "clear":
            certainty = Certainty.CLEARED
            reasons = (*reasons, f"cleared by {each.by} and {each.second_key}: {each.why}")
        else:
            until = f" until {each.until}" if each.until else ""
            reasons = (*reasons, f"{each.ruling} by {each.by}{until}: {each.why}")
    return certainty, reasons


def _places(traces: Iterable[Trace]) -> list[Evidence]:
    return [evidence for trace in traces for evidence in trace.evidence]
