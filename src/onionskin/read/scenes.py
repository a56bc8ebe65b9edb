"""What a clause says by the words in it, in whatever order: the lane behind the patterns.

A pattern of a language (`Phrase`) says one way to say a relation, and finds nothing said another
way. Here a clause is a set of words and mentions: a word of harm and a counted group make a victim, a
word of taking and a noun for data make what was collected (frames.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onionskin.model import Bounds, Entity
from onionskin.read.dates import short
from onionskin.read.frames import Frames
from onionskin.read.matcher import Sentence, plain_name
from onionskin.read.plausible import MAYBE, PRODUCT, SYSTEM, TOPIC
from onionskin.read.skeleton import (
    DATES,
    GROUPS,
    NAMES,
    PLATFORMS,
    REGIONS,
    SIGN,
    VERSIONS,
    Mention,
    Skeleton,
)
from onionskin.read.wire import Draft

_BEFORE_DENIAL, _AFTER_DENIAL = 40, 12  # characters around a word in which it is denied
_FAR_WORDS = 14  # words between a word of taking and the last thing taken
_NEAR_WORDS = 7  # words between a word of harm and who is harmed
_FARTHEST = 30  # words between a word of taking and the last thing taken
_NEAR_SIGNER = 4
_DATE_NEAR = 90  # characters between a date and its verb
_LONGEST_FREE = 240
_LONGEST_ITEM = 7  # blanks in an item of a list of victims
_LONG_LIST = 3
_KINDS_HARMED = frozenset({"group", "sector", "region"})
_NAMED = re.compile(f"[{NAMES}{REGIONS}]")
_NOBODY = re.compile(
    r"-(?:accounts?|kont[eo]n?|servers?|websites?|sites?|repositor(?:y|ies)|pakete?|tokens?)\Z",
    re.IGNORECASE,
)
_DAY_AND = re.compile(
    r"(?<!\w)(\d{1,2})(?:\.|\u00ba|st|nd|rd|th)?\s+(?:and|to|und|bis|en|tot|et|au|y|al|a|e)\s+(?:\w{2,3}\s+)?\Z"
)
_DAYS = 31
_BESIDE_REGION = re.compile(r"(?:-?[\w'-]*\s+)?(?:[\w-]+\s+){0,2}?")
_SPEAKER_BEFORE = re.compile(
    rf"(?P<sign>[{NAMES}])(?:\s*\([^()]{{1,40}}\))?(?:,[^,]{{1,60}},)?(?:\s+[\w'-]+){{0,4}}\s+\Z"
)
_OF_NAME = re.compile(rf"(?:\s+[\w'-]+){{1,4}}?\s+(?P<sign>[{NAMES}])")
_NAME_BEFORE = re.compile(rf"(?P<sign>[{NAMES}])(?:,|\s)(?:\s*[\w'-]+){{0,6}}\s+\Z")
_BESIDE_BEFORE = re.compile(rf"(?P<sign>[{NAMES}])(?:'s)?(?:[ -]+[\w']+){{0,3}}[ -]+\Z")
_BESIDE_BEHIND = re.compile(rf"(?:[ -]+[\w']+){{0,4}}[ -]+(?P<sign>[{NAMES}])")


@dataclass
class Scene:
    """One sentence being read for its scenes. `kind` says what the document calls a name."""

    one: Sentence
    frames: Frames
    kind: Callable[[str], str]

    def drafts(self) -> Iterator[Draft]:
        """Yield what the sentence's clauses say by their words."""
        for start, end in self._clauses:
            for scene in (
                self._harmed,
                self._enumerated,
                self._bodies,
                self._releases,
                self._healed,
                self._supplied,
                self._taken,
                self._blamed,
                self._dated,
                self._way,
                self._deployed,
                self._signed,
                self._confessed,
            ):
                yield from scene(start, end)
        yield from self._open()
        yield from self._advised()

    # -- the clause

    @property
    def _text(self) -> str:
        return self.one.skeleton.text

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        edges = [0]
        for part in self.one.grammar.but.finditer(self._text):
            edges += [part.start(), part.end()]
        edges.append(len(self._text))
        return [span for span in zip(edges[::2], edges[1::2], strict=True) if span[0] < span[1]]

    def _find(self, name: str, start: int, end: int) -> re.Match[str] | None:
        return self.frames[name].search(self._text, start, end)

    def _stated(self, at: int) -> bool:
        """Say whether what stands at a place is neither asked nor supposed."""
        return not any(begin <= at < stop for begin, stop in self.one.asked)

    def _denied(self, clause: int, match: re.Match[str], end: int) -> bool:
        """Say whether a word of a clause is denied by one near it."""
        before = max(clause, match.start() - _BEFORE_DENIAL)
        return self.one.denied(self._text[before : min(end, match.end() + _AFTER_DENIAL)])

    def _signs(self, start: int, end: int, kinds: str) -> Iterator[tuple[int, Mention]]:
        for match in re.compile(f"[{kinds}]").finditer(self._text, start, end):
            yield match.start(), self.one.skeleton.mentions[match[0]]

    def _draft(
        self,
        relation: str,
        subject: Entity,
        thing: Entity,
        span: tuple[int, int],
        *,
        holds: bool = True,
    ) -> Draft:
        return self.one.basic(relation, subject, thing, holds=holds, span=span)

    def _words_between(self, first: int, last: int) -> int:
        return self._text.count(" ", min(first, last), max(first, last))

    # -- who was harmed

    def _harmed(self, start: int, end: int) -> Iterator[Draft]:
        calls = [
            (match, name)
            for name in ("hurt", "attack", "victims")
            for match in self.frames[name].finditer(self._text, start, end)
            if self._stated(match.start())
        ]
        if not calls:
            return
        topic = Entity("campaign", TOPIC)
        for run in self.frames.run.finditer(self._text, start, end):
            call, name = min(calls, key=lambda each: self._apart(each[0], run))
            holds = not self._denied(start, call, end)
            members = [
                each
                for sign in SIGN.findall(run[0])
                if self._can_be_harmed(each := self.one.skeleton.mentions[sign])
            ]
            for each in self._members(members, run, call, name):
                kind = each.kind if each.kind in _KINDS_HARMED else "organisation"
                who = Entity(kind, plain_name(each.text))
                yield self._draft("victim", who, topic, call.span(), holds=holds)

    def _enumerated(self, start: int, end: int) -> Iterator[Draft]:
        """Yield the items of a list of victims: "attacked the state railway, the metro and the shops of X"."""
        call = self._find("victims", start, end) or self._find("attack", start, end)
        if call is None or not self._stated(call.start()) or self._denied(start, call, end):
            return
        spans = self.one.parted(self._text, call.end(), end)
        named = [span for span in spans if _NAMED.search(self._text, *span)]
        clauses = any(self._is_clause(*span) for span in spans)
        if len(spans) < _LONG_LIST or 2 * len(named) <= len(spans) or clauses:
            return
        for first, last in spans:
            name = self._without_small(first, last)
            if SIGN.fullmatch(self._text[first:last].strip()) is None and name:
                who = Entity("organisation", name)
                yield self._draft("victim", who, Entity("campaign", TOPIC), call.span())

    def _is_clause(self, first: int, last: int) -> bool:
        """Say whether a part of a sentence says more than an item of a list does."""
        if self._words_between(first, last) > _LONGEST_ITEM:
            return True
        grammar, part = self.one.grammar, self._text[first:last]
        if any(each.search(part) for each in (grammar.relative, grammar.pronoun, grammar.hedge)):
            return True
        scenes = ("hurt", "steal", "deploy", "start", "customers", "data", "through", "tainted")
        return any(self._find(name, first, last) for name in scenes)

    def _without_small(self, first: int, last: int) -> str:
        """Return an item without the small words that it begins with."""
        for word in re.finditer(r"[^\s']+['\s]?", self._text[first:last]):
            if word[0].strip("' ").lower() not in self.one.grammar.stopwords:
                return self.one.free(first + word.start(), last, 0)
        return ""

    def _bodies(self, start: int, end: int) -> Iterator[Draft]:
        """Yield public bodies that are said to be hit: "the US government", "das Verteidigungsministerium"."""
        call = self._find("hurt", start, end) or self._find("victims", start, end)
        if call is None or not self._stated(call.start()):
            return
        holds = not self._denied(start, call, end)
        for match in self.frames["bodies"].finditer(self._text, start, end):
            between = self._text[min(match.end(), call.end()) : max(match.start(), call.start())]
            if "," in between or not self._is_joined(between, bare=True):
                continue
            name = self.one.free(match.start(), match.end(), 0)
            who = Entity("organisation", name)
            yield self._draft("victim", who, Entity("campaign", TOPIC), call.span(), holds=holds)

    def _can_be_harmed(self, mention: Mention) -> bool:
        """Say whether a mention is neither an adjective ("Russian hackers") nor whoever speaks."""
        text = self.one.text
        if mention.kind == "region":
            return not self._is_adjective(mention)
        if mention.kind == "group":
            before = self.frames["customers"].search(
                text, max(mention.start - 32, 0), mention.start
            )
            counted = self.frames["not harmed"].search(mention.text)
            return (
                counted is None
                and before is None
                and text[mention.start - 1 : mention.start] != "("
            )
        if mention.kind != "name":
            return True
        return mention.text != self.one.speaker and _NOBODY.search(mention.text) is None

    def _apart(self, call: re.Match[str], run: re.Match[str]) -> int:
        if call.end() <= run.start():
            return self._words_between(call.end(), run.start())
        return self._words_between(run.end(), call.start())

    def _members(
        self, members: list[Mention], run: re.Match[str], call: re.Match[str], name: str
    ) -> list[Mention]:
        """Return who of a run of mentions is harmed: counted groups always, names in a list or right beside."""
        groups = [each for each in members if each.kind in ("group", "sector")]
        named = [each for each in members if each.kind in ("name", "region")]
        if groups and len(members) == len(groups):
            return groups
        before = self._text[max(run.start() - 48, 0) : run.start()]
        listed = self.frames["including"].search(before) is not None
        if listed or (len(named) >= _LONG_LIST and name != "attack"):
            return members
        if not named or self._by(before) or self.one.is_place(named[0]):
            return groups
        between = self._text[min(call.end(), run.end()) : max(call.start(), run.start())]
        if SIGN.search(between) or "," in between:
            return groups
        behind = call.end() <= run.start()
        if name == "attack" and not behind:
            return groups
        return members if self._is_joined(between, bare=name == "attack") else groups

    def _is_joined(self, between: str, *, bare: bool) -> bool:
        """Say whether only small words, and one other, stand between a name and its word of harm."""
        words = between.lower().split()
        large = [each for each in words if each.strip("'") not in self.one.grammar.stopwords]
        return len(words) <= _NEAR_WORDS and len(large) <= 1 and (bare or len(words) > len(large))

    def _by(self, before: str) -> bool:
        """Say whether the words before a name make it the doer, or the way: "by X", "through X"."""
        last = " ".join(before.split()[-3:])
        return any(self.frames[name].search(last) is not None for name in ("by", "through"))

    # -- which releases

    def _releases(self, start: int, end: int) -> Iterator[Draft]:
        call = self._find("tainted", start, end) or self._find("hurt", start, end)
        if call is None or not self._stated(call.start()) or self._find("fixed", start, end):
            return
        clause = self._text[start:end]
        holds = not self._denied(start, call, end)
        if re.search(f"[{VERSIONS}{PLATFORMS}]", clause):
            yield from self.one.affected("affects", "campaign", clause, holds=holds)
        for _, each in self._signs(start, end, NAMES):
            if SYSTEM.match(each.text):
                system = Entity("product", plain_name(each.text))
                yield self._draft(
                    "affects", Entity("campaign", TOPIC), system, call.span(), holds=holds
                )
        for match in self.frames["release number"].finditer(self._text, start, end):
            name = Entity("release", f"{PRODUCT} {match['number']}")
            yield self._draft("affects", Entity("campaign", TOPIC), name, match.span(), holds=holds)

    def _healed(self, start: int, end: int) -> Iterator[Draft]:
        """Yield the release that heals: "version 2.9.13 removes the problem"."""
        call = self._find("heals", start, end)
        if call is None or not self._stated(call.start()) or self._denied(start, call, end):
            return
        if re.search(f"[{VERSIONS}]", self._text[start:end]):
            yield from self.one.affected("fixed-in", "product", self._text[start:end], holds=True)

    # -- who makes it, who uses it

    def _supplied(self, start: int, end: int) -> Iterator[Draft]:
        call = self._find("customers", start, end)
        if call is not None and self._stated(call.start()):
            yield from self._customers(call, start, end)
        yield from self._made(start, end)
        yield from self._named_maker(start, end)

    def _customers(self, call: re.Match[str], start: int, end: int) -> Iterator[Draft]:
        """Yield whose customers are counted or listed; where harm is spoken of, only who "uses" it."""
        maker = self._maker(call.start(), start)
        harm = any(self._find(name, start, end) for name in ("hurt", "attack", "victims"))
        for at, group in self._signs(start, end, GROUPS):
            used = self.frames["customers"].search(self._text, max(start, at - 32), at)
            if used or not harm:
                yield self._draft("supplies", maker, Entity("group", group.text), call.span())
        listed = None if harm else self._find("including", call.start(), end)
        run = (
            self.frames.run.search(self._text, listed.end(), listed.end() + 30) if listed else None
        )
        for sign in SIGN.findall(run[0]) if run else ():
            each = self.one.skeleton.mentions[sign]
            if each.kind == "name":
                thing = Entity("organisation", plain_name(each.text))
                yield self._draft("supplies", maker, thing, call.span())

    def _maker(self, at: int, start: int) -> Entity:
        """Return whose customers stand at a place: the last organisation before it, else what it is about."""
        names = [each for _, each in self._signs(start, at, NAMES)]
        named = [
            each
            for each in names
            if self.kind(plain_name(each.text)) in ("organisation", "product")
            and not self.one.is_place(each)
        ]
        return Entity("organisation", plain_name(named[-1].text) if named else TOPIC)

    def _made(self, start: int, end: int) -> Iterator[Draft]:
        """Yield what a company is said to make: "X is a provider of Y"."""
        for match in self.frames["makes"].finditer(self._text, start, end):
            what = match.groupdict()
            free = next((each for each in ("what", "thing") if what.get(each)), None)
            if free is None:
                continue
            left = [each for _, each in self._signs(start, match.start(), NAMES)]
            gap = self._text[: match.start()].rpartition(self._sign_of(left[-1]))[2] if left else ""
            if not left or gap.count(" ") > _NEAR_WORDS:
                continue
            name = self.one.free(match.start(free), match.end(free), 0)
            maker = Entity("organisation", plain_name(left[-1].text))
            yield self._draft("supplies", maker, Entity("product", name), match.span())

    def _named_maker(self, start: int, end: int) -> Iterator[Draft]:
        """Yield who makes what by name: "A, the maker of B"; "B from the company A" names it the other way round."""
        for match in self.frames["maker"].finditer(self._text, start, end):
            made = _OF_NAME.match(self._text, match.end())
            before = _NAME_BEFORE.search(self._text, max(start, match.start() - 60), match.start())
            if made and before and self.frames["of"].match(self._text, match.end()):
                maker = plain_name(self.one.skeleton.mentions[before["sign"]].text)
                thing = plain_name(self.one.skeleton.mentions[made["sign"]].text)
                yield self._draft(
                    "supplies",
                    Entity("organisation", maker),
                    Entity("product", thing),
                    match.span(),
                )

    def _sign_of(self, mention: Mention) -> str:
        return next(sign for sign, each in self.one.skeleton.mentions.items() if each is mention)

    # -- what was taken

    def _taken(self, start: int, end: int) -> Iterator[Draft]:
        call = self._find("steal", start, end)
        if call is None or not self._stated(call.start()):
            return
        if self._is_attribute(call, start):
            return
        holds = not self._denied(start, call, end)
        subject = self._doer(call.start(), start)
        done = start
        nouns = [
            each
            for each in self.frames["data"].finditer(self._text, call.end(), end)
            if self._words_between(call.end(), each.start()) <= _FARTHEST
        ] or list(self.frames["data"].finditer(self._text, start, call.start()))[-2:]
        for noun in nouns:
            if noun.start() < done:
                continue  # "source code", "history of names": part of the thing before
            stop = self.one.grammar.list_joint.search(self._text, noun.end(), end)
            done = stop.start() if stop else end
            first = call.end() if noun.start() >= call.end() else start
            joints = self.one.grammar.list_joint.finditer(self._text, first, noun.start())
            first = max((each.end() for each in joints), default=first)
            name, done = self._noun_phrase(noun, first, done)
            yield self._draft("collects", subject, Entity("data", name), call.span(), holds=holds)

    def _is_attribute(self, call: re.Match[str], start: int) -> bool:
        """Say whether a participle only describes: "through stolen credentials", "the data taken could"."""
        before = self._text[max(call.start() - 24, start) : call.start()]
        if self.frames["through"].search(before):
            return True
        if self.frames["stolen"].fullmatch(call[0]) is None:
            return False
        last = before.rsplit(maxsplit=1)[-1:] or [""]
        return self.frames["aux"].fullmatch(last[0]) is None

    def _noun_phrase(self, noun: re.Match[str], first: int, last: int) -> tuple[str, int]:
        """Return a noun with up to three words before it that are no small ones, and what it is of; and its end."""
        start = noun.start()
        for word in [*re.finditer(r"[^\s,;:()]+", self._text[first:start])][:-4:-1]:
            if word[0].lower() in self.one.grammar.stopwords:
                break
            start = first + word.start()
        behind = self.frames["of"].match(self._text, noun.end(), last)
        short_one = self._words_between(noun.end(), last) <= _NEAR_WORDS - 2
        stop = last if behind and short_one else noun.end()
        return self.one.free(start, stop, 0), stop

    def _doer(self, at: int, start: int) -> Entity:
        names = [each for _, each in self._signs(start, at, NAMES)]
        if not names:
            return Entity("campaign", TOPIC)
        return Entity("malware|actor|campaign", f"{MAYBE}{plain_name(names[-1].text)}")

    # -- who did it

    def _blamed(self, start: int, end: int) -> Iterator[Draft]:
        topic = Entity("campaign", TOPIC)
        for at, region in self._signs(start, end, REGIONS):
            if self._stated(at) and self._is_home(at, region, start, end):
                holds = not self.one.denied(self._text[max(start, at - _BEFORE_DENIAL) : at])
                who = Entity("region", region.text)
                yield self._draft("attributed-to", topic, who, (at, at + 1), holds=holds)
        for match in self.frames["state hackers"].finditer(self._text, start, end):
            if self._stated(match.start()):
                name = self.one.free(*match.span(), 0)
                yield self._draft("attributed-to", topic, Entity("actor", name), match.span())
        call = self._find("blame", start, end)
        if call is None or not self._stated(call.start()):
            return
        words = self._text[start : call.start()].rsplit(maxsplit=1)
        if words and self.one.grammar.kind_of(words[-1]) == "organisation":
            return  # "the company behind X"
        holds = not self._denied(start, call, end)
        for each in self._suspects(call, start, end):
            yield self._draft("attributed-to", topic, each, call.span(), holds=holds)

    def _is_home(self, at: int, region: Mention, start: int, end: int) -> bool:
        """Say whether hackers come from a region: "North Korean hackers", "pirates chinois", "hackers from X"."""
        beside = self.frames["hackers"].search(self._text, at + 1, min(at + 60, end))
        if beside and _BESIDE_REGION.fullmatch(self._text[at + 1 : beside.start()]):
            return True
        before = self._text[max(start, at - 60) : at]
        if self._is_adjective(region):
            nouns = [each.end() for each in self.frames["hackers"].finditer(before)]
            return (
                bool(nouns)
                and before[nouns[-1] :].count(" ") <= 1
                and "," not in before[nouns[-1] :]
            )
        linked = self.frames["hackers from"].search(before)
        return linked is not None and before[linked.end() :].count(" ") <= 3

    def _is_adjective(self, region: Mention) -> bool:
        return self.one.text[region.start : region.end] != region.text

    def _suspects(self, call: re.Match[str], start: int, end: int) -> Iterator[Entity]:
        """Yield the regions near a word of blame, and the actors of its clause."""
        for at, each in self._signs(start, end, NAMES + REGIONS):
            if each.kind == "name":
                name = plain_name(each.text)
                if self.kind(name) == "actor":
                    yield Entity("actor", name)
                continue
            near = self._words_between(call.end(), at) <= _NEAR_WORDS
            words = self._text[start:at].rsplit(maxsplit=1)
            home = (
                self._is_adjective(each)
                and bool(words)
                and self.one.grammar.kind_of(words[-1]) == "organisation"
            )
            if near and not home and not self.one.is_place(each):
                yield Entity("region", each.text)

    # -- when

    def _dated(self, start: int, end: int) -> Iterator[Draft]:
        dates = [(at, each) for at, each in self._signs(start, end, DATES) if each.bounds]
        if not dates:
            return
        for relation, name in (("discovered", "find"), ("began", "start")):
            call = self._find(name, start, end)
            if call is None or not self._stated(call.start()) or self._denied(start, call, end):
                continue
            at, date = min(dates, key=lambda each: abs(each[0] - call.start()))
            if abs(at - call.start()) > _DATE_NEAR or date.bounds is None:
                continue
            thing = Entity("date", short(self._first_day(at, date.bounds)))
            yield self._draft(relation, Entity("campaign", TOPIC), thing, call.span())
            return

    def _first_day(self, at: int, bounds: Bounds) -> Bounds:
        """Return the day that opens a stretch whose month stands with its end: "between 14 and 15 March"."""
        day = _DAY_AND.search(self._text, max(at - 24, 0), at)
        month = (bounds.earliest or "")[:8]
        if day is None or len(month) < len("2022-03-") or int(day[1]) > _DAYS:
            return bounds
        first = f"{month}{int(day[1]):02}"
        return Bounds(first, first) if first < (bounds.earliest or "") else bounds

    # -- by which way

    def _way(self, start: int, end: int) -> Iterator[Draft]:
        call = (
            self._find("attack", start, end)
            or self._find("hurt", start, end)
            or self._find("access", start, end)
        )
        if call is None or not self._stated(call.start()) or self._denied(start, call, end):
            return
        for match in self.frames["way"].finditer(self._text, start, end):
            through = self.frames["through"].search(
                self._text, max(start, match.start() - 60), match.start()
            )
            if through is None:
                continue
            between = self._text[through.end() : match.start()]
            if "," in between or between.count(" ") > 5:
                continue
            name = self.one.free(through.end(), match.end(), 0)
            who = Entity("organisation|product", TOPIC)
            yield self._draft("compromised-through", who, Entity("technique", name), match.span())
            return

    # -- with what

    def _deployed(self, start: int, end: int) -> Iterator[Draft]:
        call = self._find("deploy", start, end)
        if call is None or not self._stated(call.start()) or self._denied(start, call, end):
            return
        topic = Entity("campaign", TOPIC)
        for _, each in self._signs(start, end, NAMES):
            name = plain_name(each.text)
            if self.kind(name) == "malware":
                yield self._draft("employs", topic, Entity("malware", name), call.span())
        for match in self.frames["tool"].finditer(self._text, start, end):
            yield self._draft(
                "employs", topic, Entity("malware", self.one.free(*match.span(), 0)), match.span()
            )

    # -- under whose name

    def _signed(self, start: int, end: int) -> Iterator[Draft]:
        call = self._find("signed", start, end)
        if call is None or not self._stated(call.start()) or self._denied(start, call, end):
            return
        for at, each in self._signs(start, end, NAMES):
            between = self._text[min(call.end(), at + 1) : max(call.start(), at)]
            if between.count(" ") <= _NEAR_SIGNER and SIGN.search(between) is None:
                signer = Entity("organisation", plain_name(each.text))
                yield self._draft("signed-by", Entity("release", PRODUCT), signer, call.span())
                return

    # -- who says something against itself

    def _confessed(self, start: int, end: int) -> Iterator[Draft]:
        """Yield what the concerned one tells of itself: "X confirmed that its servers were hit"."""
        call = self._find("confess", start, end) or self._find("say", start, end)
        if call is None or not self._stated(call.start()) or self._denied(start, call, call.end()):
            return
        said = (call.end(), end)
        if self.one.denied(self._text[call.end() : call.end() + 60]):
            return
        weak = self.frames["confess"].fullmatch(call[0]) is None
        own = self.frames["own"].search(self._text, *said)
        if weak and (own is None or self.frames["customers"].match(self._text, own.end() + 1)):
            return
        if not any(self._find(name, *said) for name in ("hurt", "attack", "tainted", "affair")):
            return
        before = _SPEAKER_BEFORE.search(self._text, max(start, call.start() - 90), call.start())
        if before is None:
            return
        name = plain_name(self.one.skeleton.mentions[before["sign"]].text)
        kind = "person" if self.kind(name) == "person" else "organisation"
        statement = Entity("statement", self.one.free(*said, 0)[:_LONGEST_FREE])
        yield self._draft("admits", Entity(kind, name), statement, call.span())
        if own and kind == "organisation" and self._find("hurt", own.start(), end):
            yield self._draft("victim", Entity(kind, name), Entity("campaign", TOPIC), call.span())

    # -- what nobody knows, what to do

    def _open(self) -> Iterator[Draft]:
        for start, end in self._clauses:
            call = self._find("unclear", start, end) or self._open_adjective(start, end)
            if call is None:
                continue
            behind = self.one.free(call.end(), end, 0)
            before = self.one.free(start, call.start(), 0)
            asked = behind if behind.count(" ") >= 2 else before
            if asked.count(" "):
                yield self._draft(
                    "unknown", Entity("campaign", TOPIC), Entity("question", asked), call.span()
                )

    def _open_adjective(self, start: int, end: int) -> re.Match[str] | None:
        """Return "unknown" where it is said of something, not where it describes: "an unknown attacker"."""
        for match in self.frames["unknown"].finditer(self._text, start, end):
            if re.match(r"\W*\Z|\s*[,.;:)]", self._text[match.end() : end]):
                return match
            if self.one.grammar.whether.match(self._text, match.end() + 1) or self.frames[
                "question"
            ].match(self._text, match.end() + 1):
                return match
        return None

    def _advised(self) -> Iterator[Draft]:
        call = self.frames["advise"].search(self._text) or self._must()
        if call is None or self.one.denied(self._text[max(call.start() - 16, 0) : call.start()]):
            return
        if self._text.count(" ", 0, call.start()) == 1 and self._text[call.start() - 1] == " ":
            opened = SIGN.search(self._text, 0, call.start())
            if opened is None:
                return  # "That is what X recommends": it was said before
        whole = len(self._text)
        for first, last in self.one.items(self._text, call.end(), whole, "measure"):
            name = self.one.free(first, last, 0)
            if name.count(" "):
                measure = Entity("measure", name[:_LONGEST_FREE])
                yield self._draft("mitigated-by", Entity("campaign", TOPIC), measure, call.span())

    def _must(self) -> re.Match[str] | None:
        """Return "must" where an act that readers are told to do follows it."""
        for match in self.frames["must"].finditer(self._text):
            if self.frames["act"].search(self._text, match.end(), match.end() + 60):
                return match
        return None


def struck(frames: Frames, skeleton: Skeleton) -> set[str]:
    """Return the names beside which a word of harm stands: "the attack on X", "X was breached", "malicious X"."""
    found = set()
    for name in ("affair", "attack", "hurt", "tainted"):
        for call in frames[name].finditer(skeleton.text):
            before = _BESIDE_BEFORE.search(skeleton.text, max(call.start() - 40, 0), call.start())
            behind = _BESIDE_BEHIND.match(skeleton.text, call.end())
            for match in (before, behind):
                if match and frames["by"].search(match[0]) is None:
                    found.add(plain_name(skeleton.mentions[match["sign"]].text))
    return found
