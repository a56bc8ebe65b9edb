"""Many releases laid over each other: a row for each, and what every signal said of every place."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.errors import InputError
from onionskin.flows.history import history
from onionskin.jail.pool import Pool
from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Level
from onionskin.write.outlines import outline_of
from onionskin.write.reports import HistoryReport
from onionskin.write.writers.text import Console, render


def _release(folder: Path, version: str, *, hidden: bool = False) -> Path:
    release = folder / f"phone-{version}"
    release.mkdir()
    stated = {"ProductName": "Phone", "ProductVersion": version, "CompanyName": "Example"}
    program = build_pe(Recipe(name="phone.exe", version=stated))
    library = sign_pe(build_pe(Recipe(is_dll=True, name="shapes.dll")))
    if hidden:
        library = append_behind_signature(library, b"INERT-FILLER" * 200)
    (release / "phone.exe").write_bytes(program)
    (release / "shapes.dll").write_bytes(library)
    return release


@pytest.fixture
def made(tmp_path: Path, pool: Pool) -> HistoryReport:
    paths = [
        _release(tmp_path, "1.10.0"),
        _release(tmp_path, "1.9.0", hidden=True),
        _release(tmp_path, "1.2.0"),
    ]
    return history(paths, pool=pool)[0]


def test_releases_stand_in_the_order_of_their_versions_whatever_the_order_given(
    made: HistoryReport,
) -> None:
    assert [each.version for each in made.releases] == ["1.2.0", "1.9.0", "1.10.0"]


def test_a_signals_course_shows_in_which_releases_it_spoke(made: HistoryReport) -> None:
    (course,) = [each for each in made.courses if each.signal == "bytes-behind-signature"]
    assert course.levels == ("", "suspicious", "")
    assert course.place == ("shapes.dll",)


def test_each_release_is_laid_over_the_one_before(made: HistoryReport) -> None:
    assert [each.changed for each in made.releases] == [0, 3, 3]
    assert [each.level for each in made.releases][1] is Level.SUSPICIOUS


def test_the_screen_has_a_row_for_each_release_and_a_column_in_each_course(
    made: HistoryReport,
) -> None:
    console = Console(record=True, width=120, file=None, quiet=False)
    with console.capture() as shown:
        render(outline_of(made), console)
    text = shown.get()
    assert "release" in text
    assert "1.9.0" in text
    assert "bytes-behind-signature" in text


def test_one_release_is_no_history(tmp_path: Path, pool: Pool) -> None:
    with pytest.raises(InputError, match="at least two"):
        history([_release(tmp_path, "1.0.0")], pool=pool)
