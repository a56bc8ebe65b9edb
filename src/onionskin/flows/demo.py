"""`demo`: the composition of `act` on generated input, and whether each expected result appears."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from rich.console import Console

from onionskin.case.folder import Case
from onionskin.flows.act import Inputs, act
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.layouts import layouts
from onionskin.lookalike.story import Story, write_story
from onionskin.model import Certainty, Level, Stage
from onionskin.write.document import Document, Heading, Line
from onionskin.write.outlines import outline_of
from onionskin.write.outlines.peel import TONE
from onionskin.write.reports import ActReport
from onionskin.write.writers.text import render

LEAD = (
    "Inert look-alikes, offline, isolation: {}. Layouts follow public reports; no sample was used."
)
QUIET = Level.NOTHING_FOUND
TITLE = "Other layouts, each against the release before, and its honest twin"
HONEST = "Code that a vendor itself built and signed with an implant is REVIEW at best."


@dataclass(frozen=True)
class Expected:
    """One result that must appear."""

    says: str
    holds: Callable[[ActReport], bool]


def _verdict(name: str, level: Level) -> Callable[[ActReport], bool]:
    def holds(report: ActReport) -> bool:
        return any(
            each.subject.name == name and each.verdict.level is level and each.complete
            for each in report.peeled
        )

    return holds


def _host(name: str, certainty: Certainty, stage: Stage | None) -> Callable[[ActReport], bool]:
    def holds(report: ActReport) -> bool:
        return any(
            each.subject.name == name and (each.certainty, each.stage) == (certainty, stage)
            for each in report.traced.exposures
        )

    return holds


def _no_data(report: ActReport) -> bool:
    return any(each.host == "HR-05" and each.state == "no-data" for each in report.swept.hosts)


def _latent(report: ActReport) -> bool:
    chain = [(hop.mechanism, hop.proof) for hop in report.traced.path]
    return chain == [
        ("DELIVER", "claimed"),
        ("CREDENTIAL", "latent"),
        ("BUILD", "claimed"),
        ("DELIVER", "observed"),
    ]


def _copy(report: ActReport) -> bool:
    return sum(each.copied_from is not None for each in report.read) == 1 and bool(report.agreed)


def _disagree(report: ActReport) -> bool:
    return any(line.startswith("actor") for line in report.traced.conflicts)


def _orders(report: ActReport) -> bool:
    return any("order" in note for each in report.read for note in each.notes)


def _reopened(report: ActReport) -> bool:
    return any(each.stands == "REOPENED" for each in report.alerts)


def _caches_first(report: ActReport) -> bool:
    titles = [each.title.casefold() for each in report.steps]
    cache = next((at for at, title in enumerate(titles) if "cached installers" in title), None)
    removal = next((at for at, title in enumerate(titles) if title.startswith("uninstall")), None)
    return cache is not None and removal is not None and cache < removal


EXPECTED: tuple[Expected, ...] = (
    Expected("the trojanised client is COMPROMISED", _verdict("phone-18.12.416.msi", Level.COMPROMISED)),
    Expected("its honest update is NOTHING_FOUND", _verdict("phone-18.12.425.msi", Level.NOTHING_FOUND)),
    Expected("the retired installer is SUSPICIOUS", _verdict("x_trader-setup.exe", Level.SUSPICIOUS)),
    Expected("the icon with a tail is REVIEW", _verdict("icons", Level.REVIEW)),
    Expected("two origins agree, one report is a copy", _copy),
    Expected("the actor stays contested", _disagree),
    Expected("orders in a report are ignored", _orders),
    Expected("ACC-02 is CONFIRMED, beaconed", _host("ACC-02", Certainty.CONFIRMED, Stage.BEACONED)),
    Expected("FIN-04 is CORROBORATED, second stage", _host("FIN-04", Certainty.CORROBORATED, Stage.SECOND_STAGE)),
    Expected("OPS-01 is PLAUSIBLE, installed", _host("OPS-01", Certainty.PLAUSIBLE, Stage.INSTALLED)),
    Expected("LNX-07 is NOT_AFFECTED", _host("LNX-07", Certainty.NOT_AFFECTED, None)),
    Expected("HR-05 has no data", _no_data),
    Expected("the way back has its latent step", _latent),
    Expected("the closed alert is reopened", _reopened),
    Expected("caches are cleared before uninstalling", _caches_first),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """The demo, run: its report, its screen as a document, and what did not appear."""

    report: ActReport
    document: Document
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Rebuilt:
    """One incident's layout, peeled against the release before it; and its honest twin."""

    title: str
    expected: Level
    found: Level
    twin: Level


def demo(folder: Path, *, isolation: str = "auto") -> Shown:
    """Write the story below a folder, act on it, and hold the result against what is expected."""
    story = write_story(folder / "input")
    with Case.open(folder / "case", key=_key(folder)) as case:
        report = act(_inputs(story), case=case, isolation=isolation)
    rebuilt = _rebuilt(folder / "input" / "layouts", isolation)
    missing = [each.says for each in EXPECTED if not each.holds(report)]
    missing += [f"{each.title} is {each.expected.value}" for each in rebuilt if each.found is not each.expected]  # fmt: skip
    missing += [f"the twin of {each.title} is quiet" for each in rebuilt if each.twin is not QUIET]
    return Shown(report, _document(report, rebuilt, missing), tuple(missing))


def _rebuilt(folder: Path, isolation: str) -> tuple[Rebuilt, ...]:
    """Build the layouts of other incidents, and peel each and its twin."""
    found = []
    with Pool(isolation=isolation) as pool:
        for each in layouts():
            before, trojanised, twin = (
                build(_empty(folder / each.id / build.__name__))
                for build in (each.before, each.trojanised, each.twin)
            )
            levels = [
                report.verdict.level
                for path in (trojanised, twin)
                for report in peel([path], against=[before], pool=pool, claims=each.knows)
            ]
            expected = Level(each.meta["expected"]["against"])
            found.append(Rebuilt(each.meta["title"], expected, *levels))
    return tuple(found)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _inputs(story: Story) -> Inputs:
    return Inputs(
        reports=story.reports,
        inventory=(story.estate.inventory,),
        logs=story.estate.logs,
        releases=(story.phone, story.phone_update, story.trader, story.icons),
        against=(story.phone_before,),
    )


def _key(folder: Path) -> Path:
    """Keep the demo's key beside its case's folder, outside the case, and the user's key alone."""
    return folder / "demo.key"


def _layout_lines(rebuilt: Sequence[Rebuilt]) -> Iterator[Line]:
    """Yield a line per verdict with the layouts that have it, the gravest first."""
    for level in reversed(Level):
        titles = [each.title for each in rebuilt if each.found is level]
        if titles:
            yield Line("; ".join(titles), TONE[level], level.value.replace("_", " "))
    quiet = sum(each.twin is QUIET for each in rebuilt)
    yield Line(f"{quiet} of {len(rebuilt)} honest updates: NOTHING_FOUND", TONE[QUIET], "twins")


def _document(report: ActReport, rebuilt: Sequence[Rebuilt], missing: Sequence[str]) -> Document:
    isolation = report.peeled[0].isolation if report.peeled else "none"
    every = len(EXPECTED) + 2 * len(rebuilt)
    count = f"{every - len(missing)} of {every} expected results"
    return Document(
        "Onionskin demo",
        (
            Line(LEAD.format(isolation), "quiet"),
            *outline_of(report).blocks,
            Heading(TITLE, 2),
            *_layout_lines(rebuilt),
            Heading("Result", 2),
            Line(HONEST, "quiet"),
            *(Line(each, "bad", "MISSING") for each in missing),
            Line(count, "bad" if missing else "good"),
        ),
    )


def screen() -> str:
    """Return the demo's screen as text, from a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="onionskin-demo-") as folder:
        shown = demo(Path(folder))
    stream = StringIO()
    render(shown.document, Console(file=stream, width=110, color_system=None, highlight=False))
    return stream.getvalue()
