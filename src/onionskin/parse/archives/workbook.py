"""The records of an Excel 97 to 2003 workbook's stream: enough to tell what lies inside one.

Source: Microsoft, [MS-XLS] Excel Binary File Format, 2.1.4 (records), 2.4.21 (BOF), 2.4.326 (Theme).
"""

from __future__ import annotations

import struct

from onionskin.plugins.view import View

_BEGIN = b"\x09\x08\x10\x00\x00\x06"  # BOF, 16 bytes long, of BIFF8
_THEME = 0x0896
_RECORDS = 100_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
# Sectors of a compound file in which a workbook may begin: each costs a read of eight bytes.
_SECTORS = 4096


def is_theme(view: View, start: int, end: int) -> bool:
    """Say whether the bytes from `start` to `end` lie whole in the theme of a workbook, which is a zip package.

    The workbook is the stream itself, or stands in one piece in a compound file.
    """
    if view.read(0, len(_COMPOUND)) != _COMPOUND:
        return _is_theme(view, 0, start, end)
    places = range(_SECTOR, min(start, _SECTORS * _SECTOR), _SECTOR)
    return any(_is_theme(view, each, start, end) for each in places)


def _is_theme(view: View, at: int, start: int, end: int) -> bool:
    """Say whether the records that begin at a place lead to a theme that holds the bytes."""
    if view.read(at, len(_BEGIN)) != _BEGIN:
        return False
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
