"""Versions: one order for the grammars of all suppliers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.terms.versions import compare, key, ranks, same

NUMBERS = st.lists(st.integers(0, 10**9), min_size=1, max_size=6)
VERSIONS = st.builds(
    lambda numbers, tail: ".".join(map(str, numbers)) + tail,
    NUMBERS,
    st.sampled_from(["", "rc1", "-beta.2", "p608", "a1", "~1", "+build7", "-nightly", "u3"]),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18.12.416.0", "18.12.416"),
        ("18.12.416", "v18.12.416"),
        ("7.17.90p608", "r7.17.90p608"),
        ("7.17.90p608", "7.17.90 patch 608"),
        ("18, 12, 416, 0", "18.12.416"),
        ("18.12.416 (build 312)", "18.12.416"),
        ("1.0.0-rc.1", "1.0rc1"),
        ("1.0+abc", "1.0+def"),
        ("1.0.0-rc.1+b7", "1.0.0-rc.1"),
        ("Version 2.0", "2"),
    ],
)
def test_two_spellings_of_one_version_are_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert compare(one, other) == 0


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("18.11.1213", "18.12.402"),
        ("18.12.407", "18.12.416"),
        ("18.12.9", "18.12.10"),
        ("7.17.90", "7.17.90p608"),
        ("7.17.90p608", "7.17.91"),
        ("1.0rc1", "1.0"),
        ("1.0a1", "1.0b1"),
        ("1.0~rc1", "1.0"),
        ("1.1.1", "1.1.1a"),
        ("1.0", "1.0sp1"),
        ("3.0", "1:2.0"),
        ("1.0-nightly", "1.0-beta"),
        ("2.5.5-1+deb12u2", "2.5.5-1+deb12u5"),
        ("0.22.1-3", "0.22.1-3+b2"),
        ("0.22.1-3+b2", "0.22.1-3+deb12u1"),
        ("1:2.3.19.1+dfsg1-2.1+deb12u6", "1:2.3.19.1+dfsg1-2.1+deb12u7"),
        ("6.1.13+~cs7.0.5-1", "6.1.13+~cs7.0.5-1+deb12u1"),
    ],
)
def test_one_version_comes_before_the_other(less: str, more: str) -> None:
    assert compare(less, more) == -1
    assert compare(more, less) == 1


@pytest.mark.parametrize("text", ["", "-", "latest", "x" * 500 + "1", "n/a"])
def test_what_has_no_number_is_no_version(text: str) -> None:
    assert key(text) is None
    assert compare(text, "1.0") is None


def test_two_that_are_no_versions_are_the_same_only_as_written() -> None:
    assert same("Latest", "latest ")
    assert not same("latest", "newest")
    assert not same("latest", "1.0")


def test_equal_versions_share_a_rank_and_what_is_none_has_no_rank() -> None:
    assert ranks(["18.12.416", "18.12.416.0", "18.12.407", "?"]) == {
        "18.12.407": 0,
        "18.12.416": 1,
        "18.12.416.0": 1,
    }


@given(VERSIONS, VERSIONS)
def test_the_order_is_the_same_from_both_sides(one: str, other: str) -> None:
    forth, back = compare(one, other), compare(other, one)
    assert forth is not None
    assert back is not None
    assert forth == -back
    assert (forth == 0) == same(one, other)


@given(st.lists(VERSIONS, max_size=12))
def test_ranks_agree_with_comparing_one_by_one(versions: list[str]) -> None:
    found = ranks(versions)
    for one in versions:
        for other in versions:
            rank = (found[one] > found[other]) - (found[one] < found[other])
            assert rank == compare(one, other)


@given(NUMBERS, st.integers(0, 3))
def test_zeros_at_the_end_say_nothing(numbers: list[int], zeros: int) -> None:
    text = ".".join(map(str, numbers))
    assert same(text, text + ".0" * zeros)


@given(st.text(max_size=200))
def test_any_text_is_a_version_or_none_without_an_error(text: str) -> None:
    assert key(text) is None or same(text, text)
