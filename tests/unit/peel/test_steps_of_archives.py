"""How far a source archive steps that names itself only by the folder that it lies in."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.archives import build_gzip, build_tar, build_zip


def _named(tmp_path: Path, pool: Pool, *members: str, packed: str = "tar.gz") -> tuple[str, str]:
    files = dict.fromkeys(members, b"inert\n")
    path = tmp_path / f"release.{packed}"
    path.write_bytes(build_zip(files) if packed == "zip" else build_gzip(build_tar(files)))
    (report,) = peel([path], pool=pool)
    return report.product, report.version


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("inertz-5.6.0", ("inertz", "5.6.0")),
        ("two-words-1.10.2rc1", ("two-words", "1.10.2rc1")),
        ("tool-v2.0", ("tool", "2.0")),
        ("nothing", ("", "")),
        ("2024.1.1", ("", "")),
    ],
)
def test_the_one_folder_of_an_archive_names_it(
    tmp_path: Path, pool: Pool, folder: str, named: tuple[str, str]
) -> None:
    assert _named(tmp_path, pool, f"{folder}/a.c", f"{folder}/b/c.c") == named


def test_a_zip_is_named_by_its_folder_too(tmp_path: Path, pool: Pool) -> None:
    assert _named(tmp_path, pool, "inertz-1.2/a.c", packed="zip") == ("inertz", "1.2")


def test_two_folders_name_nothing(tmp_path: Path, pool: Pool) -> None:
    assert _named(tmp_path, pool, "inertz-1.2/a.c", "other-1.3/b.c") == ("", "")
