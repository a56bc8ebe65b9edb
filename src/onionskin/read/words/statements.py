"""What somebody said, by itself: without the day, the word that joins it to the saying, its marks, and who said it."""

from __future__ import annotations

import re

# What opens a quotation, and what may close it, as the seven languages write them.
_CLOSING = {"\u201e": "\u201c\u201d", "\u201c": "\u201d", "\u201d": "\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab", '"': '"'}  # fmt: skip
MARKS = frozenset("\"\u201c\u201d\u201e\u00ab\u00bb'\u2018\u2019")
_SHORTEST = 12  # characters of a quotation that is the statement
_INNER = " \u00a0\u202f.,;:*_-"


def opening(days: str, conjunctions: str, places: str, about: str) -> re.Pattern[str]:
    """Return the pattern of what comes before a statement: "am Dienstag, dass", "in a blog post that"; it may match nothing.

    `days` and `conjunctions` are patterns of a date and of "that", `places` of where something is said ("in a letter"),
    `about` of what may follow there instead of "that" ("about", "of").
    """
    told = rf"(?:(?:[\w'-]+\s){{0,2}}(?:{days})(?:\s[\w-]+)?,?\s)"
    where = (
        rf"(?:{places})(?:\s[^\s,.;:]+){{0,4}}?(?:,?\s(?:{conjunctions}|{about})(?:\s+|(?<='))|,\s)"
    )
    joined = rf"{told}?(?:{conjunctions})(?:\s+|(?<='))"
    return re.compile(rf"[\s,:]*(?:{where}|{joined})?", re.IGNORECASE)


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


def quoted_alone(text: str) -> str:
    """Return a statement without the few words that lead to its quotation, where that is most of it: `The Wire: "We ..."`."""
    led = _LED.match(text)
    if led is None or led["said"].count(" ") < max(_WORDS, led["lead"].count(" ") + 1):
        return text
    return led["said"].strip(_INNER)


def unbroken(text: str) -> str:
    """Return words up to where a quotation ends that began before them: of `files," the firm said` they are `files`."""
    opened = 0
    for mark in _MARKS.finditer(text):
        if _opens(mark):
            opened += 1
        elif opened:
            opened -= 1
        else:
            return text[: mark.start()].rstrip(_INNER)
    return text


# What may end a quotation: a mark of two strokes, or one of one stroke behind a comma or a full stop.
_MARKS = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb]|(?<=[.,!?])['\u2019](?!\w)")
# At most a few words, a colon or a short word ("que", "that"), and a quotation to the end.
_LED = re.compile(
    r"(?P<lead>[^\"\u201c\u201d\u201e\u00ab\u00bb]{1,45}(?::|(?<!\w)\w{3,4}))\s?[\"\u201c\u201e\u00ab]\s?(?P<said>[^\"\u201c\u201d\u201e\u00ab\u00bb]+)[\"\u201d\u201c\u00bb]?\W*\Z"
)
_WORDS = 6
_BEFORE = frozenset("([:-\u2013\u2014'\u2019")  # what may stand before a quotation, besides blanks
_BEHIND = frozenset(".,;:!?)]")


def _opens(mark: re.Match[str]) -> bool:
    """Say whether a mark begins a quotation: one that may do either stands before a word and behind none."""
    text, at = mark.string, mark.start()
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free = not before or before.isspace() or before in _BEFORE
    if mark[0] in "\u201e\u00ab":
        return free  # "«" stands before a blank in French
    return free and bool(behind.strip()) and behind not in _BEHIND
