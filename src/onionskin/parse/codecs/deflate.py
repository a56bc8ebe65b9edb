"""Inflate and CRC-32: by zlib-ng where it is installed, else by Python's zlib, which says the same.

zlib-ng is zlib's own successor: what it takes, what it refuses with which words, where a stream ends
and which bytes it gave before a fault are the same (ADR 10; tests/evasion/test_inflaters_agree.py).
"""

from __future__ import annotations

import zlib
from typing import Protocol, cast


class Inflating(Protocol):
    """One stream being inflated, as Python's zlib has it."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""

    @property
    def unconsumed_tail(self) -> bytes:
        """Input that was left because the output was full."""

    @property
    def unused_data(self) -> bytes:
        """Input behind the end of the stream."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most `max_length` decoded bytes."""


class Library(Protocol):
    """What is used of either library."""

    def decompressobj(self, wbits: int = ...) -> Inflating:
        """Return a decoder of one stream."""

    def crc32(self, data: bytes, value: int = ..., /) -> int:
        """Return the CRC-32 of data behind what `value` is of."""


_library = cast("Library", zlib)
# What the other library raises in the place of `zlib.error`.
FOREIGN: tuple[type[Exception], ...] = ()
try:
    from zlib_ng import zlib_ng
except ImportError:  # no wheel for this machine: slower, and nothing else
    pass
else:
    _library = cast("Library", zlib_ng)
    FOREIGN = (cast("type[Exception]", zlib_ng.error),)

decompressobj = _library.decompressobj
crc32 = _library.crc32
