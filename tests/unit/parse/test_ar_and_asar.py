"""Ar and asar archives: members, owners of bytes, hashes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.lookalike.asar import build_asar, build_pickles, integrity
from onionskin.lookalike.elf import ar_member, build_ar
from onionskin.model import ReleaseName
from onionskin.parse.archive import ArchiveFault, OddName
from onionskin.parse.archives import ar, asar
from onionskin.parse.archives.ar import ArArchive
from onionskin.parse.archives.asar import AsarArchive
from onionskin.parse.archives.listed_hashes import HashMismatch

PLAIN = st.text("abcdefghij._-", min_size=1, max_size=40).filter(lambda name: name.strip("._-"))
FILES = st.dictionaries(PLAIN, st.binary(max_size=300), max_size=5)


@pytest.mark.parametrize("style", ["gnu", "bsd"])
@given(files=FILES)
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_ar_is_owned_and_every_member_comes_out(
    style: str, files: dict[str, bytes]
) -> None:
    made = walked(build_ar(files, style=style), ar.walk)
    assert (made.gaps, made.problems) == ([], [])
    assert made.members == list(files.items())


def test_a_microsoft_library_with_two_indexes_and_a_date_of_minus_one_is_read() -> None:
    middle = b"-1                      0       "
    data = b"!<arch>\n" + ar_member(b"/", bytes(8), middle=middle) + ar_member(b"/", bytes(4))
    data += ar_member(b"//", b"a long name of an object.obj\0") + ar_member(b"/0", b"\0\0\xff\xff", middle=middle)  # fmt: skip
    made = walked(data, ar.walk)
    assert made.members == [("a long name of an object.obj", b"\0\0\xff\xff")]
    assert (made.gaps, made.problems) == ([], [])


def test_members_of_a_thin_archive_are_named() -> None:
    data = b"!<thin>\n" + ar_member(b"//", b"dir/a.o/\n") + ar_member(b"/0", b"", size=99)
    made = walked(data, ar.walk)
    assert made.all(ArArchive)[0].external == ("dir/a.o",)
    assert (made.members, made.gaps) == ([], [])


def test_names_of_ar_members_that_escape_are_facts() -> None:
    made = walked(build_ar({"../out": b"x"}, style="bsd"), ar.walk)
    assert [each.why for each in made.all(OddName)] == [("parent",)]


@given(files=FILES, hashed=st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_asar_is_owned_and_every_member_comes_out(
    *, files: dict[str, bytes], hashed: bool
) -> None:
    made = walked(build_asar(files, hashed=hashed), asar.walk)
    assert (made.gaps, made.problems) == ([], [])
    assert sorted(made.members) == sorted(files.items())
    assert made.all(HashMismatch) == []


def test_an_asar_names_its_release_and_what_lies_beside_it() -> None:
    files = {"package.json": b'{"name":"inert","version":"2.0"}', "dir/a": b"a"}
    made = walked(build_asar(files, unpacked={"b.node": b"b"}), asar.walk)
    assert [(each.product, each.version) for each in made.all(ReleaseName)] == [("inert", "2.0")]
    (whole,) = made.all(AsarArchive)
    assert (whole.files, whole.hashed, whole.unpacked) == (2, 2, ("b.node",))


def test_a_changed_byte_anywhere_in_a_member_is_said() -> None:
    data = b"inert " * 30_000
    for at in (0, 70_000, len(data) - 1):
        forged = data[:at] + b"!" + data[at + 1 :]
        made = walked(build_asar({"a": data}, forged={"a": forged}, block=64 << 10), asar.walk)
        assert [each.kind for each in made.all(HashMismatch)] == ["hash-differs"]


@pytest.mark.parametrize("blocks", [["0" * 64], [], ["0" * 64] * 9])
def test_blocks_that_are_not_the_members_are_said(blocks: list[str]) -> None:
    lie = integrity(b"inert") | {"blocks": blocks}
    made = walked(build_asar({"a": b"inert"}, changed={"a": {"integrity": lie}}), asar.walk)
    assert [each.kind for each in made.all(HashMismatch)] == ["block-differs"]


def test_an_empty_file_may_list_a_block_or_none() -> None:
    for blocks in ([], integrity(b"")["blocks"]):
        entry = {"integrity": integrity(b"") | {"blocks": blocks}}
        assert walked(build_asar({"a": b""}, changed={"a": entry}), asar.walk).facts[0].kind == "AsarArchive"  # fmt: skip


def test_members_that_share_some_bytes_are_a_fault_and_members_that_are_one_are_not() -> None:
    files = {"a": b"a" * 20, "b": b"a" * 20}
    same = build_asar(files, changed={"b": {"offset": "0"}})
    part = build_asar(files, changed={"b": {"offset": "10", "integrity": None}})
    assert walked(same, asar.walk).all(ArchiveFault) == []
    assert [each.kind for each in walked(part, asar.walk).all(ArchiveFault)] == ["overlap"]


def test_a_key_said_twice_is_a_fault() -> None:
    data = build_pickles(b'{"files":{"a":{"size":0,"offset":"0"},"a":{"size":1,"offset":"0"}}}')
    assert [each.kind for each in walked(data + b"x", asar.walk).all(ArchiveFault)] == ["duplicate-name"]  # fmt: skip


def test_other_files_that_begin_with_four_are_no_asar() -> None:
    assert not asar.fits(view_of(b"\4\0\0\0" + bytes(60)))
    assert asar.fits(view_of(build_pickles(json.dumps({"files": {}}).encode())))
