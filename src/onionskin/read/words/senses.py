"""What a language's words mean for the part that a mention plays: "breached" harms, "through" is a way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

_KEPT = 1 << 13  # words whose senses are remembered


class Senses:
    """A language's lexicon, ready to be asked: whole words, beginnings (`infect*`) and ends (`*angriff`)."""

    def __init__(self, lexicon: Mapping[str, str]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begin: dict[str, set[str]] = defaultdict(set)
        self._end: dict[str, set[str]] = defaultdict(set)
        for sense, listed in lexicon.items():
            for word in listed.split():
                if word.startswith("*"):
                    self._end[word[1:]].add(sense)
                elif word.endswith("*"):
                    self._begin[word[:-1]].add(sense)
                else:
                    self._whole[word].add(sense)
        self._longest = max(map(len, self._begin), default=0)
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        self.of_run = lru_cache(maxsize=_KEPT)(self._of_run)

    def _of(self, word: str) -> tuple[str, ...]:
        """Return the senses of a word in small letters, in order; an elided "l'" keeps its apostrophe."""
        found = set(self._whole.get(word, ()))
        if word.endswith("'"):
            word = word[:-1]
            found |= self._whole.get(word, set())
        for length in range(2, min(len(word), self._longest) + 1):
            found |= self._begin.get(word[:length], set())
        for start in range(2, len(word) - 1):
            found |= self._end.get(word[start:], set())
        return tuple(sorted(found))

    def _of_run(self, run: str) -> tuple[str, ...]:
        """Return the senses of a word with the marks around it."""
        return self.of(run.strip(" :;,.*_"))
