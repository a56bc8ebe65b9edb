"""A sentence with its mentions recognised: each name, version, date, platform becomes one sign.

Patterns then read over signs instead of guessing where a name ends, and stay
linear. Names are recognised by their shape (capitals, digits beside letters, inner
underscores, code quotes), never by what they mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from onionskin.model import Bounds
from onionskin.plugins.contracts import Cues
from onionskin.read.dates import Calendar
from onionskin.read.gates import heads, heads_of

NAMES, VERSIONS, DATES, PLATFORMS = (
    "\ue000-\ue3ff",
    "\ue400-\ue7ff",
    "\ue800-\uebff",
    "\uec00-\uefff",
)
SIGNS = "\ue000-\uefff"
SIGN = re.compile(f"[{SIGNS}]")
_FIRST = {"name": 0xE000, "version": 0xE400, "date": 0xE800, "platform": 0xEC00}
_ROOM = 0x400

_PLATFORMS = {
    "windows": "Windows", "macos": "macOS", "macosx": "macOS", "osx": "macOS", "mac": "macOS",
    "linux": "Linux", "android": "Android", "ios": "iOS", "ipados": "iOS", "pwa": "web",
}  # fmt: skip
_PLATFORM = (
    r"(?<![\w-])(?:Windows|mac ?OS X|OS X|mac ?OS|Mac|Linux|Android|iOS|iPadOS|PWA)(?![\w-])"
)
_VERSION = (
    r"(?<![\w.-])(?:[vVrR]\.?)?\d{1,6}(?:\.\d{1,6}){1,4}(?:\.[x*](?!\w)|[a-z]{1,4}\d{0,6})?(?![\w]|\.\w)"
    r"|(?<![\w.-])[vVrR]\d{1,5}(?![\w.])"
)
_DOTTED = r"(?<![\w.@])[\w-]{1,63}(?:(?:\[\.\]|\.)[\w-]{1,63}){1,8}(?![\w])"
_QUOTED = r"`(?P<code>[^`\n]{2,80})`"
_CAPITAL = r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f"
_ORDINALS = r"st|nd|rd|th|er|mb|gb|kb|ms|px|am|pm|bit|bits"
_WORD = (
    rf"(?!(?:Windows|macOS|MacOS|Mac|Linux|Android|iOS|PWA)(?![\w-]))(?=[\w-]{{2}})"
    rf"(?:[\w-]*[{_CAPITAL}][\w-]*|\d+(?!(?:{_ORDINALS})\b)[a-z]{{2,}}\b|\w+-\w*\d\w*)"
    rf"(?:/[\w.-]*[{_CAPITAL}][\w.-]*)?"
)
_NAME = rf"(?<![\w.]){_WORD}(?:(?: |\u00a0)(?:& )?{_WORD}){{0,5}}(?:,? (?:Inc|Ltd|LLC|GmbH)\b\.?)?"
_RUN = re.compile(r"[^ \u00a0]+")
_DROP = r"(?:\x1b\[[0-9;?]*[A-Za-z])+|[*\"\u201c\u201d\u00ab\u00bb\u2018\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ue000-\uefff\x00-\x08\x0e-\x1f\x7f]+"


@dataclass(frozen=True)
class Mention:
    """Something recognised: its kind, its text as written, its span, and what it stands for."""

    kind: str
    text: str
    start: int
    end: int
    bounds: Bounds | None = None


@dataclass(frozen=True)
class Skeleton:
    """A sentence as signs. `starts` maps each sign to the sentence's characters."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    mentions: dict[str, Mention]
    length: int

    def at(self, position: int) -> int:
        """Return the sentence's character at a position of the skeleton."""
        if position >= len(self.text):
            return self.length
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + (position - self.starts[piece])

    def among(self, text: str, kind: str) -> list[Mention]:
        """Return the mentions of a kind in a part of the skeleton, in order."""
        found = (self.mentions[sign] for sign in SIGN.findall(text))
        return [each for each in found if each.kind == kind]


@dataclass(frozen=True)
class Recogniser:
    """Finds the mentions of one language's sentences."""

    cues: Cues

    @cached_property
    def calendar(self) -> Calendar:
        """The language's dates."""
        return Calendar(self.cues)

    @cached_property
    def _not_names(self) -> frozenset[str]:
        words = (
            *self.cues.stopwords,
            *self.cues.negations,
            *self.cues.words.get("common", ()),
        )
        months = (name for names in self.cues.months for name in names.split("|"))
        return frozenset(word.lower() for word in (*words, *months))

    @cached_property
    def _cues(self) -> frozenset[str]:
        """Word beginnings of verbs and nouns that patterns look for."""
        patterns = (*(each.pattern for each in self.cues.facts), *self.cues.copies)
        return frozenset(head for pattern in patterns for head in heads(pattern))

    def _is_ordinary(self, word: str, ordinary: frozenset[str]) -> bool:
        """Say whether a capitalised word at a sentence's start is likely no name."""
        return word in ordinary or not self._cues.isdisjoint(heads_of((word,)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        regions = sorted(self.cues.words.get("region", ()), key=lambda each: (-len(each), each))
        region = "|".join(map(re.escape, regions)) or r"(?!)"
        return re.compile(
            # Nothing is recognised in the middle of a word: most places are left at once.
            rf"(?<![\w.])(?=\w)(?:(?P<date>(?i:{self.calendar.source}))|(?P<version>{_VERSION})"
            rf"|(?P<dotted>{_DOTTED})|(?P<platform>(?i:{_PLATFORM}))|(?P<region>(?:{region})\b)"
            rf"|(?P<name>{_NAME}))|{_QUOTED}|(?P<apostrophe>\u2019)|(?P<drop>{_DROP})"
            rf"|(?P<blank>\s{{2,}}|[^\S ])"
        )

    def skeleton(
        self,
        sentence: str,
        said: Bounds,
        ordinary: frozenset[str],
        pronoun: tuple[tuple[int, int], str] | None = None,
    ) -> Skeleton:
        """Return the skeleton of a sentence.

        `ordinary` are words that the document also writes in lower case: capitalised at
        the sentence's start, they are no names. `pronoun` is a span and the name it stands for.
        """
        build = _Build(sentence)
        for match in self._pattern.finditer(sentence):
            if pronoun and match.start() >= pronoun[0][1]:
                self._stand_in(build, *pronoun)
                pronoun = None
            build.copy(match.start())
            self._add(build, match, said, ordinary)
        if pronoun:
            self._stand_in(build, *pronoun)
        build.copy(len(sentence))
        return build.done()

    def _stand_in(self, build: _Build, span: tuple[int, int], name: str) -> None:
        build.copy(span[0])
        build.sign("name", name, *span)

    def _add(
        self,
        build: _Build,
        match: re.Match[str],
        said: Bounds,
        ordinary: frozenset[str],
    ) -> None:
        kind = match.lastgroup or ""
        if kind == "blank":
            build.put(" ", match)
        elif kind == "apostrophe":
            build.put("'", match)
        elif kind == "drop":
            build.put("", match)
        elif match["date"] is not None:
            bounds = self.calendar.bounds(match, said)
            build.sign("date", match[0], *match.span(), bounds)
        elif kind == "platform":
            build.sign("platform", _PLATFORMS[match[0].lower().replace(" ", "")], *match.span())
        elif kind == "version":
            build.sign("version", match[0], *match.span())
        elif kind == "name":
            self._add_name(build, match, ordinary)
        else:
            text = match["code"] if kind == "code" else match[0]
            build.sign("name", text, *match.span())

    def _add_name(self, build: _Build, match: re.Match[str], ordinary: frozenset[str]) -> None:
        """Add a run of capitalised words, without those that only begin the sentence."""
        start, end = match.span()
        for word in _RUN.finditer(build.sentence, start, end):
            plain = word[0].lower()
            lone = word.end() == end and build.at_opening(word.start())
            if plain not in self._not_names and (
                not lone or _is_shaped(word[0]) or not self._is_ordinary(plain, ordinary)
            ):
                build.copy(word.start())
                build.sign("name", build.sentence[word.start() : end], word.start(), end)
                return
        build.copy(end)


def _is_shaped(word: str) -> bool:
    """Say whether a word is a name by its inside: `X_TRADER`, `UNC4736`, `VirusTotal`."""
    return word[1:] != word[1:].lower() or any(char.isdigit() for char in word)


class _Build:
    """A skeleton being built: text so far, and where each piece of it came from."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._mentions: dict[str, Mention] = {}
        self._counts = dict.fromkeys(_FIRST, 0)
        self._length = 0
        self._done = 0

    def at_opening(self, at: int) -> bool:
        """Say whether nothing but marks stands before a place."""
        return not any(char.isalnum() for char in self.sentence[max(at - 8, 0) : at])

    def copy(self, end: int) -> None:
        """Copy the sentence up to `end` as it is."""
        if end > self._done:
            self._piece(self.sentence[self._done : end], self._done)
            self._done = end

    def put(self, text: str, match: re.Match[str]) -> None:
        """Put other text in the place of a match."""
        if text:
            self._piece(text, match.start())
        self._done = match.end()

    def sign(
        self, kind: str, text: str, start: int, end: int, bounds: Bounds | None = None
    ) -> None:
        """Put the sign of a mention."""
        number = self._counts[kind]
        if number >= _ROOM:
            self.copy(end)
            return
        self._counts[kind] = number + 1
        sign = chr(_FIRST[kind] + number)
        self._mentions[sign] = Mention(kind, text, start, end, bounds)
        self._piece(sign, start)
        self._done = end

    def _piece(self, text: str, origin: int) -> None:
        self._starts.append(self._length)
        self._origins.append(origin)
        self._parts.append(text)
        self._length += len(text)

    def done(self) -> Skeleton:
        """Return the skeleton."""
        return Skeleton(
            "".join(self._parts),
            tuple(self._starts),
            tuple(self._origins),
            self._mentions,
            len(self.sentence),
        )
