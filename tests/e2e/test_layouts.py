"""Rebuilt layouts of known incidents, without indicators: each gets its verdict, and its honest twin none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.layouts import Build, Layout, layouts
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


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(workers=2) as pool:
        yield pool


def peeled(
    layout: Layout, build: Build, folder: Path, pool: Pool, *, alone: bool = False
) -> PeelReport:
    against = [] if alone else [layout.before(folder / "before")]
    path = build(folder / "release")
    (report,) = peel([path], pool=pool, against=against, claims=layout.knows)
    return report


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
    layout: Layout, tmp_path: Path, pool: Pool
) -> None:
    report = peeled(layout, layout.trojanised, tmp_path, pool)
    assert reaches(report.verdict.level, Level(layout.meta["expected"]["against"]))
    # Without the signals that are named, the verdict falls: it stands on what the layout says.
    rest = [each for each in report.findings if each.signal not in layout.meta["signals"]]
    if layout.meta["signals"]:
        assert judge(rest).level is not report.verdict.level
    assert report.complete is not layout.meta.get("incomplete", False)


@each_layout
def test_the_trojanised_release_alone_gets_what_is_said_of_it(
    layout: Layout, tmp_path: Path, pool: Pool
) -> None:
    report = peeled(layout, layout.trojanised, tmp_path, pool, alone=True)
    assert report.verdict.level is Level(layout.meta["expected"]["alone"])


@each_layout
def test_its_honest_twin_gets_none(layout: Layout, tmp_path: Path, pool: Pool) -> None:
    report = peeled(layout, layout.twin, tmp_path, pool)
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
    found = []
    for build in (layout.trojanised, layout.twin):
        path = build(tmp_path / build.__name__)
        (report,) = peel([path], pool=pool, gate=gate)
        found.append("differs-from-source" in {each.signal for each in report.findings})
    assert found[0]
