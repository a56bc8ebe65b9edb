"""gzip, bzip2, xz and zstd files: what they decode to, and where they really end."""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Callable
from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walked import view_of, walked

from onionskin.errors import DamagedError
from onionskin.lookalike.archives import build_gzip, build_tar
from onionskin.parse.archive import OddName, StrayBytes
from onionskin.parse.archives import streams
from onionskin.parse.archives.streams import CompressedStream
from onionskin.parse.codecs import zstd
from onionskin.parse.codecs.decoding import Inflate, Stream, raw_lzma


def zstd_frame(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


FORMATS = [
    pytest.param(build_gzip, partial(streams.walk, kind=streams.GZIP), id="gzip"),
    pytest.param(bz2.compress, partial(streams.walk, kind=streams.BZIP2), id="bzip2"),
    pytest.param(lzma.compress, partial(streams.walk, kind=streams.XZ), id="xz"),
    pytest.param(zstd_frame, streams.walk_zstd, id="zstd"),
]


@pytest.mark.parametrize(("pack", "walk"), FORMATS)
@given(parts=st.lists(st.binary(max_size=2000), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None)
def test_streams_behind_each_other_decode_to_one_member(
    pack: Callable[[bytes], bytes], walk: Callable[..., object], parts: list[bytes]
) -> None:
    made = walked(b"".join(map(pack, parts)), walk)
    assert made.members == [("content", b"".join(parts))]
    assert (made.gaps, made.problems) == ([], [])
    assert made.all(CompressedStream)[0].streams == len(parts)


@pytest.mark.parametrize(("pack", "walk"), FORMATS)
def test_bytes_behind_the_last_stream_have_no_owner(
    pack: Callable[[bytes], bytes], walk: Callable[..., object]
) -> None:
    made = walked(pack(b"x" * 50) + b"behind the stream", walk)
    assert made.hidden() == [b"behind the stream"]
    assert [stray.where for stray in made.all(StrayBytes)] == ["behind"]


@pytest.mark.parametrize(("pack", "walk"), FORMATS)
def test_zeros_behind_the_last_stream_are_padding(
    pack: Callable[[bytes], bytes], walk: Callable[..., object]
) -> None:
    assert walked(pack(b"x" * 50) + bytes(8), walk).gaps == []


@pytest.mark.parametrize(("pack", "walk"), FORMATS)
def test_a_stream_cut_short_is_typed_and_owned_as_unread(
    pack: Callable[[bytes], bytes], walk: Callable[..., object]
) -> None:
    made = walked(pack(bytes(range(256)) * 20)[:-12], walk)
    assert [problem.reason for problem in made.problems] == ["damaged-member"]
    assert made.gaps == []


@pytest.mark.parametrize(("pack", "walk"), FORMATS)
def test_a_tar_inside_names_the_member(
    pack: Callable[[bytes], bytes], walk: Callable[..., object]
) -> None:
    assert walked(pack(build_tar({"a": b"1"})), walk).members[0][0] == "content.tar"


def test_a_gzip_name_is_the_members_and_an_odd_one_is_stated() -> None:
    made = walked(build_gzip(b"x", name="../x"), partial(streams.walk, kind=streams.GZIP))
    assert made.members == [("../x", b"x")]
    assert made.all(OddName)[0].why == ("parent",)


@pytest.mark.parametrize("at", [-8, -4])
def test_a_gzip_trailer_that_is_wrong_is_said(at: int) -> None:
    data = bytearray(build_gzip(b"x" * 50))
    data[at] ^= 1
    made = walked(bytes(data), partial(streams.walk, kind=streams.GZIP))
    assert [problem.reason for problem in made.problems] == ["checksum"]


def test_a_file_of_many_tiny_streams_has_few_regions_and_is_quick() -> None:
    made = walked(build_gzip(b"") * 20_000, partial(streams.walk, kind=streams.GZIP))
    assert made.all(CompressedStream)[0].streams == 20_000
    assert len(made.regions) <= streams.STREAMS + 1
    assert made.gaps == []


def test_a_gzip_extra_field_without_a_grammar_has_no_owner() -> None:
    data = build_gzip(b"x")
    secret = b"ZZ\x06\0secret"
    held = data[:3] + b"\4" + data[4:10] + len(secret).to_bytes(2, "little") + secret + data[10:]
    made = walked(held, partial(streams.walk, kind=streams.GZIP))
    assert (made.hidden(), made.members) == ([secret], [("content", b"x")])


def test_xz_that_needs_too_much_memory_is_a_limit() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 256 << 20}]
    data = lzma.compress(b"x" * 100, filters=filters)
    made = walked(data, partial(streams.walk, kind=streams.XZ))
    assert "128 MiB" in made.problems[0].detail


def test_a_skippable_frame_that_is_filled_has_no_owner() -> None:
    filled = b"\x5a\x2a\x4d\x18\x06\0\0\0secret"
    table = b"\x5e\x2a\x4d\x18\x11\0\0\0" + bytes(8) + b"\1\0\0\0\0\xb1\xea\x92\x8f"
    empty = b"\x50\x2a\x4d\x18\x06\0\0\0" + bytes(6)
    made = walked(zstd_frame(b"x") + filled + table + empty, streams.walk_zstd)
    assert made.hidden() == [b"secret"]


def test_a_zstd_window_too_wide_is_a_limit() -> None:
    frame = b"\x28\xb5\x2f\xfd\x00\xff" + (1 | 4 << 3).to_bytes(3, "little") + b"wide"
    assert "128 MiB" in walked(frame, streams.walk_zstd).problems[0].detail


def test_a_zstd_frame_with_a_dictionary_is_named() -> None:
    frame = b"\x28\xb5\x2f\xfd\x21\x07\x01" + (1).to_bytes(3, "little")
    assert "dictionary 7" in walked(frame, streams.walk_zstd).problems[0].detail


def test_a_reserved_zstd_block_is_damage() -> None:
    frame = b"\x28\xb5\x2f\xfd\x20\x01" + (1 | 3 << 1).to_bytes(3, "little")
    with pytest.raises(DamagedError, match="reserved"):
        list(zstd.frames(view_of(frame), 0, len(frame)))


def test_a_bomb_comes_in_small_chunks() -> None:
    data = build_gzip(bytes(30 << 20))
    sizes = [len(chunk) for chunk in Stream(view_of(data), (10, len(data) - 10), Inflate, "it")]
    assert max(sizes) <= 1 << 20
    assert sum(sizes) == 30 << 20


@pytest.mark.parametrize("properties", [b"", b"\xff\0\0\0\1", b"\x5d\xff\xff\xff\xff"])
def test_impossible_lzma_properties_are_damage(properties: bytes) -> None:
    with pytest.raises(DamagedError):
        raw_lzma(properties)
