"""A gazetteer made ready for look-ups by squashed names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onionskin.read.naming.name_cues import says, shapes
from onionskin.terms.gazetteer import Entry, Gazetteer, squashed

TOKENS = 5  # words of a name
LONE = 4  # letters: a shorter name without a digit needs its kind beside it
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[A-Z\u00c0-\u00de]?[^\W_A-Z\u00c0-\u00de]+|[A-Z\u00c0-\u00de]+(?![a-z])")
CERTAIN = frozenset(("region", "sector"))


@dataclass(frozen=True)
class Known:
    """What a gazetteer says of a name: its kinds with the sources of each, and how it is written."""

    kinds: dict[str, tuple[int, ...]]
    name: str
    languages: frozenset[str]


class Lexicon:
    """A gazetteer made ready for look-ups."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.sources = tuple(
            " ".join(part for part in (each.name, each.version or each.date) if part)
            for each in gazetteer.sources
        )
        kinds: dict[str, dict[str, set[int]]] = {}
        written: dict[str, str] = {}
        languages: dict[str, set[str]] = {}
        self.longest: dict[str, int] = {}
        self.bases: dict[str, str] = {}
        self.derived: set[str] = set()  # a part of a known name: it needs its kind beside it once
        shorter: list[tuple[str, Entry]] = []
        never, says_of = shapes().never, says()
        again, group = {*says_of["again"], *says_of["kept"]}, says_of["group"]
        for each in gazetteer.entries:
            for name in (each.name, *each.others):
                key = squashed(name)
                if each.kind not in CERTAIN and all(
                    w.lower() in never or w.isdigit() for w in name.split()
                ):
                    continue
                kinds.setdefault(key, {}).setdefault(each.kind, set()).add(each.source)
                written.setdefault(key, name)
                base, _, last = name.rpartition(" ")
                if each.kind == "malware" and last.casefold() in again:
                    shorter.append((base, each))
                    self.bases[key] = squashed(base)
                elif each.kind == "actor" and last.casefold() in group:
                    self.bases[key] = squashed(base)
                languages.setdefault(key, set()).add(each.language)
                note_words(self.longest, name)
        for base, each in shorter:
            if len(key := squashed(base)) >= LONE and base.lower() not in never:
                if key not in kinds:
                    self.derived.add(key)
                kinds.setdefault(key, {}).setdefault(each.kind, set()).add(each.source)
                written.setdefault(key, base)
                languages.setdefault(key, set()).add(each.language)
                note_words(self.longest, base)
        for word in shapes().first | shapes().second:
            self.longest.setdefault(word, 1)
        self.known = {
            key: Known(
                {kind: tuple(sorted(sources)) for kind, sources in sorted(found.items())},
                written[key],
                frozenset(languages[key]),
            )
            for key, found in kinds.items()
        }
        self._ordinary = {code: frozenset(words) for code, words in gazetteer.ordinary.items()}

    @cache  # noqa: B019 - there are as many lexicons as gazetteers: one or two
    def ordinary(self, codes: tuple[str, ...]) -> frozenset[str]:
        """Return the names that are words in one of the languages, or in English."""
        return frozenset().union(*(self._ordinary.get(code, ()) for code in {"en", *codes}))


def note_words(longest: dict[str, int], name: str) -> None:
    """Note how many words a name may have in a text, at its first word: `CobaltStrike` may have two."""
    if name.isalpha() and (name.islower() or name.istitle()):
        longest.setdefault(name.lower(), 1)
        return
    words = _WORD.findall(name)
    parts = _PART.findall(name)
    for several in (words, parts, ["".join(words)]):
        if several:
            first = several[0].lower()
            longest[first] = max(longest.get(first, 1), min(len(several), TOKENS))
