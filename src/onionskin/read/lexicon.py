"""A gazetteer made ready for look-ups by squashed names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onionskin.read.name_cues import says, shapes
from onionskin.terms.gazetteer import Entry, Gazetteer, squashed

TOKENS = 5  # words of a name
LONE = 4  # letters: a shorter name without a digit needs its kind beside it
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
        never = shapes()[1]
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
                if each.kind == "malware" and last.casefold() in {
                    *says()["again"],
                    *says()["kept"],
                }:
                    shorter.append((base, each))
                    self.bases[key] = squashed(base)
                elif each.kind == "actor" and last.casefold() in says()["group"]:
                    self.bases[key] = squashed(base)
                languages.setdefault(key, set()).add(each.language)
                words = re.findall(r"[^\W_]+", name)
                if words:
                    first = words[0].casefold()
                    self.longest[first] = max(self.longest.get(first, 1), min(len(words), TOKENS))
        for base, each in shorter:
            if len(key := squashed(base)) >= LONE and base.lower() not in never:
                if key not in kinds:
                    self.derived.add(key)
                kinds.setdefault(key, {}).setdefault(each.kind, set()).add(each.source)
                written.setdefault(key, base)
                languages.setdefault(key, set()).add(each.language)
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
