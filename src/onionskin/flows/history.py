"""`peel --history`: many releases of one product, each laid over the one before: the onion's skin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cmp_to_key
from pathlib import Path
from typing import Any

from onionskin.errors import InputError
from onionskin.flows.peel import peel
from onionskin.model import Level
from onionskin.peel.layover import lay_over, place
from onionskin.plugins.contracts import Tree
from onionskin.terms import versions
from onionskin.weigh.order import reaches
from onionskin.write.reports import Course, HistoryReport, HistoryRow, PeelReport

LEAST = 2


def history(paths: Sequence[Path], **options: Any) -> tuple[HistoryReport, tuple[PeelReport, ...]]:
    """Return the course of every signal over the releases, and the peel of each, the oldest first.

    The order is that of the versions which the releases state, else the given one. `options` are
    those of `peel`. All decoded members of all releases lie on the disk at one time.

    Raises:
        InputError: fewer than two releases, or as for `peel`.
    """
    if len(paths) < LEAST:
        hint = "name the older releases, too, in any order"
        raise InputError("a history needs at least two releases", where=str(paths[0]), hint=hint)
    found = list(peel(paths, against=paths, by_product=True, **options))
    reports = tuple(sorted(found, key=cmp_to_key(_order)))
    return _report(reports), reports


def _order(one: PeelReport, two: PeelReport) -> int:
    return versions.compare(one.version, two.version) or 0


def _report(reports: tuple[PeelReport, ...]) -> HistoryReport:
    opened = {each.subject.sha256: _tree(each) for each in reports}
    names = list(dict.fromkeys(each.product for each in reports if each.product))
    notes = ["these are several products: " + ", ".join(names)] if len(names) > 1 else []
    alone = [each.subject.name for each in reports[1:] if each.against is None]
    if alone:
        notes.append("laid over no other, since no lower version was given: " + ", ".join(alone))
    return HistoryReport(
        product=names[0] if names else reports[0].subject.name,
        releases=tuple(_row(each, opened) for each in reports),
        courses=tuple(_courses(reports)),
        problems=tuple(
            dict.fromkeys(
                problem
                for each in reports
                for problem in each.problems
                if problem.reason != "not-compared"
            )
        ),
        notes=tuple(notes),
        isolation=reports[0].isolation,
    )


def _tree(report: PeelReport) -> Tree:
    return Tree(report.layers, lambda _needle, _layers: [])


def _row(report: PeelReport, opened: dict[str, Tree]) -> HistoryRow:
    before = opened.get(report.against.sha256) if report.against else None
    pairs = lay_over(before, opened[report.subject.sha256]) if before else None
    return HistoryRow(
        subject=report.subject,
        version=report.version,
        level=report.verdict.level,
        complete=report.complete,
        artifacts=len(report.layers),
        size=sum(each.artifact.size for each in report.layers if each.artifact.media == "file"),
        changed=len(pairs.changed) if pairs else 0,
        added=len(pairs.added) if pairs else 0,
        removed=len(pairs.removed) if pairs else 0,
    )


def _courses(reports: tuple[PeelReport, ...]) -> Iterator[Course]:
    """Yield a course per signal and place, the gravest and then the most frequent first."""
    said: dict[tuple[str, tuple[str, ...]], dict[int, tuple[Level, str, str, str]]] = {}
    shown: dict[tuple[str, ...], tuple[str, ...]] = {}  # the newest name of a place
    for number, report in enumerate(reports):
        layers = {each.artifact.id: each for each in report.layers}
        for each in report.findings:
            if each.level is Level.NOTHING_FOUND:
                continue
            layer = layers.get(each.subject)
            key = each.signal, place(layer) if layer else (each.subject,)
            shown[key[1]] = layer.artifact.path[1:] if layer else key[1]
            cells = said.setdefault(key, {})
            if number not in cells or not reaches(cells[number][0], each.level):
                cells[number] = each.level, each.lane.value, each.id, each.summary
    levels = list(Level)
    ranked = sorted(
        said.items(),
        key=lambda row: (
            -max(levels.index(cell[0]) for cell in row[1].values()),
            -len(row[1]),
            row[0],
        ),
    )
    for (signal, where), cells in ranked:
        _, lane, finding, summary = cells[max(cells)]
        row = tuple(cells[n][0].value if n in cells else "" for n in range(len(reports)))
        names = shown[where] or (reports[0].product or "release",)
        yield Course(signal, lane, names, row, finding, summary)
