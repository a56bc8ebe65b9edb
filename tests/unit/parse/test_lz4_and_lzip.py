"""LZ4 frames and lzip members: what they decode to, and who owns which byte."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import walked

from onionskin.errors import DamagedError
from onionskin.lookalike.small_streams import lz4_frame, lz4_legacy, lzip_member, skippable
from onionskin.parse.archive import StrayBytes
from onionskin.parse.archives import lz4, lzip
from onionskin.parse.archives.streams import CompressedStream


@given(parts=st.lists(st.binary(max_size=3000), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_frames_and_members_give_back_what_went_in_and_own_every_byte(parts: list[bytes]) -> None:
    for data, walk in (
        (b"".join(map(lz4_frame, parts)), lz4.walk),
        (b"".join(map(lzip_member, parts)), lzip.walk),
    ):
        made = walked(data, walk)
        assert [body for _, body in made.members] == [b"".join(parts)]
        assert (made.gaps, made.problems) == ([], [])
        assert made.all(CompressedStream)[0].streams == len(parts)


def test_a_legacy_frame_of_two_blocks_is_read() -> None:
    data = bytes(9 << 20) + b"end"
    made = walked(lz4_legacy(data), lz4.walk)
    assert (made.members[0][1] == data, made.gaps, made.problems) == (True, [], [])


def test_a_filled_skippable_frame_and_bytes_behind_the_last_frame_are_stray() -> None:
    made = walked(
        lz4_frame(b"a" * 99) + skippable(b"skipped") + lz4_frame(b"b") + b"tail", lz4.walk
    )
    assert made.members[0][1] == b"a" * 99 + b"b"
    assert [each.where for each in made.all(StrayBytes)] == ["extra", "behind"]
    assert made.hidden() == [b"skipped", b"tail"]


def test_an_lzip_trailer_that_is_wrong_is_said() -> None:
    made = walked(lzip_member(b"a" * 99, stated=98), lzip.walk)
    assert [each.reason for each in made.problems] == ["checksum"]
    assert made.members[0][1] == b"a" * 99


@given(data=st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_block_or_said_to_be_damaged(data: bytes) -> None:
    with suppress(DamagedError):
        assert len(lz4.decode_block(data, 1 << 16)) <= 1 << 16


def test_a_block_that_decodes_to_more_than_allowed_is_refused() -> None:
    bomb = b"\x1fa\x01\x00" + b"\xff" * 4000 + b"\0" + b"\x50abcde"
    assert lz4.decoded_length(bomb) > 1_000_000
    with pytest.raises(DamagedError, match="allowed"):
        lz4.decode_block(bomb, 1 << 16)
