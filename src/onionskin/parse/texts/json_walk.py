"""One JSON document of any size, value by value: a window, never the whole file.

A bundle of half a gigabyte is one object with one long array. What is inside the keys
that the caller names is handed out piece by piece; everything else is decoded whole,
up to LONGEST characters. (RFC 8259.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onionskin.errors import DamagedError

LONGEST = 32 << 20
DEPTH = 16
_STEP = 1 << 16
_SPACE = " \t\r\n"
_FIRST_KEY = re.compile(r'\{\s*"([^"\\]{1,100})"\s*:')

Walked = tuple[tuple[str, ...], Any]


def _whole(digits: str) -> int | str:
    # Python refuses to convert thousands of digits, with an error that reads like a syntax error.
    return int(digits) if len(digits) < 100 else digits


class JsonWalk:
    """Walk a document whose characters come in pieces.

    `into` are the keys whose objects and arrays are opened; their members and elements
    come as (path of keys, value). The outermost object or array is always opened, and so is an element
    that is damaged inside, if its first key is one of `into`. `repeated` counts
    objects that say a key twice; `rest` gives what stands behind the place where `values` raised.
    """

    def __init__(self, pieces: Iterator[str], into: frozenset[str]) -> None:
        self._pieces = pieces
        self._into = into
        self._text, self._at, self._ended = "", 0, False
        self.repeated = 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=_whole, strict=False
        )

    def values(self) -> Iterator[Walked]:
        """Yield the values in order; several documents may follow each other.

        Raises:
            DamagedError: what follows is no JSON, is cut short, or is nested too deeply.
        """
        while self._peek():
            yield from self._value((), 0)

    def rest(self) -> Iterator[str]:
        """Yield the characters that were not walked."""
        yield self._text[self._at :]
        yield from self._pieces

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            self.repeated += 1
            for key, value in pairs:  # the first one is not lost: it stands under another name
                if found[key] is not value:
                    found[f"{key} (said before)"] = value
        return found

    def _value(self, path: tuple[str, ...], depth: int) -> Iterator[Walked]:
        sign = self._peek()
        if depth < DEPTH and sign in "{[" and (not path or path[-1] in self._into):
            yield from self._members(path, depth) if sign == "{" else self._elements(path, depth)
        else:
            yield path, self._decoded()

    def _members(self, path: tuple[str, ...], depth: int) -> Iterator[Walked]:
        self._at += 1
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            if self._peek() != '"':
                raise DamagedError(f"not JSON: a key is missing in {_shown(path)}")
            key = str(self._decoded())
            self._expect(":", path)
            yield from self._value((*path, key), depth + 1)
            if self._expect(",}", path) == "}":
                return

    def _elements(self, path: tuple[str, ...], depth: int) -> Iterator[Walked]:
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            if self._peek() == "[" and depth + 1 >= DEPTH:
                raise DamagedError("not JSON: nested too deeply")
            try:
                value = self._decoded()
            except DamagedError:
                if not self._opens():
                    raise
                # What stands before the damage is not lost: the element is opened like its holder.
                yield from self._members(path, depth + 1)
            else:
                yield path, value
            if self._expect(",]", path) == "]":
                return

    def _opens(self) -> bool:
        """Say whether an object begins here whose first key is one that is opened."""
        found = _FIRST_KEY.match(self._text, self._at)
        return found is not None and found[1] in self._into

    def _expect(self, signs: str, path: tuple[str, ...]) -> str:
        sign = self._peek()
        if not sign or sign not in signs:
            what = "it is cut short" if not sign else f"{signs[0]!r} is missing"
            raise DamagedError(f"not JSON: {what} in {_shown(path)}")
        self._at += 1
        return sign

    def _peek(self) -> str:
        """Go to the next sign that is no space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def _decoded(self) -> Any:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise DamagedError("not JSON that can be read: nested too deeply") from error
            except ValueError as error:
                if len(self._text) - self._at < LONGEST and self._grow():
                    continue
                raise DamagedError(f"not JSON: {getattr(error, 'msg', error)}") from error
            if end == len(self._text) and self._text[end - 1] not in '"}]' and self._grow():
                continue  # a number may go on in the next piece
            self._at = end
            return value

    def _grow(self) -> bool:
        """Double what is left in the window: a retry then costs no more than all before it."""
        if self._ended:
            return False
        left = len(self._text) - self._at
        wanted, parts = max(2 * left, _STEP), [self._text[self._at :]]
        while left < wanted:
            piece = next(self._pieces, None)
            if piece is None:
                self._ended = True
                break
            parts.append(piece)
            left += len(piece)
        grown = left > len(parts[0])
        self._text, self._at = "".join(parts), 0
        return grown


def _shown(path: tuple[str, ...]) -> str:
    return repr(".".join(path)[-80:]) if path else "the outermost value"
