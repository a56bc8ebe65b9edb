"""Fingerprints of running text that small edits leave mostly as they are: word 5-grams, thinned out.

Source: Broder, "On the resemblance and containment of documents" (1997); the smallest K of a document's
shingles stand for it, so that two documents of any length compare by a few thousand numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

WIDTH = 5
SKETCH = 8192
SENTENCE = 48
WORDS = 200_000  # of one document: what is longer is compared by its beginning


def shingles(words: Sequence[str]) -> list[int]:
    """Return the numbers of the runs of WIDTH words of a sentence, at most WORDS of them."""
    shifted = (words[at : at + WORDS] for at in range(WIDTH))
    return [crc32(run.encode()) for run in map(" ".join, zip(*shifted, strict=False))]


def sketch(found: Iterable[int]) -> tuple[int, ...]:
    """Return the SKETCH smallest of a document's shingles, in order."""
    every = set(found)
    # They are spread evenly: twice as many as wanted lie below this, as a rule.
    limit = (SKETCH << 33) // max(len(every), 1)
    low = [each for each in every if each < limit]
    return tuple(sorted(low if len(low) >= SKETCH else every)[:SKETCH])


def reach(taken: Sequence[int]) -> int:
    """Return up to which number a sketch holds every shingle of its document."""
    return taken[-1] if len(taken) >= SKETCH else 1 << 32
