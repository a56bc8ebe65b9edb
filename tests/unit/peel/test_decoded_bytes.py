"""Decoded bytes on the disk: hashed as they lie, and for workers only to read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onionskin.peel import sources
from onionskin.peel.sources import LARGE, Scratch, Source, Spool

BYTES = bytes(range(256)) * 300  # longer than several pages


@given(st.lists(st.tuples(st.integers(0, len(BYTES)), st.integers(0, 20_000)), max_size=30))
def test_parts_have_the_digests_of_their_bytes_in_whatever_order_they_lie(
    parts: list[tuple[int, int]],
) -> None:
    spans = [(offset, min(length, len(BYTES) - offset)) for offset, length in parts]
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(b"before" + BYTES + b"behind")
        found = list(Source(len(BYTES), base=6, descriptor=file.fileno()).digests(spans))
    assert found == [hashlib.sha256(BYTES[at : at + size]).hexdigest() for at, size in spans]


def test_a_part_larger_than_what_is_read_at_once_is_hashed_whole(tmp_path: Path) -> None:
    path = tmp_path / "large"
    data = os.urandom(sources.CHUNK) + b"more"
    path.write_bytes(data)
    (found,) = Source(len(data), path=path).digests([(0, len(data))])
    assert found == hashlib.sha256(data).hexdigest()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to open a file anew")
def test_two_that_are_hashed_in_turn_do_not_read_into_each_others_memory(tmp_path: Path) -> None:
    parts = [bytes([letter]) * 5000 for letter in b"abcdefgh"]
    path = tmp_path / "several.bin"
    path.write_bytes(b"".join(parts))
    spans = [(5000 * number, 5000) for number in range(len(parts))]
    one, two = (Source(40_000, path=path).digests(spans[step:]) for step in (0, 1))
    expected = [hashlib.sha256(part).hexdigest() for part in parts]
    found = [(next(one), next(two)) for _ in parts[1:]]
    assert found == list(pairwise(expected))


@pytest.mark.parametrize("length", [100, LARGE])
def test_who_is_given_decoded_bytes_cannot_change_them(length: int) -> None:
    scratches, spool = Scratch(), Spool()
    scratch = scratches.take()
    os.ftruncate(scratch, length)
    source = spool.gather(scratch, length)
    assert source.size == length
    assert spool.holds(scratch) is (length == LARGE)
    with pytest.raises(OSError, match="descriptor"):
        os.pwrite(source.descriptor, b"other", source.base)
    spool.close()


def test_a_worker_that_writes_to_a_large_file_it_gave_away_is_seen() -> None:
    scratches, spool = Scratch(), Spool()
    scratch = scratches.take()
    kept_by_worker = os.dup(scratch)
    os.ftruncate(scratch, LARGE)
    os.utime(scratch, ns=(0, 0))
    source = spool.gather(scratch, LARGE)
    assert not source.changes(source.open())
    os.pwrite(kept_by_worker, b"other", 0)
    assert source.changes(source.open())
    os.close(kept_by_worker)
    spool.close()


def test_no_more_files_are_kept_than_there_are_descriptors_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sources, "HELD", 1)
    scratches, spool = Scratch(), Spool()
    held = []
    for text in (b"one", b"two"):
        scratch = scratches.take()
        os.pwrite(scratch, text.ljust(LARGE), 0)
        source = spool.gather(scratch, LARGE)
        held.append(spool.holds(scratch))
        assert next(source.chunks()).startswith(text)
        if not held[-1]:
            os.close(scratch)
    assert held == [True, False]
    spool.close()
