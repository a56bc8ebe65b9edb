"""JSON objects of a log: one a line, or one array, or one after the other over many lines.

Ambiguity is not resolved in silence. An object that says one key twice means
different things to different readers, so each reading is yielded; what is no
JSON but can be read (NaN, half of a surrogate pair, bytes that are no UTF-8) is
read, and said. (RFC 8259, sections 4 and 8.)
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from onionskin.model import Problem
from onionskin.parse.texts.text_lines import LONGEST, lines, utf8
from onionskin.plugins.view import View

Document = tuple[int, dict[str, Any]]

_READINGS = 8  # of one object whose keys repeat
_GIVE_UP = 1000  # damaged places in a file that is not one object a line
_PROBE_LINES, _PROBE = 20, 64 << 10
_START = re.compile(r"[^ \t\r\n,\[\]]")
_decoder = msgspec.json.Decoder()
_encode = msgspec.json.encode


def documents(view: View) -> Iterator[Document | Problem]:
    """Yield (line number, object), or a Problem for what is none."""
    if by_line(view):
        for item in lines(view):
            if isinstance(item, Problem):
                yield item
            elif item[1].strip():
                yield from _read(*item)
    else:
        yield from _Stream(view).documents()


def might_be(view: View) -> bool:
    """Say whether any of the first lines begins as JSON does. Cheap, for files of any kind."""
    head = b"".join(utf8(view.slice(0, _PROBE))).split(b"\n", _PROBE_LINES)
    return any(line.lstrip().startswith((b"{", b"[")) for line in head[:_PROBE_LINES])


def by_line(view: View) -> bool:
    """Say whether the file is one object a line: any of its first lines is one by itself."""
    for item in lines(view.slice(0, _PROBE)):
        if isinstance(item, Problem) or item[0] > _PROBE_LINES:
            break
        if item[1].lstrip().startswith(b"["):
            return False
        # An empty object may stand on a line of its own inside of one that runs over many.
        if any(not isinstance(each, Problem) and each[1] for each in _read(*item)):
            return True
    first = view.find(b"\n", 0, _PROBE)
    return first < 0 and view.size > _PROBE and view.read(0, 1) == b"{"


def _read(number: int, line: bytes) -> Iterator[Document | Problem]:
    """Read one line. The quick way first; the slow one where that is not the whole truth."""
    try:
        thing = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield from _read_slowly(number, line)
        return
    except RecursionError:
        yield Problem("unreadable-line", f"line {number}: nested too deeply")
        return
    if not isinstance(thing, dict):
        yield from _not_an_object(number, thing)
    elif b"\\u0022" in line or line.count(b'"') != _encode(thing).count(b'"'):
        # Written again it has fewer quotation marks: a key was said twice and lost.
        yield from _read_slowly(number, line)
    else:
        yield number, thing


def _not_an_object(number: int, thing: object) -> Iterator[Document | Problem]:
    """An array of objects on one line is read; anything else is no event."""
    found = [each for each in thing if isinstance(each, dict)] if isinstance(thing, list) else []
    yield from ((number, each) for each in found)
    if not found or (isinstance(thing, list) and len(found) < len(thing)):
        yield Problem("unreadable-line", f"line {number}: JSON, but not an object")


def _read_slowly(number: int, line: bytes) -> Iterator[Document | Problem]:
    text = line.decode("utf-8", "replace").strip().rstrip(",")
    try:
        thing = _tolerant.decode(text)
    except (ValueError, RecursionError) as error:
        yield Problem("unreadable-line", f"line {number}: {_why(error)}")
        return
    if not isinstance(thing, _Pairs):
        yield from _not_an_object(number, _readings(thing)[0])
        return
    found = _readings(thing)
    yield from ((number, each) for each in found)
    if len(found) > 1:
        yield _said_twice(number, len(found))
    elif not _strict(line):
        yield Problem("lenient-json", f"line {number}: not valid JSON, read all the same")


def _strict(line: bytes) -> bool:
    try:
        _decoder.decode(line.strip().rstrip(b","))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that no key is lost."""


_tolerant = json.JSONDecoder(object_pairs_hook=_Pairs, strict=False)


def _readings(thing: Any) -> list[Any]:
    """Return what an object can mean: the n-th reading takes the n-th value of each key."""
    count = min(_most(thing), _READINGS)
    return [_reading(thing, n) for n in range(count)]


def _most(thing: Any) -> int:
    """Return how often the most repeated key of any object inside is said."""
    if isinstance(thing, _Pairs):
        seen: dict[str, int] = {}
        for key, _ in thing:
            seen[key] = seen.get(key, 0) + 1
        return max([1, *seen.values(), *(_most(value) for _, value in thing)])
    return max([1, *map(_most, thing)]) if isinstance(thing, list) else 1


def _reading(thing: Any, n: int) -> Any:
    if isinstance(thing, _Pairs):
        values: dict[str, list[Any]] = {}
        for key, value in thing:
            values.setdefault(key, []).append(value)
        return {key: _reading(many[min(n, len(many) - 1)], n) for key, many in values.items()}
    if isinstance(thing, list):
        return [_reading(each, n) for each in thing]
    return thing


class _Stream:
    """Objects over many lines: an array, or one after the other. A window, never the whole file."""

    def __init__(self, view: View) -> None:
        self._chunks = utf8(view)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._text = ""  # what is in the window
        self._at = 0  # how much of it is done
        self._line = 1
        self._ended = False

    def documents(self) -> Iterator[Document | Problem]:
        damaged = 0
        while self._skip():
            try:
                thing, end = _tolerant.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                left = len(self._text) - self._at
                if isinstance(error, ValueError) and left < LONGEST and self._grow():
                    continue
                damaged += 1
                if damaged > _GIVE_UP:
                    yield Problem("gave-up", f"line {self._line}: too much damage, rest not read")
                    return
                yield Problem("unreadable-line", f"line {self._line}: {_why(error)}")
                newline = self._text.find("\n", self._at)
                self._pass(len(self._text) if newline < 0 else newline)
                continue
            yield from self._meant(thing)
            self._pass(end)

    def _meant(self, thing: Any) -> Iterator[Document | Problem]:
        if not isinstance(thing, _Pairs):
            yield Problem("unreadable-line", f"line {self._line}: JSON, but not an object")
            return
        found = _readings(thing)
        yield from ((self._line, each) for each in found)
        if len(found) > 1:
            yield _said_twice(self._line, len(found))

    def _skip(self) -> bool:
        """Go to the next object; between them stand space, commas and an array's brackets."""
        while True:
            found = _START.search(self._text, self._at)
            self._pass(found.start() if found else len(self._text))
            if found:
                return True
            if not self._grow():
                return False

    def _grow(self) -> bool:
        """Double what is left in the window. A retry then costs no more than all before it."""
        left = len(self._text) - self._at
        wanted = max(2 * left, 1 << 16)
        parts = [self._text[self._at :]]
        self._at = 0
        while left < wanted and not self._ended:
            chunk = next(self._chunks, None)
            self._ended = chunk is None
            parts.append(self._decode(chunk or b"", self._ended))
            left += len(parts[-1])
        self._text = "".join(parts)
        return len(parts[0]) < left

    def _pass(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end


def _said_twice(line: int, readings: int) -> Problem:
    detail = f"line {line}: a key is said more than once; {readings} readings kept"
    return Problem("duplicate-keys", detail)


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg}, character {error.pos}"
    return "nested too deeply" if isinstance(error, RecursionError) else f"not JSON: {error}"
