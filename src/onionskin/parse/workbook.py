"""The records of an Excel 97 to 2003 workbook's stream: enough to tell what lies inside one.

Source: Microsoft, [MS-XLS] Excel Binary File Format, 2.1.4 (records), 2.4.21 (BOF), 2.4.326 (Theme).
"""

from __future__ import annotations

import struct

from onionskin.plugins.view import View

_BEGIN = b"\x09\x08\x10\x00\x00\x06"  # BOF, 16 bytes long, of BIFF8
_THEME = 0x0896
_RECORDS = 100_000


def is_theme(view: View, start: int, end: int) -> bool:
    """Say whether the bytes from `start` to `end` lie whole in the theme of a workbook, which is a zip package."""
    if view.read(0, len(_BEGIN)) != _BEGIN:
        return False
    at = 0
    for _ in range(_RECORDS):
        header = view.read(at, 4)
        if len(header) < 4 or at > start:
            return False
        kind, length = struct.unpack("<HH", header)
        at += 4
        if at <= start and end <= at + length:
            return bool(kind == _THEME)
        at += length
    return False
