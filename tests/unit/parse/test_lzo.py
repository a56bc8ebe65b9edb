"""LZO1X blocks: each instruction, what its own tool makes, and bytes that are none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walked import walked

from onionskin.errors import DamagedError
from onionskin.lookalike.small_streams import lzo_block
from onionskin.parse.archives.lzo import decode_block
from onionskin.peel.containers import lzop

END = b"\x11\0\0"
LONG = 40_000


@pytest.mark.parametrize(
    ("block", "plain"),
    [
        (b"\x15abcd" + END, b"abcd"),
        (b"\x01abcd" + END, b"abcd"),
        (b"\0\x01" + b"x" * 19 + END, b"x" * 19),
        (b"\x15abcd" + b"\x6c\0" + END, b"abcd" + b"abcd"),
        (b"\x15abcd" + b"\x6d\0z" + END, b"abcd" + b"abcd" + b"z"),
        (b"\x15abcd" + b"\x21\x0c\0" + END, b"abcd" + b"abc"),
        (b"\x15abcd" + b"\x20\x01\0\0" + END, b"abcd" + b"d" * 34),
        (b"\x13ab" + b"\x04\0" + END, b"ab" + b"ab"),
    ],
    ids=["first", "run", "long run", "near", "near, then a literal", "far", "long", "two bytes"],
)
def test_each_instruction_does_what_the_format_says(block: bytes, plain: bytes) -> None:
    assert decode_block(block, 100) == (plain, len(block))


def test_matches_behind_2_and_16_kib_reach_as_far_as_they_say() -> None:
    body = bytes(each % 251 for each in range(LONG))
    held = lzo_block(body)[: -len(END)]
    third = held + b"\0\0" + END
    assert decode_block(third, LONG * 2)[0] == body + body[-0x801:][:3]
    fourth = held + b"\x11" + (5 << 2).to_bytes(2, "little") + END
    assert decode_block(fourth, LONG * 2)[0] == body + body[-0x4005:][:3]


@given(st.binary(min_size=4, max_size=600), st.just(0) | st.integers(2, 400))
def test_what_was_packed_comes_back(data: bytes, repeat: int) -> None:
    made, used = decode_block(lzo_block(data, repeat), 2000)
    assert made == data + data[-2:] * repeat
    assert used == len(lzo_block(data, repeat))


@given(st.binary(max_size=80))
def test_any_bytes_end_typed_and_within_the_limit(data: bytes) -> None:
    try:
        made, used = decode_block(data, 500)
    except DamagedError:
        return
    assert len(made) <= 500
    assert used <= len(data)


def test_a_block_never_becomes_longer_than_is_allowed() -> None:
    with pytest.raises(DamagedError, match="longer than 1000"):
        decode_block(b"\x15abcd\x20" + bytes(60_000) + b"\x01\0\0" + END, 1000)


@pytest.mark.peer
@pytest.mark.parametrize("level", ["-1", "-5", "-9"])
def test_what_lzop_packs_is_unpacked(level: str, tmp_path: Path) -> None:
    program = shutil.which("lzop")
    if program is None:
        pytest.skip("lzop is not installed")
    plain = Path(__file__).read_bytes() * 40 + bytes(300_000)
    path = tmp_path / "inert.txt"
    path.write_bytes(plain)
    subprocess.run([program, level, "-q", str(path)], check=True)
    made = walked((tmp_path / "inert.txt.lzo").read_bytes(), lzop.peel)
    assert made.members == [("inert.txt", plain)]
    assert (made.gaps, made.problems) == ([], [])
