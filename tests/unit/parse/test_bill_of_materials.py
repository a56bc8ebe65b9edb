"""A bill of materials is read whole, and held to the archive that is installed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.lookalike.billed_packages import build_billed_pkg
from onionskin.lookalike.bom import ROWS, BomRow, build_bom, changed, cksum
from onionskin.lookalike.cpio import CpioMember, build_cpio
from onionskin.model import Level, Outcome
from onionskin.parse.codecs.posix_crc import PosixCrc
from onionskin.parse.packages.bom import Bom, fits, read
from onionskin.parse.packages.bom_payload import BomMismatch, compare
from onionskin.plugins.view import View
from onionskin.write.reports import PeelReport

PROGRAM = "./Shapes.app/shapes"


def seen(data: bytes) -> View:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the view reads it until the test is over
    file.write(data)
    file.flush()
    view = View(file.fileno())
    view.kept = file  # type: ignore[attr-defined]
    return view


def differing(
    archive: Sequence[BomRow], bill: Sequence[BomRow] = ROWS, form: str = "odc"
) -> list[tuple[str, str]]:
    members = [CpioMember(each.path, each.data, each.mode) for each in archive]
    found = compare(read(seen(build_bom(bill))), seen(build_cpio(members, form)))
    return [(each.member, each.kind) for each in found]


def look(pool: Pool, folder: Path, data: bytes) -> PeelReport:
    path = folder / "shapes.pkg"
    path.write_bytes(data)
    (report,) = peel([path], pool=pool)
    return report


@given(st.binary(max_size=300), st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_the_checksum_is_that_of_cksum_however_the_data_comes(data: bytes, step: int) -> None:
    running = PosixCrc()
    for at in range(0, len(data), step):
        running.update(data[at : at + step])
    assert running.value == cksum(data)


def test_the_checksum_of_the_standards_example_is_known() -> None:
    assert PosixCrc(b"123456789").value == 930766865
    assert PosixCrc(b"").value == 4294967295


@pytest.mark.parametrize("leaf", [1, 2, 100])
def test_rows_are_read_as_they_were_written(leaf: int) -> None:
    bom = read(seen(build_bom(ROWS, leaf=leaf)))
    rows = list(bom.listed())
    assert [each.path for each in rows] == [each.path for each in ROWS]
    assert [each.mode for each in rows] == [each.mode for each in ROWS]
    assert rows[2].check == cksum(ROWS[2].data)
    assert rows[4].target == "readme.txt"


@pytest.mark.parametrize("form", ["odc", "newc"])
def test_what_agrees_gives_nothing(form: str) -> None:
    assert differing(ROWS, ROWS, form) == []


@pytest.mark.parametrize(
    ("archive", "kind"),
    [
        (changed(PROGRAM, data=b"other" * 50), "hash-differs"),
        (changed(PROGRAM, data=b"inert"), "size-differs"),
        (changed(PROGRAM, mode=0o100777), "mode-differs"),
        (changed(PROGRAM, mode=0o104755), "mode-differs"),
        (changed(PROGRAM, mode=0o120755), "kind-differs"),
        (ROWS[:2] + ROWS[3:], "absent"),
    ],
)
def test_what_differs_has_a_name(archive: tuple[BomRow, ...], kind: str) -> None:
    assert differing(archive) == [("Shapes.app/shapes", kind)]


def test_a_file_that_is_not_billed_is_told_and_attributes_of_a_billed_one_are_not() -> None:
    more = (BomRow("./Shapes.app/._shapes"), BomRow("./Shapes.app/._other"), BomRow("x"))
    assert differing((*ROWS, *more)) == [("Shapes.app/._other", "not-listed"), ("x", "not-listed")]


def test_a_second_member_of_the_same_name_is_held_to_the_bill_too() -> None:
    twice = (*ROWS, BomRow(PROGRAM, 0o100755, b"other" * 50))
    assert differing(twice) == [("Shapes.app/shapes", "hash-differs")]


@pytest.mark.parametrize(
    "path", ["Shapes.app/shapes", "././Shapes.app/shapes", ".//Shapes.app/shapes"]
)
def test_other_spellings_of_a_path_are_the_same_path(path: str) -> None:
    rows = [*ROWS[:2], BomRow(path, 0o100755, b"other" * 50), *ROWS[3:]]
    assert differing(rows) == [("Shapes.app/shapes", "hash-differs")]


def test_of_a_bill_of_names_alone_only_names_and_kinds_are_compared() -> None:
    bill = read(seen(build_bom(ROWS, only_names=True)))
    members = [CpioMember(each.path, each.data + b"more", each.mode) for each in ROWS[:-1]]
    found = list(compare(bill, seen(build_cpio(members, "odc"))))
    assert [(each.member, each.kind) for each in found] == [("Shapes.app/link", "absent")]


def test_of_an_archive_cut_short_nothing_is_called_absent() -> None:
    data = build_cpio([CpioMember(each.path, each.data, each.mode) for each in ROWS[:3]], "odc")
    cut = data[: data.index(b"TRAILER") - 80]
    assert not list(compare(read(seen(build_bom(ROWS))), seen(cut)))


def test_a_store_of_other_things_is_no_bill() -> None:
    assert not fits(seen(build_bom(ROWS).replace(b"Paths", b"Pathz")))
    assert fits(seen(build_bom(ROWS)))
    assert fits(seen(build_bom(ROWS)[:40]))


@pytest.mark.parametrize("bill", [b"inert", build_bom(ROWS).replace(b"Paths", b"Pathz")])
def test_a_payload_beside_what_is_no_bill_is_said_to_be_uncompared(
    tmp_path: Path, pool: Pool, bill: bytes
) -> None:
    data = build_billed_pkg()
    own = build_bom(ROWS)
    report = look(pool, tmp_path, data.replace(own, bill.ljust(len(own), b"\0")))
    archive = next(each for each in report.layers if each.format == "cpio")
    assert [each.reason for each in archive.problems] == ["not-compared"]


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_change_of_a_bill_is_read_or_damage(at: int, put: bytes) -> None:
    data = bytearray(build_bom(ROWS, leaf=2))
    data[at : at + len(put)] = put
    try:
        bom: Bom = read(seen(bytes(data)))
        assert len(list(bom.listed())) <= 10
    except DamagedError:
        return


def test_a_package_as_billed_gives_nothing_and_an_edited_one_a_finding(
    tmp_path: Path, pool: Pool
) -> None:
    assert not look(pool, tmp_path, build_billed_pkg()).findings
    report = look(pool, tmp_path, build_billed_pkg(changed(PROGRAM, data=b"other" * 50)))
    (finding,) = report.findings
    assert (finding.signal, finding.level) == ("bom-contradicts-payload", Level.SUSPICIOUS)
    archive = next(each for each in report.layers if each.format == "cpio")
    assert finding.subject == archive.artifact.id
    assert archive.first(BomMismatch) is not None


def test_what_cannot_be_compared_is_said(tmp_path: Path, pool: Pool) -> None:
    orphan = (*ROWS[:1], BomRow("./Gone/inert"))
    bill = build_bom(orphan)
    number = bill.index(b"inert\0") - 4
    broken = build_billed_pkg(bill=orphan)
    at = broken.index(bill)
    data = broken[: at + number] + b"\0\0\0\x09" + broken[at + number + 4 :]
    report = look(pool, tmp_path, data)
    archive = next(each for each in report.layers if each.format == "cpio")
    assert [each.reason for each in archive.problems] == ["not-compared"]
    assert archive.outcome is Outcome.INCOMPLETE
