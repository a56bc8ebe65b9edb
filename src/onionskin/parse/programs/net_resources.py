"""The files of named values that .NET embeds in assemblies (`.resources`).

Source: the .NET runtime's documentation of System.Resources.ResourceReader and ResourceWriter, format version 2:
a magic number and a header, names in UTF-16 with the place of their value, types, values. Only the values that are
bytes, streams or texts are read; what was serialised by a formatter is bytes without a name of their own here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.errors import DamagedError
from onionskin.model import Problem
from onionskin.plugins.view import View

MAGIC = b"\xce\xca\xef\xbe"
MAX_VALUES = 16_384
_LONGEST_NAME = 2048
_TEXT, _BYTES, _STREAM, _USER = 1, 0x20, 0x21, 0x40


class ResourceValue(NamedTuple):
    """One value: its name, the number of its type, and the bytes of the value where they stand."""

    name: str
    type: int
    offset: int
    length: int

    @property
    def is_text(self) -> bool:
        """Whether the value is a string."""
        return self.type == _TEXT

    @property
    def is_bytes(self) -> bool:
        """Whether the value is an array of bytes, a stream, or a serialised object: anything may be in it."""
        return self.type >= _BYTES


class ResourceFile(NamedTuple):
    """The values in the order of their bytes, where the values begin, and where they end."""

    values: tuple[ResourceValue, ...]
    data: int
    end: int


def read_resources(view: View, problems: list[Problem]) -> ResourceFile:
    """Return the values of a `.resources` file; DamagedError where its head cannot be read."""
    at = 12 + _u32(view, 8)
    version, count, types = struct.unpack("<III", view.exactly(at, 12, "the head of the resources"))
    if version not in {1, 2}:
        raise DamagedError(f"resources of format version {version} are not read")
    if count > MAX_VALUES:
        detail = f"{count} values are declared, {MAX_VALUES} were read"
        problems.append(Problem("limit:resources", detail))
    at += 12
    for _ in range(min(types, 1024)):
        length, width = _number(view, at)
        at += width + length
    at = -(-at // 8) * 8
    places = at + 4 * count
    data = _u32(view, places + 4 * count)
    names = places + 4 * count + 4
    if data > view.size:
        raise DamagedError(f"the values begin at {data:#x}, behind the end")
    rows = view.read(places, 4 * min(count, MAX_VALUES))
    starts = []
    for (place,) in struct.iter_unpack("<I", rows[: len(rows) // 4 * 4]):
        starts.append(_named(view, names + place))
    return ResourceFile(tuple(_values(view, data, starts, version)), data, view.size)


def _named(view: View, at: int) -> tuple[int, str]:
    """Return (place of the value among the values, its name)."""
    length, width = _number(view, at)
    raw = view.read(at + width, min(length, _LONGEST_NAME)).decode("utf-16-le", "backslashreplace")
    return _u32(view, at + width + length), raw


def _values(
    view: View, data: int, starts: list[tuple[int, str]], version: int
) -> Iterator[ResourceValue]:
    """Yield each value; one whose type has no length of its own ends where the next begins."""
    ordered = sorted(starts)
    for number, (place, name) in enumerate(ordered):
        begin = data + place
        following = ordered[number + 1][0] + data if number + 1 < len(ordered) else view.size
        kind, width = _number(view, begin)
        at = begin + width
        end = max(min(following, view.size), min(at, view.size))
        if version == 2 and kind in {_BYTES, _STREAM} and at + 4 <= view.size:
            length = min(_u32(view, at), view.size - at - 4)
            yield ResourceValue(name, kind, at + 4, length)
        elif version == 2 and kind == _TEXT:
            length, more = _number(view, at)
            yield ResourceValue(name, kind, at + more, min(length, max(view.size - at - more, 0)))
        else:
            yield ResourceValue(name, kind, at, end - at)


def _u32(view: View, at: int) -> int:
    return int(struct.unpack("<I", view.exactly(at, 4, "a number of the resources"))[0])


def _number(view: View, at: int) -> tuple[int, int]:
    """Return (number, width) of seven bits a byte, at most five bytes."""
    value = 0
    for width, byte in enumerate(view.read(at, 5), 1):
        value |= (byte & 0x7F) << 7 * (width - 1)
        if not byte & 0x80:
            return value, width
    raise DamagedError(f"a number at {at:#x} of the resources does not end")
