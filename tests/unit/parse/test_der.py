"""The tag-length-value reader: places, bounds, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.lookalike.der_writer import (
    field,
    generalized_time,
    integer,
    octets,
    oid,
    sequence,
    utc_time,
)
from onionskin.parse.pki import der


def test_a_field_knows_where_it_stands() -> None:
    data = b"\xff" + sequence(integer(5), octets(b"abc"))
    node = der.read_node(data, 1)
    one, two = node.children()
    assert (node.start, node.body, node.stop) == (1, 3, len(data))
    assert (der.integer(one), der.octets(two)) == (5, b"abc")
    assert data[two.start : two.stop] == two.raw


@given(st.integers(0, 1 << 70))
def test_an_integer_comes_back(number: int) -> None:
    assert der.integer(der.read_node(integer(number))) == number


@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 1 << 40), max_size=5))
def test_an_object_identifier_comes_back(first: int, second: int, rest: list[int]) -> None:
    dotted = ".".join(map(str, (first, second, *rest)))
    assert der.oid(der.read_node(oid(dotted))) == dotted


@pytest.mark.parametrize("length", [0, 127, 128, 255, 256, 70_000])
def test_lengths_are_read_and_written_at_their_shortest(length: int) -> None:
    node = der.read_node(octets(bytes(length)))
    assert node.end - node.body == length
    assert der.definite(der.OCTET_STRING, bytes(length)) == node.raw
    assert der.is_der(node)


@pytest.mark.parametrize(
    "data",
    [
        b"\x04\x81\x03abc",
        b"\x30\x80\x02\x01\x05\0\0",
        b"\x24\x05\x04\x03abc",
        b"\x04\x82\x00\x03abc",
    ],
)
def test_what_is_longer_than_needed_is_not_der(data: bytes) -> None:
    node = der.read_node(data)
    assert node.stop == len(data)
    assert not der.is_der(node)


def test_the_pieces_of_a_constructed_string_are_joined() -> None:
    assert der.octets(der.read_node(field(0x24, octets(b"ab"), octets(b"c")))) == b"abc"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30",
        b"\x30\x05\x01",
        b"\x1f\x81\x01\0",
        b"\x30\x89" + bytes(9),
        b"\x04\x80\0\0",
        b"\x30\x80",
    ],
)
def test_what_leaves_its_place_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        der.read_node(data)


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(DamagedError, match="deep"):
        der.read_node(b"\x30\x80" * 100_000)


def test_a_crowd_of_fields_is_refused() -> None:
    with pytest.raises(DamagedError, match="fields"):
        der.read_node(sequence(integer(1) * (der.MAX_FIELDS + 1))).children()


@pytest.mark.parametrize("body", [b"", b"\x81" * 65, b"\x81"])
def test_an_impossible_object_identifier_is_refused(body: bytes) -> None:
    with pytest.raises(DamagedError):
        der.oid(der.read_node(field(der.OID, body)))


def test_bounds_hold_deep_inside() -> None:
    der.check_bounded(sequence(sequence(oid("1.2.3"))))
    with pytest.raises(DamagedError, match="too long"):
        der.check_bounded(sequence(sequence(field(der.OID, b"\x81" * 100 + b"\1"))))
    with pytest.raises(DamagedError, match="too many"):
        der.check_bounded(sequence(integer(1) * 3000))


def test_times_are_read_to_the_second() -> None:
    assert der.time(der.read_node(utc_time("2023-03-13T08:00:01Z"))) == "2023-03-13T08:00:01Z"
    assert der.time(der.read_node(utc_time("1999-12-31T23:59:59Z"))) == "1999-12-31T23:59:59Z"
    assert der.time(der.read_node(generalized_time("2045-01-01T00:00:00Z"))).startswith("2045")
    assert der.time(der.read_node(field(0x18, b"20230313080001.25Z"))) == "2023-03-13T08:00:01Z"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"2303130800Z",
        b"230313080001",
        b"231313080001Z",
        b"230313250001Z",
        b"23031308000\xffZ",
        b"230313080001.Z",
    ],
)
def test_an_impossible_time_is_refused(text: bytes) -> None:
    with pytest.raises(DamagedError):
        der.time(der.read_node(field(der.UTC_TIME, text)))


@pytest.mark.parametrize(
    "read", [der.integer, der.oid, der.octets, der.bits, der.time], ids=lambda f: f.__name__
)
def test_a_field_of_another_kind_is_refused(read: object) -> None:
    with pytest.raises(DamagedError):
        read(der.read_node(field(0x05)))  # type: ignore[operator]
