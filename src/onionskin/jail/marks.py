"""Descriptors as they were handed in, so that a job that is begun again finds them so."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from onionskin.errors import JailError

try:
    import fcntl
except ImportError:  # Windows, where no descriptor can be passed either
    fcntl = None  # type: ignore[assignment]


class Mark(NamedTuple):
    """The place in a regular file, and its size where the descriptor can write (else -1)."""

    descriptor: int
    offset: int
    size: int


def take(descriptors: tuple[int, ...], where: str) -> tuple[Mark, ...]:
    """Note place and size of each regular file. Raises JailError for one that is not open."""
    marks = []
    for number in descriptors:
        try:
            status = os.fstat(number)
            if not stat.S_ISREG(status.st_mode):
                continue
            offset = os.lseek(number, 0, os.SEEK_CUR)
            access = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE
        except OSError as error:
            raise JailError(
                f"descriptor {number} cannot be passed: {error}", where=where
            ) from error
        marks.append(Mark(number, offset, -1 if access == os.O_RDONLY else status.st_size))
    return tuple(marks)


def restore(marks: tuple[Mark, ...]) -> None:
    """Put every file back to its place, and cut off what a dead worker added."""
    for mark in marks:
        os.lseek(mark.descriptor, mark.offset, os.SEEK_SET)
        if mark.size >= 0 and os.fstat(mark.descriptor).st_size != mark.size:
            os.ftruncate(mark.descriptor, mark.size)
