"""The parsers below the formats: STIX patterns, plain YAML, JSON walked, cells made whole, HTML cut."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.parse.texts.html_tokens import tokens
from onionskin.parse.texts.json_walk import JsonWalk
from onionskin.parse.texts.plain_yaml import loads, split
from onionskin.parse.texts.stix_pattern import (
    address_kind,
    comparisons,
    kind_of,
    located,
    observables,
)
from onionskin.read.documents.tables import unwrapped

SHA256 = "4a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e84a6c12f09b3d57e8"


def test_a_pattern_gives_its_comparisons_with_quotes_undone() -> None:
    pattern = (
        r"[file:hashes.'SHA-256' = 'ab' AND file:name = 'it\'s.exe'] OR "
        "[ipv4-addr:value IN ('203.0.113.1', '203.0.113.0/24') AND url:value NOT = 'http://x.top']"
    )
    found = [
        (kind_of(each.path, value), value, each.exact)
        for each in comparisons(pattern)
        for value in each.values
    ]
    assert found == [
        ("sha256", "ab", True),
        ("file-name", "it's.exe", True),
        ("ipv4", "203.0.113.1", True),
        ("cidr", "203.0.113.0/24", True),
        ("url", "http://x.top", False),
    ]


def test_a_pattern_with_its_algorithm_in_any_quotes_gives_the_hash() -> None:
    written = ("'SHA-256'", '"SHA-256"', "SHA256")
    found = [
        kind_of(each.path, "ab")
        for name in written
        for each in comparisons(f"[file:hashes.{name} = 'ab']")
    ]
    assert found == ["sha256"] * 3


def test_the_folder_and_the_name_of_a_file_are_one_path() -> None:
    pattern = (
        r"[file:name = 'upd.dll' AND file:parent_directory_ref.path = 'C:\\Temp' AND file:size = 3]"
    )
    found = [(each.path, each.values) for each in located(comparisons(pattern))]
    assert found[0] == ("file:parent_directory_ref.path", (r"C:\Temp\upd.dll",))
    two = "[file:name = 'a' OR file:name = 'b' OR file:parent_directory_ref.path = '/tmp']"
    assert len(located(comparisons(two))) == 3


def test_an_address_says_itself_which_kind_it_is() -> None:
    assert [address_kind(each) for each in ("203.0.113.1/32", "2001:db8::1", "a.top")] == [
        "ipv4",
        "ipv6",
        "domain",
    ]


def test_a_file_object_gives_each_of_its_hashes() -> None:
    thing = {"type": "file", "name": "a.exe", "hashes": {"SHA-1": "x", "SSDEEP": "y", "MD5": 3}}
    assert list(observables(thing)) == [("sha1", "x"), ("ssdeep", "y"), ("file-name", "a.exe")]


def test_yaml_is_read_as_rules_are_written() -> None:
    text = (
        "a: 'it''s' # said\nb:\n- x: 1\n  y: [p, {q: \"r\\n\"}]\n- |\n  one\n    two\n"
        "c: >-\n  folded\n  text\nd: plain\n   goes on\n'e|f': {}\n"
    )
    assert loads(text) == {
        "a": "it's",
        "b": [{"x": "1", "y": ["p", {"q": "r\n"}]}, "one\n  two"],
        "c": "folded text",
        "d": "plain goes on",
        "e|f": {},
    }
    assert len(list(split("---\na: 1\n---\nb: 2\n...\n"))) == 2


def test_a_quoted_text_of_yaml_goes_on_over_lines_that_hold_quotes_of_their_own() -> None:
    text = "a: 'it was\n  the user''s own, and\n  ended there.'\nb: \"he said\n  \\\"no\\\" and\n  left\"\nc: d\n"
    assert loads(text) == {
        "a": "it was the user's own, and ended there.",
        "b": 'he said "no" and left',
        "c": "d",
    }


@pytest.mark.parametrize(
    "text",
    ["a: &x 1", "a: *x", "a: !!python/name:os.system", "%YAML 1.2", "a: [*x]", "[" * 99, "a: 'b"],
)
def test_yaml_refuses_what_it_does_not_read(text: str) -> None:
    with pytest.raises(DamagedError):
        loads(text)


@given(st.text(alphabet="ab:-'\"[]{},#|>& \n", max_size=80))
@settings(max_examples=300, deadline=None)
def test_yaml_ends_in_a_value_or_in_a_typed_error(text: str) -> None:
    with suppress(DamagedError):
        loads(text)


def test_json_is_walked_whatever_the_pieces_it_comes_in() -> None:
    text = '{"a": [1, {"b": [2.5e3]}], "n": -12, "c": {"d": "\\u00e9"}}'
    expected = [(("a",), 1), (("a",), {"b": [2500.0]}), (("n",), -12), (("c",), {"d": "é"})]
    for size in (1, 3, 7, 1000):
        source = io.StringIO(text)
        walk = JsonWalk(
            iter(lambda size=size, source=source: source.read(size), ""), frozenset({"a"})
        )
        assert list(walk.values()) == expected


def test_json_that_ends_early_gives_what_stood_before() -> None:
    walk = JsonWalk(iter(['{"a": [1, 2, {"b"']), frozenset({"a"}))
    values = walk.values()
    found = [next(values), next(values)]
    with pytest.raises(DamagedError):
        next(values)
    assert found == [(("a",), 1), (("a",), 2)]
    assert "".join(walk.rest()) == '{"b"'


@pytest.mark.parametrize(
    ("cell", "width", "whole"),
    [
        (f"{SHA256[:22]}\n{SHA256[22:44]}\n{SHA256[44:]}", 0, SHA256),
        (f"{SHA256[:32]}\n{SHA256[32:]}", 64, SHA256),
        (f"{SHA256[:32]}\n{SHA256[32:]}", 32, f"{SHA256[:32]} {SHA256[32:]}"),
        (f"{SHA256[:32]}\n{SHA256[:32]}", 0, f"{SHA256[:32]} {SHA256[:32]}"),
        (f"{SHA256[:40]}\n{SHA256[40:]}\n" * 2, 0, f"{SHA256} {SHA256}"),
        (
            "https://kettle-c2.top/a/long/\npath/of/it.php",
            0,
            "https://kettle-c2.top/a/long/path/of/it.php",
        ),
        ("the loader of\nthe second stage", 0, "the loader of the second stage"),
        ("one.top\ntwo.top", 0, "one.top two.top"),
    ],
)
def test_a_value_wrapped_in_its_cell_is_made_whole(cell: str, width: int, whole: str) -> None:
    assert unwrapped(cell, width) == whole


@given(st.text(alphabet="<>/!-ab ='\"&#;x9", max_size=80))
@settings(max_examples=300, deadline=None)
def test_html_of_any_kind_is_cut_into_tokens(text: str) -> None:
    for token in tokens(text):
        assert token.name == token.name.lower()
