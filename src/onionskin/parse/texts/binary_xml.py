"""Android's binary XML: elements and attributes of an AndroidManifest.xml.

Source: Android Open Source Project, `ResourceTypes.h` (ResChunk_header, ResStringPool,
ResXMLTree_attrExt). Strings in UTF-8 and UTF-16; values that are no strings are given as numbers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.errors import DamagedError

POOL, XML, START = 0x0001, 0x0003, 0x0102
UTF8 = 1 << 8
STRINGS = 100_000
ELEMENTS = 50_000
ATTRIBUTES = 256
LONGEST = 1000


@dataclass(frozen=True)
class Element:
    """One start tag: its local name, and its attributes by local name."""

    name: str
    attributes: dict[str, str]


def elements(data: bytes) -> Iterator[Element]:
    """Yield the elements in order; raise DamagedError where the chunks contradict themselves."""
    kind, header, size = _chunk(data, 0)
    if kind != XML:
        raise DamagedError("it is no binary XML")
    strings: list[str] = []
    at, end, count = header, min(size, len(data)), 0
    while at + 8 <= end and count < ELEMENTS:
        kind, header, size = _chunk(data, at)
        if kind == POOL and not strings:
            strings = list(_pool(data[at : at + size], header))
        elif kind == START:
            count += 1
            yield _element(data[at : at + size], header, strings)
        at += size


def _chunk(data: bytes, at: int) -> tuple[int, int, int]:
    if at + 8 > len(data):
        raise DamagedError(f"a chunk at {at:#x} is cut short")
    kind, header, size = struct.unpack_from("<HHI", data, at)
    if size < max(header, 8) or header < 8 or at + size > len(data):
        raise DamagedError(f"the chunk at {at:#x} states {size} bytes")
    return kind, header, size


def _pool(data: bytes, header: int) -> Iterator[str]:
    if header < 28 or len(data) < 28:
        raise DamagedError("the string pool is cut short")
    count, _, flags, start, _ = struct.unpack_from("<5I", data, 8)
    if count > STRINGS or header + 4 * count > len(data):
        raise DamagedError(f"a string pool of {count} strings")
    for offset in struct.unpack_from(f"<{count}I", data, header):
        yield _string(data, start + offset, utf8=bool(flags & UTF8))


def _string(data: bytes, at: int, *, utf8: bool) -> str:
    if utf8:
        _, at = _length8(data, at)
        length, at = _length8(data, at)
        return data[at : at + min(length, LONGEST)].decode("utf-8", "replace")
    if at + 4 > len(data):
        return ""
    (length,) = struct.unpack_from("<H", data, at)
    at += 2
    if length & 0x8000:
        length = (length & 0x7FFF) << 16 | struct.unpack_from("<H", data, at)[0]
        at += 2
    return data[at : at + 2 * min(length, LONGEST)].decode("utf-16-le", "replace")


def _length8(data: bytes, at: int) -> tuple[int, int]:
    if at + 2 > len(data):
        return 0, at
    if data[at] & 0x80:
        return (data[at] & 0x7F) << 8 | data[at + 1], at + 2
    return data[at], at + 1


def _element(data: bytes, header: int, strings: list[str]) -> Element:
    if header + 20 > len(data):
        raise DamagedError("a start tag is cut short")
    _, name, start, width, count = struct.unpack_from("<IIHHH", data, header)
    found: dict[str, str] = {}
    for number in range(min(count, ATTRIBUTES)):
        at = header + start + number * width
        if width < 20 or at + 20 > len(data):
            break
        _, key, raw, _, _, kind, value = struct.unpack_from("<IIIHBBI", data, at)
        text = _text(strings, value if kind == 3 else raw)
        found.setdefault(_text(strings, key), text if kind == 3 or text else str(value))
    return Element(_text(strings, name), found)


def _text(strings: list[str], index: int) -> str:
    return strings[index] if index < len(strings) else ""
