"""Small files are asked for together: for most of them the message costs more than the answer.

A job with several of them is short, and is not begun again: when its worker dies, or is over its time,
each is asked for alone, so that what one file does costs only that file.
"""

from __future__ import annotations

from onionskin.jail.wire import MAX_DESCRIPTORS

SMALL = 256 << 10
FILES, BYTES = 64, 2 << 20
SECONDS = 10.0
# Bytes of what is said of the files of one job, after which the others are left to be asked for alone.
TOLD = 8 << 20


class Handful:
    """How much of one job is taken, and in which descriptors its files are, each but once."""

    def __init__(self) -> None:
        self.descriptors: dict[int, int] = {}
        self._files = self._bytes = 0

    def takes(self, size: int) -> bool:
        """Say whether there is room for a file of that size; one descriptor is left for what else the job needs."""
        return (
            size <= SMALL
            and self._files < FILES
            and self._bytes + size <= BYTES
            and len(self.descriptors) < MAX_DESCRIPTORS - 1
        )

    def add(self, descriptor: int, size: int) -> int:
        """Take a file in; return the place of its descriptor among those of the job."""
        self._files += 1
        self._bytes += size
        return self.descriptors.setdefault(descriptor, len(self.descriptors))
