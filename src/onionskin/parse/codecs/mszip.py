"""MSZIP: deflate blocks of at most 32 KiB that share a window with the block before.

Source: Microsoft, [MS-MCI] "MSZIP Compression and Decompression Data Structure",
and RFC 1951.
"""

from __future__ import annotations

import zlib

from onionskin.errors import DamagedError

MARK = b"CK"
BLOCK = 32768


def inflate(block: bytes, history: bytes) -> tuple[bytes, int]:
    """Return a block's plain bytes, and how many bytes of `block` they took.

    `history` is the plain text before it, of which the last 32 KiB matter. Raises
    DamagedError for anything that is not one whole block; memory is bounded.
    """
    if block[:2] != MARK:
        raise DamagedError(f"an MSZIP block begins with {block[:2].hex()}, not with CK")
    stream = zlib.decompressobj(-zlib.MAX_WBITS, zdict=history[-BLOCK:])
    try:
        plain = stream.decompress(block[2:], BLOCK + 1)
    except zlib.error as error:
        raise DamagedError(f"an MSZIP block is damaged: {error}") from error
    if len(plain) > BLOCK:
        raise DamagedError("an MSZIP block holds more than 32 KiB")
    if not stream.eof:
        raise DamagedError("an MSZIP block is cut short")
    return plain, len(block) - len(stream.unused_data)
