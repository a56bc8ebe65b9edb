"""What a reader should see of contradictions: each with its sides, who says it, when, and the quote."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.write.document import Block, Document, Heading, Line, counted, plain
from onionskin.write.outlines.read import quoted, spoken
from onionskin.write.reports import ConflictsReport, Dispute
from onionskin.write.telling import incident, said


def outline(report: ConflictsReport) -> Document:
    """Return the document of a report."""
    return Document("What the reports contradict one another in", tuple(_blocks(report)))


def _blocks(report: ConflictsReport) -> Iterator[Block]:
    number = counted(len(report.disputes), "contradiction")
    where = counted(report.documents, "document")
    yield Line(f"{number} in {where}; none is resolved here")
    for each in report.disputes:
        yield from _dispute(each)
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")


def _dispute(dispute: Dispute) -> Iterator[Block]:
    first = dispute.sides[0].claim
    yield Heading(f"{dispute.kind}: {plain(incident(first), 80)} {first.relation}", 3)
    yield Line(dispute.why, "quiet", indent=1)
    for side in dispute.sides:
        tone = "plain" if side.claim.holds else "quiet"
        yield Line(said(side.claim), tone, side.claim.said_on.earliest or "undated")
        yield Line(f"{quoted(side.claim)} {spoken(side)}", "quiet", indent=8)
