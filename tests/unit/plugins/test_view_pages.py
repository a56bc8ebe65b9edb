"""What a view keeps of its bytes is never other than what stands there, and spares calls to the system."""

from __future__ import annotations

import os
import random
import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.plugins.view import PAGE, SMALL, WHOLE, View

BYTES = random.Random(7).randbytes(2 * WHOLE)
PLACE = st.one_of(
    st.integers(-3, 2 * WHOLE),
    st.sampled_from([0, PAGE - SMALL, PAGE - 1, PAGE, WHOLE - 1, WHOLE]),
)
LENGTH = st.one_of(st.integers(-1, WHOLE + 40), st.sampled_from([1, SMALL, SMALL + 1, PAGE, WHOLE]))


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.integers(0, 2 * WHOLE), st.sampled_from([PAGE, PAGE + 1, WHOLE, WHOLE + 1])),
    st.integers(0, 50),
    st.lists(st.tuples(PLACE, LENGTH), min_size=1, max_size=12),
)
def test_what_is_read_is_the_same_whatever_was_read_before_it(
    size: int, base: int, wanted: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(BYTES)
        size = min(size, len(BYTES) - base)
        view, own = View(file.fileno(), base, size), BYTES[base : base + size]
        for offset, length in wanted:
            expected = own[offset : offset + length] if offset >= 0 and length > 0 else b""
            assert view.read(offset, length) == expected


@pytest.mark.parametrize(("size", "most"), [(300, 1), (PAGE + 1, 1), (WHOLE, 1), (2 * WHOLE, 2)])
def test_the_beginning_and_the_end_are_read_but_once(
    size: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    pread = os.pread

    def counted(descriptor: int, length: int, offset: int) -> bytes:
        calls.append(offset)
        return pread(descriptor, length, offset)

    monkeypatch.setattr(os, "pread", counted)
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(BYTES)
        view = View(file.fileno(), 0, size)
        for _ in range(3):
            assert view.read(0, 4) + view.read(size - 8, 8) == BYTES[:4] + BYTES[size - 8 : size]
    assert len(calls) == most
