"""lzip files: members, one behind the other, each with its checksum and its own length.

Source: the lzip file format, in draft-diaz-lzip-09 and the manual of lzip, "File format".
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterator

from onionskin.parse.archive import Item
from onionskin.parse.archives.streams import Kind, Lead
from onionskin.parse.archives.streams import walk as walk_streams
from onionskin.parse.codecs.decoding import MEMORY, Decoder, MemoryLimitError, Stream
from onionskin.plugins.view import View

MAGIC = b"LZIP\x01"
_HEADER, _TRAILER = 6, 20
_FILTERS = [{"id": lzma.FILTER_LZMA1, "dict_size": MEMORY, "lc": 3, "lp": 0, "pb": 2}]


def fits(view: View) -> bool:
    """Say whether a member of version 1 begins, with a dictionary of an allowed size."""
    head = view.read(0, _HEADER)
    return head[:5] == MAGIC and len(head) == _HEADER and 12 <= head[5] & 31 <= 29


def walk(view: View) -> Iterator[Item]:
    """Yield what the members decode to as one member, then who owns which byte."""
    yield from walk_streams(view, Kind("lzip", _lead, _decoder, _tail))


def _lead(view: View, at: int) -> Lead | None:
    head = view.read(at, _HEADER)
    if head[:5] != MAGIC or len(head) < _HEADER:
        return None
    size = 1 << (head[5] & 31)
    size -= size // 16 * (head[5] >> 5)
    if size > MEMORY:
        raise MemoryLimitError(f"the lzip member at {at:#x}")
    return Lead(_HEADER)


def _decoder() -> Decoder:
    return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=_FILTERS)


def _tail(view: View, at: int, stream: Stream) -> tuple[int, str]:
    crc, size, length = struct.unpack("<IQQ", view.exactly(at, _TRAILER, "an lzip trailer"))
    if crc != stream.crc:
        return _TRAILER, f"the lzip member with the trailer at {at:#x} fails its CRC-32"
    if (size, length) != (stream.produced, stream.used + _TRAILER):
        return _TRAILER, f"the lzip trailer at {at:#x} states {size} bytes out of {length}, {stream.produced} came out of {stream.used + _TRAILER}"  # fmt: skip
    return _TRAILER, ""
