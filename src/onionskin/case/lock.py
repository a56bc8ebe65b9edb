"""One writer at a time: an advisory lock (flock) that the kernel drops with its holder."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time

from onionskin.case.disk import Disk
from onionskin.errors import CaseError

TRIES = 5
PAUSE = 0.02  # seconds


class Lock:
    """The write lock of a case. The file stays; only the lock on it counts."""

    def __init__(self, disk: Disk) -> None:
        """Take the lock, or raise CaseError naming who has it."""
        if disk.is_odd("", "lock"):
            raise CaseError("this is no plain file", where="lock", hint="remove it")
        self._descriptor = disk.open_lock()
        if not _take(self._descriptor):
            holder = os.pread(self._descriptor, 200, 0).decode("utf-8", "replace")
            os.close(self._descriptor)
            raise CaseError(
                f"another program is writing to this case: {holder.strip() or 'unknown'}",
                where=str(disk.path),
                hint="wait until it is done, or use another --case",
            )
        os.ftruncate(self._descriptor, 0)
        os.pwrite(
            self._descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0
        )

    def release(self) -> None:
        """Let the next writer in."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def _take(descriptor: int) -> bool:
    """Try for a moment: a reader that only asks whether the lock is held, holds it for that long."""
    for _ in range(TRIES):
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(PAUSE)
    return False


def is_held(disk: Disk) -> bool:
    """Say whether somebody is writing to the case now."""
    try:
        descriptor = disk.open("", "lock")
    except (OSError, CaseError):
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
