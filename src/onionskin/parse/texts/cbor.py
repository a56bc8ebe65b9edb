"""CBOR (RFC 8949): one item read whole, within bounds.

Lengths are definite, and a map names each key once, as in the deterministic encoding (section 4.2); anything
else is damage. Lengths longer than needed are read and told by `Document.is_shortest`. Depth, the number of
items and every length are bounded by what is there: nothing is allocated for what a head only claims.

Source: RFC 8949, sections 3, 4.2 and 5.3.
"""

from __future__ import annotations

import struct
from collections.abc import Hashable
from dataclasses import dataclass

from onionskin.errors import DamagedError

MAX_DEPTH = 16
MAX_ITEMS = 10_000

_SIMPLE = 7
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_FLOATS = {25: ">e", 26: ">f", 27: ">d"}
_WORDS: dict[int, object] = {20: False, 21: True, 22: None}


@dataclass(frozen=True)
class Tagged:
    """An item with a tag's number in front of it."""

    tag: int
    item: object


@dataclass(frozen=True)
class Simple:
    """A simple value without a meaning here (`undefined` is 23)."""

    number: int


@dataclass(frozen=True)
class Document:
    """One item as Python has it (bytes, str, int, float, list, dict, bool, None, Tagged, Simple).

    `length` is how many bytes it takes, `is_shortest` whether every head was as short as can be.
    """

    item: object
    length: int
    is_shortest: bool


def read_item(data: bytes) -> Document:
    """Return the item at the start of some bytes, or raise DamagedError; more may stand behind it."""
    reader = _Reader(data)
    item = reader.item(0)
    return Document(item, reader.at, reader.is_shortest)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MAX_ITEMS
        self.at = 0
        self.is_shortest = True

    def item(self, depth: int) -> object:
        """Return the item at `at`, and stand behind it."""
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            raise DamagedError(f"CBOR deeper than {MAX_DEPTH} levels, or of more than {MAX_ITEMS} items")  # fmt: skip
        kind, low, number = self._head()
        match kind:
            case 0 | 1:
                found: object = -1 - number if kind else number
            case 2:
                found = self._take(number)
            case 3:
                found = self._text(number)
            case 4:
                self._bound(number)
                found = [self.item(depth + 1) for _ in range(number)]
            case 5:
                found = self._map(number, depth)
            case 6:
                found = Tagged(number, self.item(depth + 1))
            case _:
                found = self._simple(low, number)
        return found

    def _head(self) -> tuple[int, int, int]:
        """Return the major type, the additional information and the number it stands for."""
        first = self._take(1)[0]
        kind, low = first >> 5, first & 31
        if low < 24:
            return kind, low, low
        width = _WIDTHS.get(low)
        if width is None:
            raise DamagedError("CBOR of an indefinite length, or with a reserved head")
        number = int.from_bytes(self._take(width), "big")
        if kind != _SIMPLE and (number < 24 or (width > 1 and not number >> 4 * width)):
            self.is_shortest = False
        return kind, low, number

    def _map(self, number: int, depth: int) -> dict[Hashable, object]:
        self._bound(2 * number)
        found: dict[Hashable, object] = {}
        for _ in range(number):
            key = self.item(depth + 1)
            if not isinstance(key, int | str | bytes) or isinstance(key, bool):
                raise DamagedError("a CBOR map has a key that is no number, text or bytes")
            if key in found:
                raise DamagedError("a CBOR map names a key twice")
            found[key] = self.item(depth + 1)
        return found

    def _simple(self, low: int, number: int) -> object:
        if low in _FLOATS:
            (value,) = struct.unpack(_FLOATS[low], number.to_bytes(_WIDTHS[low], "big"))
            return float(value)
        if low == 24 and number < 32:
            raise DamagedError("a CBOR simple value in two bytes that has one")
        return _WORDS[number] if number in _WORDS else Simple(number)

    def _text(self, length: int) -> str:
        try:
            return self._take(length).decode()
        except UnicodeDecodeError as error:
            raise DamagedError("a CBOR text is no UTF-8") from error

    def _bound(self, number: int) -> None:
        """Refuse a count of items that the rest cannot hold."""
        if number > min(len(self._data) - self.at, self._left):
            raise DamagedError(f"a CBOR list of {number} items is cut short, or too long")

    def _take(self, length: int) -> bytes:
        if length > len(self._data) - self.at:
            raise DamagedError(f"CBOR at {self.at} needs {length} bytes, {len(self._data) - self.at} are there")  # fmt: skip
        self.at += length
        return self._data[self.at - length : self.at]
