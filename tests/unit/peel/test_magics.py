"""A file's magics are looked up by what stands there, and found as if each were tried by itself."""

from __future__ import annotations

import random

import pytest
from tests.unit.parse.walked import view_of

from onionskin.peel.magics import HEAD, Magics

# At the beginning, side by side and one within the other, further in, over the edge of what is read at once, far, and from the end.
KNOWN = (
    (0, b"AB"), (0, b"ABCD"), (0, b"A"), (0, b"X"), (3, b"DE"), (HEAD - 2, b"pq"), (HEAD - 1, b"qr"), (HEAD, b"rs"),
    (70_000, b"far"), (-4, b"TAIL"), (-2, b"IL"), (-600, b"AB"), (3, b"DE"),
)  # fmt: skip


def _one_by_one(data: bytes) -> list[int]:
    found = []
    for number, (offset, magic) in enumerate(KNOWN):
        start = offset if offset >= 0 else len(data) + offset
        if start >= 0 and data[start : start + len(magic)] == magic:
            found.append(number)
    return found


@pytest.mark.parametrize("size", [0, 1, 2, 4, 5, 600, HEAD - 1, HEAD, HEAD + 1, HEAD + 2, 69_999, 70_002, 70_003, 200_000])  # fmt: skip
def test_what_stands_in_a_file_is_found_as_if_each_magic_were_tried(size: int) -> None:
    chance = random.Random(size)
    table = Magics.of((*each, number) for number, each in enumerate(KNOWN))
    for _ in range(60):
        data = bytearray(size)
        for offset, magic in chance.sample(KNOWN, 7):
            at = offset if offset >= 0 else size + offset
            if 0 <= at <= size - len(magic):
                data[at : at + len(magic)] = magic
        assert sorted(table.standing(view_of(bytes(data)))) == _one_by_one(bytes(data))


def test_only_first_bytes_are_asked_where_only_they_are_given() -> None:
    table = Magics.of((*each, number) for number, each in enumerate(KNOWN))
    assert sorted(table.near(b"ABCDE")) == [0, 1, 2, 4, 12]
    assert table.near(b"TAIL") == []


def test_what_has_no_magic_is_in_no_table() -> None:
    assert Magics.of([(0, b"", "anything")]).standing(view_of(b"bytes")) == []
