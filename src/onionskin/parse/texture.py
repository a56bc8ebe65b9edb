"""What bytes of no known format look like: an alphabet or a texture, never a decoding."""

from __future__ import annotations

import re

from onionskin.model import Span
from onionskin.plugins.view import View

# What a span over a bare alphabet holds besides it is at most a marker.
MARKER = 16
_OVER_AN_ALPHABET = (
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-= \t\n\r\f\v\0"
)

# How much of a span is looked at: its first bytes tell the alphabet.
LOOKED_AT = 256 << 10
# A run this long over a bare alphabet is no sentence and no checksum.
RUN = 200
WORD = 40

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]+={0,2}")
_HEX = re.compile(rb"[0-9A-Fa-f]+")
_SPACE = re.compile(rb"[\s\0]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BARE = re.compile(rb"[A-Za-z0-9+/_=-]{64,}")
_LONG_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{64,}={0,2}")


def texture(view: View, span: Span) -> str:
    """Return what a span looks like: `zero`, `hex`, `base64`, `text`, `random` or `binary`.

    `hex` and `base64` say that nothing but that alphabet (and white space, and one
    short marker in front) is used; they are not decoded.
    """
    data = view.read(span.offset, min(span.length, LOOKED_AT))
    if not data.strip(b"\0"):
        return "zero"
    others = len(data.translate(None, _OVER_AN_ALPHABET))
    # Words are short: a run this long without a space is no sentence.
    if others <= MARKER and max(map(len, _SPACE.split(data))) >= WORD:
        bare = _SPACE.sub(b"", data)
        if _HEX.fullmatch(bare):
            return "hex"
        if _BASE64.fullmatch(bare) or _is_marked_base64(bare):
            return "base64"
    if _is_readable(data):
        return "text"
    return "random" if view.gap(span).entropy > _random_from(span.length) else "binary"


def is_text(view: View, span: Span) -> bool:
    """Say whether a span is what a comment is: readable, and no long run over a bare alphabet."""
    kind = texture(view, span)
    return kind == "text" or (kind in {"hex", "base64"} and span.length < RUN)


def is_comment(data: bytes) -> bool:
    """Say whether bytes are what people write into a comment, in UTF-8 or any one-byte alphabet.

    No control characters, and not for the most part one long run over a bare alphabet.
    """
    return not _CONTROL.search(data) and bare_run(data) < RUN


def bare_run(data: bytes) -> int:
    """Return the length of the longest run over the base64 alphabet, if it is most of the bytes; else 0."""
    bare = _SPACE.sub(b"", data)
    longest = max((m.end() - m.start() for m in _BARE.finditer(bare)), default=0)
    return longest if 2 * longest >= len(bare) else 0


def describe(view: View, span: Span) -> str:
    """Return the texture of a span as words for a report."""
    kind = texture(view, span)
    entropy = view.gap(span).entropy
    if kind == "zero" and not view.is_zero(span.offset, span.length):
        return f"zeros first, then other bytes ({entropy:.2f} bits a byte)"
    return {
        "zero": "zeros",
        "hex": "hexadecimal digits, not decoded",
        "base64": "the base64 alphabet, not decoded",
        "text": "readable text",
        "random": f"compressed or encrypted by its entropy ({entropy:.2f} bits a byte)",
        "binary": f"binary data ({entropy:.2f} bits a byte)",
    }[kind]


def _is_marked_base64(bare: bytes) -> bool:
    """Say whether all but a marker of a few bytes is one long base64 run."""
    longest = max((m.end() - m.start() for m in _LONG_BASE64.finditer(bare)), default=0)
    return longest >= 64 and len(bare) - longest <= MARKER


def _is_readable(data: bytes) -> bool:
    if _CONTROL.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The looked-at part may end inside a character.
        return error.start >= len(data) - 3 and len(data) == LOOKED_AT
    return True


def _random_from(length: int) -> float:
    """Return the entropy above which `length` bytes look random: short ones cannot reach 8."""
    return 7.9 if length >= 4096 else 7.2 if length >= 512 else 5.8 if length >= 96 else 9.0
