"""Which words a language writes every day: with a capital at a sentence's start, they are no names.

The words are those of pyspellchecker's dictionaries (counted in subtitles and forum texts; a word that was
added by hand, names among them, counts 50 there), a line for each, in the order of their bytes. A document asks
for few of some hundred thousand: each is looked up in the text of the dictionary, which nothing else is made of.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_BY_HAND = 50  # what pyspellchecker gives a word that was seen in no corpus
# Nouns with a capital were seen in lower case seldom or never: there every word of the dictionary counts.
NOUNS_LARGE = frozenset({"de"})
_LONGEST = 40  # a dictionary has no longer words
_REMEMBERED = 1 << 14  # words that were asked for


@cache
def dictionary(code: str) -> bytes:
    """Return the lines of a language's dictionary, `"word": count,`; nothing where there is none."""
    package = find_spec("spellchecker")
    if package is None or package.origin is None:
        return b""
    path = Path(package.origin).with_name("resources") / f"{code}.json.gz"
    return gzip.decompress(path.read_bytes()).strip(b"{}\r\n") if path.is_file() else b""


def counted(lines: bytes, word: str) -> int:
    """Return the count of a word in a dictionary's lines, halving what may hold it; 0 where it is not."""
    wanted = word.encode("utf-8", "surrogatepass")
    low, high = 0, len(lines)
    while low < high:
        start = max(lines.rfind(b"\n", low, (low + high) // 2) + 1, low)
        end = lines.find(b"\n", start, high)
        end = high if end < 0 else end
        name, _, count = lines[start:end].rpartition(b": ")
        if name[1:-1] == wanted:
            return int(count.rstrip(b",\r"))
        low, high = (end + 1, high) if name[1:-1] < wanted else (low, start)
    return 0


@lru_cache(maxsize=_REMEMBERED)
def _is_everyday(code: str, word: str) -> bool:
    least = _BY_HAND if code in NOUNS_LARGE else _BY_HAND + 1
    return len(word) > 1 and counted(dictionary(code), word) >= least


def is_ordinary(code: str, word: str) -> bool:
    """Say whether a word, in any case, is one of every day; a plural in -s is one with its singular."""
    if len(word) > _LONGEST:
        return False
    plain = word.lower()
    return _is_everyday(code, plain) or (
        len(plain) > 4 and plain.endswith("s") and _is_everyday(code, plain[:-1])
    )
