"""What is known by fixed bytes and opened by nothing here is named, so that it is not taken for data."""

from __future__ import annotations

import pytest
from tests.unit.parse.walked import view_of

from onionskin.peel.unopened import KNOWN, unopened


def _made(places: tuple[tuple[int, bytes], ...]) -> bytes:
    size = max(offset + len(magic) for offset, magic in places) if places[0][0] >= 0 else 4096
    data = bytearray(size + 600)
    for offset, magic in places:
        at = offset if offset >= 0 else len(data) + offset
        data[at : at + len(magic)] = magic
    return bytes(data)


@pytest.mark.parametrize("row", KNOWN, ids=[f"{number}-{each[0]}" for number, each in enumerate(KNOWN)])  # fmt: skip
def test_each_known_format_is_named_by_all_of_its_places(
    row: tuple[str, tuple[tuple[int, bytes], ...]],
) -> None:
    name, places = row
    assert unopened(view_of(_made(places))) == name
    for left_out in (each for each in places if any(each[1])):
        rest = tuple(each for each in places if each != left_out)
        assert not rest or unopened(view_of(_made(rest))) is None


@pytest.mark.parametrize("size", [0, 1, 7, 511, 512, 4096])
def test_other_bytes_have_no_name(size: int) -> None:
    assert unopened(view_of(bytes(size))) is None
    assert unopened(view_of(b"x" * size)) is None
