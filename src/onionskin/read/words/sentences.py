"""Sentences of a paragraph, as spans. Abbreviations, versions and defanged dots end none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onionskin.plugins.contracts import words

LONGEST = 1200
WRAPPED = 160  # characters of the longest line that is still one of a wrapped paragraph

# After "20." in German: the day, or which of several, not the end of a sentence nor an item's number.
NUMBERED = r"(?:Januar|J\u00e4nner|Februar|M\u00e4rz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Quartal|Halbjahr)\b"
_NUMBERED = re.compile(NUMBERED)
_END = re.compile(
    r"[.!?\u2026\u3002]+[\"'\u201d\u2019\u00bb)\]]{0,3}\s{1,8}(?=[^\W_a-z]|[\"'\u201c\u201e\u2018\u201a\u00ab\u2039(\[\u00bf\u00a1*`\d]|$)"
)
# Where no sentence begins with a capital, as in a chat.
_LOWER_END = re.compile(r"[.!?](?<=[\w)].)\s{1,3}(?=[a-z]{2})")
_BREAK = re.compile(
    rf"\n(?=[ \t]*(?:[-*+\u2022\u2023\u25aa|>#=]|\d{{1,3}}[.)]\s(?!{NUMBERED})|\Z))|\n\s*\n|(?<=[:;.!?|])[ \t]*\n"
)
_DATELINE = re.compile(
    r"\A[^\W\d_a-z][^.!?\n]{2,60}\d{4}[^.!?\n]{0,50}?\s[\u2014\u2013-]\s", re.MULTILINE
)
_ABBREVIATIONS = frozenset(
    words(
        """e.g i.e eg ie mr mrs ms dr prof st vs etc no nos v ver vol fig approx ca cf p pp art al resp
    m mme mm mlle env ex chap réf sr sra srta ud uds dra núm pág ee uu ej aprox
    bzw evtl ggf inkl nr ziff sog vgl bijv blz
    jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc ene abr ago dic"""
    )
)
_COMPANY = frozenset(
    {
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "sa",
        "s.a",
        "cía",
        "cie",
        "llc",
        "plc",
        "gmbh",
    }
)
_SHORTENED = _ABBREVIATIONS | _COMPANY
_STARTERS = frozenset(
    words(
        """the it this that these in on a an its at but and they we he she there no
    le la les l il elle ils ce cette en un une des on selon el los las se una su sus según no"""
    )
)
_NO_WORD = re.compile(r"[^\w.]")
_SET_APART = re.compile(r"(?:[a-z]\.)+[a-z]")
_WORD_AFTER = re.compile(r"\w+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence or list line, without surrounding blanks, in order."""
    start = 0
    for stop in _stops(text):
        yield from _pieces(text, start, stop)
        start = stop
    yield from _pieces(text, start, len(text))


def _stops(text: str) -> list[int]:
    ends = list(_END.finditer(text)) or list(_LOWER_END.finditer(text))
    stops = {match.end() for match in ends if _ends(text, match)}
    if "\n" in text:
        stops.update(match.end() for match in _BREAK.finditer(text))
        stops |= _short_lines(text)
    if dateline := _DATELINE.match(text):
        stops.add(dateline.end())
    return sorted(stops)


def _short_lines(text: str) -> set[int]:
    """Return the ends of lines in a paragraph that was not wrapped: lists without bullets."""
    lines = text.split("\n")
    widest = max(map(len, lines))
    stops, at = set(), 0
    for line, following in pairwise(lines):
        at += len(line) + 1
        if max(len(line), len(following)) > WRAPPED:
            stops.add(at)  # who writes a paragraph a line ends a title with a line, too
            continue
        wrapped = len(line) + min(len(following.split(" ", 1)[0]), 20) >= min(widest, 60)
        if not wrapped or " " not in line.strip():
            stops.add(at)
    return stops


def _ends(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    if text[start] != ".":
        return True
    blank = text.rfind(" ", max(start - 24, 0), start)
    plain = text[blank + 1 : start] if blank >= 0 else ""
    if plain.isalpha() and plain.islower() and plain not in _SHORTENED:
        return len(plain) > 1  # most sentences end with a plain word
    before = _NO_WORD.split(text[max(match.start() - 24, 0) : match.start()])[-1]
    word = before.lower().strip(".")
    if word in _COMPANY:
        after = _WORD_AFTER.search(text, match.end(), match.end() + 24)
        return after is None or after[0].lower() in _STARTERS
    if word in _ABBREVIATIONS:
        return False
    if word.isdigit() and len(word) < 3 and _NUMBERED.match(text, match.end()):
        return False
    return not (len(word) == 1 and word.isalpha()) and not _SET_APART.fullmatch(word)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim a span, and cut it where it is longer than any sentence should be."""
    if end - start <= LONGEST:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        if left < end:
            yield left, start + len(piece.rstrip())
        return
    while start < end:
        stop = min(start + LONGEST, end)
        if stop < end:
            space = text.rfind(" ", start + LONGEST // 2, stop)
            stop = space if space > 0 else stop
        left, right = start, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            yield left, right
        start = stop


_LETTERS = re.compile(r"[^\W\d_]+")
_BLANKS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence, in lower case."""
    lower = sentence.lower()
    return lower.translate(_BLANKS).split() if lower.isascii() else _LETTERS.findall(lower)
