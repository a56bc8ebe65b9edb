"""Fingerprints of running text that small edits leave mostly as they are: word 5-grams, thinned out.

Source: Broder, "On the resemblance and containment of documents" (1997); the smallest K of a document's
shingles stand for it, so that two documents of any length compare by a few thousand numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from zlib import crc32

WIDTH = 5
SKETCH = 8192
SENTENCE = 48
FARTHEST = 1 << 63  # beyond every shingle
_COMMON_WORD, _COMMON_WORDS = 24, 1 << 14  # letters of a word that is remembered, and such words
WORDS = 200_000  # of one document: what is longer is compared by its beginning


class _Numbers(dict[str, int]):
    """The numbers of words that were asked for before, as far as there is room."""

    def __missing__(self, word: str) -> int:
        number = crc32(word.encode())
        if len(self) >= _COMMON_WORDS:
            self.clear()
        if len(word) <= _COMMON_WORD:
            self[word] = number
        return number


_NUMBERS = _Numbers()


def shingles(words: Sequence[str]) -> list[int]:
    """Return the numbers (64 bits, signed) of the runs of WIDTH words of a sentence, at most WORDS of them."""
    numbers = [*map(_NUMBERS.__getitem__, words[: WORDS + WIDTH - 1])]
    # The hash of a tuple of integers is the same in every process, unlike that of a text.
    return [*map(hash, zip(*(numbers[at:] for at in range(WIDTH)), strict=False))]


def shingles_of(sentences: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the shingles of each sentence of a block, given by their words."""
    runs, at, found = shingles([*chain.from_iterable(sentences)]), 0, []
    for words in sentences:
        found.append(runs[at : max(at + len(words) - WIDTH + 1, at)])
        at += len(words)
    return found


def sketch(found: Iterable[int]) -> tuple[int, ...]:
    """Return the SKETCH smallest of a document's shingles, in order."""
    every = set(found)
    # They are spread evenly: twice as many as wanted lie below this, as a rule.
    limit = (SKETCH << 65) // max(len(every), 1) - FARTHEST
    low = [each for each in every if each < limit]
    return tuple(sorted(low if len(low) >= SKETCH else every)[:SKETCH])


def reach(taken: Sequence[int]) -> int:
    """Return up to which number a sketch holds every shingle of its document."""
    return taken[-1] if len(taken) >= SKETCH else FARTHEST
