"""Every way in which a program's headers can say two things: what is loaded must not be what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.header_lies import LIES
from onionskin.model import Level
from onionskin.peel.signals.contradictory_program_headers import BROKEN, DOUBTFUL

SIGNAL = "contradictory-program-headers"


@pytest.fixture(scope="module", name="pool")
def one_pool() -> Iterator[Pool]:
    with Pool(1, "process") as pool:
        yield pool


@pytest.mark.parametrize("name", sorted(LIES))
def test_headers_that_contradict_each_other_are_a_finding(
    name: str, tmp_path: Path, pool: Pool
) -> None:
    kind, build = LIES[name]
    path = tmp_path / name
    path.write_bytes(build())
    (report,) = peel([path], pool=pool)
    found = [each for each in report.findings if each.signal == SIGNAL]
    titles = {each.summary.partition(":")[0]: each for each in found}
    assert {**BROKEN, **DOUBTFUL}[kind] in titles
    hit = titles[{**BROKEN, **DOUBTFUL}[kind]]
    assert hit.level is (Level.SUSPICIOUS if kind in BROKEN else Level.REVIEW)
    assert all(each.artifact and each.length for each in hit.evidence)


def test_every_kind_of_contradiction_is_tried() -> None:
    tried = {kind for kind, _ in LIES.values()}
    assert tried == {*BROKEN, *DOUBTFUL} - {"memory-order"}
