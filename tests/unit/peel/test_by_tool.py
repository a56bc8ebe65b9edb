"""What 7zz lists and prints becomes members only where sizes and checksums agree."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from onionskin.errors import InputError
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.jail.tool import Ended
from onionskin.lookalike.sevenzip import Solid, build_7z
from onionskin.model import Outcome
from onionskin.peel.by_tool import HINT, Given, OpenedByTool, Row, Tool, _cut, find, rows_of

TOOL = Tool("/nowhere/7zz", "26.02")
WHOLE = Ended(0, late=False, words="")


@pytest.fixture
def scratch() -> Iterator[int]:
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(b"onetwothree")
        yield file.fileno()


def _row(name: str, data: bytes, *, crc: bool = True) -> Row:
    return Row(name, len(data), zlib.crc32(data) if crc else None, encrypted=False)


def _given(rows: list[Row], scratch: int, ended: Ended = WHOLE) -> Given:
    return _cut(TOOL, rows, scratch, ended)


def test_a_listing_gives_files_and_leaves_folders_out() -> None:
    listing = b"""Path = in
Folder = +
Size = 0

Path = in/a = b
Folder = -
Size = 12
CRC = 0000ABCD
Encrypted = -

Path = in/secret
Size =
CRC =
Encrypted = +
"""
    assert rows_of(listing) == [
        Row("in/a = b", 12, 0xABCD, encrypted=False),
        Row("in/secret", None, None, encrypted=True),
    ]


def test_a_second_cell_of_one_name_is_not_believed() -> None:
    (row,) = rows_of(b"Path = a\nSize = 5\nSize = 99\nPath = b\n")
    assert (row.name, row.size) == ("a", 5)


def test_a_stream_is_cut_by_the_listed_sizes(scratch: int) -> None:
    rows = [_row("a", b"one"), _row("b", b"two", crc=False), _row("c", b"three")]
    given = _given(rows, scratch)
    assert [(each.name, each.offset, each.length) for each in given.members] == [("a", 0, 3), ("b", 3, 3), ("c", 6, 5)]  # fmt: skip
    assert not given.problems


def test_from_the_first_wrong_checksum_on_nothing_is_believed(scratch: int) -> None:
    given = _given([_row("a", b"one"), _row("b", b"TWO"), _row("c", b"three")], scratch)
    assert [each.name for each in given.members] == ["a"]
    assert "2 of 3 files" in given.problems[0].detail


def test_without_checksums_sizes_and_exit_code_must_agree(scratch: int) -> None:
    rows = [_row("a", b"one", crc=False), _row("b", b"two", crc=False)]
    assert not _given(rows, scratch).members
    rows.append(_row("c", b"three", crc=False))
    assert not _given(rows, scratch, Ended(2, late=False, words="Data Error")).members
    assert len(_given(rows, scratch).members) == 3


def test_a_single_stream_of_unknown_size_is_taken_whole(scratch: int) -> None:
    (member,) = _given([Row("a", None, None, encrypted=False)], scratch).members
    assert member.length == 11


def test_no_tool_is_found_where_none_is_wanted() -> None:
    assert find("none") is None
    with pytest.raises(InputError):
        find("/nowhere/at/all/7zz")


def _ppmd(folder: Path) -> Path:
    path = folder / "release.7z"
    data = {"a.txt": b"an honest text\n" * 50, "b.txt": b"another"}
    path.write_bytes(build_7z([Solid(data, stated=b"\x03\x04\x01")]))
    return path


def test_without_the_tool_a_note_says_what_could_be_done(tmp_path: Path, pool: Pool) -> None:
    (report,) = peel([_ppmd(tmp_path)], pool=pool)
    assert not report.complete
    assert HINT in report.notes


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("7zz") is None, reason="7zz is not installed")
def test_what_7zz_opens_becomes_layers_and_the_report_says_who_opened_it(
    tmp_path: Path, pool: Pool
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"an honest text\n" * 50)
    (folder / "b.bin").write_bytes(os.urandom(3000))
    archive = tmp_path / "image.wim"
    command = ["7zz", "a", "-twim", str(archive), str(folder / "a.txt"), str(folder / "b.bin")]
    subprocess.run(command, check=True, capture_output=True)
    (report,) = peel([archive], pool=pool, tool=find())
    assert report.complete
    assert [each.name for each in report.layers] == ["image.wim", "a.txt", "b.bin"]
    root = report.layers[0]
    told = root.first(OpenedByTool)
    assert root.outcome is Outcome.SCANNED
    assert told is not None
    assert told.members == 2
    assert root.regions[0].name.startswith("opened by 7zz ")
    assert "is not known which it did not read" in report.notes[-1]


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("7zz") is None, reason="7zz is not installed")
def test_what_7zz_cannot_open_stays_a_problem(tmp_path: Path, pool: Pool) -> None:
    path = tmp_path / "noise.rar"
    path.write_bytes(b"Rar!\x1a\x07" + bytes(100))
    (report,) = peel([path], pool=pool, tool=find())
    assert not report.complete
    assert {"no-opener", "tool-failed"} <= {each.reason for each in report.problems}
