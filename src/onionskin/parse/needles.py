"""Words without which a regular expression cannot match: a text that holds none of them need not be searched.

Nor need a text be searched where none of the words stands that every match begins with: Python's own search looks for such
words only where nothing stands before them, no boundary of a word and no look at what is behind.

Read of an expression are letters, classes, groups, alternatives and repeats, as Python documents them (module re); what is not understood
gives no word, and the text is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge

LEAST = 3
SHORTEST = 2  # letters of a word that every match begins with
_GROUP = re.compile(r"\(\?(?:P<\w+>|:)")
_REPEAT = re.compile(r"[?*]\??|\{0?,\d*\}\??|\+\??|\{\d+(?:,\d*)?\}\??")
_HEX = re.compile(r"\\x[0-9a-fA-F]{2}")
_ZERO_WIDTH = re.compile(r"\\[bB]|\^|\(\?<?[=!]")
_FLAGGED = re.compile(r"(?<!\\)(?:\\\\)*\(\?(?!:|P<|<?[=!])")


@cache
def needles(pattern: str) -> frozenset[str]:
    """Return words in lower case of which every match holds one; none where no such words are known."""
    return _Reader(pattern).read() or frozenset()


@cache
def starts(pattern: str) -> frozenset[str]:
    """Return the words, as written, of which every match begins with one; none where no such words are known."""
    found = None if _FLAGGED.search(pattern) else _Starts(pattern).read()
    return found if found and min(map(len, found)) >= SHORTEST else frozenset()


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer(text)` yields."""
    is_plain = not pattern.flags & re.VERBOSE
    words = starts(pattern.pattern) if is_plain else frozenset()
    where = text
    if words and pattern.flags & re.IGNORECASE:
        # A letter beyond ASCII may stand for one within, and may become two in lower case.
        words = frozenset(map(str.lower, words)) if text.isascii() else frozenset()
        where = text.lower()
    if not words:
        yield from pattern.finditer(text)
        return
    end = 0
    for at in merge(*(_places(where, word) for word in sorted(words))):
        match = pattern.match(text, at) if at >= end else None
        if match:
            end = match.end()
            yield match


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


class _Reader:
    """Goes through an expression once; a group is read by a reader of its own place in it."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def read(self) -> frozenset[str] | None:
        """Read up to the end of the group, or of the expression; None where an alternative has no word."""
        branches: list[frozenset[str] | None] = []
        found: list[frozenset[str]] = []
        run = ""
        while self._at < len(self._pattern) and self._pattern[self._at] != ")":
            if self._pattern[self._at] == "|":
                self._at += 1
                branches.append(_best(found, run))
                found, run = [], ""
                continue
            letter, group = self._one()
            is_optional, is_repeated = self._repeat()
            if letter and not is_optional:
                run += letter
            if not letter or is_optional or is_repeated:
                found += [frozenset({run})]
                run = ""
            if group and not is_optional:
                found.append(group)
        branches.append(_best(found, run))
        self._at += 1
        return None if None in branches else frozenset().union(*(each or () for each in branches))

    def _one(self) -> tuple[str, frozenset[str] | None]:
        """Read one letter, class, escape or group: (the letter, or "", the words of a group that must match)."""
        sign = self._pattern[self._at]
        if sign == "\\":
            return self._escape(), None
        if sign == "[":
            return self._class(), None
        if sign == "(":
            named = _GROUP.match(self._pattern, self._at)
            is_around = self._pattern.startswith(("(?=", "(?!", "(?<=", "(?<!"), self._at)
            self._at = named.end() if named else self._at + (4 if self._pattern.startswith("(?<", self._at) else 3 if is_around else 1)  # fmt: skip
            words = self.read()
            return "", None if is_around else words
        self._at += 1
        return ("" if sign in ".^$" else sign.lower()), None

    def _escape(self) -> str:
        found = _HEX.match(self._pattern, self._at)
        self._at = found.end() if found else self._at + 2
        sign = self._pattern[self._at - 1]
        return "" if found or sign.isalnum() else sign

    def _class(self) -> str:
        at = self._at + 1
        at += self._pattern.startswith("^", at)
        at += self._pattern.startswith("]", at)
        while self._pattern[at] != "]":
            at += 2 if self._pattern[at] == "\\" else 1
        self._at = at + 1
        return ""

    def _repeat(self) -> tuple[bool, bool]:
        """Read what says how often: (it may be missing, it may stand there more than once)."""
        found = _REPEAT.match(self._pattern, self._at)
        if found is None:
            return False, False
        self._at = found.end()
        return found[0][0] in "?*" or found[0].startswith(("{0", "{,")), True


class _Starts(_Reader):
    """Reads with which words an expression begins, past what takes no letters."""

    def read(self) -> frozenset[str] | None:
        """Read up to the end of the group, or of the expression; None where an alternative begins with no word."""
        branches = [self._branch()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            branches.append(self._branch())
        self._at += 1
        return None if None in branches else frozenset().union(*(each or () for each in branches))

    def _branch(self) -> frozenset[str] | None:
        run, words, is_begun = "", None, False
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            is_zero_width = _ZERO_WIDTH.match(self._pattern, self._at)
            letter, group = self._one()
            written = self._pattern[self._at - 1]
            is_optional, is_repeated = self._repeat()
            if is_begun or (is_zero_width and not run):
                continue
            if letter and not is_optional:
                run += written
            elif not (run or is_optional):
                words = group
            is_begun = is_optional or is_repeated or not letter
        return frozenset({run}) if run else words


def _best(found: list[frozenset[str]], run: str) -> frozenset[str] | None:
    """Return the words of which the shortest is longest; None where all have one that is too short to tell anything."""
    sets = [each for each in (*found, frozenset({run})) if each and min(map(len, each)) >= LEAST]
    return max(sets, key=lambda each: (min(map(len, each)), -len(each), sorted(each)), default=None)
