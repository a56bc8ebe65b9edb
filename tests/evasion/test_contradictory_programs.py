"""Every way in which a program's headers can say two things: what is loaded must not be what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.header_lies import LIES
from onionskin.lookalike.left_rows import DISCARDED_DATA, LeftRow, build_left_row
from onionskin.lookalike.pe import Recipe, build_pe, with_bytes_at
from onionskin.model import Level
from onionskin.peel.signals.contradictory_program_headers import BROKEN, DOUBTFUL

SIGNAL = "contradictory-program-headers"


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


CODE, WRITTEN, KEPT = 0x2000_0020, 0x8000_0000, 0x4000_0040
HIDING = {
    "its row is code": LeftRow(flags=DISCARDED_DATA | CODE),
    "its row is written to": LeftRow(flags=DISCARDED_DATA | WRITTEN),
    "its row stays in memory": LeftRow(flags=KEPT),
    "the relocations lead to it": LeftRow(directory=5),
    "the imports lead to it": LeftRow(directory=1),
    "thread callbacks lead to it": LeftRow(directory=9),
    "the program starts in it": LeftRow(starts=True),
    "it shares the code's bytes": LeftRow(owner=".text"),
    "it shares the imports' bytes": LeftRow(owner=".rdata"),
    "it reaches beyond the resources": LeftRow(near=True),
}


@pytest.mark.parametrize("way", HIDING)
def test_a_row_that_looks_left_by_makensis_and_is_used_stays_suspicious(
    way: str, tmp_path: Path, pool: Pool
) -> None:
    path = tmp_path / "setup.exe"
    path.write_bytes(build_left_row(HIDING[way]))
    (report,) = peel([path], pool=pool)
    found = [each for each in report.findings if each.signal == SIGNAL]
    assert any(each.level is Level.SUSPICIOUS and "share bytes" in each.summary for each in found)
    assert not report.complete


def test_the_row_that_makensis_leaves_is_told_and_no_finding(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "setup.exe"
    path.write_bytes(build_left_row())
    for report in (*peel([path], pool=pool), *peel([path], against=[path], pool=pool)):
        assert not report.findings
        assert report.complete
        (told,) = [
            each.value
            for layer in report.layers
            for each in layer.facts
            if each.kind == "ImageFault"
        ]
        assert told["kind"] == "row-left"
        assert "makensis" in str(told["detail"])


def _of_small_alignment(first: int) -> bytes:
    """Return a UEFI-like program whose sections stand side by side, the second moved by `first` bytes."""
    data = build_pe(Recipe(name="phone.efi"))
    nt = int.from_bytes(data[60:64], "little")
    data = with_bytes_at(data, nt + 24 + 32, (32).to_bytes(4, "little") * 2)
    row = nt + 24 + int.from_bytes(data[nt + 20 : nt + 22], "little")
    end = sum(int.from_bytes(data[at : at + 4], "little") for at in (row + 16, row + 20))
    size = int.from_bytes(data[row + 16 : row + 20], "little")
    data = with_bytes_at(data, row + 16, (size - 32).to_bytes(4, "little"))
    return with_bytes_at(data, row + 60, (end - 32 - first).to_bytes(4, "little"))


def test_sections_of_a_small_alignment_stand_side_by_side_and_still_may_not_share_bytes(
    tmp_path: Path, pool: Pool
) -> None:
    for overlap, expected in ((0, 0), (32, 1)):
        path = tmp_path / f"phone{overlap}.efi"
        path.write_bytes(_of_small_alignment(overlap))
        (report,) = peel([path], pool=pool)
        found = [each for each in report.findings if "share bytes" in each.summary]
        assert len(found) == expected
