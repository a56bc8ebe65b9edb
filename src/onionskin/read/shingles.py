"""Fingerprints of running text that small edits leave mostly as they are: word 5-grams, thinned out.

Source: Broder, "On the resemblance and containment of documents" (1997); the smallest K of a document's
shingles stand for it, so that two documents of any length compare by a few thousand numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from zlib import crc32

WIDTH = 5
SKETCH = 8192
SENTENCE = 48
WORDS = 200_000  # of one document: what is longer is compared by its beginning


def shingles(words: Sequence[str]) -> list[int]:
    """Return the numbers of the runs of WIDTH words of a sentence, at most WORDS of them."""
    runs = range(min(len(words) - WIDTH + 1, WORDS))
    return [crc32(" ".join(words[at : at + WIDTH]).encode()) for at in runs]


def sketch(found: Iterable[int]) -> tuple[int, ...]:
    """Return the SKETCH smallest of a document's shingles, in order."""
    return tuple(heapq.nsmallest(SKETCH, set(found)))


def reach(taken: Sequence[int]) -> int:
    """Return up to which number a sketch holds every shingle of its document."""
    return taken[-1] if len(taken) >= SKETCH else 1 << 32
