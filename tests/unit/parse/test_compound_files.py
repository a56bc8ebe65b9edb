"""Compound files are read back as they were written, sector by sector."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from installer_bytes import owned_wholly, streams_of, survey_of, view_of

from onionskin.errors import DamagedError
from onionskin.lookalike.cfb import build_cfb
from onionskin.model import Span
from onionskin.parse.archives.cfb import ChainView, read_compound

FILLER = random.Random(3).randbytes(9_000_000)
NAMES = st.text(
    st.characters(blacklist_characters="/", blacklist_categories=("Cs",)), min_size=1, max_size=15
)


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.dictionaries(NAMES, st.integers(0, 20_000), max_size=12),
    version=st.sampled_from([3, 4]),
    interleave=st.booleans(),
)
def test_what_was_written_is_read(sizes: dict[str, int], version: int, interleave: bool) -> None:
    unique = {name.upper(): name for name in sizes}
    streams = {name: FILLER[: sizes[name]] for name in unique.values()}
    data = build_cfb(streams, version=version, interleave=interleave)
    assert streams_of(data) == streams
    found = survey_of(data)
    assert owned_wholly(found.regions, len(data))
    assert not found.unowned


def test_streams_of_nested_storages_have_the_path_of_their_storages() -> None:
    streams = {"one/two/three": b"deep", "one/four": b"x" * 5000, "five": b""}
    assert streams_of(build_cfb(streams)) == streams


def test_a_file_that_needs_a_difat_chain_is_read_whole() -> None:
    streams = {"large": FILLER, "small": b"x"}
    data = build_cfb(streams)
    assert streams_of(data) == streams
    assert "difat" in {each.name for each in survey_of(data).regions}


def test_a_tail_is_found_with_its_offset_and_length() -> None:
    data = build_cfb({"large": FILLER[:5000]})
    (found,) = survey_of(data + b"INERT FILLER" * 99).unowned
    assert (found.place, found.offset, found.length) == ("tail", len(data), 1188)


def test_a_tail_inside_the_last_sector_is_counted_from_the_end_of_the_stream() -> None:
    data = build_cfb({"large": FILLER[:5000]})
    with view_of(data) as view:
        compound = read_compound(view)
        last = compound.offset(compound.fat_chain[-1])
    assert last + 512 == len(data)
    (found,) = survey_of(data + b"x").unowned
    assert (found.offset, found.length) == (len(data), 1)


def test_zeros_behind_the_last_sector_are_free_sectors() -> None:
    data = build_cfb({"large": FILLER[:5000]})
    found = survey_of(data + bytes(4096))
    assert not found.unowned
    assert found.used_end == len(data)
    assert owned_wholly(found.regions, len(data) + 4096)


def test_what_a_writer_leaves_behind_a_stream_is_listed_and_owned_as_leftover() -> None:
    data = bytearray(build_cfb({"large": FILLER[:5000]}))
    data[512 + 5000 : 512 + 5010] = b"left there"
    found = survey_of(bytes(data))
    (slack,) = found.unowned
    assert (slack.place, slack.owner) == ("stream-slack", "large")
    assert slack.offset == 512 + 5000
    assert "leftover behind large" in {each.name for each in found.regions}


def test_reserved_bytes_of_the_header_that_are_used_are_listed() -> None:
    data = bytearray(build_cfb({"large": FILLER[:5000]}, version=4))
    data[2000:2004] = b"here"
    (found,) = survey_of(bytes(data)).unowned
    assert (found.place, found.owner) == ("table-slack", "header")


def test_two_entries_of_one_name_are_a_contradiction() -> None:
    data = bytearray(build_cfb({"stream A": b"first", "stream B": b"second"}))
    at = bytes(data).index("stream B".encode("utf-16-le"))
    data[at + 14] = ord("A")
    with view_of(bytes(data)) as view:
        (problem,) = read_compound(view).problems
    assert problem.reason == "contradiction"
    assert "stream A" in problem.detail


@pytest.mark.parametrize(
    ("offset", "value", "said"),
    [
        (26, 5, "version 5"),
        (30, 12, "2^12"),
        (32, 7, "mini"),
        (0, 0, "magic"),
        (28, 0xFFFF, "version"),
    ],
)
def test_a_header_that_no_reader_takes_is_damaged(offset: int, value: int, said: str) -> None:
    data = bytearray(build_cfb({"a": b"x"}))
    struct.pack_into("<H", data, offset, value)
    with view_of(bytes(data)) as view, pytest.raises(DamagedError, match=said.replace("^", r"\^")):
        read_compound(view)


@given(
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=8),
    start=st.integers(0, 100),
    length=st.integers(0, 100),
)
def test_a_chain_reads_as_its_parts_joined(
    cuts: list[tuple[int, int]], start: int, length: int
) -> None:
    with view_of(FILLER[:90]) as view:
        chain = ChainView(view, (Span(*each) for each in cuts))
        whole = b"".join(FILLER[at : at + size] for at, size in cuts)
        assert chain.size == len(whole)
        assert chain.read(start, length) == whole[start : start + length]
        part = chain.slice(start, length)
        assert part.read(0, 200) == whole[start : start + length]
