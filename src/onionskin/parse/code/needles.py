"""Words without which a regular expression cannot match: a text that holds none of them need not be searched.

Nor need a text be searched where none of the words stands that every match begins with: Python's own search looks for such
words only where nothing stands before them, no boundary of a word and no look at what is behind.

Read of an expression are letters, classes, groups, alternatives and repeats, as Python documents them (module re); what is not understood
gives no word, and the text is searched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import merge
from typing import NamedTuple

LEAST = 3
FARTHEST = 4  # letters that may stand before the word that a match begins with
_GROUP = re.compile(r"\(\?(?:P<\w+>|:)")
_REPEAT = re.compile(r"[?*]\??|\{0?,\d*\}\??|\+\??|\{\d+(?:,\d*)?\}\??")
_HEX = re.compile(r"\\x[0-9a-fA-F]{2}")
_ZERO_WIDTH = re.compile(r"\\[bB]|[\^$]|\(\?<?[=!]")
# What stood in a group before stands here again: that may be anything.
_AGAIN = re.compile(r"\(\?P=\w+\)")
_GLOBAL = re.compile(r"\(\?[aims]+\)")
# What is not understood: flags and groups of other kinds, and repeats that give nothing back.
_FLAGGED = re.compile(r"(?<!\\)(?:\\\\)*\(\?(?!:|P<|<?[=!])|(?<![\\\[])[?*+}]\+")
_RUN = re.compile(r"[a-z_]+")
_APART = bytes(each if _RUN.match(chr(each)) else 32 for each in range(256))
_PART, _MOST_RUNS = 1 << 20, 200_000


@cache
def needles(pattern: str) -> frozenset[str]:
    """Return words in lower case of which every match holds one; none where no such words are known."""
    return _Reader(pattern).read() or frozenset()


class Begin(NamedTuple):
    """`words`, as written, of which every match holds one at most `lead` letters behind its start; none where none are known.

    `width` is how long a match can be.
    """

    words: frozenset[str] = frozenset()
    lead: int = 0
    width: float = math.inf


@cache
def begins(pattern: str) -> Begin:
    """Return what every match of an expression begins with."""
    own = _GLOBAL.sub("", pattern, 1)
    found = Begin() if _FLAGGED.search(own) else _Beginning(own).begin()
    if not found.words or found.lead > FARTHEST:
        return Begin()
    # One letter that nothing stands before Python finds as fast.
    is_found = len(found.words) == 1 and len(own) > 1 and min(map(len, found.words)) == 1
    return Begin() if is_found and not _ZERO_WIDTH.match(own) else found


class Vocabulary:
    """A text in lower case, and the runs of letters in it, each once: what words it cannot hold is soon known."""

    def __init__(self, text: str) -> None:
        self.lower = text.lower()
        data = self.lower.encode("latin-1", "replace").translate(_APART)
        runs: set[bytes] = set()
        at = 0
        while 0 <= at < len(data) and len(runs) <= _MOST_RUNS:
            end = data.find(b" ", at + _PART)
            runs.update(data[at : end if end >= 0 else len(data)].split())
            at = end
        # The runs of a text of ever new ones take more room than itself.
        self._runs = b"\n".join(runs).decode() if len(runs) <= _MOST_RUNS else self.lower

    def may_hold(self, word: str) -> bool:
        """Say whether the longest run of letters of a word in lower case stands in the text."""
        return _longest(word) in self._runs

    def holds(self, word: str) -> bool:
        """Say whether a word in lower case stands in the text."""
        return self.may_hold(word) and (_longest(word) == word or word in self.lower)


@cache
def _longest(word: str) -> str:
    return max(_RUN.findall(word), key=len, default="")


def matches(
    pattern: re.Pattern[str], text: str, known: Vocabulary | None = None
) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer(text)` yields; `known` is the text's vocabulary."""
    words, lead, _ = begins(pattern.pattern) if not pattern.flags & re.VERBOSE else Begin()
    where = text
    if words and pattern.flags & re.IGNORECASE:
        # A letter beyond Latin-1 may stand for one of ASCII, and may become two in lower case.
        words = frozenset(map(str.lower, words)) if _is_latin(text) else frozenset()
        where = known.lower if known else text.lower()
    if not words:
        return pattern.finditer(text)
    some = sorted(each for each in words if not known or known.may_hold(each.lower()))
    return at_places(pattern, text, merge(*(places(where, each) for each in some)), lead)


def at_places(
    pattern: re.Pattern[str], text: str, found: Iterable[int], lead: int = 0
) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer(text)` yields, if each match begins at most `lead` letters before one of the places.

    They ascend; no match is empty.
    """
    end = 0
    for place in found:
        for at in range(max(place - lead, end), place + 1):
            match = pattern.match(text, at)
            if match:
                end = match.end()
                yield match
                break


def places(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def may_hold_run(text: str, half: re.Pattern[str], length: int) -> bool:
    """Say whether so many letters in a row may stand in a text; `half` matches half of them.

    Every such run holds a half that begins at a multiple of its length.
    """
    return any(half.match(text, at) for at in range(0, len(text), length // 2))


def _is_latin(text: str) -> bool:
    try:
        return text.isascii() or bool(text.encode("latin-1"))
    except UnicodeEncodeError:
        return False


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
        again = _AGAIN.match(self._pattern, self._at)
        if again:
            self._at = again.end()
            return "", None
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


class _Beginning(_Reader):
    """Reads what an expression begins with."""

    def begin(self) -> Begin:
        """Read up to the end of the group, or of the expression."""
        branches = [self._branch()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            branches.append(self._branch())
        self._at += 1
        width = max(each.width for each in branches)
        if not all(each.words for each in branches):
            return Begin(width=width)
        words = frozenset[str]().union(*(each.words for each in branches))
        return Begin(words, max(each.lead for each in branches), width)

    def _branch(self) -> Begin:
        run, words, lead, width = "", frozenset[str](), 0.0, 0.0
        is_known = False
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            letter, group = self._item()
            least, most = self._times()
            if not is_known and group.width:
                if letter and least:
                    run += letter * least
                    is_known = least != most
                elif least and group.words and (not run or not group.lead):
                    words = frozenset(run + each for each in group.words)
                    lead, is_known = lead + group.lead, True
                elif run:
                    is_known = True
                else:
                    lead += group.width * most
            width += group.width * most if group.width else 0.0
        words = words or (frozenset({run}) if run else words)
        return Begin(words, int(lead), width) if words and lead < math.inf else Begin(width=width)

    def _item(self) -> tuple[str, Begin]:
        """Read one letter, class, escape or group: (the letter as written, or ""; what it begins with, and its width)."""
        if _ZERO_WIDTH.match(self._pattern, self._at):
            self._one()
            return "", Begin(width=0.0)
        if self._pattern[self._at] == "(":
            named = _GROUP.match(self._pattern, self._at)
            self._at = named.end() if named else self._at + 1
            return "", self.begin()
        hexed = _HEX.match(self._pattern, self._at)
        letter = self._one()[0]
        if hexed:
            return bytes.fromhex(hexed[0][2:]).decode("latin-1"), Begin(width=1.0)
        return letter and self._pattern[self._at - 1], Begin(width=1.0)

    def _times(self) -> tuple[int, float]:
        """Read how often the item before may stand there: at least, at most."""
        start = self._at
        self._repeat()
        sign = self._pattern[start : self._at].rstrip("?") or self._pattern[start : self._at]
        if sign.startswith("{"):
            least, comma, most = sign.strip("{}").partition(",")
            return int(least or 0), float(most or (math.inf if comma else least))
        return {"": (1, 1.0), "?": (0, 1.0), "??": (0, 1.0), "*": (0, math.inf), "+": (1, math.inf)}[sign]  # fmt: skip


def _best(found: list[frozenset[str]], run: str) -> frozenset[str] | None:
    """Return the words of which the shortest is longest; None where all have one that is too short to tell anything."""
    sets = [each for each in (*found, frozenset({run})) if each and min(map(len, each)) >= LEAST]
    return max(sets, key=lambda each: (min(map(len, each)), -len(each), sorted(each)), default=None)
