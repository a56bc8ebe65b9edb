"""Stretches in the sections of a Windows program that look compressed or encrypted, as they are or as letters.

Source: C. E. Shannon, A Mathematical Theory of Communication (1948). 2,048 random bytes have 7.91
bits a byte, with a deviation of 0.01; code and tables stay below 7. Resources are told apart, for
pictures and packed files are there by right. Random bytes as hexadecimal digits have 4 bits a letter,
as base64 6; nothing that people write runs on for 6 KiB over such an alphabet.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from onionskin.model import Span, Value
from onionskin.parse.programs.pe import PeLayout, Section
from onionskin.plugins.view import View

WINDOW = 2048
LEAST = 3 * WINDOW
# Bits a letter of 2,048 random ones, less a margin of at least five deviations.
_LEAST_BITS = {"bytes": 7.84, "hex": 3.97, "base64": 5.9}
_HEX = b"0123456789abcdefABCDEF"
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n\r\t"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=\r\n"
# Of bytes of which more are zero, the others have too few bits to make up for it, even where all are as frequent as each other.
ZEROS = 0.08
DISTINCT = 245  # of 256 byte values; random bytes of a window have 255.9
# A compressed table of words is told from a payload by unpacking it: this much of it, and it must be text for the greater part.
INFLATED = 1 << 20
TEXT = 0.5
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
MOST = 64 << 20
KEPT = 32


class RandomStretches(Value, frozen=True):
    """Where a program looks random: (section, span) of each stretch of at least 6 KiB.

    `resources` are those in the section of the resources, `stretches` those in all others.
    """

    stretches: tuple[tuple[str, Span], ...]
    resources: tuple[Span, ...]


def random_stretches(view: View, layout: PeLayout) -> RandomStretches:
    """Return the stretches of all sections; at most 64 MiB are read, and 32 of a section kept."""
    resource = layout.directory("resource")
    left = MOST
    found: list[tuple[str, Span]] = []
    resources: list[Span] = []
    for section in layout.sections:
        size = min(section.size, left)
        left -= size
        spans = [
            each
            for each in islice(_of(view, section, size), KEPT)
            if not _is_packed_text(view, each)
        ]
        if resource is not None and section.rva <= resource.rva < section.rva + section.size:
            resources += spans
        else:
            found += ((section.name, span) for span in spans)
    return RandomStretches(tuple(found), tuple(resources))


def _of(view: View, section: Section, size: int) -> Iterator[Span]:
    begun, length = 0, 0
    for at in range(section.offset, section.offset + size - WINDOW + 1, WINDOW):
        if _is_random(view.read(at, WINDOW)):
            begun, length = (begun, length + WINDOW) if length else (at, WINDOW)
            continue
        if length >= LEAST:
            yield Span(begun, length)
        length = 0
    if length >= LEAST:
        yield Span(begun, length)


def _is_packed_text(view: View, span: Span) -> bool:
    """Say whether a stretch is a stream of zlib, begun at most a window before it or in its first, that unpacks to text."""
    before = min(span.offset, WINDOW)
    data = view.read(span.offset - before, before + min(span.length + WINDOW, INFLATED))
    for found in islice(_ZLIB.finditer(data, 0, before + WINDOW), 64):
        stream = zlib.decompressobj()
        try:
            text = stream.decompress(data[found.start() :], INFLATED)
        except zlib.error:
            continue
        used = len(data) - found.start() - len(stream.unused_data) - len(stream.unconsumed_tail)
        covers = found.start() + used >= before + span.length - WINDOW
        plain = len(text) - len(text.translate(None, _PRINTABLE))
        if stream.eof and covers and plain > TEXT * len(text):
            return True
    return False


def _is_random(data: bytes) -> bool:
    if data.count(0) > ZEROS * len(data):
        return False
    least = _LEAST_BITS.get(_alphabet(data))
    if least is None:
        return False
    total = len(data)
    bits = sum(n / total * math.log2(total / n) for n in Counter(data).values())
    if bits < least:
        return False
    # A table that counts up uses all values evenly, too; what is random cannot be packed below its bits.
    return len(zlib.compress(data, 9)) >= total * least / 8


def _alphabet(data: bytes) -> str:
    if len(set(data)) >= DISTINCT:
        return "bytes"
    if not data.translate(None, _HEX) and (data.islower() or data.isupper()):
        return "hex"
    return "base64" if not data.translate(None, _BASE64) else ""
