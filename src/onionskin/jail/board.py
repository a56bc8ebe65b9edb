"""The page that a worker writes its notes on, read only when it is asked what it died of.

A note is written for every parser that is tried: as a message, each would wake the coordinator.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import tempfile
from functools import lru_cache

SIZE = 4096
_HEAD = struct.Struct("<QI")
_SHRINK, _GROW, _SEAL = 2, 4, 1
_ADD_SEALS = 1033


def make() -> int:
    """Return the descriptor of an empty page; where the system can, it keeps its size."""
    if not hasattr(os, "memfd_create"):
        with tempfile.TemporaryFile(prefix="onionskin-", buffering=0) as file:
            os.ftruncate(file.fileno(), SIZE)
            return os.dup(file.fileno())
    import fcntl

    page = os.memfd_create("notes", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(page, SIZE)
    with contextlib.suppress(OSError):  # a kernel without seals: RLIMIT_FSIZE bounds it
        fcntl.fcntl(page, _ADD_SEALS, _SHRINK | _GROW | _SEAL)
    return page


def shared(page: int) -> mmap.mmap:
    """Return the page as memory, to write on without a call to the system."""
    return mmap.mmap(page, SIZE)


# One job asks the same parsers of many small files.
@lru_cache(maxsize=256)
def _noted(serial: int, text: str) -> bytes:
    raw = text.encode("utf-8", "backslashreplace")[: SIZE - _HEAD.size]
    return _HEAD.pack(serial, len(raw)) + raw


def write(memory: mmap.mmap, serial: int, text: str) -> None:
    """Note something of the job of this number; what has no room is cut."""
    noted = _noted(serial, text)
    memory[: len(noted)] = noted


def read(page: int, serial: int) -> str:
    """Return the last note on the job of this number. A worker may have written anything there."""
    data = os.pread(page, SIZE, 0)
    if len(data) < _HEAD.size:
        return ""
    whose, length = _HEAD.unpack_from(data)
    if whose != serial:
        return ""
    return data[_HEAD.size : _HEAD.size + length].decode("utf-8", "replace")
