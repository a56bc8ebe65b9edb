"""A sentence as words with their senses, and what in it may play a part: mentions, dates, plain nouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onionskin.read.matcher import Sentence, plain_name
from onionskin.read.parts.weights import PLAYING
from onionskin.read.skeleton import SIGN, SIGNS, Mention
from onionskin.read.wire import Draft

_WORD = re.compile(rf"[{SIGNS}]|[,;:()]|(?:[^\s,;:()\"'.{SIGNS}]|\.(?=\w))+'?")
MARKS = frozenset(",;:()")
_MENTIONS = frozenset({"name", "group", "sector", "region", "date"})
# What a plain noun may be: the first sense of a word counts.
_NOUNS = ("malware", "actor", "secret", "data", "product", "customer", "organisation")
_NOUN_SENSES = frozenset(_NOUNS)
_DOING = frozenset(
    {"harm", "take", "enter", "insert", "spread", "find", "say", "begin", "make", "use"}
)
Prints = tuple[int, tuple[int, ...]]  # a sentence's fingerprint, and those of its runs of words
NO_PRINTS: Prints = (0, ())
_BEFORE = 2  # words before a plain noun that belong to it


@dataclass(frozen=True)
class Candidate:
    """What may play a part: its kind (`name`, `np-data`), its text, and its words from `first` to `last`."""

    kind: str
    text: str
    first: int
    last: int
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True)
class Look:
    """A sentence and what was already read of it."""

    one: Sentence
    drafts: tuple[Draft, ...]
    prints: Prints = NO_PRINTS

    @property
    def text(self) -> str:
        """The sentence's skeleton."""
        return self.one.skeleton.text

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """(start, end, word in small letters) of each word, mark and sign."""
        return [(each.start(), each.end(), each[0].lower()) for each in _WORD.finditer(self.text)]

    @cached_property
    def meant(self) -> list[tuple[str, ...]]:
        """The senses of each word."""
        of = self.one.grammar.senses.of
        return [
            of(word) if word[0].isalpha() and word[0] < "\ue000" else ()
            for _, _, word in self.words
        ]

    @cached_property
    def signs(self) -> list[int]:
        """Which words are signs."""
        return [at for at, (_, _, word) in enumerate(self.words) if SIGN.match(word)]

    @cached_property
    def marks(self) -> list[int]:
        """Which words are marks."""
        return [at for at, (_, _, word) in enumerate(self.words) if word in MARKS]

    @cached_property
    def runs(self) -> dict[str, list[str]]:
        """Each sign to the signs of the list that it stands in."""
        found = (SIGN.findall(run[0]) for run in self.one.grammar.frames.run.finditer(self.text))
        return {sign: run for run in found for sign in run}

    @cached_property
    def denials(self) -> list[int]:
        """Where the sentence denies."""
        return [each.start() for each in self.one.grammar.negation.finditer(self.text)]

    def candidates(self) -> list[Candidate]:
        """Return what may play a part, mentions first."""
        return [*self._mentioned(), *self._nouns()]

    def _mentioned(self) -> Iterator[Candidate]:
        for at in self.signs:
            start, end, sign = self.words[at]
            mention = self.one.skeleton.mentions[sign]
            if mention.kind in _MENTIONS:
                text = plain_name(mention.text) if mention.kind == "name" else mention.text
                yield Candidate(mention.kind, text, at, at, start, end, mention)

    def _nouns(self) -> Iterator[Candidate]:
        """Yield plain nouns with up to two words before them: "stolen credentials", "the update server"."""
        done = -1
        for at, meant in enumerate(self.meant):
            kind = next((each for each in _NOUNS if each in meant), None)
            behind = self.meant[at + 1] if at + 1 < len(self.meant) else ()
            if kind is None or not _NOUN_SENSES.isdisjoint(behind):
                continue  # of "update server" the last
            first = at
            while first > max(done + 1, at - _BEFORE) and self._describes(first - 1):
                first -= 1
            done = at
            start, end = self.words[first][0], self.words[at][1]
            text = self.one.free(start, end, 0)
            if text and f"np-{kind}" in PLAYING:
                yield Candidate(f"np-{kind}", text, first, at, start, end)

    def _describes(self, at: int) -> bool:
        """Say whether a word may belong to the noun behind it."""
        _, _, word = self.words[at]
        return (
            word[0].isalpha()
            and word[0] < "\ue000"
            and word not in self.one.grammar.stopwords
            and _DOING.isdisjoint(self.meant[at])
        )

    def between(self, first: int, last: int, places: list[int]) -> bool:
        """Say whether one of the places stands from `first` to before `last`."""
        at = bisect_left(places, first)
        return at < len(places) and places[at] < last
