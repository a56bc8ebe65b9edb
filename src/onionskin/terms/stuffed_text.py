"""Settings that a download server stuffs into a signed file: their shape, as far as one can say.

ScreenConnect (unauthenticated attributes) and Dropbox (behind the signature) publish no
grammar, so that nothing is recognised by it: only whether the bytes are text at all.
"""

from __future__ import annotations

import re

from onionskin.model import Value

TEXT_SHARE = 0.95
_PAIR = re.compile(rb"(?:^|[&?\r\n])[A-Za-z_][A-Za-z0-9_.-]{0,63}=(?=[\x20-\x7e])")
_PRINTABLE = bytes([9, 10, 13, *range(0x20, 0x7F)])


class Stuffing(Value, frozen=True):
    """How much of some bytes is text (0 to 1, zeros left out), and how many settings `key=value`."""

    share: float
    pairs: int

    @property
    def is_text(self) -> bool:
        """Say whether it is text throughout."""
        return self.share >= TEXT_SHARE


def stuffing(data: bytes) -> Stuffing:
    """Measure bytes. UTF-16 text counts, because its zeros are left out."""
    filled = data.replace(b"\0", b"")
    if not filled:
        return Stuffing(0.0, 0)
    share = 1 - len(filled.translate(None, _PRINTABLE)) / len(filled)
    return Stuffing(round(share, 4), len(_PAIR.findall(filled)))
