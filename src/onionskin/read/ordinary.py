"""Which words a language writes every day: with a capital at a sentence's start, they are no names.

The words are those of pyspellchecker's dictionaries (counted in subtitles and forum texts; a word that was
added by hand, names among them, counts 50 there), read once per language and process.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

import msgspec

_BY_HAND = 50  # what pyspellchecker gives a word that was seen in no corpus
# Nouns with a capital were seen in lower case seldom or never: there every word of the dictionary counts.
_NOUNS_LARGE = frozenset({"de"})
_LONGEST = 40  # a dictionary has no longer words


@cache
def ordinary_words(code: str) -> frozenset[str]:
    """Return the everyday words of a language, in lower case; empty where no dictionary is."""
    stored = files("spellchecker") / "resources" / f"{code}.json.gz"
    if not stored.is_file():
        return frozenset()
    counts = msgspec.json.decode(gzip.decompress(stored.read_bytes()), type=dict[str, int])
    least = _BY_HAND if code in _NOUNS_LARGE else _BY_HAND + 1
    return frozenset(word for word, count in counts.items() if count >= least and len(word) > 1)


def is_ordinary(code: str, word: str) -> bool:
    """Say whether a word, in any case, is one of every day; a plural in -s is one with its singular."""
    if len(word) > _LONGEST:
        return False
    known, plain = ordinary_words(code), word.lower()
    return plain in known or (len(plain) > 4 and plain.endswith("s") and plain[:-1] in known)
