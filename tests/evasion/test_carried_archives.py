"""An archive that a program carries may count its offsets from the program's start, or its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.elf import build_elf
from onionskin.lookalike.pe import Recipe, build_pe
from onionskin.model import Level

PROGRAMS = {"pe": build_pe(Recipe()), "elf": build_elf()}


def carried(program: bytes, *, counted_from_the_program: bool) -> bytes:
    """Append an archive; zipfile's append mode counts from the whole file's start, as `zip -A` does."""
    out = io.BytesIO(program if counted_from_the_program else b"")
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(zipfile.ZipInfo("main.py"), "print('inert')\n")
    return out.getvalue() if counted_from_the_program else program + out.getvalue()


@pytest.mark.parametrize("kind", sorted(PROGRAMS))
@pytest.mark.parametrize("absolute", [True, False])
def test_an_archive_behind_a_program_is_opened_without_a_finding(
    kind: str, absolute: bool, tmp_path: Path, pool: Pool
) -> None:
    path = tmp_path / "program"
    path.write_bytes(carried(PROGRAMS[kind], counted_from_the_program=absolute))
    (report,) = peel([path], pool=pool)
    assert report.layers[-1].name == "main.py"
    assert report.complete
    assert report.verdict.level is Level.NOTHING_FOUND, [each.summary for each in report.findings]


def test_offsets_that_count_from_nowhere_are_a_contradiction(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "alone.zip"
    path.write_bytes(carried(b"\0" * 512, counted_from_the_program=True)[512:])
    (report,) = peel([path], pool=pool)
    assert "contradictory-archive-headers" in {each.signal for each in report.findings}
