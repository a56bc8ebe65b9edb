"""In which language a block of a document is, by its small words; of the document so far where it is too short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from onionskin.read.syntax.grammar import Grammar, grammars
from onionskin.read.words.ordinary import is_ordinary
from onionskin.read.words.sentences import words_of

_LANE = 32  # bits that hold how many small words of one language a block has
_FULL = (1 << _LANE) - 1
_HEAD = 20_000  # characters of a document's head that are counted
_ASKED = 200  # words of one that are looked up in dictionaries
_SHARE_OF_DAY = 3  # a third of them tell a language that knows two more of them than any other
_SHARE = 5  # a language with a fifth of the small words of the first one is read for names, too
_SENTENCE = 24  # words of a text that is a lone sentence
_TELLING, _CERTAIN = 2, 5  # small words that tell a block's language, and that it is another's
_LOWER = re.compile(r"(?<![\w'.\]@/-])[^\W\d_A-Z]{3,}(?![\w\[@-]|\.\w)")


@dataclass
class Tongues:
    """The languages of one document, as its blocks tell them.

    `strays` holds where blocks begin that are surely in a language, by its code.
    """

    counts: Counter[str] = field(default_factory=Counter)
    strays: dict[str, list[int]] = field(default_factory=dict)
    _head: str = ""  # the code that the document's head tells, until a block does

    def begin(self, text: str) -> list[Grammar]:
        """Take a document's head; return the languages, the one that it is likeliest in first."""
        lines = text[:_HEAD].split("\n")  # most of them are plain, and quicker by themselves
        words = Counter(chain.from_iterable(map(words_of, lines)))
        self._head = _guessed(words)
        return _ranked(words)

    def grammar(self, words: Iterable[str], offset: int) -> Grammar | None:
        """Return the language of a block by its words; of the document so far where it is too short to tell."""
        told, words = _stopwords(), frozenset(words)
        counts = _lanes(sum(map(told.__getitem__, told.keys() & words)))
        best = max(_by_preference(), key=counts.__getitem__, default=-1)
        count = counts[best] if best >= 0 else 0
        if count >= _TELLING and counts.count(count) == 1:
            code = grammars()[best].cues.code
            others = max((each for each in counts if each < count), default=0)
            if count >= _CERTAIN and count > 2 * others:
                self.strays.setdefault(code, []).append(offset)
            self.counts[code] += count
            return grammars()[best]
        code = self.first()
        own = next((each for each in grammars() if each.cues.code == code), None)
        return own or (self._likeliest(counts, words) if best >= 0 else None)

    def _likeliest(self, counts: list[int], words: Collection[str]) -> Grammar:
        """Return the language of most small words; of several, that which knows most of the others."""
        asked = sorted(words)[:_ASKED]
        tied = [at for at in _by_preference() if counts[at] == max(counts)]
        return grammars()[max(tied, key=lambda at: _everyday(grammars()[at].cues.code, asked))]

    def first(self) -> str:
        """Return the code of the language that most of the document is in; empty where none was told."""
        ranked = sorted(self.counts, key=lambda code: (-self.counts[code], code))
        return ranked[0] if ranked else self._head

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the languages that a good part of the document is in, in order."""
        most = max(self.counts.values(), default=0)
        return tuple(sorted(code for code, n in self.counts.items() if n * _SHARE >= most))

    def foreign(self) -> Iterator[tuple[str, list[int]]]:
        """Yield the other languages than the first, each with where its blocks begin."""
        for code in sorted(self.strays.keys() - {self.first()}):
            yield code, self.strays[code]


def _ranked(words: Mapping[str, int]) -> list[Grammar]:
    """Return the languages, the one most of whose small words occur first."""
    told = _small_words()
    counts = _lanes(sum(told[word] * words[word] for word in told.keys() & words.keys()))
    order = sorted(_by_preference(), key=lambda at: -counts[at])
    return [grammars()[at] for at in order]


def _guessed(words: Collection[str]) -> str:
    """Return the code of the language that words tell: by small ones, or as in a headline by those of every day."""
    told = _stopwords()
    counts = _lanes(sum(map(told.__getitem__, told.keys() & words)))
    most = max(counts)
    likely = {
        each.cues.code
        for each, count in zip(grammars(), counts, strict=True)
        if count > most - _TELLING
    }
    if len(likely) == 1:
        return min(likely)
    asked = sorted(words)[:_ASKED]
    everyday = {code: _everyday(code, asked) for code in likely} if asked else {}
    best, second, *_ = (*sorted(everyday.values(), reverse=True), 0, 0)
    sure = _SHARE_OF_DAY * best >= len(asked) and best >= second + _TELLING
    first = [code for code, count in everyday.items() if count == best]
    if len(first) == 1 and (sure or 2 * best >= len(asked)):
        return first[0]
    return _likeliest(words, asked) if len(words) <= _SENTENCE else ""


def _likeliest(words: Collection[str], asked: Sequence[str]) -> str:
    """Return the code of the language with most words, small ones of one letter, too, of a lone sentence."""
    told = _small_words()
    counts = _lanes(sum(map(told.__getitem__, told.keys() & words)))
    scores = {
        each.cues.code: count + _everyday(each.cues.code, asked)
        for each, count in zip(grammars(), counts, strict=True)
    }
    best = max(scores.values())
    likely = [code for code, score in scores.items() if score == best]
    return likely[0] if len(likely) == 1 and best >= _TELLING else ""


def _everyday(code: str, words: Iterable[str]) -> int:
    return sum(is_ordinary(code, word) for word in words)


def small_words_of(text: str) -> frozenset[str]:
    """Return the words in small letters, each looked at once: what tells of one stands in no blank."""
    return frozenset(_LOWER.findall("\n".join(set(text.split()))))


@cache
def _small_words() -> dict[str, int]:
    """Return in which languages a word is one of the small ones: 1 in the lane of each."""
    told: Counter[str] = Counter()
    for at, each in enumerate(grammars()):
        told.update(dict.fromkeys(each.stopwords, 1 << (_LANE * at)))
    return dict(told)


@cache
def _stopwords() -> dict[str, int]:
    """Return the same without single letters, which tell nothing of a single block."""
    return {word: lanes for word, lanes in _small_words().items() if len(word) > 1}


def _lanes(total: int) -> list[int]:
    """Return for each language how many small words were added up."""
    return [(total >> (_LANE * at)) & _FULL for at in range(len(grammars()))]


@cache
def _by_preference() -> list[int]:
    """Return the languages' numbers, the one first that is taken where several are as likely."""
    codes = [each.cues.code for each in grammars()]
    return sorted(range(len(codes)), key=lambda at: (codes[at] != "en", codes[at]))
