"""Files that hold themselves, or most of themselves: no tree without end, and no clean verdict either."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import TarMember, build_tar
from onionskin.lookalike.asar import build_asar
from onionskin.model import Level
from onionskin.write.reports import PeelReport

SIZE = 8192


def self_containing_elf(shrink: int) -> bytes:
    """Return an ELF file of 60 sections that all are the file itself, each `shrink` bytes shorter."""
    count, names = 61, b"\0.held\0"
    table = struct.pack("<10I", *(0,) * 10)[:40] + bytes(24)
    place = 64 + 64 * count
    for number in range(count - 1):
        size = SIZE - number * shrink
        table += struct.pack("<IIQQQQIIQQ", 1, 1, 0, 0, 0, size, 0, 0, 1, 0)
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 0, 64, 0, 64, 56, 0, 64, count, 0)
    return (head + table).ljust(place, b"\0") + names + bytes(range(1, 200)) * 60


def peeled(path: Path, data: bytes, pool: Pool) -> PeelReport:
    path.write_bytes(data[:SIZE] if data.startswith(b"\x7fELF") else data)
    (report,) = peel([path], pool=pool)
    return report


@pytest.mark.parametrize("shrink", [0, 1, 64])
def test_a_program_with_sections_that_are_the_program_ends_soon_and_is_said(
    tmp_path: Path, pool: Pool, shrink: int
) -> None:
    report = peeled(tmp_path / "loop.so", self_containing_elf(shrink), pool)
    said = {each.reason for each in report.problems}
    assert said & {"limit:itself", "limit:ratio"}
    assert len(report.layers) < 100
    assert not report.complete
    assert report.verdict.level is not Level.NOTHING_FOUND
    assert "expansion-limit" in {each.signal for each in report.findings}


def test_a_self_containing_program_hides_nothing_that_stands_beside_it(
    tmp_path: Path, pool: Pool
) -> None:
    inner = build_asar({"deep/seen.txt": b"still opened"})
    data = build_tar([TarMember("a.so", self_containing_elf(1)[:SIZE]), TarMember("b.asar", inner)])
    report = peeled(tmp_path / "release.tar", data, pool)
    assert any(layer.name.endswith("seen.txt") for layer in report.layers)
