"""Files of known releases: remembered only with a reason, read back as written, never silently lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import InputError
from onionskin.flows.peel import peel
from onionskin.flows.remember import remember
from onionskin.jail.pool import Pool
from onionskin.lookalike.pe import Recipe, append_behind_signature, build_pe
from onionskin.lookalike.signing import sign_pe
from onionskin.model import Reference
from onionskin.peel.references import listed, load, ordered, save
from onionskin.write.reports import PeelReport

ROWS = st.builds(
    Reference,
    product=st.text(max_size=9),
    version=st.text(max_size=5),
    name=st.text(max_size=9),
    sha256=st.sampled_from(["a" * 64, "b" * 64]),
    size=st.integers(0, 1 << 40),
    format=st.sampled_from(["pe", "elf"]),
    origin=st.text(max_size=9),
)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "runtime"
    folder.mkdir()
    for name in ("a.dll", "b.dll"):
        version = {"ProductName": "Runtime", "ProductVersion": "22.3.0"}
        (folder / name).write_bytes(build_pe(Recipe(is_dll=True, name=name, version=version)))
    return folder


@pytest.fixture
def reports(release: Path, pool: Pool) -> list[PeelReport]:
    return list(peel([release], pool=pool))


@given(st.lists(ROWS, max_size=6))
def test_what_is_remembered_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[Reference]) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("rows") / "known.jsonl"
    assert save(path, rows) == len(set(rows))
    assert load([path]) == ordered(rows)
    assert save(path, rows) == 0


def test_a_release_is_remembered_with_its_product_version_and_origin(
    reports: list[PeelReport], tmp_path: Path
) -> None:
    path = tmp_path / "known.jsonl"
    assert remember(reports, path, origin="the maker's package") == 2
    assert {(row.product, row.version, row.origin) for row in load([path])} == {
        ("Runtime", "22.3.0", "the maker's package")
    }


def test_nothing_is_remembered_of_which_nobody_says_how_it_is_known(
    reports: list[PeelReport], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="nobody said"):
        remember(reports, tmp_path / "known.jsonl", origin="")
    assert not (tmp_path / "known.jsonl").exists()


def test_a_release_that_its_makers_list_does_not_hold_is_not_remembered(
    tmp_path: Path, reports: list[PeelReport]
) -> None:
    sums = tmp_path / "checksums.json"
    sums.write_text(json.dumps({"runtime.zip": "0" * 64}), "utf-8")
    with pytest.raises(InputError, match="does not list"):
        remember(reports, tmp_path / "known.jsonl", origin="", checksums=sums)


def test_a_suspicious_release_is_not_remembered(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "a.dll"
    signed = sign_pe(build_pe(Recipe(is_dll=True, name="a.dll")))
    path.write_bytes(append_behind_signature(signed, b"INERT-FILLER" * 99))
    found = list(peel([path], pool=pool))
    with pytest.raises(InputError, match="SUSPICIOUS"):
        remember(found, tmp_path / "known.jsonl", origin="the internet")


@pytest.mark.parametrize("form", ["{digest}  app.zip\n", "{digest} *app.zip\n", "json"])
def test_both_usual_lists_of_checksums_are_read(tmp_path: Path, form: str) -> None:
    digest = hashlib.sha256(b"app").hexdigest()
    path = tmp_path / "sums"
    text = json.dumps({"app.zip": digest}) if form == "json" else form.format(digest=digest)
    path.write_text(text, "utf-8")
    assert listed(path, digest)
    assert not listed(path, "0" * 64)


def test_a_line_that_is_no_reference_is_named_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text('\n{"product": 5}\n', "utf-8")
    with pytest.raises(InputError, match=r"known\.jsonl:2"):
        load([path])


def test_an_edited_copy_of_a_file_in_the_case_is_seen(tmp_path: Path, pool: Pool) -> None:
    from onionskin.case.folder import Case

    signed = sign_pe(build_pe(Recipe(is_dll=True, name="a.dll")))
    (tmp_path / "one.dll").write_bytes(signed)
    (tmp_path / "two.dll").write_bytes(append_behind_signature(signed, b"INERT-FILLER" * 9))
    case = Case.open(tmp_path / "case")
    list(peel([tmp_path / "one.dll"], pool=pool, case=case))
    (edited,) = peel([tmp_path / "two.dll"], pool=pool, case=case)
    (original,) = peel([tmp_path / "one.dll"], pool=pool, case=case)
    case.close()
    assert "same-signed-code-other-bytes" in {each.signal for each in edited.findings}
    assert not original.findings
