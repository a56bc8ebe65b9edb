"""What a reader should see of a report that was read: what is new, contested, ignored; indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onionskin.model import Claim
from onionskin.write.document import Block, Document, Heading, Line, Table, plain
from onionskin.write.reports import ReadReport

SCREEN = 24


def outline(report: ReadReport) -> Document:
    """Return the document of a report."""
    name = plain(report.document.name)
    return Document(f"Reading of {name}", tuple(_blocks(report, name)))


def _blocks(report: ReadReport, name: str) -> Iterator[Block]:
    claims = [each for each in report.claims if each.relation != "indicates"]
    indicators = [each for each in report.claims if each.relation == "indicates"]
    copied = f", a copy of {plain(report.copied_from)}" if report.copied_from else ""
    language = report.language or "language not known"
    yield Line(f"{name} ({language}{copied}): {len(claims)} claims, {len(indicators)} indicators")
    for number, each in enumerate(claims):
        yield from _claim(each, detail=number >= SCREEN)
    if len(claims) > SCREEN:
        yield Line(f"and {len(claims) - SCREEN} more; -o json=FILE has all", "quiet", "more")
    yield from _indicators(indicators)
    for note in report.notes:
        yield Line(plain(note), "quiet", "note")
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")
    if report.isolation:
        yield Line(f"{report.outcome.value}; isolation {report.isolation}", "quiet", "seen")


def _claim(each: Claim, *, detail: bool) -> Iterator[Line]:
    yield Line(said(each), "plain" if each.holds else "quiet", each.relation, detail=detail)
    where = f"characters {each.evidence.offset} to {each.evidence.offset + each.evidence.length}"
    yield Line(f'"{plain(each.quote)}" ({where})', "quiet", each.id, indent=1, detail=True)


def said(claim: Claim) -> str:
    """Return a claim as a line: subject, object, polarity, hedge, speaker."""
    parts = [f"{plain(claim.subject.name)} -> {plain(claim.object.name)}"]
    if not claim.holds:
        parts.append("NOT so")
    if claim.hedge:
        parts.append(f"hedged {plain(claim.hedge)!r}")
    if claim.reported_by:
        parts.append(f"says {plain(claim.reported_by)}")
    return ", ".join(parts)


def _indicators(indicators: list[Claim]) -> Iterator[Block]:
    by_role: dict[str, list[Claim]] = defaultdict(list)
    for each in indicators:
        by_role[each.object.name].append(each)
    for role, several in sorted(by_role.items()):
        kinds = sorted({each.subject.kind for each in several})
        yield Line(f"{len(several)} ({', '.join(kinds)})", label=role)
    if indicators:
        yield Heading("Indicators", 2)
        yield Table(
            ("type", "value", "role", "why"),
            tuple(
                (each.subject.kind, plain(each.subject.name), each.object.name, plain(each.reason))
                for each in indicators
            ),
            detail=True,
        )
