"""Notes on a page: the last one of a job is read, another job's is not, and garbage harms nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.jail import board


@pytest.fixture(scope="module")
def page() -> Iterator[int]:
    number = board.make()
    yield number
    os.close(number)


@given(st.integers(0, 2**63), st.text(max_size=900))
def test_a_note_is_read_back_for_its_job_and_for_no_other(
    page: int, serial: int, text: str
) -> None:
    with board.shared(page) as memory:
        board.write(memory, serial, text)
    assert board.read(page, serial) == text.encode("utf-8", "backslashreplace").decode()
    assert board.read(page, serial + 1) == ""


@given(st.binary(max_size=board.SIZE))
def test_whatever_stands_there_is_read_as_text(page: int, raw: bytes) -> None:
    os.pwrite(page, raw, 0)
    assert isinstance(board.read(page, 0), str)


def test_the_page_cannot_be_made_larger(page: int) -> None:
    if not hasattr(os, "memfd_create"):
        pytest.skip("this system has no seals")
    with pytest.raises(OSError, match="permitted"):
        os.ftruncate(page, 1 << 20)
    with board.shared(page) as memory:
        board.write(memory, 7, "x" * 100_000)
    assert len(board.read(page, 7)) < board.SIZE
