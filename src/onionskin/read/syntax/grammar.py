"""A language file made ready: its patterns over signs, its gates, its word lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from onionskin.model import Confidence
from onionskin.plugins.contracts import Cues, Phrase
from onionskin.plugins.scan import plugins
from onionskin.read.syntax.frames import Frames, compiled_frames
from onionskin.read.syntax.skeleton import (
    DATES,
    GROUPS,
    NAMES,
    PLATFORMS,
    REGIONS,
    SECTORS,
    SIGNS,
    VERSIONS,
    Recogniser,
)
from onionskin.read.syntax.tools import WORDS
from onionskin.read.words.gates import (
    Openers,
    Places,
    cue_of,
    heads,
    openings,
    required,
    slots_around,
    surely,
)
from onionskin.read.words.senses import Senses
from onionskin.read.words.statements import opening

# The groups of a line of a letter's head -> the word list of its labels.
_LETTERHEAD = {"sender": "letter from", "subject": "letter subject", "other": "letter other"}


def _sign(kinds: str) -> str:
    """Return a pattern for one sign. Signs have no case: told so, they compile in half the time."""
    return f"(?-i:[{kinds}])"


def _caseless(pattern: str) -> str:
    """Return a pattern in which no letter stands: told that it has no case, it compiles and matches in half the time."""
    return f"(?-i:{pattern})"


# Signs are no word characters, so that no gap swallows a mention.
_BEFORE = _caseless(rf"(?:\w[\w'-]*\s+|\w+'|[{REGIONS}](?:'[sS]|-\w+)?\s+){{0,5}}?")
_NAMED = f"[{NAMES}{REGIONS}]"
_GAP = _caseless(
    rf"(?:(?<=[{GROUPS}])\s+\w{{1,4}}\s+(?:\w{{2,3}}\s+)?{_NAMED}(?:,?\s+(?:\w{{1,3}}\s+){{0,2}}{_NAMED}){{0,3}})?(?:\s*,[^,;]{{0,160}},|\s*\([^()]{{0,160}}\)|\s*,)?(?:(?:\s+|(?<='))(?:\w[\w'/-]*|[{DATES}{SECTORS}],?)){{0,8}}?(?:\s+|(?<='))"
)
_OWNER = _caseless(rf"(?:[{NAMES}]'[sS]?\s+(?:\w[\w-]*\s+){{0,2}}?)?")
_SLOTS = {
    "date": DATES,
    "version": VERSIONS,
    "platform": PLATFORMS,
    "any": f"{NAMES}{GROUPS}{SECTORS}{REGIONS}",
}
_OPTIONAL = re.compile(r"\(\?:[^()]*\)\?")  # a slot in it need not be filled
_CUE_ENDS = re.compile(
    r"\(\?P<cue>(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)(?:\Z| |,|\(\?: |\\b|\(\?!\\w)"
)  # with a whole word
# "la empresa gallega X", "a empresa paulista X", "la société française X": an adjective of a place before the name.
_OF_A_PLACE = r"[a-z\u00df-\u00ff]+(?:\u00e9s|\u00eas|esa|ense|ana|ano|lega|lego|ina|ola|ol|e\u00f1a|e\u00f1o|eira|eiro|aise|ais|ienne|ien|ista|uesa|ca)"
_ANY = ("name", "group", "sector", "region")
_FILLED = {"any": _ANY, "count": ("group",), "version": ("version",), "platform": ("platform",)}
_SIGNED = {"group": GROUPS, "sector": SECTORS, "region": REGIONS, "date": DATES}


@dataclass(frozen=True, eq=False)
class Rule:
    """A Phrase (None for copies and orders), and the word beginnings that open it.

    It is spelled out and compiled when a sentence first asks for it: most rules of most languages never are.
    """

    phrase: Phrase | None
    written: str
    heads: frozenset[str]
    cues: Cues

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern over signs."""
        return re.compile(expanded(self.written, self.cues, self.phrase), re.IGNORECASE)

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """The words without which it cannot match."""
        return re.compile(rf"(?<!\w)(?:{cue_of(self.written)})", re.IGNORECASE)

    @cached_property
    def openings(self) -> frozenset[str]:
        """Words, or beginnings of longer ones, with one of which the cue begins; none where that is not sure."""
        ends = _CUE_ENDS.search(self.written) is not None
        return (surely(cue_of(self.written)) if ends else None) or frozenset()

    @cached_property
    def slots(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each slot that has to be filled, with the kinds of mention that may fill it."""
        sure = _OPTIONAL.sub("", self.written)
        return tuple(
            (slot, kinds)
            for slot, kinds in sorted(self._kinds.items())
            if re.search(rf"(?<!P)<{slot}!?>", sure)
        )

    @cached_property
    def _kinds(self) -> dict[str, frozenset[str]]:
        """The kinds of mention that may fill each slot."""
        return {
            slot: frozenset(each if each in _SIGNED else "name" for each in kinds)
            for slot, kinds in _kinds(self.phrase).items()
        }

    @cached_property
    def filled(self) -> tuple[frozenset[str], ...]:
        """Kinds of mention of each of which a sentence that it matches holds one."""
        return tuple({kinds for _, kinds in self.slots})

    @cached_property
    def around(self) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
        """Kinds of which a mention stands before the cue, and kinds of which one stands behind it."""
        kinds = {each: frozenset(_FILLED[each]) for each in _FILLED} | self._kinds
        before, behind = slots_around(self.written)
        return (
            tuple({kinds[slot] for slot in before if slot in kinds}),
            tuple({kinds[slot] for slot in behind if slot in kinds}),
        )

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of word beginnings of each of which a sentence that it matches holds one."""
        return tuple(required(self.written))

    @property
    def is_dated(self) -> bool:
        """Whether it matches nothing without a date."""
        return any(slot == "date" for slot, _ in self.slots)

    def opens(self, heads: frozenset[str] | set[str]) -> bool:
        """Say whether a sentence with those word beginnings can match."""
        return not self.heads or not self.heads.isdisjoint(heads)


@dataclass(frozen=True)
class Table:
    """Phrases that stand for something of a closed list: one pattern, its group's names, its gates."""

    source: str
    names: tuple[str, ...]
    heads: frozenset[str]
    openings: frozenset[str] | None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One pattern for all."""
        return re.compile(self.source, re.IGNORECASE)

    def name_of(self, match: re.Match[str]) -> str:
        """Return what a phrase that the pattern found stands for."""
        return self.names[int((match.lastgroup or "t0")[1:])]


class Referring(NamedTuple):
    """The first pronoun of a sentence, and where it stands for a name by its noun: "the company"."""

    pronoun: re.Match[str] | None
    definites: list[re.Match[str]]


@dataclass(frozen=True, eq=False)
class Grammar:
    """One language, ready to read: each part of it is compiled when it is first asked for.

    A pattern that breaks the contract raises re.error or ValueError then; a test asks for all of them.
    """

    cues: Cues

    @cached_property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        """The word lists of the language."""
        return self.cues.words

    @cached_property
    def recogniser(self) -> Recogniser:
        """What finds the mentions of a sentence."""
        return Recogniser(self.cues)

    @cached_property
    def facts(self) -> tuple[Rule, ...]:
        """What states a fact, in the order in which it is tried."""
        return tuple(_rule(each.pattern, self.cues, each) for each in self.cues.facts)

    @cached_property
    def copies(self) -> tuple[Rule, ...]:
        """What says that a statement is somebody else's."""
        return tuple(_rule(each, self.cues) for each in self.cues.copies)

    @cached_property
    def orders(self) -> tuple[Rule, ...]:
        """What orders a reader, be it a person or a machine, about."""
        return tuple(_rule(each, self.cues) for each in self.cues.orders)

    @cached_property
    def techniques(self) -> Table:
        """Phrases that stand for a technique."""
        return _table(self.cues.techniques)

    @cached_property
    def motives(self) -> Table:
        """Phrases that stand for a motive."""
        return _table(self.cues.motives)

    @cached_property
    def frames(self) -> Frames:
        """The word classes."""
        return _frames(self.cues)

    @cached_property
    def senses(self) -> Senses:
        """What its words mean for the part that a mention plays."""
        return Senses(self.cues.lexicon)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Word beginnings without which no rule of a fact and no phrase can match."""
        rules = (rule.heads for rule in self.facts)
        return frozenset().union(*rules, self.techniques.heads, self.motives.heads)

    @cached_property
    def stopwords(self) -> frozenset[str]:
        """The small words, which tell the language."""
        return frozenset(self.cues.stopwords)

    @cached_property
    def adjectives(self) -> tuple[str, ...]:
        """What adjectives end in, in a language that writes them behind their noun."""
        return self._words.get("adjective endings", ())

    @cached_property
    def before_statement(self) -> re.Pattern[str]:
        """What joins a statement to who says it, and when."""
        days = "|".join(self.cues.weekdays)
        at, of, that = (_either(self._words.get(each, ())) for each in ("said in", "about", "that"))
        media = "|".join(self._words.get("medium", ()))
        return opening(rf"[{DATES}]|(?:{days})", that, rf"(?:{at})\s(?:[\w'-]+\s){{0,3}}?(?:{media})", of)  # fmt: skip

    @cached_property
    def malware(self) -> re.Pattern[str]:
        """Nouns for malware."""
        return _any(self.cues.kinds.get("malware", ()), raw=True)

    @cached_property
    def we(self) -> re.Pattern[str]:
        """What speaks of oneself."""
        return _any(self._words.get("we", ()))

    @cached_property
    def hedge(self) -> re.Pattern[str]:
        """What takes certainty from a statement."""
        return _any(self.cues.hedges)

    @cached_property
    def negation(self) -> re.Pattern[str]:
        """What denies."""
        return _any(self.cues.negations)

    @cached_property
    def negation_free(self) -> re.Pattern[str]:
        """What only looks like a denial: "not only"."""
        return _any(self._words.get("negation-free", ()))

    @cached_property
    def but(self) -> re.Pattern[str]:
        """What parts clauses that differ in polarity."""
        return _but(self._words, self.cues.negations)

    @cached_property
    def _parting(self) -> frozenset[str] | None:
        return surely(_either(self._words.get("but", ())).replace(r"\s+", " "))

    def may_part(self, sentence: str, heads: set[str]) -> bool:
        """Say whether a sentence of those word beginnings may hold what parts clauses."""
        if self._parting is None or not self._parting.isdisjoint(heads):
            return True
        return any(mark in sentence for mark in _PARTING)

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What joins two predicates."""
        words = self._words
        return _joint((*words.get("and", ()), *words.get("but", ()), *words.get("yet", ())))

    @cached_property
    def pronoun(self) -> re.Pattern[str]:
        """What stands for a subject."""
        return _pronoun(self._words.get("pronoun", ()))

    @cached_property
    def condition(self) -> re.Pattern[str]:
        """What begins a condition."""
        return _any(self._words.get("if", ()), start=True)

    @cached_property
    def roles(self) -> dict[str, re.Pattern[str]]:
        """What tells the role of an indicator, by role."""
        return {role: _any(patterns, raw=True) for role, patterns in self.cues.roles.items()}

    @cached_property
    def sources(self) -> re.Pattern[str]:
        """What begins a list of sources."""
        return _any(self._words.get("sources", ()), start=True)

    @cached_property
    def letterhead(self) -> re.Pattern[str]:
        """A line of a letter's head, by the group that matched: `sender`, `subject` or `other`, and its `value`."""
        labels = "|".join(
            f"(?P<{group}>{_either(self._words.get(key, ()))})"
            for group, key in _LETTERHEAD.items()
        )
        return re.compile(rf"[*_\s]*(?:{labels})\s?:[*_]*\s+(?P<value>\S.*)", re.IGNORECASE)

    @cached_property
    def before_date(self) -> dict[str, re.Pattern[str]]:
        """What stands before a date and says which end it is: "since", "until"."""
        return {key: _any(self._words.get(key, ()), end=True) for key in _DATE_WORDS}

    @cached_property
    def things(self) -> dict[str, re.Pattern[str]]:
        """What a device is, by kind."""
        return {key: _any(self._words.get(key, ())) for key in _THINGS}

    @cached_property
    def purpose(self) -> re.Pattern[str]:
        """Words of what somebody wants: destruction is a motive beside one of them only, else what happened."""
        return _any(self._words.get("purpose", ()))

    @cached_property
    def denial(self) -> re.Pattern[str]:
        """What denies the clause behind it: "no evidence that"."""
        return _any(self._words.get("denial", ()))

    @cached_property
    def whether(self) -> re.Pattern[str]:
        """What opens an indirect question."""
        return _whether(self._words.get("whether", ()))

    @cached_property
    def beside(self) -> re.Pattern[str]:
        """What a noun says of the name beside it."""
        return _beside(self.cues)

    @cached_property
    def definite(self) -> re.Pattern[str]:
        """What stands for a name said before."""
        return _definite(self.cues)

    @cached_property
    def nouns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The nouns for each kind of entity."""
        return tuple(
            (kind, re.compile("|".join(patterns), re.IGNORECASE))
            for kind, patterns in self.cues.kinds.items()
        )

    @cached_property
    def expletive(self) -> re.Pattern[str]:
        """What begins a sentence whose subject means nobody."""
        told = "|".join(self._words.get("expletive", ())) or r"\A(?!)"
        return re.compile(told, re.IGNORECASE)

    @cached_property
    def asks(self) -> re.Pattern[str]:
        """What joins a further question."""
        return _asks(self._words)

    @cached_property
    def ellipsis(self) -> re.Pattern[str]:
        """What ends a clause that leaves its verb out."""
        told = "|".join(self._words.get("ellipsis", ())) or "(?!)"
        return re.compile(rf"(?:{told})\W*\Z", re.IGNORECASE)

    @cached_property
    def which(self) -> re.Pattern[str]:
        """What opens a remark about the name before it."""
        which = _either(self._words.get("which", ()))
        return re.compile(rf",\s+(?:{which})(?!\w)", re.IGNORECASE)

    @cached_property
    def relative(self) -> re.Pattern[str]:
        """The relative pronouns."""
        return _any(self._words.get("which", ()))

    @cached_property
    def joining(self) -> re.Pattern[str]:
        """The words that join what is said to who says it: "that"."""
        return _any(self._words.get("that", ()))

    @cached_property
    def written_on(self) -> re.Pattern[str]:
        """What stands, at the end of a text, before where somebody wrote: "in a post on"."""
        return re.compile(
            rf"(?<!\w)(?:{_either(self._words.get('written on', ()))})\s\Z", re.IGNORECASE
        )

    @cached_property
    def place(self) -> re.Pattern[str]:
        """What stands before a place, at the end of a text."""
        where = _either(self._words.get("in", ()))
        return re.compile(rf"(?<!\w)(?:{where})(?:\s+\w{{1,3}})?\W*\Z", re.IGNORECASE)

    @cached_property
    def doers(self) -> re.Pattern[str]:
        """What stands for a subject that does something."""
        return _any((*self._words.get("doer", ()), *self._words.get("pronoun", ())))

    @cached_property
    def verbs(self) -> re.Pattern[str]:
        """An item that begins with a finite verb."""
        return _verbs(self._words)

    @property
    def verb_second(self) -> bool:
        """Whether the verb comes second, and the rest of it last: German and Dutch."""
        return bool(self._words.get("doer behind verb"))

    @cached_property
    def inverted(self) -> re.Pattern[str]:
        """A doer behind its verb, before what it takes, where the verb comes second: "die Schadsoftware", "X"."""
        doers = "|".join(self._words.get("doer behind verb", ()))
        body = rf"{doers}|{_sign(NAMES)}" if doers else r"(?!)"
        return re.compile(rf"\s*(?:{body})\s+(?=\w)", re.IGNORECASE)

    @cached_property
    def grouped(self) -> re.Pattern[str]:
        """Nouns for groups of the hurt."""
        return _any(self._words.get("group", ()), raw=True)

    @cached_property
    def bound(self) -> re.Pattern[str]:
        """What bounds the number behind it: "more than"."""
        return _any(self._words.get("bound", ()), end=True)

    @cached_property
    def compounds(self) -> bool:
        """Whether a name before a noun may only say whose it is: "the X keys"."""
        return bool(self._words.get("compound"))

    @cached_property
    def noun_before(self) -> re.Pattern[str]:
        """A noun for a kind, right before a name."""
        nouns = _nouns(self.cues.kinds.values())
        return re.compile(rf"(?<!\w)(?:{nouns})\s+\Z", re.IGNORECASE)

    @cached_property
    def acts(self) -> re.Pattern[str]:
        """What parts two measures."""
        return _acts(self._words)

    @cached_property
    def list_joint(self) -> re.Pattern[str]:
        """What stands between the items of a list."""
        return _list_joint(self._words)

    @cached_property
    def after_data(self) -> re.Pattern[str]:
        """What ends a list of data."""
        return _after_data(self._words)

    @cached_property
    def _facts_by_head(self) -> dict[str, tuple[int, ...]]:
        return _by_head(self.facts)

    @cached_property
    def _copies_by_head(self) -> dict[str, tuple[int, ...]]:
        return _by_head(self.copies)

    @cached_property
    def _open_heads(self) -> frozenset[str]:
        """Word beginnings of rules that need no date."""
        rules = [rule.heads for rule in self.facts if not rule.is_dated]
        return frozenset().union(*rules, self.techniques.heads, self.motives.heads)

    def opens(self, heads: set[str], *, dated: bool) -> bool:
        """Say whether a sentence may match a pattern: by a word of a rule, and a date where the rule needs one."""
        if not self._open_heads.isdisjoint(heads):
            return True
        return dated and not self.heads.isdisjoint(heads)

    def opened(self, heads: set[str]) -> list[Rule]:
        """Return the fact rules that a sentence with those word beginnings can match, in order."""
        return [self.facts[number] for number in _opened(self._facts_by_head, heads)]

    def copied(self, heads: set[str]) -> list[Rule]:
        """Return the rules for whose statement a sentence is that one with those word beginnings can match, in order."""
        return [self.copies[number] for number in _opened(self._copies_by_head, heads)]

    def opened_at(
        self, heads: set[str], places: Places
    ) -> Iterator[tuple[Rule, Sequence[int] | None]]:
        """Yield the same for a text, with the places where the rule's cue can begin (None: anywhere)."""
        for number in _opened(self._facts_by_head, heads):
            rule = self.facts[number]
            if not rule.openings:
                yield rule, None
            elif number in places:
                yield rule, places[number]

    @cached_property
    def openers(self) -> Openers:
        """What each word opens: word classes and phrases by name, fact rules by number."""
        tables = (("techniques", self.techniques), ("motives", self.motives))
        return Openers(
            {
                **self.frames.openings,
                **{name: table.openings or () for name, table in tables},
                **{at: rule.openings for at, rule in enumerate(self.facts)},
            }
        )

    @cached_property
    def warded(self) -> re.Pattern[str]:
        """What stands before a technique that is only warded off: "protects against"."""
        against = _either(self.cues.words.get("against", ()))
        return re.compile(rf"(?<!\w)(?:{against})(?: [^\W\d_]{{1,4}})?[ ']\Z", re.IGNORECASE)

    @cached_property
    def _denying(self) -> frozenset[str] | None:
        return surely(_either(self.cues.negations).replace(r"\s+", " "))

    def may_deny(self, heads: set[str]) -> bool:
        """Say whether a sentence of those word beginnings may hold a denial."""
        return self._denying is None or not self._denying.isdisjoint(heads)

    @cached_property
    def _asking(self) -> frozenset[str] | None:
        return surely(_either(self._words.get("whether", ())).replace(r"\s+", " "))

    def may_ask(self, heads: set[str]) -> bool:
        """Say whether a sentence of those word beginnings may hold an indirect question."""
        return self._asking is None or not self._asking.isdisjoint(heads)

    @cached_property
    def _referring(self) -> frozenset[str] | None:
        return surely(_either(self._words.get("pronoun", ())).replace(r"\s+", " "))

    def referring(self, sentence: str, heads: set[str]) -> Referring:
        """Return what in a sentence of those word beginnings may mean a name that was said before."""
        return Referring(self.pronoun_in(sentence, heads), [*self.definites(sentence, heads)])

    def pronoun_in(self, sentence: str, heads: set[str]) -> re.Match[str] | None:
        """Return the first pronoun of a sentence of those word beginnings."""
        told = self._referring is None or not self._referring.isdisjoint(heads)
        return self.pronoun.search(sentence) if told else None

    def definites(self, sentence: str, heads: set[str]) -> Iterator[re.Match[str]]:
        """Yield where a sentence of those word beginnings stands for a name by its noun."""
        if self._meaning is None or not self._meaning.isdisjoint(heads):
            yield from self.definite.finditer(sentence)

    @cached_property
    def _meaning(self) -> frozenset[str] | None:
        return surely(
            _nouns([self.cues.kinds[kind] for kind in _DEFINITE if self.cues.kinds.get(kind)])
        )

    @cached_property
    def hedging(self) -> frozenset[str]:
        """Words with none of which a sentence is hedged: the longest one of each hedge."""
        found = (re.findall(r"[^\W\d_]+", each.lower()) for each in self.cues.hedges)
        return frozenset(max(words, key=len) for words in found)

    @cached_property
    def _noun_heads(self) -> frozenset[str] | None:
        """Word beginnings without which no noun for a kind stands in a sentence; None if that is not sure."""
        try:
            return frozenset(openings(_nouns(self.cues.kinds.values())))
        except ValueError:
            return None

    def has_nouns(self, heads: set[str]) -> bool:
        """Say whether a sentence of those word beginnings may hold a noun for a kind."""
        return self._noun_heads is None or not self._noun_heads.isdisjoint(heads)

    @cached_property
    def kind_of(self) -> Callable[[str], str]:
        """Return the kind of entity that a noun beside a name tells, or an empty string."""
        nouns = self.nouns

        @lru_cache(maxsize=_NOUNS)
        def kind_of(noun: str) -> str:
            return next((kind for kind, pattern in nouns if pattern.fullmatch(noun)), "")

        return kind_of

    def confidence(self, hedge: str) -> Confidence:
        """Return what a hedge, as written, stands for."""
        folded = " ".join(hedge.lower().replace("\u2019", "'").split())
        return Confidence(self.cues.hedges.get(folded, Confidence.UNSTATED.value))


_PARTING = ";\u2014\u2013"
_DEFINITE = ("organisation", "product", "malware", "actor")
_THINGS = ("personal computer", "work computer", "phone")
_NOUNS = 1 << 13  # words whose kinds are remembered
_DATE_WORDS = ("since", "until", "before", "after", "between")


def _by_head(rules: Iterable[Rule]) -> dict[str, tuple[int, ...]]:
    """Return which rules a word beginning opens, by their numbers."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for head in rule.heads:
            found[head].append(number)
    return {head: tuple(numbers) for head, numbers in found.items()}


def _opened(by_head: Mapping[str, Sequence[int]], heads: AbstractSet[str]) -> list[int]:
    """Return the numbers of the rules that word beginnings open, in order."""
    return sorted({each for head in by_head.keys() & heads for each in by_head[head]})


def _frames(cues: Cues) -> Frames:
    """Return the language's word classes, with those that its patterns use, too."""
    shared = {name: cues.words.get(name, ()) for name in ("act", "question")}
    homes = (*cues.words.get("region", ()), *cues.demonyms)
    first = {each.split(" ")[0].lower() for each in homes}
    shared["not"] = tuple(cues.negations)
    shared["known tool"] = WORDS
    shared["home"] = tuple(sorted(each for each in first if each.isalpha()))
    return compiled_frames({**shared, **cues.frames}, _either(cues.words.get("and", ())))


def _but(words: Mapping[str, tuple[str, ...]], negations: Iterable[str]) -> re.Pattern[str]:
    """Return what parts clauses that differ in polarity; of "nicht jedoch X" the denial belongs to what follows.

    What it begins with is asked for first, and what must not stand before it last: most places are left at once.
    """
    but, denials = _either(words.get("but", ())), _either(negations)
    not_behind = "".join(rf"(?<!\b{re.escape(each)})" for each in negations)
    joint = rf",?\s+(?:{but})\s+"
    return re.compile(
        rf"(?=[\s,{_PARTING}])(?:\s*[{_PARTING}]\s*|,?\s+(?=(?:{denials})\s+(?:{but})\s)|(?={joint}){not_behind}{joint})",
        re.IGNORECASE,
    )


def _asks(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return what joins a further question: "nor who", "and when"."""
    joint = _either((*words.get("and", ()), *words.get("nor", ())))
    question = _either(words.get("question", ()))
    return re.compile(rf"\s*[,;]?\s+(?:{joint})\s+(?=(?:{question})(?!\w))", re.IGNORECASE)


def _list_joint(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return what stands between the items of a list."""
    both = _either(words.get("and", ()))
    return re.compile(rf"\s*,\s+(?:(?:{both})\s+)?|\s+(?:{both})\s+", re.IGNORECASE)


def _after_data(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return what ends a list of data: another predicate, or what is said of the data."""
    ends = (word for key in ("yet", "which", "data-end") for word in words.get(key, ()))
    return re.compile(rf",?\s+(?:{_either(ends)})\s|\s*[(:]", re.IGNORECASE)


@cache
def grammars() -> tuple[Grammar, ...]:
    """Return every language of the house, by code."""
    return tuple(Grammar(each.load().CUES) for each in plugins("language"))


def _rule(pattern: str, cues: Cues, phrase: Phrase | None = None) -> Rule:
    return Rule(phrase, pattern, frozenset(heads(pattern)), cues)


def _table(listed: Mapping[str, Iterable[str]]) -> Table:
    """Compile phrases that stand for names; raise ValueError for one that cannot be gated."""
    bodies = ["|".join(patterns) for patterns in listed.values()]
    numbered = "|".join(f"(?P<t{at}>{body})" for at, body in enumerate(bodies))
    return Table(
        rf"(?<![\w-])(?:{numbered or '(?!)'})(?!\w)",
        tuple(listed),
        frozenset(head for body in bodies for head in openings(body)),
        surely("|".join(bodies)),
    )


def _kinds(phrase: Phrase | None) -> dict[str, list[str]]:
    """Return the kinds of what may stand in each slot."""
    kinds = {"speaker": ["organisation"], "date": ["date"]}
    if phrase:
        kinds |= {"subject": phrase.subject.split("|"), "object": phrase.object.split("|")}
    return kinds


def expanded(pattern: str, cues: Cues, phrase: Phrase | None = None) -> str:
    """Return a pattern with its slots and gaps spelled out as a regular expression."""
    incident = _either(cues.words.get("incident", ()))
    both = _either(cues.words.get("and", ()))
    kinds = _kinds(phrase)
    hit = phrase is None or phrase.relation == "victim"  # what has a version is affected
    pattern = pattern.replace("<incident>", f"(?:{incident})")
    pattern = (
        pattern.replace("<count>", _sign(GROUPS))
        .replace("<any>", _sign(_SLOTS["any"]))
        .replace(" .. ", _GAP)
    )
    for slot, tight in re.findall(r"(?<!P)<(\w+)(!?)>", pattern):
        able = kinds.get(slot, [])
        signs = _SLOTS.get(slot) or "".join(sorted({_SIGNED.get(each, NAMES) for each in able}))
        one = f"[{signs or NAMES}]"
        again = rf"(?:\w{{1,4}}\s+)?{one}"  # an article at most: more words begin another clause
        where = rf"(?:\s+\w{{2,3}}\s+[{REGIONS}])?" if GROUPS in signs else ""
        listed = _caseless(rf"(?:{where}\s*,\s*{again}){{0,8}}{where}\s*,?\s+")
        last = _caseless(rf"\s+{again}")
        more = f"(?:{listed}(?:{both}){last})?"
        leads = tight or pattern.lstrip("(?:").startswith(f"<{slot}>")
        number = rf"(?:\s+{_sign(VERSIONS)})?" if NAMES in signs and not hit else ""
        named = f"{'' if leads else _BEFORE + _OWNER}(?P<{slot}>{_caseless(one)}{more}){number}"
        pattern = named.join(re.split(rf"(?<!P)<{slot}!?>", pattern, maxsplit=1))
    pattern = pattern.replace(" ?", r"\s?").replace("(?P<cue>", r"(?<!\w)(?P<cue>")
    return re.sub(r"(?<!\\)(?<!\[) +", r"\\s+", pattern)


def _beside(cues: Cues) -> re.Pattern[str]:
    """Return what a noun says of the name beside it: "the X backdoor", "a company called X", "X, a company"."""
    nouns = _nouns(cues.kinds.values())
    called = _either(cues.words.get("called", ()))
    actors = _nouns(
        [cues.kinds["actor"]] if "actor" in cues.kinds else []
    )  # "the X ransomware gang"
    makers = _nouns([cues.kinds.get("organisation", ())]) or "(?!)"  # "X, a service provider"
    return re.compile(
        rf"(?P<before>{_sign(NAMES)})(?:'s)?(?:,\s+\w{{1,4}})?\s+(?:[\w'-]+\s+){{0,2}}?(?P<after_noun>{nouns})(?!\w|\s+{_sign(NAMES)}|\s+(?:{actors})(?!\w)|\s+(?:{makers})(?!\w))"
        rf"|(?<!\w)(?P<noun>{nouns})(?:,?\s+(?:{called})|,?\s+\w{{5,}}(?:\s+\w{{2,3}})?)?,?\s+(?P<after>{_sign(NAMES)})",
        re.IGNORECASE,
    )


def _definite(cues: Cues) -> re.Pattern[str]:
    """Return "the company", "this program" and so on, which stand for a name said before."""
    either = _either(cues.words.get("the", ()))
    nouns = "|".join(
        f"(?P<{kind}>{_nouns([cues.kinds[kind]])})" for kind in _DEFINITE if cues.kinds.get(kind)
    )
    return re.compile(
        rf"(?<!\w)(?:{either})(?:\s+|(?<='))(?:{nouns or '(?!)'})(?![\w-])(?!\s+(?-i:[A-Z0-9]|[a-z]+[-_][a-z0-9]|{_OF_A_PLACE}\s+[A-Z]|(?:nam|call|dubb|bas|locat|affect|involv|own|target|compromis|concern|track|describ|mention|infect|breach)ed\b|(?:gang|group|attack|operator|campaign|incident|famil|strain|infection|actor|crew|operation|payload|outbreak|account|server|system|website)(?:y|ies|s)?\b|of\b|der\b|des\b|d[aeio]\b|d[ao]s\b|de[il]\b|dell\w*|degli\b|von\b|van\b))",
        re.IGNORECASE,
    )


def _verbs(words: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Return an item that begins with a finite verb: "uploads them", "waits ten days", "can run"."""
    told = "|".join(words.get("verb", ())) or r"(?!)"
    followers = _either(words.get("object start", ()))
    return re.compile(
        rf"\W*(?:(?:also|then|puis|luego)\s+)?(?:(?:{told})(?!\w)|[^\W\d_]+\s+(?:{followers})(?!\w))",
        re.IGNORECASE,
    )


def _acts(words: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Return what parts two measures: a comma or "and" before another verb that orders."""
    both = _either((*words.get("and", ()), *words.get("act-to", ())))
    acts = "|".join(words.get("act", ())) or r"(?!)"
    return re.compile(
        rf"(?:\s*[,;]|\s+(?:{both}))(?:\s+(?:{both}))*\s+(?=(?:{acts})(?!\w))", re.IGNORECASE
    )


def _nouns(lists: Iterable[Iterable[str]]) -> str:
    return "|".join(noun for nouns in lists for noun in nouns) or r"(?!)"


def _either(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=lambda each: (-len(each), each))
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in ordered) or r"(?!)"


def _joint(words: Iterable[str]) -> re.Pattern[str]:
    """Return what joins two predicates. Between two mentions without a comma it is a mere list."""
    either = _either(words)
    return re.compile(
        rf",?\s+(?:{either})\s+(?=\w)|(?:,\s+|(?<!{_sign(SIGNS)})\s+)(?:{either})\s+(?={_sign(NAMES)})",
        re.IGNORECASE,
    )


def _pronoun(words: Iterable[str]) -> re.Pattern[str]:
    """Return what stands for a subject; "the program" before a name does not."""
    shouted = r"(?!(?-i:[A-Z]{2,}(?!\w)))"  # "its IT" is no pronoun
    return re.compile(
        rf"(?<!\w){shouted}(?:{_either(words)})(?!\w)(?!\s+(?-i:[A-Z0-9]))", re.IGNORECASE
    )


def _whether(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what opens an indirect question: "se", but not that of the Portuguese "trata-se"."""
    return re.compile(rf"(?<!-){_any(phrases).pattern}", re.IGNORECASE)


def _any(
    phrases: Iterable[str], *, start: bool = False, end: bool = False, raw: bool = False
) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, as whole words."""
    body = "|".join(phrases) if raw else _either(phrases)
    if body in ("", r"(?!)"):
        return re.compile(r"\A(?!)")  # tried at one place only, where (?!) is at each
    before = r"\A\W*" if start else r"(?<!\w)"
    after = r"\W*\Z" if end else r"(?!\w)"
    return re.compile(rf"{before}(?:{body}){after}", re.IGNORECASE)
