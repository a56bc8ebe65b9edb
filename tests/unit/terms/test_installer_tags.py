"""Installer tags are recognised by their published grammar, to the last byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.installer_tags import (
    MOZILLA_MARKER,
    OMAHA_LONGEST,
    OMAHA_MARKER,
    OMAHA_SPACE,
    appended_tag,
    padded_tag,
    read_tag,
    write_omaha,
)

TAG = "appguid={8A69D345-D564-463C-AFF1-A69D9E530F96}&appname=Example%20App&needsadmin=prefers"


def test_a_published_example_is_a_tag() -> None:
    tag = read_tag(write_omaha(TAG))
    assert tag is not None
    assert (tag.grammar, tag.text, tag.length) == ("omaha", TAG, 14 + len(TAG))


def test_an_empty_tag_is_a_tag() -> None:
    assert read_tag(OMAHA_MARKER + b"\0\0") is not None


@pytest.mark.parametrize(
    "data",
    [
        OMAHA_MARKER,
        OMAHA_MARKER + b"\0",
        OMAHA_MARKER + b"\x00\x05br",
        OMAHA_MARKER + bytes(range(256)),
        OMAHA_MARKER + b"\xff\xff" + b"brand=" + b"A" * 0xFFF9,
        write_omaha("brand=" + "A" * OMAHA_LONGEST),
        write_omaha("brand=" + "A" * 257),
        write_omaha("payload=AAAA"),
        write_omaha("brand"),
        write_omaha("brand=A B"),
        write_omaha("untrusteddata=%FE%ED%FA%CE%FE%ED%FA%CE"),
        write_omaha("installerdata=%00%01%02"),
        b"Gact" + b"\0\4" + b"a=bc",
        b"",
    ],
    ids=lambda data: data[:24].hex() or "nothing",
)
def test_what_only_begins_like_a_tag_is_none(data: bytes) -> None:
    assert read_tag(data) is None
    assert appended_tag(data) is None


def test_a_tag_followed_by_bytes_is_no_appended_tag() -> None:
    tag = write_omaha(TAG)
    assert appended_tag(tag + b"\0" * 7) is not None
    assert appended_tag(tag + b"\0" * 8) is None
    assert appended_tag(tag + b"A") is None
    assert appended_tag(tag + b"\0" * 6 + b"\1") is None


def test_a_tag_may_stand_behind_the_alignment_only() -> None:
    tag = write_omaha(TAG)
    assert appended_tag(b"\0" * 7 + tag) == (7, read_tag(tag))
    assert appended_tag(b"\0" * 8 + tag) is None
    assert appended_tag(b"A" + tag) is None


def test_a_prepared_space_holds_a_tag_and_zeros_only() -> None:
    tag = write_omaha(TAG)
    assert padded_tag(tag.ljust(OMAHA_SPACE, b"\0")) is not None
    assert padded_tag(tag.ljust(OMAHA_SPACE + 1, b"\0")) is None
    assert padded_tag(tag.ljust(OMAHA_SPACE - 1, b"\0") + b"\1") is None


def test_a_mozilla_campaign_is_a_tag() -> None:
    code = b"campaign%3D%2528not%2Bset%2529%26medium%3Dreferral%26source%3Dwww.example.com"
    tag = padded_tag((MOZILLA_MARKER + code).ljust(1024, b"\0"))
    assert tag is not None
    assert tag.grammar == "mozilla"
    assert padded_tag((MOZILLA_MARKER + code).ljust(1025, b"\0")) is None
    assert padded_tag(MOZILLA_MARKER + b"payload%3DAAAA") is None
    assert padded_tag(MOZILLA_MARKER + b"source%3D%00%FF") is None


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for probe in (data, OMAHA_MARKER + data, MOZILLA_MARKER + data):
        tag = read_tag(probe)
        assert tag is None or tag.length <= len(probe)
        padded_tag(probe)
        appended_tag(probe)
