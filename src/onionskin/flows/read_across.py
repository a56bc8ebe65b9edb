"""What reports say together: where they contradict one another, and what they call unknown.

The Python API of `read --conflicts` and `read --open`. Claims come from reports just read,
from a case, or both; nothing is resolved and no question is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from onionskin.case.folder import Case
from onionskin.flows.read import UNGRADED, with_kept
from onionskin.model import Artifact, Claim, Grade, Problem, Standing
from onionskin.read.conflicts import conflicts
from onionskin.read.grades import Grading, Whose, of_claim, supports
from onionskin.write.reports import (
    Conflict,
    ConflictsReport,
    Dispute,
    OpenReport,
    ReadReport,
    Side,
)


def contested(
    reports: Sequence[ReadReport], *, case: Case | None = None, grading: Grading = UNGRADED
) -> ConflictsReport:
    """Return the claims that cannot hold together, side by side with the documents they stand in.

    `grading` is what an operator says now of documents that only the case holds; what was said before, the case keeps.
    """
    sides = _sides(reports, case)
    groups = conflicts(side.claim for side in sides.values())
    sides = _graded(sides, _Known(reports, case, grading), groups)
    disputes = tuple(
        Dispute(each.kind, each.why, _in_order(sides[ident] for ident in each.claims))
        for each in groups
    )
    return ConflictsReport(
        documents=_documents(sides, reports),
        disputes=tuple(sorted(disputes, key=lambda each: (each.kind, each.sides[0].claim.id))),
        problems=_problems(reports),
        isolation=_isolation(reports),
    )


def open_questions(
    reports: Sequence[ReadReport], *, case: Case | None = None, grading: Grading = UNGRADED
) -> OpenReport:
    """Return what the reports call unknown: claims of relation `unknown`, the earliest said first; `grading` as above."""
    sides = _graded(_sides(reports, case), _Known(reports, case, grading), ())
    asked = [each for each in sides.values() if each.claim.relation == "unknown"]
    return OpenReport(
        documents=_documents(sides, reports),
        questions=_in_order(asked),
        problems=_problems(reports),
        isolation=_isolation(reports),
    )


def _sides(reports: Sequence[ReadReport], case: Case | None) -> dict[str, Side]:
    """Return every claim by its id; what was just read stands before what the case holds."""
    found: dict[str, Side] = {}
    if case is not None:
        names = {each.id: each.path[0] for each in case.all(Artifact) if each.media == "text"}
        for claim in case.all(Claim):
            found[claim.id] = Side(names.get(claim.origin.document, ""), claim)
    for report in reports:
        found |= {claim.id: Side(report.document.name, claim) for claim in report.claims}
    return found


@dataclass(frozen=True)
class _Known:
    """Where grades come from: what was just read, and what operators said into the case."""

    reports: Sequence[ReadReport]
    case: Case | None
    grading: Grading

    def grades(self, sides: dict[str, Side]) -> dict[str, Grade]:
        """Return the grade of each document, by its text's id; of what only the case holds, by its claims."""
        grading = with_kept(self.grading, self.case)
        claims: dict[str, list[Claim]] = {}
        names = {}
        for side in sides.values():
            text = side.claim.origin.document
            claims.setdefault(text, []).append(side.claim)
            names[text] = side.document
        found = {
            text: grading.of(Whose(names[text], text, own[0].origin.publisher, "", own))
            for text, own in claims.items()
        }
        read = {claim.origin.document: each.grade for each in self.reports for claim in each.claims}
        return found | read

    def standings(self) -> dict[str, Standing]:
        """Return how credible the claims just read were found."""
        return {each.claim: each for report in self.reports for each in report.standings}


def _graded(sides: dict[str, Side], known: _Known, groups: Sequence[Conflict]) -> dict[str, Side]:
    """Return the sides with their Admiralty grades: the operator's where one spoke, with the rules' beside it."""
    grades, standings = known.grades(sides), known.standings()
    found = supports((side.claim for side in sides.values()), groups)
    told = {}
    for ident, side in sides.items():
        claim, grade = side.claim, grades[side.claim.origin.document]
        own = standings.get(ident) or of_claim(claim, grade, found[ident])
        why = grade.why if grade.by == "operator" else ""
        digit = own.credibility
        told[ident] = msgspec.structs.replace(side, grade=f"{grade.letter}{digit}", graded=why)
    return told


def _documents(sides: dict[str, Side], reports: Sequence[ReadReport]) -> int:
    silent = {each.document.name for each in reports} - {each.document for each in sides.values()}
    return len({each.claim.origin.document for each in sides.values()}) + len(silent)


def _in_order(sides: Iterable[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=_said))


def _said(side: Side) -> tuple[str, str, int, str]:
    claim = side.claim
    when = claim.said_on.earliest or "9999"
    return when, side.document, claim.evidence.offset, claim.id


def _problems(reports: Sequence[ReadReport]) -> tuple[Problem, ...]:
    return tuple(each for report in reports for each in report.problems)


def _isolation(reports: Sequence[ReadReport]) -> str:
    return min((each.isolation for each in reports), default="")
