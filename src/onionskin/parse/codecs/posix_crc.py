"""The checksum of POSIX cksum, by zlib's CRC: the same polynomial with every byte's bits the other way round.

The register begins at 0 and not at all ones, and the data's length is digested behind it, lowest byte first.

Source: POSIX.1-2017, cksum.
"""

from __future__ import annotations

import zlib

_TURNED = bytes(int(f"{each:08b}"[::-1], 2) for each in range(256))
_ONES = 0xFFFFFFFF


class PosixCrc:
    """A running checksum."""

    def __init__(self, data: bytes = b"") -> None:
        # zlib turns the bits of the register before and behind: this begins it at 0.
        self._register = _ONES
        self._length = 0
        self.update(data)

    def update(self, data: bytes) -> None:
        """Digest more data."""
        self._register = zlib.crc32(data.translate(_TURNED), self._register)
        self._length += len(data)

    @property
    def value(self) -> int:
        """The checksum of all data so far."""
        length = self._length
        behind = length.to_bytes((length.bit_length() + 7) // 8, "little").translate(_TURNED)
        return int(f"{zlib.crc32(behind, self._register):032b}"[::-1], 2)
