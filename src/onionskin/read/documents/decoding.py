"""Bytes of a report to characters: byte-order marks, UTF-8, and what to do when neither holds.

Nothing is refused for one bad byte. What was replaced is said as a Problem.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from onionskin.model import Problem
from onionskin.plugins.view import View

HEAD = 1 << 18
"""Bytes from which a format is told."""
_HEAD = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    b"MZ", b"PK\x03\x04", b"%PDF-", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8", b"\xff\xd8\xff",
    b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"SQLite format 3\0", b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe", b"RIFF", b"MSCF", b"{\\rtf",
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27}) + b"\x7f"


@dataclass(frozen=True)
class Encoding:
    """How to decode a document: the codec, how many bytes of mark to skip, what was odd."""

    codec: str
    skip: int = 0
    problems: tuple[Problem, ...] = ()


# Each of a dozen formats asks these of the same document.
@lru_cache(maxsize=2)
def is_text(view: View) -> bool:
    """Say whether the bytes are text of some kind, by their beginning."""
    head = view.read(0, _HEAD)
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return True
    if head.startswith(_BINARY):
        return False
    strange = len(head) - len(head.translate(None, _CONTROLS))
    return strange * 50 <= len(head)


@lru_cache(maxsize=2)
def beginning(view: View) -> str:
    """Return the first HEAD bytes as text; empty where they are none."""
    if not is_text(view):
        return ""
    start = view.slice(0, HEAD)
    return "".join(characters(start, encoding(start)))


def encoding(view: View) -> Encoding:
    """Return how to decode the bytes. UTF-8 is tried first, then Windows-1252."""
    head = view.read(0, _HEAD)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    if codec := _wide(head):
        detail = f"there is no byte-order mark; every other byte is zero, so it was read as {codec}"
        return Encoding(codec, 0, (Problem("encoding-guessed", detail),))
    good, bad = _tried(view)
    if not bad:
        return Encoding("utf-8")
    # Windows-1252 hardly ever forms a character of UTF-8 by chance.
    if bad > 4 * good:
        detail = f"{bad} bytes are not UTF-8; it was read as Windows-1252"
        return Encoding("cp1252", 0, (Problem("encoding-guessed", detail),))
    detail = f"{bad} places are not UTF-8 and were replaced by U+FFFD"
    return Encoding("utf-8", 0, (Problem("encoding-damaged", detail),))


def characters(view: View, how: Encoding) -> Iterator[str]:
    """Yield the decoded text in pieces, newlines as line feeds, NUL as U+FFFD."""
    decoder = codecs.getincrementaldecoder(how.codec)(errors="replace")
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    for chunk in view.chunks(how.skip):
        yield newlines.decode(decoder.decode(chunk)).replace("\0", "\ufffd")
    yield newlines.decode(decoder.decode(b"", final=True), final=True).replace("\0", "\ufffd")


def _wide(head: bytes) -> str:
    """Return the UTF-16 codec if every other byte is zero, as in Latin text without a mark."""
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _tried(view: View) -> tuple[int, int]:
    """Decode as UTF-8 and return how many characters beyond ASCII came out well, and how many not."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    good = bad = 0
    for chunk in chain(view.chunks(), (b"",)):
        text = decoder.decode(chunk, final=not chunk)
        if not text.isascii():
            broken = text.count("\ufffd")
            bad += broken
            good += len(text) - broken - len(text.encode("ascii", "ignore"))
    return good, bad
