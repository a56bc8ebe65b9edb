"""SquashFS: files come out, every byte has an owner, and what no folder leads to is found."""

from __future__ import annotations

import lzma
import zlib

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.small_streams import lzo_block
from onionskin.lookalike.squashfs import SquashRecipe, build_squashfs
from onionskin.model import Span
from onionskin.parse.archive import ArchiveFault, Link, OddName, StrayBytes
from onionskin.parse.disks import squashfs
from onionskin.parse.disks.squashfs import SquashImage
from onionskin.parse.disks.squashfs_blocks import Blocks

NAMES = st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1, max_size=3).map("/".join)
FILES = st.dictionaries(NAMES, st.binary(max_size=300), max_size=6).filter(
    lambda files: not any(one.startswith(other + "/") for one in files for other in files)
)


@given(files=FILES, is_packed=st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_byte_of_an_honest_image_is_owned_and_every_file_comes_out(
    *, files: dict[str, bytes], is_packed: bool
) -> None:
    made = walked(build_squashfs(SquashRecipe(files, is_packed=is_packed)), squashfs.walk)
    assert dict(made.members) == files
    assert (made.gaps, made.problems, made.all(ArchiveFault), made.all(StrayBytes)) == ([], [], [], [])  # fmt: skip


def test_a_file_of_several_blocks_and_a_fragment_comes_out_whole() -> None:
    data = bytes(range(256)) * 2000
    made = walked(build_squashfs(SquashRecipe({"large": data})), squashfs.walk)
    assert dict(made.members)["large"] == data
    assert made.all(SquashImage)[0].compressor == "gzip"


def test_links_are_facts_and_names_that_deceive_are_odd() -> None:
    made = walked(build_squashfs(SquashRecipe({"..": b"x"}, {"out": "/etc"})), squashfs.walk)
    assert made.all(Link) == [Link("out", "symlink", "/etc")]
    assert [each.why for each in made.all(OddName)] == [("parent",)]


def test_bytes_between_data_and_tables_behind_a_stream_and_behind_the_image_are_stray() -> None:
    recipe = SquashRecipe({"a": b"a" * 99}, loose=b"loose", slack=b"slack", tail=b"tail")
    made = walked(build_squashfs(recipe), squashfs.walk)
    assert {each.where for each in made.all(StrayBytes)} == {"between", "slack", "behind"}
    assert b"loose" in made.hidden()


def test_a_file_that_no_folder_lists_and_bytes_of_a_fragment_of_no_file_are_faults() -> None:
    made = walked(build_squashfs(SquashRecipe(orphan=b"orphan", unused=b"more")), squashfs.walk)
    assert [(each.kind, each.detail) for each in made.all(ArchiveFault)] == [
        ("hidden-member", "32 decoded bytes of inodes that no folder leads to"),
        ("hidden-member", "10 decoded bytes of fragment 0 belong to no file"),
    ]


def test_a_folder_that_holds_itself_is_read_once() -> None:
    data = bytearray(build_squashfs(SquashRecipe({"sub/a": b"a"})))
    root, table = int.from_bytes(data[32:40], "little"), int.from_bytes(data[72:80], "little")
    first = int.from_bytes(data[table : table + 2], "little") & 0x7FFF
    # The root's listing is the last: its one name is made to lead to the root again.
    at = data.rindex(b"sub", table, table + 2 + first) - 8
    data[at : at + 2] = (root & 0xFFFF).to_bytes(2, "little")
    made = walked(bytes(data), squashfs.walk)
    assert [each.reason for each in made.problems] == ["contradictory"]


def test_blocks_of_a_compressor_that_is_not_read_are_said_and_not_guessed() -> None:
    data = bytearray(build_squashfs(SquashRecipe({"a": b"a" * 99})))
    data[20:22] = b"\7\0"
    table = int.from_bytes(data[64:72], "little")
    data[table + 1] &= 0x7F
    made = walked(bytes(data), squashfs.walk)
    assert [each.reason for each in made.problems] == ["no-decoder"]


@pytest.mark.parametrize(
    ("number", "packed"),
    [
        (1, zlib.compress(b"block" * 99)),
        (2, lzma.compress(b"block" * 99, lzma.FORMAT_ALONE)),
        (3, lzo_block(b"block" * 99)),
        (4, lzma.compress(b"block" * 99, lzma.FORMAT_XZ, check=lzma.CHECK_CRC32)),
        (5, pa.Codec("lz4_raw").compress(b"block" * 99, asbytes=True)),
        (6, pa.Codec("zstd").compress(b"block" * 99, asbytes=True)),
    ],
)
def test_a_block_of_each_compressor_is_decoded_within_its_limit(number: int, packed: bytes) -> None:
    blocks = Blocks(view_of(packed), number)
    assert blocks.decode(Span(0, len(packed)), 495) == b"block" * 99
    assert blocks.slack == []
    with pytest.raises(DamagedError):
        blocks.decode(Span(0, len(packed)), 494)
    with pytest.raises(DamagedError):
        blocks.decode(Span(0, len(packed) - 6), 495)
