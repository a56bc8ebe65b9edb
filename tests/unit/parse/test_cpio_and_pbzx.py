"""Cpio archives of every form and pbzx streams: members, links, sums, and what hides behind them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.parse.walked import Walked, view_of, walked

from onionskin.lookalike.cpio import CpioMember, build_cpio, build_pbzx
from onionskin.parse.archive import ArchiveFault, Link, OddName, StrayBytes
from onionskin.parse.archives import cpio, pbzx
from onionskin.parse.archives.cpio import CpioArchive

FORMS = ("newc", "crc", "odc", "binary", "binary-big")
FILES = {"a": b"inert " * 30, "b/c": b"x", "empty": b""}


def _walked(data: bytes) -> Walked:
    return walked(data, cpio.walk)


@pytest.mark.parametrize("form", FORMS)
def test_members_of_every_form_come_out_whole(form: str) -> None:
    data = build_cpio(FILES, form, tail=bytes(100))
    assert cpio.fits(view_of(data))
    made = _walked(data)
    assert dict(made.members) == FILES
    assert not made.gaps
    assert not made.problems
    assert made.all(CpioArchive)[0].form == form.removesuffix("-big")


def test_two_letters_that_begin_no_archive_do_not_fit() -> None:
    assert not cpio.fits(view_of(b"\xc7\x71" + bytes(200)))
    assert not cpio.fits(view_of(b"070701" + b"g" * 200))
    assert not cpio.fits(view_of(build_cpio({"a": b"x"}, "binary")[:28]))


@pytest.mark.parametrize("first", [True, False])
def test_every_name_of_a_file_has_its_data_wherever_that_stands(first: bool) -> None:
    members = [CpioMember("a", links=3, inode=9), CpioMember("b", links=3, inode=9)]
    members.insert(0 if first else 2, CpioMember("c", b"shared", links=3, inode=9))
    made = _walked(build_cpio(members))
    assert dict(made.members) == {"a": b"shared", "b": b"shared", "c": b"shared"}


def test_an_archive_behind_the_trailer_is_told_and_opened() -> None:
    inner = build_cpio({"hidden": b"inert"})
    made = _walked(build_cpio(FILES, tail=bytes(16) + inner))
    assert made.members[-1] == ("behind the trailer", inner)
    assert [each.where for each in made.all(StrayBytes)] == ["behind"]
    assert made.hidden() == [inner]


def test_bytes_behind_a_name_have_no_owner() -> None:
    made = _walked(build_cpio({"a": b"x"}, behind_name=b"hidden bytes"))
    assert [each.where for each in made.all(StrayBytes)] == ["header", "header"]
    assert all(b"hidden bytes" in each for each in made.hidden())


def test_padding_that_is_not_zero_has_no_owner() -> None:
    made = _walked(build_cpio({"a": b"x"}, padding=b"!"))
    assert made.hidden() == [b"!!!"]


def test_a_wrong_sum_and_a_folder_with_data_are_contradictions() -> None:
    members = [CpioMember("a", b"inert", check=1), CpioMember("d", b"data", mode=0o40755)]
    made = _walked(build_cpio(members, "crc"))
    assert {each.kind for each in made.all(ArchiveFault)} == {"checksum-differs", "size-differs"}
    assert ("d", b"data") in made.members


def test_a_member_written_through_a_link_that_leads_outside_is_told() -> None:
    members = [CpioMember("way", b"/etc", mode=0o120777), CpioMember("way/passwd", b"x")]
    made = _walked(build_cpio(members))
    assert made.all(Link)[0].target == "/etc"
    assert "through-link" in made.all(OddName)[0].why


def test_a_header_of_another_form_in_the_midst_is_a_contradiction() -> None:
    first = build_cpio({"a": b"xxxx"})
    at = first.index(b"070701", 1)
    made = _walked(first[:at] + build_cpio({"b": b"y"}, "odc"))
    assert [each.kind for each in made.all(ArchiveFault)] == ["method-differs", "method-differs"]


def test_pbzx_chunks_decode_to_one_member() -> None:
    data = bytes(range(256)) * 900
    for stored in (False, True):
        made = walked(build_pbzx(data, stored=stored), pbzx.walk)
        assert made.members == [("content", data)]
        assert not made.gaps


def test_bytes_behind_pbzx_chunks_have_no_owner() -> None:
    made = walked(build_pbzx(b"x" * 100, tail=b"hidden behind"), pbzx.walk)
    assert made.hidden() == [b"hidden behind"]


def test_a_pbzx_chunk_that_states_another_size_is_told() -> None:
    data = build_pbzx(b"x" * 1000)
    made = walked(data[:12] + (999).to_bytes(8, "big") + data[20:], pbzx.walk)
    assert [each.kind for each in made.all(ArchiveFault)] == ["size-differs"]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text("ab.", min_size=1, max_size=9).filter(lambda n: n != "."), st.binary(max_size=99), max_size=5), st.sampled_from(FORMS))  # fmt: skip
def test_whatever_the_files_are_they_come_out(files: dict[str, bytes], form: str) -> None:
    made = _walked(build_cpio(files, form))
    assert dict(made.members) == files
    assert not made.gaps


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("cpio") is None, reason="cpio is not installed")
@pytest.mark.parametrize("form", ["newc", "crc", "odc", "bin"])
def test_gnu_cpio_writes_what_is_read_here(tmp_path: Path, form: str) -> None:
    (tmp_path / "a").write_bytes(b"inert " * 77)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    done = subprocess.run(["cpio", "-o", "--quiet", "-H", form], input=b"a\nb\nlink\n", cwd=tmp_path, capture_output=True, check=True)  # fmt: skip
    made = _walked(done.stdout)
    assert dict(made.members) == {"a": b"inert " * 77, "b": b"inert " * 77}
    assert made.all(Link) == [Link("link", "symlink", "a")]
    assert not made.gaps


def test_a_name_that_is_not_ascii_ends_no_archive_of_the_binary_form() -> None:
    files = {"a": b"inert", "\u00fc\u6587": b"x", "b": b"y"}
    made = _walked(build_cpio(files, "binary"))
    assert dict(made.members) == files
    assert not made.problems
