"""CSV: indicators and claims in one table, safe to open in a spreadsheet.

Source: RFC 4180; OWASP, CSV Injection. Every cell is quoted, and one that a spreadsheet could take
for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from onionskin.model import Bounds, Claim
from onionskin.plugins.contracts import Report
from onionskin.terms.markings import marking
from onionskin.write.document import Document, plain
from onionskin.write.reports import ReadReport

META = {
    "title": "CSV, indicators and claims in one table, no cell a formula",
    "media": "text/csv",
    "reports": ["read"],
}

# What a spreadsheet holds in one cell; the whole quote is in the JSON.
CELL = 32_000
# Besides the four signs, those that some spreadsheets fold to them (U+FF1D and its like).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
COLUMNS = (
    "type", "value", "relation", "object type", "object", "holds", "confidence", "hedge", "said by",
    "said from", "said until", "valid from", "valid until", "quote", "offset", "origin", "reason",
    "grade", "corroborated by", "document", "sha256", "tlp", "id",
)  # fmt: skip


def write(report: Report, document: Document, out: BytesIO) -> None:
    """Write one table: a header, the indicators, the claims."""
    del document
    assert isinstance(report, ReadReport)
    stream = StringIO()
    table = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    about = (report.document.name, report.document.sha256, marking(report.text))
    grades = {
        each.claim: (f"{report.grade.letter}{each.credibility}", " | ".join(each.origins))
        for each in report.standings
    }
    for claim in sorted(report.claims, key=lambda each: each.relation != "indicates"):
        table.writerow(
            [_safe(cell) for cell in _cells(claim, (*grades.get(claim.id, ("", "")), *about))]
        )
    out.write(stream.getvalue().encode("utf-8", "backslashreplace"))


def _cells(claim: Claim, about: tuple[str, ...]) -> Iterator[str]:
    yield from (claim.subject.kind, claim.subject.name, claim.relation)
    yield from (claim.object.kind, claim.object.name, "yes" if claim.holds else "no")
    yield from (claim.confidence.value, claim.hedge, claim.reported_by)
    yield from (claim.said_on.earliest or "", claim.said_on.latest or "")
    yield from (_first(claim.valid.start), _last(claim.valid.end))
    yield from (claim.quote, str(claim.evidence.offset), claim.origin.root, claim.reason)
    yield from (*about, claim.id)


def _first(bounds: Bounds) -> str:
    return bounds.earliest or bounds.latest or ""


def _last(bounds: Bounds) -> str:
    return bounds.latest or bounds.earliest or ""


def _safe(cell: str) -> str:
    # Looked at before and after: `plain` turns a tab into a blank, and blanks may be skipped.
    shown = plain(cell, CELL)
    risky = cell.lstrip(" ").startswith(FORMULA) or shown.lstrip(" ").startswith(FORMULA)
    return f"'{shown}" if risky else shown
