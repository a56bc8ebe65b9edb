"""A clause being read for its scenes: its words by class, its mentions, its polarity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from onionskin.model import Entity
from onionskin.read.syntax.frames import Frames, Spotted
from onionskin.read.syntax.matcher import Sentence, plain_name
from onionskin.read.syntax.plausible import TOPIC
from onionskin.read.syntax.skeleton import NAMES, PLATFORMS, Mention
from onionskin.read.wire import Draft


@cache
def _any_of(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{signs}]")


BEFORE_DENIAL, _AFTER_DENIAL = 40, 12  # characters around a word in which it is denied
INCIDENT = Entity("campaign", TOPIC)
_PLACES, _HOMED = frozenset({"", "region"}), frozenset({"", "organisation"})
_AT_HOME = re.compile(
    rf"(?<=[{NAMES}])(?P<noun> [\w-]{{3,}})?,?\s+(?P<in>[\w'\u2019]{{1,4}})\s+\Z"
)  # "A, de B", "A di B", "the A hospital in B"
_TITLED = re.compile(r"(?P<noun>[^\W\d_]{4,}) \Z")
_MODIFIED = re.compile(rf"(?P<nouns>(?: [a-z\u00df-\u00ff-]{{2,}}){{1,4}}) [{NAMES}]")
_HOME = re.compile(rf",?\s+[\w'\u2019]{{1,4}}\s+[{NAMES}]")
_ASIDE = re.compile(r",\s[^,]{4,100},")
_SERIES = re.compile(rf"(?: [{PLATFORMS}])?(?: \d{{1,4}}(?!\w|\.\w))?")
_CLOSED = re.compile(r"\s*(?:[,.;:)]|\Z)")
NEAR_WORDS = 7  # words between a word and what it is said of


class Clause(msgspec.Struct, frozen=True, eq=False):
    """The part of a sentence from `start` to `end` of its skeleton. `kind` says what the document calls a name."""

    one: Sentence
    spotted: Spotted
    kind: Callable[[str], str]
    start: int
    end: int

    @property
    def frames(self) -> Frames:
        """The classes that the sentence can hold."""
        return self.spotted.frames

    @property
    def text(self) -> str:
        """The whole sentence's skeleton: places are places in it."""
        return self.one.skeleton.text

    @property
    def words(self) -> str:
        """The clause's own part of it."""
        return self.text[self.start : self.end]

    def find(
        self, name: str, start: int | None = None, end: int | None = None
    ) -> re.Match[str] | None:
        """Return the first word of a class in the clause, or in a part of it."""
        first = self.start if start is None else start
        return self.spotted.first(name, first, self.end if end is None else end)

    def all(self, name: str) -> Iterator[re.Match[str]]:
        """Yield every word of a class in the clause."""
        return self.spotted.all(name, self.start, self.end)

    def said(self, *names: str) -> re.Match[str] | None:
        """Return the first word of the first class that occurs, if the clause states it and does not ask."""
        for name in names:
            if call := self.find(name):
                return call if self.stated(call.start()) else None
        return None

    def stated(self, at: int) -> bool:
        """Say whether what stands at a place is neither asked nor supposed."""
        return not any(begin <= at < stop for begin, stop in self.one.asked)

    def denied(self, match: re.Match[str]) -> bool:
        """Say whether a word of the clause is denied by one near it."""
        before = max(self.start, match.start() - BEFORE_DENIAL)
        return self.one.denied_within(before, min(self.end, match.end() + _AFTER_DENIAL))

    def is_feared(self, match: re.Match[str]) -> bool:
        """Say whether a word is a part of what may follow: "theft" of "identity theft" took nothing."""
        perils = self.all("peril")
        return any(each.start() < match.end() and match.start() < each.end() for each in perils)

    def signs(self, kinds: str, end: int | None = None) -> Iterator[tuple[int, Mention]]:
        """Yield (place, mention) of those kinds of signs, up to `end`."""
        for match in _any_of(kinds).finditer(
            self.text, self.start, self.end if end is None else end
        ):
            yield match.start(), self.one.skeleton.mentions[match[0]]

    def draft(
        self,
        relation: str,
        subject: Entity,
        thing: Entity,
        span: tuple[int, int],
        *,
        holds: bool = True,
    ) -> Draft:
        """Return a claim of the sentence, hedged by the predicate at a span."""
        return self.one.basic(relation, subject, thing, holds=holds, span=span)

    def words_between(self, first: int, last: int) -> int:
        """Return how many blanks stand between two places."""
        return self.text.count(" ", min(first, last), max(first, last))

    def is_adjunct(self, at: int) -> bool:
        """Say whether the name at a place only says where the one before is at home: "A di Amburgo, che"."""
        found = _AT_HOME.search(self.text, max(self.start, at - 28), at)
        if found is None:
            return False
        grammar = self.one.grammar
        if found["noun"] and grammar.kind_of(found["noun"].strip()) != "organisation":
            return False
        small = found["in"].lower()
        apart = "," in found[0] and "of" in grammar.senses.of(small)  # "A, da Antuérpia,"
        if _CLOSED.match(self.text, at + 1) and (apart or self._tells_home(found[0])):
            return True
        if self._called(at) not in _PLACES or self._called(found.start() - 1) not in _HOMED:
            return False
        if self.frames["seated in"].fullmatch(small):
            return True
        titled = _TITLED.search(self.text, max(self.start, found.start() - 24), found.start() - 1)
        return (
            "of" in grammar.senses.of(small)
            and titled is not None
            and grammar.kind_of(titled["noun"].lower()) == "organisation"
        )

    @property
    def seats(self) -> list[str]:
        """Return the names that only say where another one is at home, one for each place where they do."""
        return [name for home, name in self._sighted() if home]

    @property
    def homes(self) -> frozenset[str]:
        """Return the names that only say where another one is at home, wherever they stand in the clause."""
        told = self._sighted()
        return frozenset(name for home, name in told if home) - {
            name for home, name in told if not home
        }

    def _sighted(self) -> list[tuple[bool, str]]:
        """Return each name of the clause, and whether it only says where another one is at home."""
        based = {each.end() + 1 for each in self.all("based in")}  # "a firm based in X"
        return [
            (at in based or self.is_adjunct(at), plain_name(each.text))
            for at, each in self.signs(NAMES)
        ]

    def numbered(self, at: int, name: str) -> str:
        """Return the name at a place with the number of its series: "NetGlider 3"."""
        series = _SERIES.match(self.text, at + 1, self.end)
        return f"{name} {self.one.free(at + 1, series.end(), 0)}".rstrip() if series else name

    def _called(self, at: int) -> str:
        """Return what the document calls the name at a place."""
        return self.kind(plain_name(self.one.skeleton.mentions[self.text[at]].text))

    def _tells_home(self, words: str) -> bool:
        """Say whether words between two names make the second one a place: "di", ", de"."""
        told = (self.one.grammar.place, self.frames["of"], self.frames["seated in"])
        return any(each.search(words) for each in told)

    def is_modifier(self, at: int) -> bool:
        """Say whether the name at a place belongs to a noun before another name: "the Hamburg tax office chain X"."""
        found = _MODIFIED.match(self.text, at + 1)
        words = found["nouns"].split() if found else []
        if not words or not self.one.grammar.stopwords.isdisjoint(words):
            return False
        return self.one.grammar.kind_of(words[-1]) == "organisation"

    def without_asides(self, between: str) -> str:
        """Return the words behind a name without where it is at home and what a relative clause says of it."""
        home = _HOME.match(between)
        if home and self._tells_home(home[0][:-1]):
            between = between[home.end() :]
        aside = _ASIDE.match(between)
        if aside and self.one.grammar.relative.search(aside[0]):
            between = between[aside.end() :]
        return between

    def is_adjective(self, region: Mention) -> bool:
        """Say whether a region is written as an adjective: "Russian"."""
        return self.one.text[region.start : region.end] != region.text
