"""Room asked for ahead of writing: it changes neither a file's size nor what is in it."""

from __future__ import annotations

import os
import sys
import tempfile

import pytest

from onionskin.jail.room import reserve


def test_room_asked_for_changes_neither_size_nor_content() -> None:
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(b"content")
        reserve(file.fileno(), 3, 1 << 20)
        assert os.fstat(file.fileno()).st_size == 7
        assert os.pread(file.fileno(), 100, 0) == b"content"


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_room_that_cannot_be_had_is_said_to_whoever_writes_and_not_here() -> None:
    reserve(-1, 0, 1)
    with tempfile.TemporaryFile(buffering=0) as file:
        reserve(file.fileno(), 0, 1 << 62)
        assert not os.fstat(file.fileno()).st_size
