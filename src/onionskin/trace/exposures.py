"""Who is hit, how surely and how far: an exposure per host, with what it stands on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import structs

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
from onionskin.terms import hosts, products
from onionskin.terms.hosts import Host
from onionskin.trace.affected import Word, Words
from onionskin.trace.wire import Estate, Install
from onionskin.weigh.certainty import Standing, Trace, proofs, weigh
from onionskin.weigh.order import STAGES, certain, reaches

DESKTOPS = frozenset({"windows", "macos", "linux"})


def exposures(
    estate: Estate,
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    decisions: Sequence[Decision],
    tables: Sequence[TableFile],
    recorded: Sequence[Exposure] = (),
) -> tuple[Exposure, ...]:
    """Return an exposure per host of the inventory, the logs and the findings, by name.

    `tables` are all that there ever were, as evidence cites also what was superseded;
    `recorded` are the exposures that the case holds already.
    """
    names = [each.host for each in estate.installs] + [each.host for each in estate.coverage]
    sighted = [each for each in findings if _is_sighting(each)]
    names += [each.subject for each in sighted] + [each.subject.name for each in recorded]
    resolved = hosts.resolve(names)
    words = Words.of(claims)
    sources = {table.sha256: table for table in tables}
    installs: dict[str, list[Install]] = defaultdict(list)
    traces: dict[str, list[Trace]] = defaultdict(list)
    for install in estate.installs:
        installs[resolved[install.host].key].append(install)
    for finding in sighted:
        traces[resolved[finding.subject].key].extend(_traces(finding, sources))
    seen = {resolved[each.host].key for each in estate.coverage}
    earlier = {resolved[each.subject.name].key: each for each in recorded}
    found = []
    for host in sorted(set(resolved.values()), key=lambda host: (host.name, host.key)):
        key = host.key
        standing = _standing(installs[key], words, seen=key in seen)
        made = _exposure(host, installs[key], words, tuple(traces[key]), standing)
        found.append(_ruled(_kept(made, earlier.get(key)), decisions))
    return tuple(found)


def platforms(estate: Estate, found: Iterable[Exposure]) -> tuple[tuple[str, str], ...]:
    """Return (host as its exposure names it, platform), as far as an inventory tells.

    A platform that one can sit at comes before others: a web client runs on something.
    """
    names = [each.subject.name for each in found]
    resolved = hosts.resolve([*names, *(each.host for each in estate.installs)])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for each in estate.installs:
        name = products.platform(each.platform)
        if name:
            votes[resolved[each.host].key][name] += 1
    return tuple(
        (name, min(own, key=lambda one: (one not in DESKTOPS, -own[one], one)))
        for name in names
        if (own := votes.get(resolved[name].key, Counter()))
    )


def _is_sighting(finding: Finding) -> bool:
    """A sighting stands on rows of tables, and is more than REVIEW: a shared host is no trace.

    A foreign product's alert is a voice, not a trace.
    """
    on_rows = any(evidence.table for evidence in finding.evidence)
    strong = reaches(finding.level, Level.SUSPICIOUS)
    return on_rows and strong and not finding.family.startswith("alert of ")


def _traces(finding: Finding, sources: dict[str, TableFile]) -> list[Trace]:
    """Return a trace per collector. A source is one collector: two tables of one log are one."""
    tables = {evidence.table for evidence in finding.evidence if evidence.table}
    return [
        Trace(finding.summary, collector, finding.family, finding.stage, finding.evidence)
        for collector in sorted({_name_of(sources, each) for each in tables})
    ]


def _name_of(sources: dict[str, TableFile], table: str) -> str:
    """Return the source's name without its hash: two files of one name are one collector's."""
    found = sources.get(table)
    return found.source.partition(" sha256:")[0] if found else table


def _exposure(
    host: Host,
    installs: Sequence[Install],
    words: Words,
    traces: tuple[Trace, ...],
    standing: Standing,
) -> Exposure:
    weighed = weigh(standing, traces)
    rows = tuple(
        Evidence(f"{each.product} {each.version}", table=each.table, row=each.row)
        for each in installs
        if words.uses(each)
    )
    head = _head(traces)
    return Exposure(
        id=identify("exposure", host.key),
        subject=Entity("host", host.name),
        certainty=weighed.certainty,
        stage=weighed.stage,
        reasons=(head, *weighed.reasons) if head else weighed.reasons,
        raises=weighed.raises,
        clears=weighed.clears,
        evidence=tuple(dict.fromkeys([*_places(traces), *rows])),
        data="" if standing.seen else "no data",
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
    if not using:
        return Standing(seen=seen)
    first = using[0]
    uses = f"has {first.product} {first.version} ({first.platform or 'platform not known'})"
    affected = [each for each in using if words.affecting(each)]
    # Of several builds the one that surely counts: it came while it was served.
    served = [each for each in affected if words.in_window(each)]
    denials = [word for each in affected or using for word in words.denying(each)]
    if not affected and any(not words.denying(each) for each in using):
        denials = []
    return Standing(
        uses=uses,
        affected=_called(next(iter(served or affected)), words) if affected else "",
        in_window=bool(served),
        denied=_denied(denials),
        seen=seen,
    )


def _called(install: Install, words: Words) -> str:
    speakers = distinct(word.claim.reported_by or "a report" for word in words.affecting(install))
    said = f"{install.product} {install.version} is affected, say {' and '.join(speakers)}"
    if install.time:
        said += f", installed {install.time[:10]}"
    if not words.in_window(install):
        said += ", but not while it was served"
    if install.removed:
        said += f", removed {install.removed[:10]} (which ends a window, never a certainty)"
    return said


def _denied(denials: Sequence[Word]) -> str:
    """Return whose denial it is, and of which date: the last one, as a denial may change."""
    if not denials:
        return ""
    last = max(denials, key=lambda word: (word.claim.said_on.latest or "", word.claim.id)).claim
    said = last.said_on.latest or "an unknown date"
    speaker = last.reported_by or "a report"
    return f"{speaker} calls {last.object.name} not affected, as of {said}; that may change"


def _kept(made: Exposure, before: Exposure | None) -> Exposure:
    """Keep what was recorded: a corroborated exposure does not fall because a record went missing."""
    if before is None or not certain(before.certainty, Certainty.CORROBORATED):
        return made
    if certain(made.certainty, before.certainty):
        return made
    reason = (
        f"{before.certainty.value.upper()} was recorded, and nothing recorded speaks against it"
    )
    return structs.replace(
        made,
        certainty=before.certainty,
        stage=max(filter(None, (made.stage, before.stage)), key=STAGES.index, default=None),
        reasons=tuple(dict.fromkeys([reason, *made.reasons, *before.reasons])),
        raises=before.raises,
        clears=before.clears,
        evidence=tuple(dict.fromkeys([*made.evidence, *before.evidence])),
    )


def _ruled(made: Exposure, decisions: Sequence[Decision]) -> Exposure:
    """Apply what people ruled: only a clearing moves an exposure; setting aside is said.

    A clearing answers the evidence that stood then: what comes later opens the exposure again.
    """
    certainty, reasons = made.certainty, list(made.reasons)
    standing = set(proofs(made.evidence))
    for each in sorted(decisions, key=lambda each: (each.at, each.id)):
        if each.about != made.id:
            continue
        until = f" until {each.until}" if each.until else ""
        by = f"{each.by} and {each.second_key}" if each.second_key else each.by
        if each.ruling != "clear":
            reasons.append(f"{each.ruling} by {by}{until}: {each.why}")
        elif standing <= set(each.evidence):
            certainty = Certainty.CLEARED
            reasons.append(f"cleared by {by}: {each.why}")
        else:
            reasons.append(f"cleared by {by} at {each.at}, but other evidence stands since")
    return structs.replace(made, certainty=certainty, reasons=tuple(dict.fromkeys(reasons)))


def _places(traces: Iterable[Trace]) -> list[Evidence]:
    return [evidence for trace in traces for evidence in trace.evidence]
