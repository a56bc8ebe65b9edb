"""What a reader should see of a sweep: each host's state first, then what could not be asked."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.write.document import Block, Document, Heading, Line, Table, counted, plain
from onionskin.write.reports import HostRow, SweepReport

TONE = {"hit": "bad", "nothing-found": "good", "no-data": "warn"}
SCREEN = 20


def outline(report: SweepReport) -> Document:
    """Return the document of a sweep."""
    return Document("Sweep", tuple(_blocks(report)))


def _blocks(report: SweepReport) -> Iterator[Block]:
    states = [each.state for each in report.hosts]
    hit, unseen = states.count("hit"), states.count("no-data")
    text = (
        f"{counted(len(states), 'host')}: {hit} hit, {unseen} without data, the rest nothing found"
    )
    yield Line(text, "bad" if hit else "warn" if unseen else "good")
    findings = {each.id: each for each in report.findings}
    # Hits first, then the hosts nobody can speak for.
    ranked = sorted(report.hosts, key=lambda each: (list(TONE).index(each.state) % 2, each.host))
    for number, each in enumerate(ranked):
        detail = number >= SCREEN
        yield Line(_state(each), TONE[each.state], plain(each.host), detail=detail)
        for ident in each.findings:
            finding = findings[ident]
            text = f"{plain(finding.summary)} [{finding.signal}, by {plain(finding.origin)}]"
            yield Line(text, "quiet", finding.id, indent=1, detail=True)
    if len(ranked) > SCREEN:
        yield Line(f"and {len(ranked) - SCREEN} more hosts; -o json=FILE has all", "quiet", "more")
    for problem in report.not_evaluable:
        yield Line(plain(problem.detail), "warn", "not evaluable")
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")
    for note in report.notes:
        yield Line(plain(note), "quiet", "note")
    yield from _coverage(report)


def _state(row: HostRow) -> str:
    rows = sum(each.rows for each in row.coverage)
    if row.state == "no-data":
        return "NO DATA: known from an inventory only"
    words = (
        f"HIT: {counted(len(row.findings), 'finding')}" if row.state == "hit" else "nothing found"
    )
    return f"{words}, {rows:,} rows"


def _coverage(report: SweepReport) -> Iterator[Block]:
    yield Heading("Coverage", 2)
    yield Table(
        ("host", "table", "rows", "first", "last"),
        tuple(
            (
                plain(each.host),
                each.table,
                f"{each.rows:,}",
                plain(each.first or ""),
                plain(each.last or ""),
            )
            for row in report.hosts
            for each in row.coverage
        ),
        detail=True,
    )
