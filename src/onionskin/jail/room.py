"""Room on the disk for what is about to be written, asked for at once where the system can have that."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

_KEEP_SIZE = 1  # FALLOC_FL_KEEP_SIZE of the kernel's include/uapi/linux/falloc.h


def reserve(descriptor: int, offset: int, length: int) -> None:
    """Let [offset, offset+length) of a file be found room for; its size stays, and so does what is in it.

    Nothing is said where there is no such call or no such room: whoever writes there hears of it.
    """
    call = _fallocate()
    if call is not None:
        call(descriptor, _KEEP_SIZE, ctypes.c_int64(offset), ctypes.c_int64(length))


@cache
def _fallocate() -> Any:
    """Return the C library's fallocate(2), which unlike posix_fallocate never writes zeros itself."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "fallocate64", None)
