"""Rebuilt layouts of known incidents, without indicators: each gets its verdict, and its honest twin none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.layouts import Layout, layouts
from onionskin.model import Level
from onionskin.weigh.order import reaches
from onionskin.weigh.verdict import judge
from onionskin.write.reports import PeelReport

LAYOUTS = layouts()
KEYS = {"title", "year", "platform", "sources", "rebuilt", "left_out", "expected", "signals", "why", "human"}  # fmt: skip
INCIDENTS = {
    "axios", "ccleaner", "event-stream", "flatmap-stream", "medoc", "plain-crypto-js", "shadowhammer", "sunburst",
    "three-cx-macos", "three-cx-windows", "ua-parser-js", "x-trader", "xz",
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What was said of the trojanised release, beside the one before it and alone, and of its twin."""

    against: PeelReport
    alone: PeelReport
    twin: PeelReport


@pytest.fixture(scope="module")
def seen(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Layout], Seen]:
    """Give what peel says of a layout; each is peeled once."""

    @cache
    def said(name: str) -> Seen:
        layout = next(each for each in LAYOUTS if each.id == name)
        folder = tmp_path_factory.mktemp(name)
        before = layout.before(folder / "before")
        paths = [layout.trojanised(folder / "trojanised"), layout.twin(folder / "twin")]
        known = layout.knows
        against, twin = peel(paths, pool=pool, against=[before], claims=known)
        (alone,) = peel(paths[:1], pool=pool, claims=known)
        return Seen(against, alone, twin)

    return lambda layout: said(layout.id)


each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.id)


def test_every_incident_of_the_list_has_a_layout() -> None:
    assert {each.id for each in LAYOUTS} == INCIDENTS


@each_layout
def test_a_layout_says_what_it_is(layout: Layout) -> None:
    assert set(layout.meta) - {"incomplete", "missed"} == KEYS
    assert layout.meta["sources"]
    assert not layout.meta["why"].endswith(".")


@each_layout
def test_a_layout_is_built_the_same_each_time(layout: Layout, tmp_path: Path) -> None:
    for build in (layout.before, layout.trojanised, layout.twin):
        one, two = build(tmp_path / f"{build.__name__}1"), build(tmp_path / f"{build.__name__}2")
        assert _bytes(one) == _bytes(two)


def _bytes(path: Path) -> list[bytes]:
    paths = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    return [each.read_bytes() for each in paths]


@each_layout
def test_the_trojanised_release_gets_its_verdict_beside_the_one_before(
    layout: Layout, seen: Callable[[Layout], Seen]
) -> None:
    report = seen(layout).against
    expected = Level(layout.meta["expected"]["against"])
    named = [each for each in report.findings if each.signal in layout.meta["signals"]]
    assert reaches(report.verdict.level, expected)
    # What the layout names is enough: the verdict does not stand on a finding by the way.
    assert reaches(judge(named).level, expected)
    assert report.complete is not layout.meta.get("incomplete", False)


@each_layout
def test_the_trojanised_release_alone_gets_what_is_said_of_it(
    layout: Layout, seen: Callable[[Layout], Seen]
) -> None:
    report = seen(layout).alone
    assert report.verdict.level is Level(layout.meta["expected"]["alone"])


@each_layout
def test_its_honest_twin_gets_none(layout: Layout, seen: Callable[[Layout], Seen]) -> None:
    report = seen(layout).twin
    assert [(each.signal, each.summary) for each in report.findings] == []
    assert report.verdict.level is Level.NOTHING_FOUND
    assert report.complete is not layout.meta.get("incomplete", False)


@pytest.mark.parametrize(
    "layout", [each for each in LAYOUTS if each.source], ids=lambda each: each.id
)
def test_a_package_that_is_not_its_source_is_told_by_its_source(
    layout: Layout, tmp_path: Path, pool: Pool
) -> None:
    assert layout.source is not None
    gate = Gate(source=layout.source(tmp_path / "source"))
    path = layout.trojanised(tmp_path / "release")
    (report,) = peel([path], pool=pool, gate=gate)
    assert "differs-from-source" in {each.signal for each in report.findings}
