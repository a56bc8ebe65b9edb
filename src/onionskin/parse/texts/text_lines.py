"""Lines of a text file of any size, in bounded memory, with their numbers.

UTF-8 is taken as it is; UTF-16 with a byte order mark (what Windows tools write)
is turned into UTF-8. A line that is too long is reported and passed over, and the
lines behind it are still read.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from onionskin.model import Problem
from onionskin.plugins.view import View

LONGEST = 4 << 20  # bytes of one line
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def lines(view: View, longest: int = LONGEST) -> Iterator[tuple[int, bytes] | Problem]:
    """Yield (number from 1, line without its end) or a `line-too-long` Problem."""
    number, tail, dropping = 1, b"", False
    for chunk in utf8(view):
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            if dropping or len(tail) + len(part) > longest:
                yield _too_long(number, longest)
            else:
                yield number, (tail + part).removesuffix(b"\r")
            number, tail, dropping = number + 1, b"", False
        if not dropping:
            tail += rest
            dropping = len(tail) > longest
        if dropping:
            tail = b""
    if dropping:
        yield _too_long(number, longest)
    elif tail:
        yield number, tail.removesuffix(b"\r")


def utf8(view: View) -> Iterator[bytes]:
    """Yield the file's bytes as UTF-8, without a byte order mark."""
    head = view.read(0, 3)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            yield from _recoded(view, encoding)
            return
    yield from view.chunks(len(codecs.BOM_UTF8) if head == codecs.BOM_UTF8 else 0)


def _recoded(view: View, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("backslashreplace")
    for chunk in view.chunks(2):
        yield decoder.decode(chunk).encode("utf-8", "backslashreplace")
    yield decoder.decode(b"", final=True).encode("utf-8", "backslashreplace")


def _too_long(number: int, longest: int) -> Problem:
    return Problem("line-too-long", f"line {number}: more than {longest} bytes, passed over")
