"""Where two files differ: stretches at their places, and what those bytes look like."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.model import Artifact, Layer, Outcome, Region
from onionskin.peel.builds import causes
from onionskin.peel.difference import MOST, Difference, difference
from onionskin.plugins.view import View


@contextmanager
def view(data: bytes) -> Iterator[View]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        yield View(file.fileno(), 0, len(data))


def differ(old: bytes, new: bytes) -> Difference:
    with view(old) as one, view(new) as two:
        return difference(one, two)


def spans(old: bytes, new: bytes) -> list[tuple[int, int]]:
    return [(each.offset, each.length) for each in differ(old, new).stretches]


def test_equal_files_have_no_stretch() -> None:
    assert spans(b"a" * 9000, b"a" * 9000) == []


def test_stretches_close_to_each_other_are_one() -> None:
    old = bytes(10_000)
    new = bytearray(old)
    new[100] = new[110] = new[4095] = new[4096] = 1
    assert spans(old, bytes(new)) == [(100, 11), (4095, 2)]


def test_what_one_file_has_more_is_a_stretch_behind_the_other() -> None:
    assert spans(b"abc", b"abcdef") == [(3, 3)]
    assert spans(b"abcdef", b"abc") == [(3, 3)]
    assert differ(b"abc", b"abc" + bytes(5) + b"x").zeros == 5
    assert differ(b"abc", b"abc" + bytes(100)).zeros == 64


def test_more_stretches_than_are_listed_end_in_one_that_reaches_the_end() -> None:
    old = bytes(40 * (MOST + 10))
    new = bytes(1 if at % 40 == 0 else 0 for at in range(len(old)))
    found = differ(old, new)
    assert not found.whole
    assert len(found.stretches) == MOST
    assert found.stretches[-1].end == len(old)


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        (b"x\0/home/one/src/a.c\0y", b"x\0/home/two/src/a.c\0y", "build path"),
        (b"x\0C:\\one\\src\\a.c\0y", b"x\0C:\\two\\src\\a.c\0y", "build path"),
        (b"x\0on 2026-01-02\0y", b"x\0on 2026-03-04\0y", "time stamp"),
        (b"x\0May  1 2026 10:00:00\0y", b"x\0May  1 2026 10:07:09\0y", "time stamp"),
        (b"b\na\nc\n", b"a\nb\nc\n", "order of lines"),
        (b"x\0hello world\0y", b"x\0hallo world\0y", "unknown"),
        (b"\x90\x90\x90\x90", b"\x90\xcc\x90\x90", "unknown"),
        (b"x\0/home/one/src\0\x01", b"x\0/home/two/src\0\x02", "unknown"),
    ],
)
def test_each_cause_is_told_by_the_bytes_around(old: bytes, new: bytes, cause: str) -> None:
    def layer(data: bytes) -> Layer:
        artifact = Artifact("a", ("a",), "0" * 64, len(data))
        return Layer(artifact, "data", Outcome.SCANNED, (Region("data", 0, len(data)),))

    made = list(causes(layer(old), layer(new), differ(old, new)))
    assert {each.cause for each in made} == {cause}


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_every_byte_that_differs_is_in_a_stretch(old: bytes, new: bytes) -> None:
    found = spans(old, new)
    inside = {at for offset, length in found for at in range(offset, offset + length)}
    longest = max(len(old), len(new))
    differing = {at for at in range(longest) if old[at : at + 1] != new[at : at + 1]}
    assert differing <= inside
    assert all(offset + length <= longest for offset, length in found)
