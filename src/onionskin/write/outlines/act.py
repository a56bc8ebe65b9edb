"""The screen for 3 a.m.: five verbs, who is hit, how sure, what first."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Level
from onionskin.write.document import Action, Block, Document, Heading, Line, plain
from onionskin.write.outlines import peel as peeled
from onionskin.write.outlines.trace import exposure_lines, path_lines
from onionskin.write.reports import ActReport, PeelReport, PlaybookStep
from onionskin.write.telling import said

FEW = 3
FIRST = 5
UNSEEN = 4


def outline(report: ActReport) -> Document:
    """Return the document of an incident."""
    return Document("Incident", tuple(_blocks(report)))


def _blocks(report: ActReport) -> Iterator[Block]:
    yield from _peel(report)
    yield from _read(report)
    yield from _sweep(report)
    yield Heading("4 TRACE  back to the first cause", 2)
    yield from path_lines(report.traced.path)
    yield from _act(report)
    yield from _long(report)


def _peel(report: ActReport) -> Iterator[Block]:
    if not report.peeled:
        return
    yield Heading("1 PEEL   the releases, without indicators", 2)
    for each in report.peeled:
        line = peeled.verdict_line(each, plain(each.subject.name))
        yield Line(line, peeled.TONE[each.verdict.level])
        yield from _because(each)


def _because(each: PeelReport) -> Iterator[Line]:
    """Yield the gravest findings, one of a family; the others are for the long form."""
    families: set[tuple[str, str]] = set()
    for finding, line in peeled.finding_lines(each):
        key = (finding.family, finding.lane)
        shown = key not in families and len(families) < FEW
        families.add(key)
        yield Line(line.text, line.tone, line.label, detail=not shown)
    if each.verdict.rival and each.verdict.level is not Level.NOTHING_FOUND:
        yield Line(plain(each.verdict.rival), "quiet", "innocent if", detail=True)


def _read(report: ActReport) -> Iterator[Block]:
    if not report.read:
        return
    claims = sum(len(each.claims) for each in report.read)
    languages = ", ".join(sorted({each.language for each in report.read if each.language}))
    copies = [each for each in report.read if each.copied_from]
    origins = len(report.read) - len(copies)
    yield Heading(
        f"2 READ   {len(report.read)} reports ({languages}), {origins} origins: {claims} claims, each quoted",
        2,
    )
    for text in report.agreed:
        yield Line(plain(text), label="agree", detail=text not in report.agreed[:2])
    for text in report.traced.conflicts:
        yield Line(plain(text), "warn", "disagree", detail=text not in report.traced.conflicts[:3])
    for text in report.unknown:
        yield Line(plain(text), label="unknown", detail=text not in report.unknown[:2])
    for text in report.ignored:
        yield Line(plain(text, 240), "quiet", "note", detail=text not in report.ignored[:1])


def _sweep(report: ActReport) -> Iterator[Block]:
    count = len(report.traced.exposures)
    if not count:
        return
    yield Heading(f"3 SWEEP  {count} hosts", 2)
    yield from exposure_lines(report.traced.exposures)
    for problem in report.swept.not_evaluable:
        yield Line(plain(problem.detail), "warn", "not evaluable", detail=True)


def _act(report: ActReport) -> Iterator[Block]:
    yield Heading("5 ACT", 2)
    for group in report.alerts:
        tone = "bad" if group.stands == "REOPENED" else "plain"
        thing = plain(group.thing.replace("\\", "/").rpartition("/")[2])
        yield Line(f"{thing}: {plain(group.ruled)}: {group.stands}", tone, "alert")
        yield Line(plain(group.sentence), "quiet", "because")
    if report.alerts:
        yield Line(report.law, "quiet", "law 8")
    for step in report.steps[:FIRST]:
        hosts = f": {', '.join(plain(host, 40) for host in step.hosts)}" if step.hosts else ""
        yield Line(f"{plain(step.title)}{hosts}", label=f"step {report.steps.index(step) + 1}")
    for number, text in enumerate(report.not_seen):
        yield Line(plain(text), "warn", "not seen", detail=number >= UNSEEN)
    if len(report.not_seen) > UNSEEN:
        more = f"and {len(report.not_seen) - UNSEEN} more things not seen; see the report"
        yield Line(more, "warn", "not seen")


def _long(report: ActReport) -> Iterator[Block]:
    """Yield what only the long form holds: steps in full, alerts, timeline, claims."""
    for number, step in enumerate(report.steps, 1):
        yield _action(number, step)
    if report.decisions:
        yield Heading("Decisions", 2)
    for each in report.decisions:
        text = f"{plain(each.ruling)} by {plain(each.by)} at {each.at}: {plain(each.why)}"
        yield Line(text, label=each.about, detail=True)
    if report.traced.timeline:
        yield Heading("Timeline", 2)
    for moment in report.traced.timeline:
        when = (
            moment.earliest
            if moment.earliest == moment.latest
            else f"{moment.earliest} to {moment.latest}"
        )
        yield Line(f"{plain(moment.what)} ({plain(moment.source)})", label=plain(when), detail=True)
    if report.read:
        yield Heading("Claims", 2)
    for paper in report.read:
        for claim in paper.claims:
            if claim.relation != "indicates":
                yield Line(said(claim), label=claim.relation, detail=True)
                yield Line(
                    f'"{plain(claim.quote)}"', "quiet", plain(paper.document.name), 1, detail=True
                )


def _action(number: int, step: PlaybookStep) -> Action:
    return Action(
        number,
        plain(step.title),
        plain(step.why),
        tuple(plain(each) for each in step.do),
        plain(step.undo),
        plain(step.check),
        tuple(plain(host, 60) for host in step.hosts),
        detail=True,
    )
