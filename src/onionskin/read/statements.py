"""What somebody said, by itself: without the day, the word that joins it to the saying, its marks, and who said it."""

from __future__ import annotations

import re

# What opens a quotation, and what may close it, as the seven languages write them.
_CLOSING = {"\u201e": "\u201c\u201d", "\u201c": "\u201d", "\u201d": "\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab", '"': '"'}  # fmt: skip
_SHORTEST = 12  # characters of a quotation that is the statement
_INNER = " \u00a0\u202f.,;:*_-"


def opening(days: str, conjunctions: str) -> re.Pattern[str]:
    """Return the pattern of what comes before a statement: "am Dienstag, dass", "mardi que"; it may match nothing.

    `days` and `conjunctions` are patterns of a date and of "that".
    """
    told = rf"(?:(?:[\w'-]+\s){{0,2}}(?:{days})(?:\s[\w-]+)?,?\s)"
    return re.compile(rf"[\s,:]*(?:{told}?(?:{conjunctions})(?:\s+|(?<=')))?", re.IGNORECASE)


def unquoted(written: str, before: str = "") -> str:
    """Return a quotation without its marks and what stands behind them; other words as they are.

    `before` is the character in front, if any: the mark may have been left out of the words.
    """
    if before in _CLOSING:
        written = before + written
    closing = _CLOSING.get(written[:1])
    if closing is None:
        return written
    ends = [at for mark in closing if (at := written.find(mark, 1)) > 0]
    end = min(ends, default=len(written))
    if end < min(_SHORTEST, len(written)):
        return written.removeprefix(before)  # a word in quotation marks begins the statement
    return written[1:end].strip(_INNER)
