"""Sums of 16-bit words: the same by either way, whatever the bytes."""

from __future__ import annotations

import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.parse.programs.word_sum import by_arrow, by_numbers


@settings(deadline=None)
@given(st.binary(max_size=200) | st.integers(0, 40_000).map(lambda size: b"\xff\xfe\x01" * size))
def test_both_ways_give_the_sum_of_the_words(part: bytes) -> None:
    even = part + bytes(len(part) % 2)
    plain = sum(struct.unpack(f"<{len(even) // 2}H", even))
    assert by_arrow(part) == plain
    assert by_numbers(part) % 0xFFFF == plain % 0xFFFF
    assert bool(by_numbers(part)) is bool(plain)
