"""What a reader should see of open questions: the question, what it is about, who leaves it open."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.write.document import Block, Document, Line, counted, plain
from onionskin.write.outlines.read import quoted, spoken
from onionskin.write.reports import OpenReport
from onionskin.write.telling import LONGEST_SENTENCE, shortened


def outline(report: OpenReport) -> Document:
    """Return the document of a report."""
    return Document("What the reports call unknown", tuple(_blocks(report)))


def _blocks(report: OpenReport) -> Iterator[Block]:
    number = counted(len(report.questions), "open question")
    yield Line(f"{number} in {counted(report.documents, 'document')}")
    for side in report.questions:
        claim = side.claim
        tone = "plain" if claim.holds else "quiet"
        about = (
            f"{shortened(claim.object.name, LONGEST_SENTENCE)} ({plain(claim.subject.name, 80)})"
        )
        yield Line(about, tone, claim.said_on.earliest or "undated")
        yield Line(f"{quoted(claim)} {spoken(side)}", "quiet", indent=8)
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")
