"""Where an inert PE of this package begins: its entry point, and callbacks before it.

Layout after Microsoft, "PE Format" (AddressOfEntryPoint; the TLS directory).
"""

from __future__ import annotations

import struct

from onionskin.lookalike.pe import IMAGE_BASE, with_checksum

_ROW = 40


def with_entry_in(data: bytes, section: str) -> bytes:
    """Return a PE whose entry point is the first byte of a section."""
    at = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 16
    return with_checksum(data[:at] + struct.pack("<I", _place(data, section)[0]) + data[at + 4 :])


def with_callbacks(data: bytes, section: str, count: int) -> bytes:
    """Return a PE32+ with a TLS directory at the start of a section of at least 256 bytes."""
    rva, offset = _place(data, section)
    base = IMAGE_BASE[True]
    table = base + rva + 64
    body = struct.pack("<4QII", base + rva, base + rva, base + rva + 48, table, 0, 0)
    body = body.ljust(64, b"\0") + struct.pack(f"<{count + 1}Q", *[base + 0x1000] * count, 0)
    data = data[:offset] + body + data[offset + len(body) :]
    at = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 112 + 8 * 9
    return with_checksum(data[:at] + struct.pack("<II", rva, 40) + data[at + 8 :])


def _place(data: bytes, section: str) -> tuple[int, int]:
    """Return (address, offset) of a section."""
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    count, size = (
        struct.unpack_from("<H", data, nt + 6)[0],
        struct.unpack_from("<H", data, nt + 20)[0],
    )
    for number in range(count):
        row = nt + 24 + size + _ROW * number
        if data[row : row + 8].rstrip(b"\0") == section.encode():
            rva, _, offset = struct.unpack_from("<III", data, row + 12)
            return rva, offset
    raise ValueError(f"there is no section {section}")
