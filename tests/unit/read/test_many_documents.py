"""Many documents in one call: several are read at a time, come back in order, and none harms another."""

from __future__ import annotations

from pathlib import Path

import pytest

from onionskin.errors import InputError
from onionskin.flows.read import AT_ONCE, read
from onionskin.jail.pool import Pool
from onionskin.plugins.scan import ALLOWED
from onionskin.write.reports import ReadReport

KILLER = """
from onionskin.plugins.contracts import Block
META = {"title": "t", "misses": "m", "references": [], "suffixes": [".txt"], "refines": "text"}
def fits(view):
    return view.read(0, 8) == b"HOSTILE!"
def read(view):
    yield Block("Contoso was compromised through Fabrikam Agent.")
    os._exit(1)
"""


def written(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"report-{number:02}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        lines = "The operators moved between hosts of the network.\n" * (40 * ((number * 7) % 5))
        path.write_text(f"{lines}\nIt contacts evil{number}[.]info, says nobody.\n")
    return paths


def hosts(report: ReadReport) -> set[str]:
    return {each.subject.name for each in report.claims if each.relation == "indicates"}


def test_documents_of_any_length_come_back_in_the_order_given(tmp_path: Path) -> None:
    paths = written(tmp_path, 3 * AT_ONCE)
    with Pool(workers=2) as pool:
        found = read(paths, pool=pool)
        assert pool.pending == 0
    assert [each.document.name for each in found] == [path.name for path in paths]
    assert [hosts(each) for each in found] == [{f"evil{n}.info"} for n in range(len(paths))]


def test_a_document_that_kills_its_worker_harms_no_other_and_is_read_without_that_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "plugins" / "read" / "formats"
    strange.mkdir(parents=True)
    (strange / "killer.py").write_text(KILLER)
    monkeypatch.setenv(ALLOWED, str(tmp_path / "plugins"))
    paths = written(tmp_path, AT_ONCE + 3)
    for number in (0, 2, 3, AT_ONCE):
        paths[number].write_text(f"HOSTILE! It contacts evil{number}[.]info, says nobody.\n")
    with Pool(workers=2) as pool:
        found = read(paths, pool=pool)
    assert [hosts(each) for each in found] == [{f"evil{n}.info"} for n in range(len(paths))]
    crashed = [bool(each.problems) for each in found]
    assert crashed == [number in (0, 2, 3, AT_ONCE) for number in range(len(paths))]
    assert not any("Contoso" in each.text for each in found)


def test_a_file_that_cannot_be_opened_stands_between_those_that_can(
    tmp_path: Path, pool: Pool
) -> None:
    paths = written(tmp_path, 3)
    paths[1].unlink()
    paths[1].symlink_to(paths[0])
    found = read(paths, pool=pool)
    assert [bool(each.problems) for each in found] == [False, True, False]


def test_a_path_that_is_not_there_is_said_before_anything_is_read(
    tmp_path: Path, pool: Pool
) -> None:
    with pytest.raises(InputError):
        read([*written(tmp_path, 2), tmp_path / "missing.txt"], pool=pool)
    assert pool.pending == 0
