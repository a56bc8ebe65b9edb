"""A file that was handed in and holds nothing of what its name says is not taken for data that was seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.parse.walked import view_of

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_zip
from onionskin.peel.names_promise import promised

NOISE = bytes(range(256)) * 8


@pytest.mark.parametrize("name", ["setup.MSI", "phone-1.2.dmg", "a.exe", "b.msix", "c.tar.gz", "d.iso", "e.pkg", "f.deb"])  # fmt: skip
def test_bytes_of_no_format_do_not_keep_what_such_a_name_promises(name: str) -> None:
    assert promised(name, view_of(NOISE))


@pytest.mark.parametrize("name", ["notes.txt", "model.bin", "key.sig", "words.db", "script.ps1", "exe"])  # fmt: skip
def test_other_names_promise_nothing(name: str) -> None:
    assert promised(name, view_of(NOISE)) == ""


@pytest.mark.parametrize("data", [b"", b"INPUT ( libinert.so.6 )\n" * 9], ids=["empty", "text"])
def test_nothing_and_text_break_no_promise(data: bytes) -> None:
    assert promised("libinert.so", view_of(data)) == ""


def test_an_image_that_lost_its_end_is_incomplete_and_the_screen_can_say_why(tmp_path: Path, pool: Pool) -> None:  # fmt: skip
    path = tmp_path / "phone-1.2.dmg"
    path.write_bytes(NOISE)
    (report,) = peel([path], pool=pool)
    assert not report.complete
    assert [str(each) for each in report.reasons] == ["unsupported: not-as-named (1)"]
    assert "its name says Apple disk image" in report.problems[0].detail


def test_inside_a_release_a_file_may_bear_any_name(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "phone-1.2.zip"
    path.write_bytes(build_zip({"tests/data/broken.dmg": NOISE, "tests/data/broken.exe": NOISE}))
    (report,) = peel([path], pool=pool)
    assert report.complete
