"""A sentence as words with their senses, and what in it may play a part: mentions, dates, plain nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import msgspec

from onionskin.read.frames import Spotted
from onionskin.read.grammar import Grammar
from onionskin.read.lazily import lazy
from onionskin.read.matcher import Sentence, plain_name
from onionskin.read.parts.weights import PLAYING
from onionskin.read.skeleton import SIGN, SIGNS, Mention
from onionskin.read.wire import Draft

_WORD = re.compile(rf"[{SIGNS}]|[,;:()]|(?:[^\s,;:()\"'.{SIGNS}]|\.(?=\w))+'?")
_RUN = re.compile(r"\S+")
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
_KEPT, _LONGEST = 1 << 14, 40  # runs without a blank that are remembered, and their characters
_Piece = tuple[int, int, str, tuple[str, ...]]  # start, end, word in small letters, its senses


class _Runs(dict[str, tuple[_Piece, ...]]):
    """The words, marks and signs of runs without a blank, for those met before, as far as there is room."""

    def __init__(self, grammar: Grammar) -> None:
        self._of = grammar.senses.of

    def __missing__(self, run: str) -> tuple[_Piece, ...]:
        found = tuple(
            (*each.span(), word, self._meant(word))
            for each in _WORD.finditer(run)
            for word in [each[0].lower()]
        )
        if len(self) >= _KEPT:
            self.clear()
        if len(run) <= _LONGEST:
            self[run] = found
        return found

    def _meant(self, word: str) -> tuple[str, ...]:
        return self._of(word) if word[0].isalpha() and word[0] < "\ue000" else ()


_runs = cache(_Runs)


@cache
def _noun(meant: tuple[str, ...]) -> str:
    """Return what a noun of those senses may be: the kind of a candidate, or an empty string."""
    return next((each for each in _NOUNS if each in meant), "")


class Candidate(msgspec.Struct, frozen=True):
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
    below: str = ""  # the relation of the list that it stands in

    @property
    def text(self) -> str:
        """The sentence's skeleton."""
        return self.one.skeleton.text

    @lazy
    def _pieces(self) -> list[_Piece]:
        runs = _runs(self.one.grammar)
        return [
            (at + start, at + end, word, meant)
            for run in _RUN.finditer(self.text)
            for at in [run.start()]
            for start, end, word, meant in runs[run[0]]
        ]

    @lazy
    def words(self) -> list[tuple[int, int, str]]:
        """(start, end, word in small letters) of each word, mark and sign."""
        return [each[:3] for each in self._pieces]

    @lazy
    def meant(self) -> list[tuple[str, ...]]:
        """The senses of each word."""
        return [each[3] for each in self._pieces]

    @lazy
    def places(self) -> dict[str, list[int]]:
        """Which words have a sense, in order, by sense."""
        found: dict[str, list[int]] = {}
        for at, meant in enumerate(self.meant):
            for sense in meant:
                found.setdefault(sense, []).append(at)
        return found

    @lazy
    def spotted(self) -> Spotted:
        """Where the words of its classes stand."""
        one = self.one
        return one.grammar.frames.among(one.heads).over(self.text, one.opened)

    @lazy
    def signs(self) -> list[int]:
        """Which words are signs."""
        mentions = self.one.skeleton.mentions
        return [at for at, (_, _, word) in enumerate(self.words) if word in mentions]

    @lazy
    def signs_before(self) -> list[int]:
        """How many signs stand before each word, and before the end."""
        mentions = self.one.skeleton.mentions
        return [*accumulate((word in mentions for _, _, word in self.words), initial=0)]

    @lazy
    def marks_before(self) -> list[int]:
        """How many marks stand before each word, and before the end."""
        return [*accumulate((word in MARKS for _, _, word in self.words), initial=0)]

    @lazy
    def runs(self) -> dict[str, list[str]]:
        """Each sign to the signs of the list that it stands in."""
        found = (SIGN.findall(run[0]) for run in self.one.grammar.frames.run.finditer(self.text))
        return {sign: run for run in found for sign in run}

    @lazy
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
        done, meanings = -1, self.meant
        for at, meant in enumerate(meanings):
            kind = _noun(meant) if meant else ""
            if not kind:
                continue
            if at + 1 < len(meanings) and not _NOUN_SENSES.isdisjoint(meanings[at + 1]):
                continue  # of "update server" the last
            first = at
            while first > max(done + 1, at - _BEFORE) and self._describes(first - 1):
                first -= 1
            done = at
            if f"np-{kind}" not in PLAYING:
                continue
            start, end = self.words[first][0], self.words[at][1]
            if text := self.one.free(start, end, 0):
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
