"""Inert single-file programs of .NET: any program that holds the mark, with files and a manifest behind it.

Written from the .NET runtime's design document "Single-file Publish", version 6.0 of the header.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

MARK = bytes.fromhex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")
ROOM = bytes(8) + MARK


def build_bundle(
    host: bytes,
    files: Mapping[str, bytes],
    *,
    packed: bool = False,
    hidden: bytes = b"",
    moved: Mapping[str, int] | None = None,
) -> bytes:
    """Return a host that has `ROOM` in one of its sections with files behind it.

    `hidden` stands between the last file and the manifest; `moved` gives offsets that the manifest states instead.
    """
    body, rows = b"", b""
    for name, data in files.items():
        body += bytes(-(len(host) + len(body)) % 16)
        stored = _deflated(data) if packed else data
        at = (moved or {}).get(name, len(host) + len(body))
        rows += struct.pack("<qqqB", at, len(data), len(stored) if packed else 0, 1)
        rows += _string(name)
        body += stored
    body += hidden
    offset = len(host) + len(body)
    header = struct.pack("<III", 6, 0, len(files)) + _string("inert-bundle") + bytes(40)
    place = host.index(ROOM)
    host = host[:place] + struct.pack("<q", offset) + host[place + 8 :]
    return host + body + header + rows


def _deflated(data: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflater.compress(data) + deflater.flush()


def _string(text: str) -> bytes:
    raw = text.encode()
    head = bytes((len(raw),)) if len(raw) < 128 else bytes((len(raw) & 0x7F | 0x80, len(raw) >> 7))
    return head + raw
