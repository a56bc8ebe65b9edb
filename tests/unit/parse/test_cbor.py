"""CBOR is read whole and within bounds, or refused."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.lookalike.addons import Plain, cbor
from onionskin.parse.texts.cbor import Document, Simple, Tagged, read_item

NUMBERS = st.integers(-(1 << 64), (1 << 64) - 1)
LEAVES = st.none() | NUMBERS | st.binary(max_size=300) | st.text(max_size=50)
ITEMS = st.recursive(
    LEAVES, lambda each: st.lists(each, max_size=5) | st.dictionaries(NUMBERS, each, max_size=5), max_leaves=20
)  # fmt: skip


@given(ITEMS)
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_again(item: Plain) -> None:
    data = cbor(item)
    assert read_item(data + b"more") == Document(item, len(data), is_shortest=True)


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_an_item_or_damage(data: bytes) -> None:
    try:
        found = read_item(data)
    except DamagedError:
        return
    assert 0 < found.length <= len(data)


@pytest.mark.parametrize(
    ("raw", "item"),
    [
        ("f4", False),
        ("f5", True),
        ("f6", None),
        ("f7", Simple(23)),
        ("f820", Simple(32)),
        ("f93e00", 1.5),
        ("fa47c35000", 100000.0),
        ("fb3ff199999999999a", 1.1),
        ("c074323031332d30332d32315432303a30343a30305a", Tagged(0, "2013-03-21T20:04:00Z")),
    ],
)
def test_examples_of_the_specification_are_read(raw: str, item: object) -> None:
    assert read_item(bytes.fromhex(raw)).item == item


@pytest.mark.parametrize("raw", ["1800", "1817", "190018", "1a00000100", "1b0000000000000001", "5800"])  # fmt: skip
def test_a_head_longer_than_needed_is_told(raw: str) -> None:
    assert not read_item(bytes.fromhex(raw)).is_shortest


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x1c",  # a reserved head
        b"\x9f\x01\xff",  # an indefinite length
        b"\x5b" + struct.pack(">Q", 1 << 62),  # more bytes than are there
        b"\x9b" + struct.pack(">Q", 1 << 62),  # more items than are there
        b"\xbb" + struct.pack(">Q", 1 << 62),
        b"\x81" * 100 + b"\x01",  # too deep
        b"\x9a" + struct.pack(">I", 20_000) + bytes(20_000),  # too many
        b"\xa2\x01\x02\x01\x03",  # a key twice
        b"\xa1\x80\x01",  # a list as key
        b"\x61\xff",  # no UTF-8
        b"\xf8\x10",  # a simple value in two bytes
    ],
)
def test_what_is_out_of_bounds_is_damage(raw: bytes) -> None:
    with pytest.raises(DamagedError):
        read_item(raw)
