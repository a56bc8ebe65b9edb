"""Marks of a build, and digests of parts."""

from __future__ import annotations

import tempfile

from hypothesis import given
from hypothesis import strategies as st

from onionskin.model import Artifact, Layer, Outcome, Span
from onionskin.parse.programs.build_marks import DIGEST, Part, build_marks, differing, places
from onionskin.plugins.view import View


def part(length: int, blocks: int) -> Part:
    return Part(".text", 0x400, length, is_code=True, blocks=bytes(range(1, blocks + 1)) * DIGEST)


def test_small_parts_are_told_apart_in_small_steps_and_large_ones_in_large() -> None:
    assert list(places(part(2 << 20, 0), [0, 127, 128, 367, 368])) == [
        Span(0x400, 512),
        Span(0x400 + 127 * 512, 512),
        Span(0x400 + (64 << 10), 4096),
        Span(0x400 + (1 << 20) - 4096, 4096),
        Span(0x400 + (1 << 20), 65_536),
    ]


def test_the_last_block_ends_where_its_part_ends() -> None:
    assert list(places(part(700, 2), [1])) == [Span(0x400 + 512, 188)]


def test_a_file_that_is_no_program_has_no_marks() -> None:
    with tempfile.TemporaryFile() as file:
        layer = Layer(Artifact("a", ("a",), "0" * 64, 0), "data", Outcome.SCANNED)
        assert build_marks(layer, View(file.fileno())) is None


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_blocks_that_one_side_lacks_differ(left: bytes, right: bytes) -> None:
    one = Part("", 0, 0, is_code=False, blocks=left[: len(left) // DIGEST * DIGEST])
    two = Part("", 0, 0, is_code=False, blocks=right[: len(right) // DIGEST * DIGEST])
    found = differing(one, two)
    assert found == sorted(found)
    same = [n for n in range(min(len(one.digests), len(two.digests))) if one.digests[n] == two.digests[n]]  # fmt: skip
    assert len(found) == max(len(one.digests), len(two.digests)) - len(same)
