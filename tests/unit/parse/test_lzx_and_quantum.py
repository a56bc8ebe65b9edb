"""LZX and Quantum folders: what the look-alike writers made comes back, and nothing else passes."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onionskin.errors import DamagedError
from onionskin.lookalike.cab import LZX, QUANTUM, build_cab
from onionskin.lookalike.lzx import LzxWriter
from onionskin.lookalike.quantum import QuantumWriter
from onionskin.parse.codecs.lzx import ALIGNED, FRAME, UNCOMPRESSED, VERBATIM, Lzx, code_of
from onionskin.parse.codecs.quantum import Quantum


def _program(seed: int, size: int) -> bytes:
    """Return bytes with words, runs, noise and calls, as code has them."""
    rng = random.Random(seed)
    words = [rng.randbytes(rng.randint(1, 9)) for _ in range(60)]
    parts: list[bytes] = []
    while sum(map(len, parts)) < size:
        parts += [rng.choice(words) for _ in range(50)]
        parts += [b"\xe8" + rng.randbytes(2) + b"\0\0", b"z" * rng.randint(0, 300)]
    return b"".join(parts)[:size]


def _decoded(decoder: Lzx | Quantum, frames: list[bytes], size: int) -> bytes:
    plains = []
    for at, frame in enumerate(frames):
        plain, used = decoder.decode(frame, min(FRAME, size - at * FRAME))
        assert used == len(frame)
        plains.append(plain)
    return b"".join(plains)


@settings(deadline=None, max_examples=25)
@given(
    plain=st.builds(_program, st.integers(0, 99), st.integers(1, 80_000)) | st.binary(min_size=1, max_size=3000),
    exponent=st.integers(15, 21),
    kinds=st.lists(st.sampled_from([VERBATIM, ALIGNED, UNCOMPRESSED]), min_size=1, max_size=4),
    e8_size=st.sampled_from([0, 12345, 1 << 20]),
)  # fmt: skip
def test_whatever_lzx_blocks_hold_comes_back(
    plain: bytes, exponent: int, kinds: list[int], e8_size: int
) -> None:
    frames = LzxWriter(exponent, kinds, e8_size).frames(plain)
    assert _decoded(Lzx(exponent), frames, len(plain)) == plain


@settings(deadline=None, max_examples=10)
@given(plain=st.builds(_program, st.integers(0, 99), st.integers(1, 40_000)))
def test_whatever_quantum_frames_hold_comes_back(plain: bytes) -> None:
    assert _decoded(Quantum(16), QuantumWriter(16).frames(plain), len(plain)) == plain


@settings(deadline=None, max_examples=40)
@given(data=st.binary(max_size=400), size=st.integers(0, 40_000))
def test_noise_is_damage_and_nothing_else(data: bytes, size: int) -> None:
    for decoder in (Lzx(15), Quantum(10)):
        try:
            plain, used = decoder.decode(data, size)
        except DamagedError:
            continue
        assert len(plain) == size
        assert used <= len(data)


def test_bytes_behind_a_frame_are_not_said_to_be_used() -> None:
    frame = LzxWriter(15, [VERBATIM]).frames(b"an honest text" * 50)[0]
    _, used = Lzx(15).decode(frame + b"INERT FILLER", 700)
    assert used == len(frame)


def test_a_code_must_use_every_word_once() -> None:
    assert code_of([0, 0, 0], "tree") == (0, [])
    with pytest.raises(DamagedError, match="too many words"):
        code_of([1, 1, 1], "tree")
    with pytest.raises(DamagedError, match="without a symbol"):
        code_of([1, 2, 0], "tree")


def test_windows_that_the_formats_do_not_have_are_refused() -> None:
    with pytest.raises(DamagedError):
        Lzx(14)
    with pytest.raises(DamagedError):
        Quantum(9)


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("cabextract") is None, reason="cabextract is not installed")
@pytest.mark.parametrize("method", [LZX, QUANTUM])
def test_cabextract_reads_the_look_alike_cabinets_as_we_do(tmp_path: Path, method: int) -> None:
    plain = _program(5, 90_000)
    path = tmp_path / "release.cab"
    path.write_bytes(build_cab({"a.bin": plain}, method=method, window=18))
    command = ["cabextract", "-q", "-p", str(path)]
    assert subprocess.run(command, capture_output=True, check=True).stdout == plain
