"""What a reader should see of many releases: a column each, and what was said of every place."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.write.document import Block, Document, Heading, Line, Table, plain
from onionskin.write.outlines.peel import TONE
from onionskin.write.reports import Course, HistoryReport, HistoryRow

SCREEN = 20
QUIET = "."


def outline(report: HistoryReport) -> Document:
    """Return the document of a history."""
    return Document(f"History of {plain(report.product)}", tuple(_blocks(report)))


def _blocks(report: HistoryReport) -> Iterator[Block]:
    count, said = len(report.releases), len({each.signal for each in report.courses})
    words = f"{said} signal{'s' if said != 1 else ''} spoke"
    yield Line(f"{plain(report.product)}: {count} releases, {words}", label="history")
    yield Table(
        ("release", "verdict", "files", "bytes", "changed", "added", "removed"),
        tuple(_row(each) for each in report.releases),
        tuple(TONE[each.level] for each in report.releases),
    )
    if report.courses:
        yield Heading("What was said, release by release", 2)
        yield _courses(report, report.courses[:SCREEN])
    if len(report.courses) > SCREEN:
        more = f"and {len(report.courses) - SCREEN} more places; -o json=FILE has all"
        yield Line(more, "quiet", "more")
    for each in report.courses[:SCREEN]:
        where = plain(" > ".join(each.place))
        yield Line(f"{where}: {plain(each.summary)}", "quiet", each.signal, detail=True)
    for problem in report.problems:
        yield Line(f"{plain(problem.detail)} [{problem.reason}]", "warn", "problem")
    for note in report.notes:
        yield Line(plain(note), "quiet", "note")


def _row(each: HistoryRow) -> tuple[str, ...]:
    whole = "" if each.complete else ", INCOMPLETE"
    numbers = (each.artifacts, each.size, each.changed, each.added, each.removed)
    return (
        plain(each.version or each.subject.name),
        f"{each.level.value.upper()}{whole}",
        *(f"{number:,}" for number in numbers),
    )


def _courses(report: HistoryReport, courses: tuple[Course, ...]) -> Table:
    names = (plain(each.version or each.subject.name, 24) for each in report.releases)
    return Table(
        ("signal", "place", *names),
        tuple(
            (each.signal, plain(each.place[-1], 40), *(level or QUIET for level in each.levels))
            for each in courses
        ),
        tuple(
            "bad" if {"suspicious", "compromised"} & set(each.levels) else "warn"
            for each in courses
        ),
    )
