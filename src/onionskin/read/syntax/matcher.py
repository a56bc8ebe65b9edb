"""One sentence matched against the patterns of its language: drafts of claims, the incident still unnamed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onionskin.model import Bounds, Confidence, Entity, Window
from onionskin.plugins.contracts import Phrase
from onionskin.read.lazily import lazy
from onionskin.read.naming.names import kind_of
from onionskin.read.syntax.grammar import Grammar, Rule, Table
from onionskin.read.syntax.plausible import HOSTS, MAYBE, PRODUCT, TALKED_ON, TOPIC, shape_of
from onionskin.read.syntax.releases import releases
from onionskin.read.syntax.skeleton import NAMES, SIGN, Mention, Skeleton
from onionskin.read.syntax.tools import is_tool
from onionskin.read.wire import Draft
from onionskin.read.words.dates import first_day, short
from onionskin.read.words.gates import Places, heads_of, matches
from onionskin.read.words.sentences import words_of
from onionskin.read.words.statements import MARKS, unbroken, unquoted
from onionskin.terms import domains

_STATED_LINE = re.compile(r"\W*([^:\n]{2,90}):\s+([^:\n]{3,60})\Z")  # "Debian stable: not affected"
_TIMED = frozenset(
    {
        "compromised-through",
        "compromised-by",
        "served",
        "retired",
        "deliver",
        "uses",
        "victim",
        "employs",
        "signed-by",
        "build",
        "host",
        "credential",
    }
)
_WHOLE_CLAUSE = frozenset({"affects", "fixed-in"})
_ABOUT_QUESTIONS = frozenset({"unknown", "mitigated-by"})
_OF_OTHERS = frozenset({"compromised-through", "compromised-by", "host", "embed", "served"})
_HURT = frozenset({"compromised-through", "compromised-by", "victim", "served"})
_NOUN_BEHIND = re.compile(r" ([a-z\u00df-\u00ff-]{3,})(?![\w'])")
_PLAIN_GAP = re.compile(r"(?!of|van|von|d[eaio']|del|der|des|du|bij|bei)[\w' ]*")
_VERBAL = re.compile(r"(?:ed|ly)\Z")
_WEAKER = frozenset({"compromised-through", "signed-by"})  # free text there is for want of a name
_DOERS = frozenset({"malware", "campaign", "actor", "product"})
_SIGNED = frozenset({"group", "sector", "region"})
_NOUNS = frozenset({"name", "group", "sector", "region"})
_NEXT_WORD = re.compile(r" ([^\W\d_]{3,})")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]{3,}) \Z")
_MEANS = frozenset({"secret", "product"})  # senses of a noun that can be a way in
_NAMED = re.compile(rf"(?:'s)?(?:-\w+)*\s+(?:[\w'-]+\s+){{0,4}}?([{NAMES}])")
LONGEST_OBJECT = 240
_NEAR = 24  # characters before a word that a denial of it stands in
_LONGEST_JOINT = 12
_LONGEST_ITEM = 4  # blanks in an item of a list of data
_KEPT = 1 << 12  # names that are remembered on one line


def _nowhere(_name: str) -> bool:
    return False


@dataclass
class Sentence:
    """One sentence being matched."""

    grammar: Grammar
    text: str
    offset: int
    skeleton: Skeleton
    heads: set[str]
    products: list[str] = field(default_factory=list)
    earlier: str = ""
    actor: str = ""
    before: str = ""  # the sentence before it: a quotation may have begun there
    question: str = ""  # the sentence before it, if that asks, and where it stands
    question_at: int = 0
    malware: str = ""  # the last one named before
    doer: str = ""  # the last sentence's subject, if it is malware or an actor
    is_named: Callable[[str], bool] = _nowhere  # whether the document names something so elsewhere
    after_loot: bool = False  # whether the sentence before tells what was taken
    places: Places | None = None  # where words stand that open patterns, if that is known already

    @lazy
    def opened(self) -> Places:
        """Where words stand that open patterns and classes of words."""
        if self.places is not None:
            return self.places
        return self.grammar.openers.places(self.skeleton.text)

    @lazy
    def may_part(self) -> bool:
        """Whether it may hold what parts clauses that differ in polarity: most sentences do not."""
        return self.grammar.may_part(self.skeleton.text, self.heads)

    def polar_clauses(self, text: str) -> list[str]:
        """Return the clauses of a part of the skeleton that differ in polarity."""
        return self.grammar.but.split(text) if self.may_part else [text]

    def parting(self, text: str, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return what first parts clauses within a part of the skeleton."""
        return self.grammar.but.search(text, start, end) if self.may_part else None

    @lazy
    def _present(self) -> frozenset[str]:
        return frozenset(each.kind for each in self.skeleton.mentions.values())

    @lazy
    def asked(self) -> list[tuple[int, int]]:
        """Where the sentence asks, or supposes: spans of the skeleton that state nothing."""
        spans: list[tuple[int, int]] = []
        if not self.grammar.may_ask(self.heads):
            return spans
        for match in self.grammar.whether.finditer(self.skeleton.text):
            if self._is_noun(match):
                continue  # "o caso"
            stop = self.parting(self.skeleton.text, match.end())
            comma = self.skeleton.text.find(",", match.end()) if not match.start() else -1
            ends = [each for each in (stop.start() if stop else -1, comma) if each >= 0]
            spans.append((match.start(), min(ends, default=len(self.skeleton.text))))
        return spans

    def _is_noun(self, match: re.Match[str]) -> bool:
        """Say whether an article stands before a word."""
        before = self.skeleton.text[max(match.start() - 8, 0) : match.start()].lower().split()[-1:]
        return bool(before) and "the" in self.grammar.senses.of(before[0])

    def drafts(self) -> Iterator[Draft]:
        """Yield what the sentence claims, each thing once; an open question claims nothing else inside."""
        found: list[tuple[Draft, tuple[int, int], bool]] = []
        for rule, places in self.grammar.opened_at(self.heads, self.opened):
            if rule.phrase is not None and self.can_match(rule, places):
                found += self._matched(rule, rule.phrase, places)
        listed = [*self._listed_phrases()]
        numbered = {each.object.name.partition(" ")[2] for each, _, _ in listed}
        found = [each for each in found if not _is_numbered(each[0], numbered)] + listed
        asked = [span for draft, span, _ in found if draft.relation == "unknown"] + self.asked
        if any(draft.relation in ("warns", "mitigated-by") for draft, _, _ in found):
            found = [each for each in found if each[0].object.kind != "technique"]
        measures = [each.object.name for each, _, _ in found if each.relation == "mitigated-by"]
        aims = [span for draft, span, _ in found if draft.relation == "motive"]
        seen: list[tuple[str, str, str, bool]] = []
        ends: set[tuple[str, str]] = set()
        for draft, span, free in sorted(found, key=lambda each: each[2]):
            if self._is_idle(draft, span, asked, aims, measures):
                continue
            if free and draft.relation in _WEAKER and (draft.relation, draft.subject.name) in ends:
                continue
            key = (draft.relation, draft.subject.name, draft.object.name, draft.holds)
            unnamed = ("\x00" in key[1] and not key[1].startswith(MAYBE)) or (
                free and key[0] == "signed-by"
            )  # who does it stands in another rule's draft already
            if any(
                key[0] == old[0]
                and (unnamed or key[1] == old[1])
                and (key[0] == "admits" or _overlaps(key[2], old[2]))
                for old in seen
            ):
                continue
            seen.append(key)
            if draft.object.kind != "date":
                ends.add((draft.relation, draft.subject.name))
            yield draft

    def _is_idle(
        self,
        draft: Draft,
        span: tuple[int, int],
        asked: list[tuple[int, int]],
        aims: list[tuple[int, int]],
        measures: list[str],
    ) -> bool:
        """Say whether a draft states nothing: it is asked, advised, an aim, or about who speaks."""
        relation = draft.relation
        if relation not in _ABOUT_QUESTIONS and _inside(span, asked):
            return True
        if relation == "collects" and any(begin < span[1] and span[0] < end for begin, end in aims):
            return True  # "steals cryptocurrency" is why, not what
        if relation == "affects" and _within(draft.object.name, measures):
            return True  # "downgrade to 5.4.6" affects nothing
        return relation in _OF_OTHERS and draft.object.name == draft.speaker

    def can_match(self, rule: Rule, places: Iterable[int] | None = None) -> bool:
        """Say whether the sentence holds what every match of a rule holds.

        A mention for every slot, the words outside the cue, and the cue, with the mentions of the
        slots around it before it and behind it. `places` are where alone the cue can begin.
        """
        for kinds in rule.filled:
            if self._present.isdisjoint(kinds):
                return False
        for words in rule.needs:
            if words.isdisjoint(self._words):
                return False
        text = self.skeleton.text
        before, behind = rule.around
        first, last = 0, len(text)
        for kinds in before:
            first = max(first, self._reach(kinds)[0])
        for kinds in behind:
            last = min(last, self._reach(kinds)[1])
        if places is not None:
            tried = rule.cue.match
            return any(first <= at < last and tried(text, at) for at in places)
        cue = rule.cue.search(text, first) if first < last else None
        return cue is not None and cue.start() < last

    @lazy
    def _words(self) -> set[str]:
        """The words of the skeleton and their beginnings."""
        return heads_of(words_of(self.skeleton.text))

    @lazy
    def _places(self) -> dict[str, tuple[int, int]]:
        """Where the first and the last mention of each kind stand in the skeleton."""
        found: dict[str, tuple[int, int]] = {}
        for match in SIGN.finditer(self.skeleton.text):
            kind, at = self.skeleton.mentions[match[0]].kind, match.start()
            found[kind] = (found[kind][0] if kind in found else at, at)
        return found

    def _reach(self, kinds: frozenset[str]) -> tuple[int, int]:
        """Return where the first and the last mention of some kinds stand; no place lies between without one."""
        if kinds not in self._reaches:
            places = [self._places[kind] for kind in kinds if kind in self._places]
            first = min((each[0] for each in places), default=len(self.skeleton.text))
            self._reaches[kinds] = first, max((each[1] for each in places), default=0)
        return self._reaches[kinds]

    @lazy
    def _reaches(self) -> dict[frozenset[str], tuple[int, int]]:
        return {}

    def _matched(
        self, rule: Rule, phrase: Phrase, places: Sequence[int] | None
    ) -> Iterator[tuple[Draft, tuple[int, int], bool]]:
        """Yield (draft, its span in the skeleton, whether free text stands at an end)."""
        if (
            phrase.relation in _WHOLE_CLAUSE
            and "<object>" not in phrase.pattern
            and "P<object>" not in phrase.pattern
        ):
            for draft in self._clauses(rule, phrase):
                yield draft, (0, 0), False
            return
        free = "P<object>" in phrase.pattern or "P<subject>" in phrase.pattern
        last = places[-1] if places else len(self.skeleton.text)
        for text, shift in self._views(phrase, last):
            for match in rule.pattern.finditer(text):
                if self._in_remark(match) or self._has_later_date(match):
                    continue
                if phrase.relation in _HURT and self._is_beside(match):
                    continue
                span = (match.start() + shift, match.end() + shift)
                for subject in self._entities(match, phrase, "subject", shift):
                    for thing in self._entities(match, phrase, "object", shift):
                        if thing.name and subject.name and subject.name != thing.name:
                            yield self._draft(phrase, match, subject, thing, span), span, free

    def _has_later_date(self, match: re.Match[str]) -> bool:
        """Say whether a match took the date before its verb although one follows the verb."""
        groups = match.re.groupindex
        if "date" not in groups or "cue" not in groups or not match["date"]:
            return False
        stop = self.parting(match.string, match.end("cue"))
        rest = match.string[match.end("cue") : stop.start() if stop else len(match.string)][:60]
        return match.start("date") < match.start("cue") and bool(self.skeleton.among(rest, "date"))

    def _in_remark(self, match: re.Match[str]) -> bool:
        """Say whether a match takes the last name of a remark ("A, which B made, was hit") for its subject."""
        groups = match.re.groupindex
        if "subject" not in groups or "cue" not in groups or not match["subject"]:
            return False
        end, cue = match.end("subject"), match.start("cue")
        if (
            cue < end
            or match.string[end:cue].count(",") != 1
            or not match.string.startswith(",", end)
        ):
            return False
        groups_alone = self.skeleton.mentions[match["subject"][0]].kind == "group"
        if groups_alone and "," in match.string[: match.start("subject")]:
            return True
        return self.grammar.which.search(match.string, 0, match.start("subject")) is not None

    def _is_beside(self, match: re.Match[str]) -> bool:
        """Say whether a verb behind the "subject" has another one: "the X keys", "for X, hackers had ..."."""
        groups = match.re.groupindex
        if "subject" not in groups or "cue" not in groups:
            return False
        sign = SIGN.search(match["subject"] or "")
        end, cue = match.end("subject"), match.start("cue")
        if sign is None or end > cue:
            return False
        whole = self.skeleton.text
        if match.string is not whole and self._owned(whole, whole.find(sign[0]) + 1):
            return True
        if sign[0] == self._cited or self.grammar.doers.search(match.string, end, cue):
            return True
        leads = match.start("subject") == match.start()  # else the pattern tells the word before it
        return self.skeleton.mentions[sign[0]].kind == "name" and (
            (leads and self._is_within(match.string, match.start("subject")))
            or self._owned(match.string, end, cue)
        )

    def _is_within(self, text: str, start: int) -> bool:
        """Say whether the name at a place only tells where: "hospitals in X were hit"."""
        place = self.grammar.place.search(text[max(start - 16, 0) : start])
        return place is not None and _PLAIN_GAP.fullmatch(place[0]) is not None

    def _owned(self, text: str, end: int, cue: int | None = None) -> bool:
        """Say whether the name that ends at a place only says whose or which: "the X keys"."""
        behind = _NOUN_BEHIND.match(text, end) if self.grammar.compounds else None
        return (
            behind is not None
            and (cue is None or behind.end() <= cue)
            and behind[1] not in self.grammar.stopwords
            and self.grammar.kind_of(behind[1]) in ("", "product", "malware")
            and self.grammar.grouped.fullmatch(behind[1]) is None
            and _VERBAL.search(behind[1]) is None
        )

    @lazy
    def _cited(self) -> str:
        """The sign of whom the sentence only cites: "according to X, ..."."""
        for rule in self.grammar.copied(self.heads):
            if match := rule.pattern.search(self.skeleton.text):
                if match["speaker"] and match.start("cue") < match.start("speaker"):
                    return match["speaker"][0]
                return ""
        return ""

    def _listed_phrases(self) -> Iterator[tuple[Draft, tuple[int, int], bool]]:
        """Yield the techniques and motives that the sentence names by a known phrase."""
        for relation, kind, named, table in (
            ("employs", "technique", "techniques", self.grammar.techniques),
            ("motive", "motive", "motives", self.grammar.motives),
        ):
            if table.heads.isdisjoint(self.heads):
                continue
            for start, end, name in self._listed_in(table, named):
                if name == "sabotage" and self.grammar.purpose.search(self.skeleton.text) is None:
                    continue
                if kind == "technique" and self.grammar.warded.search(self.skeleton.text, 0, start):
                    continue  # "protects against keyloggers"
                said = f"{name} {self.free(start, end, 0)}" if kind == "technique" else name
                near = self.skeleton.text[max(start - 40, 0) : end]
                holds = not self.denied(self.polar_clauses(near)[-1])
                thing, span = Entity(kind, said), (start, end)
                draft = self.basic(relation, self._before(start), thing, holds=holds, span=span)
                yield draft, span, False

    def _listed_in(self, table: Table, named: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name) of the phrases of a table in the skeleton, and of those with a name inside: "over RDP"."""
        text = self.skeleton.text
        places = self.opened.get(named, ()) if table.openings else range(len(text))
        for match in matches(table.pattern, text, places, 0, len(text)):
            yield *match.span(), table.name_of(match)
        inside = [each for each in self.skeleton.mentions.values() if each.kind == "name"]
        if not inside:
            return
        opened = self.grammar.openers.places(" ".join(each.text for each in inside)).get(named)
        begun = {each.start for each in inside} if opened else set[int]()
        begun.update(map(self.skeleton.at, places))
        for match in matches(table.pattern, self.text, sorted(begun), 0, len(self.text)):
            if any(each.start < match.end() and match.start() < each.end for each in inside):
                start, last = map(self.skeleton.place, (match.start(), match.end() - 1))
                yield start, last + 1, table.name_of(match)

    def _before(self, at: int) -> Entity:
        """Return who may do what stands at a place: the last name before it, if an actor or malware, and no mere tool."""
        before = self.skeleton.among(self.skeleton.text[:at], "name")
        names = [each for each in before if not is_tool(plain_name(each.text))]
        if not names:
            return Entity("campaign", TOPIC)
        return Entity("actor|malware", f"{MAYBE}{plain_name(names[-1].text)}")

    def _views(self, phrase: Phrase, last: int) -> Iterator[tuple[str, int]]:
        """Yield (text, shift): the sentence, and each further predicate put behind the first name, up to a place.

        "X was retired in 2020 and was still served" says the second thing of X, too.
        """
        whole = self.skeleton.text
        yield whole, 0
        found = SIGN.search(whole)
        if found is None or not phrase.pattern.startswith(("<subject>", "<object>")):
            return
        if self.skeleton.mentions[found[0]].kind in _NOUNS:
            for _, end in self._joints:
                if found.end() < end <= last:
                    yield f"{found[0]} {whole[end:]}", end - 2

    # -- product, version, platform

    def _clauses(self, rule: Rule, phrase: Phrase) -> Iterator[Draft]:
        """Read each clause of the sentence by itself: each has a polarity of its own."""
        reached = False
        whole = self.skeleton.text
        joined = self.grammar.negation_free.search(whole) is not None  # "not only X but also Y"
        for clause in [whole] if joined else self.opposed(self.polar_clauses(whole)):
            match = rule.pattern.search(clause)
            denied = self.denied(clause)
            if match is None and not (reached and denied):
                continue
            reached = True
            holds = phrase.holds != denied if match else False
            fixed = phrase.relation == "fixed-in" and match
            if match and fixed:  # "X is not affected ... until the fix 1.2": the fix is not denied
                denied = self.denied(clause[max(match.start() - _NEAR, 0) : match.end()])
                holds = phrase.holds != denied
            part = self._nearest_version(clause, match) if match and fixed else clause
            stated = list(self.affected(phrase.relation, phrase.subject, part, holds=holds))
            yield from stated or self._stated_line(rule, phrase)

    def opposed(self, clauses: Iterable[str]) -> Iterator[str]:
        """Yield clauses, one whose last part alone denies a version apart: "1.2 is affected, version 1.1 not"."""
        for clause in clauses:
            head, comma, tail = clause.rpartition(",")
            apart = (
                comma
                and any(each.kind == "version" for each in self._mentions(tail))
                and self.denied(tail)
                and not self.denied(head)
            )
            yield from (head, tail) if apart else (clause,)

    def _nearest_version(self, clause: str, match: re.Match[str]) -> str:
        """Return the side of a clause that holds the version nearest to the word "fixed"; empty without one."""
        versions = [
            sign.start()
            for sign in SIGN.finditer(clause)
            if self.skeleton.mentions[sign[0]].kind == "version"
        ]
        if not versions:
            return ""
        nearest = min(versions, key=lambda at: min(abs(at - match.end()), abs(at - match.start())))
        return clause[: match.start()] if nearest < match.start() else clause[match.end() :]

    def _stated_line(self, rule: Rule, phrase: Phrase) -> Iterator[Draft]:
        """Read a line that gives names, a colon and their state: "Debian stable: not affected"."""
        line = _STATED_LINE.match(self.text)
        if phrase.relation != "affects" or line is None or line[1].count(" ") > 8:
            return
        if rule.pattern.search(line[2]) is None or not line[1][0].isupper():
            return
        counted = any(each.kind == "group" for each in self.skeleton.mentions.values())
        if counted or not any(each.start < line.end(1) for each in self.skeleton.mentions.values()):
            return  # a headline: it names nothing, and counts who was hit
        holds = phrase.holds != self.denied(line[2])
        for name in line[1].split(","):
            who = Entity(phrase.subject, PRODUCT if phrase.subject == "product" else TOPIC)
            yield self.basic(
                phrase.relation, who, Entity("product", name.strip(" *_`")), holds=holds
            )

    def affected(self, relation: str, subject: str, clause: str, *, holds: bool) -> Iterator[Draft]:
        """Yield what the releases of a clause suffer: each product, version and platform put together."""
        names = [each.text for each in self.skeleton.among(clause, "name")]
        words = self.grammar.before_date
        for name in releases(self.skeleton, clause, PRODUCT, words["until"], words["before"]):
            bare = name.partition(" (")[0]
            if not bare.startswith(PRODUCT):
                self.products += [each for each in names if bare.startswith(each)]
            own = bare.rpartition(" ")[0].rstrip(" <=") if relation == "fixed-in" else ""
            who = Entity(subject, own or (PRODUCT if subject == "product" else TOPIC))
            yield self.basic(relation, who, Entity("release", name), holds=holds)

    def has_release(self) -> bool:
        """Say whether it names a version or a platform."""
        return any(each.kind in ("version", "platform") for each in self.skeleton.mentions.values())

    # -- entities

    def _entities(
        self, match: re.Match[str], phrase: Phrase, slot: str, shift: int
    ) -> Iterator[Entity]:
        """Yield what fills a slot: mentions, free text, the sentence's date, or the incident."""
        kinds = (phrase.subject if slot == "subject" else phrase.object).split("|")
        if slot not in match.re.groupindex:
            yield from self._implied(match, phrase, kinds)
            return
        if match[slot] is None:
            return
        if re.search(rf"(?<!P)<{slot}!?>", phrase.pattern) is None:
            yield from self._worded(match, slot, kinds[0], shift)
            return
        mentions = self._mentions(match[slot])
        if slot == "object" and "actor" in kinds and mentions[-1].kind == "region":
            mentions += self._named_behind(match)
        for each in mentions:
            if each.kind == "region" and phrase.relation == "victim" and self.is_place(each):
                continue
            if phrase.relation == "compromised-through" and (way := self._way(match, slot, each)):
                yield Entity("technique", way)
            elif kinds != ["website"] or "." in each.text:
                yield self._entity(each, kinds, slot)

    def _worded(self, match: re.Match[str], slot: str, kind: str, shift: int) -> Iterator[Entity]:
        """Yield what fills a slot in its own words: a statement, or each thing that they enumerate."""
        if kind == "statement":
            yield Entity(kind, self.statement(match.string, *match.span(slot), shift))
            return
        for start, end in self.items(match.string, *match.span(slot), kind):
            but = self.parting(match.string, start, end)
            yield Entity(kind, self.free(start, but.start() if but else end, shift))

    def _implied(self, match: re.Match[str], phrase: Phrase, kinds: list[str]) -> Iterator[Entity]:
        """Yield what stands in a slot that a pattern leaves out: a date, the last actor, the incident."""
        if kinds == ["date"]:
            yield from self._dates(match, phrase.relation)
        elif phrase.relation == "alias-of":
            yield Entity("actor", self.actor)
        elif phrase.relation == "admits" and self.speaker:
            yield Entity("organisation|person", self.speaker)
        else:
            yield Entity(kinds[0], PRODUCT if kinds[0] in ("product", "release") else TOPIC)

    def is_place(self, region: Mention) -> bool:
        """Say whether a region only tells where: "companies in Europe"."""
        before = self.text[max(region.start - 16, 0) : region.start]
        if self.grammar.place.search(before) is not None:
            return True
        regions = self.skeleton.among(self.skeleton.text, "region")
        earlier = [each for each in regions if each.end < region.start][-1:]
        between = self.text[earlier[0].end : region.start] if earlier else ""
        listed = bool(between) and self.grammar.list_joint.match(between) is not None
        return listed and len(between) < _LONGEST_JOINT and self.is_place(earlier[0])

    def items(self, text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of what free text enumerates: "uninstall X and reset Y" are two measures."""
        if kind == "data":
            yield from self.listed_data(text, start, end)
            return
        if kind in ("measure", "question"):
            parting = self.grammar.acts if kind == "measure" else self.grammar.asks
            for joint in parting.finditer(text, start, end):
                yield start, joint.start()
                start = joint.end()
        yield start, end

    def listed_data(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield each kind of data of a list; "history of Chrome, Edge and Firefox" is one."""
        if stop := self.grammar.after_data.search(text, start, end):
            end = stop.start()
        if doer := self.grammar.inverted.match(text, start, end):
            start = doer.end()  # "sammelt die Schadsoftware Passwörter"
        parts = self._before_verb(text, self.parted(text, start, end))
        if any(
            SIGN.fullmatch(text[first:last].strip()) or last - first < 3
            for first, last in parts[1:]
        ):
            parts = [(start, parts[-1][1])]
        for first, last in parts:
            if text[first:last].strip().lower() in self.grammar.stopwords:
                continue
            if first > start and self._content(text[first:last]) > _LONGEST_ITEM:
                return  # no item any more, but what comes after the list
            yield first, last

    def _before_verb(self, text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the items up to one that begins with a verb: "and uploads them"."""
        told = (at for at, part in enumerate(parts) if at and self.grammar.verbs.match(text, *part))
        return parts[: next(told, len(parts))]

    def _content(self, text: str) -> int:
        """Return how many words a text has beside the small ones."""
        return sum(word.lower() not in self.grammar.stopwords for word in text.split())

    def parted(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans between the joints of a list."""
        joints = [each.span() for each in self.grammar.list_joint.finditer(text, start, end)]
        edges = [start, *(edge for joint in joints for edge in joint), end]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _entity(self, mention: Mention, kinds: list[str], slot: str) -> Entity:
        if mention.kind in _SIGNED:
            return Entity(mention.kind, mention.text)
        left = [each for each in kinds if each not in _SIGNED]
        name = plain_name(mention.text)
        if slot == "subject" and left and set(left) <= _DOERS and "campaign" in left:
            return Entity("|".join(left), f"{MAYBE}{name}")
        if (known := kind_of(name)) and known in left:
            return Entity("|".join([known, *(each for each in left if each != known)]), name)
        if left and left[0] == "organisation" and "website" not in left:
            left = [self._kind(mention, "organisation"), *left[1:]]
        return Entity("|".join(left or kinds[:1]), name)

    def _way(self, match: re.Match[str], slot: str, mention: Mention) -> str:
        """Return a way in that a name only says more of: "a stolen VPN account", "un compte VPN volé"."""
        if slot != "object" or mention.text not in HOSTS:
            return ""
        at = next(
            place
            for place in range(*match.span(slot))
            if self.skeleton.mentions.get(match.string[place]) is mention
        )
        for side, words in (
            ("behind", _NEXT_WORD.match(match.string, at + 1)),
            ("before", _LAST_WORD.search(match.string[:at])),
        ):
            if words and not _MEANS.isdisjoint(self.grammar.senses.of(words[1].lower())):
                start, end = (at, words.end()) if side == "behind" else (words.start(1), at + 1)
                return self.free(start, end, 0)
        return ""

    def _named_behind(self, match: re.Match[str]) -> list[Mention]:
        """Return the name that follows a region: "North Korean group X", "the Russia-linked X"."""
        found = _NAMED.match(match.string, match.end())
        return self._mentions(found[1]) if found else []

    def _dates(self, match: re.Match[str], relation: str) -> Iterator[Entity]:
        if "date" not in match.re.groupindex or not match["date"]:
            return
        bounds = self.skeleton.mentions[match["date"][0]].bounds
        if bounds is not None and relation == "began":
            bounds = first_day(match.string[: match.start("date")], bounds)
        if bounds is not None:
            yield Entity("date", short(bounds))

    def written(self, start: int, end: int) -> str:
        """Return a part of the skeleton as it stands in the text."""
        return self.text[self.skeleton.at(start) : self.skeleton.at(end)]

    def free(self, start: int, end: int, shift: int) -> str:
        """Return the words of a part of the skeleton as they are written."""
        written = self.written(start + shift, end + shift)
        return " ".join(written.split()).strip(" .,;:*_-")[:LONGEST_OBJECT]

    def statement(self, text: str, start: int, end: int, shift: int = 0) -> str:
        """Return what is said in a part of the skeleton, as it is written."""
        begun = self.grammar.before_statement.match(text, start, end)
        first = begun.end() if begun else start
        but = self.parting(text, start, end)
        written = self.free(first, but.start() if but else end, shift)
        at = self.skeleton.at(first + shift)
        return unquoted(written, self.text[max(at - 2, 0) : at].rstrip()[-1:])

    def _mentions(self, text: str) -> list[Mention]:
        return [self.skeleton.mentions[sign] for sign in SIGN.findall(text)]

    def _kind(self, mention: Mention, kind: str) -> str:
        return "website" if is_domain(plain_name(mention.text)) else kind

    # -- the claim's other parts

    def _draft(  # the match, what fills its slots, and its span in the whole sentence
        self,
        phrase: Phrase,
        match: re.Match[str],
        subject: Entity,
        thing: Entity,
        span: tuple[int, int],
    ) -> Draft:
        holds = phrase.relation in _ABOUT_QUESTIONS or phrase.holds != self._denied_at(
            phrase, match, span
        )
        if thing.kind == "device":
            thing = Entity("device", self._device(thing.name))
        speaker = self._slot(match, "speaker")
        window = self._window(phrase.relation, match, span)
        return self.basic(
            phrase.relation, subject, thing, holds=holds, speaker=speaker, valid=window, span=span
        )

    def basic(  # noqa: PLR0913 - a claim has that many parts
        self,
        relation: str,
        subject: Entity,
        thing: Entity,
        *,
        holds: bool,
        speaker: str = "",
        valid: Window | None = None,
        span: tuple[int, int] | None = None,
    ) -> Draft:
        """Return a draft of this sentence; its hedge and speaker are the sentence's own unless given."""
        hedge = self._hedge(span) if relation not in _ABOUT_QUESTIONS else ""
        return Draft(
            subject=subject,
            relation=relation,
            object=thing,
            offset=self.offset,
            length=len(self.text),
            speaker=speaker or self.speaker or self.earlier,
            valid=valid or Window(),
            confidence=self.grammar.confidence(hedge) if hedge else Confidence.UNSTATED,
            hedge=hedge,
            holds=holds,
        )

    def denied(self, text: str) -> bool:
        """Say whether a part of the skeleton holds a denial, "not only" and its like left out."""
        if not self.grammar.may_deny(self.heads):
            return False
        free = self.grammar.negation_free.sub(" ", text)
        return self.grammar.negation.search(free) is not None

    def denied_within(self, start: int, end: int) -> bool:
        """Say whether a denial stands in a span of the skeleton, wherever "cannot access" and its like end."""
        if not self.grammar.may_deny(self.heads):
            return False
        return self.grammar.negation.search(self.undenied, start, end) is not None

    @lazy
    def undenied(self) -> str:
        """The skeleton with blanks for what only looks like a denial."""
        return self.grammar.negation_free.sub(lambda free: " " * len(free[0]), self.skeleton.text)

    def _denied_at(self, phrase: Phrase, match: re.Match[str], span: tuple[int, int]) -> bool:
        """Say whether a match is denied by a word in it, or by "no evidence that" before it."""
        cue = match.start("cue") - match.start() if "cue" in match.re.groupindex else 0
        before = self.skeleton.text[: max(span[0] + cue, 0)]
        far = [each.end() for each in self.grammar.denial.finditer(before)]
        if far and self.parting(before, far[-1]) is None:
            return True
        free = match[0]
        free_text = "<object>" not in phrase.pattern.replace("P<object>", "")
        for slot in ("object", "subject"):
            group = match.re.groupindex.get(slot)
            if group and match[slot] and (free_text or SIGN.search(match[slot]) is None):
                free = free.replace(match[slot], " ")  # a denial in a statement is part of it
        return self.denied(free)

    def _hedge(self, span: tuple[int, int] | None = None) -> str:
        """Return the longest hedge of the predicate at a span, or of several words anywhere, as written."""
        found = self._hedges
        if span is not None and found:
            start, stop = self._predicate(span)
            near = [each for each in found if start <= each[0] < stop]
            found = near or [
                each for each in found if self.skeleton.text[slice(*each)].count(" ") > 1
            ]
        if not found:
            return ""
        start, end = max(found, key=lambda each: (each[1] - each[0], -each[0]))
        return self.text[self.skeleton.at(start) : self.skeleton.at(end)]

    @property
    def is_hedged(self) -> bool:
        """Whether something in it takes certainty from what it states."""
        return bool(self._hedges)

    @lazy
    def _hedges(self) -> list[tuple[int, int]]:
        if self.grammar.hedging.isdisjoint(self.heads):
            return []
        return [each.span() for each in self.grammar.hedge.finditer(self.skeleton.text)]

    @lazy
    def _joints(self) -> list[tuple[int, int]]:
        return [each.span() for each in self.grammar.joint.finditer(self.skeleton.text)]

    def _predicate(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where the predicate at a span begins and ends."""
        start = max((end for _, end in self._joints if end <= max(span[0], 0) + 2), default=0)
        stop = min(
            (begin for begin, _ in self._joints if begin >= span[1]),
            default=len(self.skeleton.text),
        )
        return start, stop

    def _slot(self, match: re.Match[str], slot: str) -> str:
        if slot not in match.re.groupindex or not match[slot]:
            return ""
        return ", ".join(each.text for each in self._mentions(match[slot]))

    @lazy
    def speaker(self) -> str:
        """Whom the sentence says it comes from, or an empty string."""
        for rule in self.grammar.copied(self.heads):
            for match in rule.pattern.finditer(self.skeleton.text):
                if self._may_speak(match):
                    named = self._slot(match, "speaker")
                    return "" if shape_of(named) == "actor" else named
        return ""

    def _may_speak(self, match: re.Match[str]) -> bool:
        """Say whether who a match lets say something is outside of what is said, and no place where it is said.

        "... X," she said; she told reporters that X; in a post on X it says.
        """
        names = self._mentions(match["speaker"] or "")
        if not names:
            return True
        text = self.skeleton.text
        if match.start("cue") < match.start("speaker"):
            return (
                self.grammar.joining.search(text, match.end("cue"), match.start("speaker")) is None
            )
        return self.may_say(names, match.start("speaker"), match.start("cue"))

    def may_say(self, names: Sequence[Mention], start: int, verb: int) -> bool:
        """Say whether names that stand at `start` of the skeleton say what a verb behind them tells: no quotation ends between, no place is meant."""
        first, last = names[0], names[-1]
        behind = self.text[last.end : self.skeleton.at(verb)]
        if (
            unbroken(behind) != behind
            and self.text[max(first.start - 1, 0) : first.start] not in MARKS
        ):
            return False
        before = self.skeleton.text[max(start - 16, 0) : start]
        return first.text not in TALKED_ON or self.grammar.written_on.search(before) is None

    def _device(self, name: str) -> str:
        for thing, pattern in sorted(self.grammar.things.items()):
            if pattern.search(name):
                return thing
        return name

    def _window(self, relation: str, match: re.Match[str], span: tuple[int, int]) -> Window:
        """Return when it was so, by the dates of the same predicate."""
        if relation not in _TIMED:
            return Window()
        start, stop = self._predicate(span)
        dates = self.skeleton.among(self.skeleton.text[start:stop], "date")
        if "date" in match.re.groupindex and match["date"]:
            dates = self._mentions(match["date"])
        elif "cue" in match.re.groupindex and match["cue"]:
            # A date before the verb may belong to a remark about the subject.
            verb = self.skeleton.at(span[0] + match.end("cue") - match.start())
            dates = [each for each in dates if each.start >= verb] or dates
        window = Window()
        for each in dates:
            if each.bounds is not None:
                window = self._placed(window, each, each.bounds)
        return window

    def _placed(self, window: Window, date: Mention, bounds: Bounds) -> Window:
        """Put one date where the words before it say: a start, an end, or a moment."""
        before = self.text[max(date.start - 40, 0) : date.start]
        words = self.grammar.before_date
        empty = Bounds()
        if words["until"].search(before) or (
            window.start != empty
            and words["between"].search(self.text[: date.start]) is None
            and window.end == empty
            and self._closes(before)
        ):
            return Window(window.start, bounds)
        if words["before"].search(before):
            return Window(Bounds(window.start.earliest, bounds.earliest), window.end)
        if words["after"].search(before) and window.start == empty:
            return Window(Bounds(bounds.earliest, None), window.end)
        return Window(bounds, window.end) if window.start == empty else window

    def _closes(self, before: str) -> bool:
        """Say whether the words before a second date make it the other end of a range."""
        return bool(
            re.search(
                r"(?:\b(?:and|to|et|au?|y|al?|e|ao|para)(?:\s+(?:il|o|el|le))?|[-\u2013])\s+\Z",
                before,
                re.IGNORECASE,
            )
        )


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Say whether a span begins within one of others."""
    return any(start <= max(span[0], 0) < end for start, end in others) and span != (0, 0)


def _within(release: str, measures: list[str]) -> bool:
    version = release.partition(" (")[0].rpartition(" ")[2]
    return any(version in each for each in measures)


def _overlaps(one: str, other: str) -> bool:
    return one in other or other in one


def is_domain(name: str) -> bool:
    """Say whether a name is that of a domain: it has a dot, no blank, and an ending that exists."""
    ending = name.rpartition(".")[2].lower()
    return "." in name and " " not in name and domains.ending_exists(ending)


@lru_cache(maxsize=_KEPT)
def plain_name(name: str) -> str:
    """Return a name on one line, its dots as dots."""
    return " ".join(name.replace("[.]", ".").split())


def _is_numbered(draft: Draft, numbered: set[str]) -> bool:
    """Say whether a bare name is a technique that is told with its number, too: "Kerberoasting"."""
    return draft.relation == "employs" and draft.object.name in numbered
