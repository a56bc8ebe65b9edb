"""A sentence as words with their senses, and what in it may play a part: mentions, dates, plain nouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import msgspec

from onionskin.read.lazily import lazy
from onionskin.read.parts.phrases import NOUNS, Span, Words
from onionskin.read.parts.weights import PLAYING
from onionskin.read.syntax.frames import Spotted
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.matcher import Sentence, plain_name
from onionskin.read.syntax.skeleton import SIGN, SIGNS, Mention, kind_of_sign
from onionskin.read.wire import Draft
from onionskin.read.words.ordinary import is_ordinary

_WORD = re.compile(rf"[{SIGNS}]|[,;:()]|(?:[^\s,;:()\"'.{SIGNS}]|\.(?=\w))+'?")
_RUN = re.compile(r"\S+")
MARKS = frozenset(",;:()")
_MENTIONS = frozenset({"name", "group", "sector", "region", "date", "version", "platform"})
_TAKEN = frozenset({"secret", "data"})  # what is stolen: "numbers of phones" are one thing
# Nouns that take what follows with them: "numéros de téléphone", "customers of the bank".
_LONG = frozenset({"secret", "data", "organisation", "customer", "malware", "technique"})
# Of what list an item is: what kind of candidate it is then.
_ITEMS = {
    "np-data": "np-item", "np-secret": "np-item", "name": "np-member", "group": "np-member",
}  # fmt: skip
_ANNOUNCING = {
    "data": "np-item", "secret": "np-item", "product": "np-member", "organisation": "np-member", "customer": "np-member",
}  # fmt: skip
_SHORTEST = 3  # letters of a name that nothing shows
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb "
_QUOTING = tuple("\"'`\u2018\u201c\u201e\u00ab")
_ANNOUNCED = 4  # words from a noun to "such as"
_SMALL_WORDS = 4  # before the first item of a list
Prints = tuple[int, tuple[int, ...]]  # a sentence's fingerprint, and those of its runs of words
NO_PRINTS: Prints = (0, ())
_KEPT, _LONGEST = 1 << 14, 40  # runs without a blank that are remembered, and their characters
Seen = tuple[str, ...]  # features that belong together
_Piece = tuple[int, int, str, Seen, Seen]  # start, end, word in small letters, its senses, `_plain`
_SMALL = frozenset({"of", "in", "at", "to", "by", "with", "from", "for", "on", "like", "and", "the", "that", "is"})  # fmt: skip


class _Runs(dict[str, tuple[_Piece, ...]]):
    """The words, marks and signs of runs without a blank, for those met before, as far as there is room."""

    def __init__(self, grammar: Grammar) -> None:
        self._of, self._grammar = grammar.senses.of, grammar

    def __missing__(self, run: str) -> tuple[_Piece, ...]:
        found = tuple(
            (*each.span(), word, meant, _plain(self._grammar, word, meant))
            for each in _WORD.finditer(run)
            for word in [each[0].lower()]
            for meant in [self._meant(word)]
        )
        if len(self) >= _KEPT:
            self.clear()
        if len(run) <= _LONGEST:
            self[run] = found
        return found

    def _meant(self, word: str) -> tuple[str, ...]:
        return self._of(word) if word[0].isalpha() and word[0] < "\ue000" else ()


_runs = cache(_Runs)


def _plain(grammar: Grammar, word: str, meant: Seen) -> Seen:
    """Return what a word is to those beside it: a sign of a kind; its senses, whether it is a mark or small, the kind that it tells."""
    if kind := kind_of_sign(word):
        return (f"sign {kind}",)
    found = list(meant)
    if not word[0].isalpha():
        found.append(word[0])
    elif _SMALL.isdisjoint(meant):
        found.append("small" if word in grammar.stopwords else "word")
    if kind := grammar.kind_of(word):
        found.append(f"kind {kind}")
    return tuple(found)


@cache
def noun_of(meant: tuple[str, ...]) -> str:
    """Return what a noun of those senses may be: the kind of a candidate, or an empty string."""
    return next((each for each in NOUNS if each in meant), "")


class Candidate(msgspec.Struct, frozen=True):
    """What may play a part: its kind (`name`, `np-data`), its text, and its words from `first` to `last`."""

    kind: str
    text: str
    first: int
    last: int
    start: int
    end: int
    mention: Mention | None = None
    mates: tuple[str, ...] = ()  # the other items of the list that it stands in


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
            (at + start, at + end, word, meant, plain)
            for run in _RUN.finditer(self.text)
            for at in [run.start()]
            for start, end, word, meant, plain in runs[run[0]]
        ]

    @lazy
    def words(self) -> list[tuple[int, int, str]]:
        """(start, end, word in small letters) of each word, mark and sign."""
        return [each[:3] for each in self._pieces]

    @lazy
    def spelled(self) -> list[str]:
        """Each of them in small letters."""
        return [each[2] for each in self._pieces]

    @lazy
    def meant(self) -> list[tuple[str, ...]]:
        """The senses of each word."""
        return [each[3] for each in self._pieces]

    @lazy
    def plain(self) -> list[Seen]:
        """What each word is to those beside it."""
        return [each[4] for each in self._pieces]

    @lazy
    def has_brackets(self) -> bool:
        """Whether something stands in brackets."""
        return "(" in self.text

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
        return [at for at, word in enumerate(self.spelled) if word in mentions]

    @lazy
    def signs_before(self) -> list[int]:
        """How many signs stand before each word, and before the end."""
        mentions = self.one.skeleton.mentions
        return [*accumulate(map(mentions.__contains__, self.spelled), initial=0)]

    @lazy
    def marks_before(self) -> list[int]:
        """How many marks stand before each word, and before the end."""
        return [*accumulate(map(MARKS.__contains__, self.spelled), initial=0)]

    @lazy
    def runs(self) -> dict[str, list[str]]:
        """Each sign to the signs of the list that it stands in."""
        found = (SIGN.findall(run[0]) for run in self.one.grammar.frames.run.finditer(self.text))
        return {sign: run for run in found for sign in run}

    @lazy
    def denials(self) -> list[int]:
        """Where the sentence denies."""
        return [each.start() for each in self.one.grammar.negation.finditer(self.one.undenied)]

    def candidates(self) -> list[Candidate]:
        """Return what may play a part, mentions first."""
        found = [*self._mentioned(), *self._nouns()]
        found += self._listed(found)
        return found

    def _mentioned(self) -> Iterator[Candidate]:
        for at in self.signs:
            start, end, sign = self.words[at]
            mention = self.one.skeleton.mentions[sign]
            if mention.kind in _MENTIONS:
                text = plain_name(mention.text) if mention.kind == "name" else mention.text
                yield Candidate(mention.kind, text, at, at, start, end, mention)

    @lazy
    def phrases(self) -> Words:
        """Its noun phrases and lists."""
        return Words(self.words, self.meant, self.one.skeleton.mentions, self.one.grammar)

    def _nouns(self) -> Iterator[Candidate]:
        """Yield plain nouns with what describes them: "stolen credentials", "details of the staff"."""
        done, meanings, phrases = -1, self.meant, self.phrases
        for at, meant in enumerate(meanings):
            kind = noun_of(meant) if meant else ""
            if not kind or not phrases.is_head(at) or (at <= done and kind in _TAKEN):
                continue
            named = kind in _TAKEN
            first = phrases.first(at, done + 1, named=named)
            last = phrases.last(at, named=named) if kind in _LONG else at
            done = max(done, last if named else at)
            if f"np-{kind}" not in PLAYING:
                continue
            yield from self._written(f"np-{kind}", first, last)

    def _text(self, first: int, last: int) -> str:
        if last > first and self._is_genitive(first):
            first += 1
        return self.one.free(self.words[first][0], self.words[last][1], 0).strip(_QUOTES)

    def _is_quoted(self, at: int) -> bool:
        """Say whether a word stands in quotes of its own, as names do that nothing else shows."""
        begin = self.one.skeleton.at(self.words[at][0])
        return self.one.text[begin - 1 : begin] in _QUOTING

    def _is_genitive(self, at: int) -> bool:
        """Say whether a word is only the ending of the name before it: the "s" of "X's servers"."""
        start, _, word = self.words[at]
        return word == "s" and self.text[start - 1 : start] == "'"

    def _written(
        self, kind: str, first: int, last: int, mates: tuple[str, ...] = ()
    ) -> Iterator[Candidate]:
        if text := self._text(first, last):
            start, end = self.words[first][0], self.words[last][1]
            yield Candidate(kind, text, first, last, start, end, None, mates)

    def listed_at(self, place: int) -> list[Candidate]:
        """Return the items of a list that begins at a place of the text, small words before it left out; whatever they are."""
        begin = bisect_left(self.words, (place,))
        stop = min(begin + _SMALL_WORDS, len(self.words))
        first = next((at for at in range(begin, stop) if self._may_open(at)), None)
        if first is None:
            return []
        spans = list(self.phrases.behind_like(first - 1))
        return [each for span in spans for each in self._written("np-item", *span)]

    def phrase_at(self, place: int, *, named: bool = False) -> tuple[int, int]:
        """Return where the phrase begins and ends whose noun begins at a place of the text, without whose it is.

        With `named` a name may begin it: "Contoso servers". The noun may stand within a word ("x.phones").
        """
        at = max(bisect_left(self.words, (place + 1,)) - 1, 0)
        first, last = self.phrases.alone(at, named=named)
        return self.words[first][0], self.words[last][1]

    def opening(self, one: Candidate) -> int:
        """Return the first word of the list that an item stands in, or the noun that announces it: "data such as"."""
        first, joined = one.first, False
        for begin, end in self.phrases.before(one.first):
            joint = any("and" in meant for meant in self.meant[end + 1 : first])
            if joint and joined:
                break  # "no X or Y leaked, names and addresses did"
            first, joined = begin, True
        for at in range(first - 1, max(first - 1 - _SMALL_WORDS, -1), -1):
            if "like" in self.meant[at]:
                return self._announcer(at) or first
            if self.phrases.is_plain(at) or self.words[at][2] in MARKS - {","}:
                break
        return first

    def _announcer(self, at: int) -> int:
        """Return the place of the noun that announces the items behind "such as", or 0."""
        nouns = range(at - 1, max(at - _ANNOUNCED, 0), -1)
        return next((each for each in nouns if noun_of(self.meant[each]) in _TAKEN), 0)

    def named(self, one: Candidate) -> Mention | None:
        """Return the name in a phrase: "SSH keys"."""
        words = (self.words[at][2] for at in range(one.first, one.last + 1))
        found = (self.one.skeleton.mentions.get(each) for each in words)
        return next((each for each in found if each is not None), None)

    def _may_open(self, at: int) -> bool:
        return self.words[at][2] in self.one.skeleton.mentions or self.phrases.describes(at)

    def _listed(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Yield items of lists of which another item is a candidate, or that a noun announces: "packages such as"."""
        phrases, done = self.phrases, {each.first for each in found}
        met: dict[str, set[int]] = {}
        for one in found:
            kind = _ITEMS.get(one.kind)
            if kind and one.first not in met.setdefault(kind, set()):
                before = reversed([*phrases.before(one.first)])
                chain = [*before, *phrases.behind(one.last + 1)]
                met[kind].update(at for first, last in chain for at in range(first, last + 1))
                yield from self._items(kind, chain, done, one.text)
        for at in self.places.get("like", ()):
            if kind := self._announced(at):
                yield from self._items(kind, list(phrases.behind_like(at)), done)

    def _items(
        self, kind: str, chain: list[Span], done: set[int], seed: str = ""
    ) -> Iterator[Candidate]:
        """Yield the items of a list that are no candidates yet, and note them as `done`."""
        if not chain:
            return
        mates = (seed, *(self._text(*span) for span in chain))
        for span in chain:
            known = done.intersection(range(span[0], span[1] + 1))
            if known and not (kind == "np-item" and self._is_one_name(known)):
                continue
            if kind == "np-item" and self._is_quoted(span[0]):
                continue  # "packages with names like 'x' and 'y'"
            item = self._member(*span) if kind == "np-member" else span
            if item is not None:
                done.add(item[0])
                yield from self._written(kind, *item, mates)

    def _is_one_name(self, known: set[int]) -> bool:
        """Say whether no other word of an item of a list is a candidate than one name: "SSH keys", "IBAN"."""
        mentions = self.one.skeleton.mentions
        named = [mentions.get(self.spelled[at]) for at in known]
        return len(named) == 1 and named[0] is not None and named[0].kind == "name"

    def _member(self, first: int, last: int) -> Span | None:
        """Return which words of an item can be a name though nothing shows it: capitals, or no word of every day."""
        code, phrases = self.one.grammar.cues.code, self.phrases
        for at in range(first, last + 1):
            start, _, word = self.words[at]
            if len(word) < _SHORTEST or not phrases.is_plain(at) or self.meant[at]:
                continue
            if self.text[start].isupper() or not is_ordinary(code, word):
                stop = at
                while stop < last and self.text[self.words[stop + 1][0]].isupper():
                    stop += 1
                return at, stop
        return None

    def _announced(self, at: int) -> str:
        """Return what the items behind "such as" are, by the noun before it."""
        for place in range(at - 1, max(at - _ANNOUNCED, -1), -1):
            if mention := self.one.skeleton.mentions.get(self.words[place][2]):
                if kind := _ITEMS.get(mention.kind):
                    return kind
            elif self.words[place][2] in ".:;":
                return ""
            elif kind := _ANNOUNCING.get(noun_of(self.meant[place]), ""):
                return kind
        return ""
