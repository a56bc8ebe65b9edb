"""Cheap ways to change a known attack so that a signal no longer fits: what is still found, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.layouts import Layout, layouts
from onionskin.model import Level
from onionskin.weigh.order import reaches

LAYOUTS = {each.id: each for each in layouts()}
WAYS = [(each, way) for each in LAYOUTS.values() for way in each.variants]
# What nothing sees yet. Whoever makes a signal for one takes it off this list.
UNSEEN = {
    ("axios", "imported, in a minor release"),
    ("ccleaner", "each masked byte is written as a word"),
    ("event-stream", "in a minor release"),
    ("flatmap-stream", "names are plain"),
    ("flatmap-stream", "names are written backwards"),
    ("medoc", "types are asked for by name at run time"),
    ("three-cx-macos", "no call by name, words masked by two bytes"),
    ("xz", "the commands stand in variables"),
}


def test_what_nothing_sees_yet_is_among_the_ways() -> None:
    assert {(each.id, way) for each, way in WAYS} > UNSEEN


@pytest.mark.parametrize(("layout", "way"), WAYS, ids=lambda each: getattr(each, "id", each))
def test_a_way_around_one_signal_meets_another(
    layout: Layout, way: str, tmp_path: Path, pool: Pool
) -> None:
    release = layout.variants[way](tmp_path / "release")
    before = layout.before(tmp_path / "before")
    (report,) = peel([release], pool=pool, against=[before], claims=layout.knows)
    least = Level.NOTHING_FOUND if (layout.id, way) in UNSEEN else Level.REVIEW
    assert reaches(report.verdict.level, least)
    assert report.complete is not layout.meta.get("incomplete", False)
