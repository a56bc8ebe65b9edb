"""A language file compiled: its patterns over signs, its gates, its word lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from onionskin.model import Confidence
from onionskin.plugins.contracts import Cues, Phrase
from onionskin.plugins.scan import plugins
from onionskin.read.frames import Frames, compiled_frames
from onionskin.read.gates import cue_of, heads, openings
from onionskin.read.skeleton import (
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

# Signs are no word characters, so that no gap swallows a mention.
_BEFORE = rf"(?:\w[\w'-]*\s+|\w+'|[{REGIONS}](?:'s|-\w+)?\s+){{0,5}}?"
_GAP = rf"(?:(?<=[{GROUPS}])\s+\w{{1,4}}\s+(?:\w{{2,3}}\s+)?[{NAMES}{REGIONS}](?:,?\s+(?:\w{{1,3}}\s+){{0,2}}[{NAMES}{REGIONS}]){{0,3}})?(?:\s*,[^,;]{{0,160}},|\s*\([^()]{{0,160}}\)|\s*,)?(?:(?:\s+|(?<='))(?:\w[\w'/-]*|[{DATES}{SECTORS}],?)){{0,8}}?(?:\s+|(?<='))"
_OWNER = rf"(?:[{NAMES}]'s?\s+(?:\w[\w-]*\s+){{0,2}}?)?"
_SLOTS = {
    "date": DATES,
    "version": VERSIONS,
    "platform": PLATFORMS,
    "any": f"{NAMES}{GROUPS}{SECTORS}{REGIONS}",
}
_OPTIONAL = re.compile(r"\(\?:[^()]*\)\?")  # a slot in it need not be filled
_SIGNED = {"group": GROUPS, "sector": SECTORS, "region": REGIONS, "date": DATES}


@dataclass(frozen=True)
class Rule:
    """A Phrase (None for copies and orders), compiled, and the word beginnings that open it."""

    phrase: Phrase | None
    source: str
    heads: frozenset[str]
    slots: tuple[tuple[str, frozenset[str]], ...] = ()
    cue_source: str = r"(?!)"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a sentence first asks for it: most rules of most languages never are."""
        return re.compile(self.source, re.IGNORECASE)

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """The words without which it cannot match."""
        return re.compile(self.cue_source, re.IGNORECASE)

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

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One pattern for all."""
        return re.compile(self.source, re.IGNORECASE)


@dataclass(frozen=True)
class Grammar:
    """One language, ready to read."""

    cues: Cues
    recogniser: Recogniser
    facts: tuple[Rule, ...]
    copies: tuple[Rule, ...]
    orders: tuple[Rule, ...]
    heads: frozenset[str]
    stopwords: frozenset[str]
    hedge: re.Pattern[str]
    negation: re.Pattern[str]
    negation_free: re.Pattern[str]
    but: re.Pattern[str]
    joint: re.Pattern[str]
    pronoun: re.Pattern[str]
    condition: re.Pattern[str]
    roles: dict[str, re.Pattern[str]]
    sources: re.Pattern[str]
    before_date: dict[str, re.Pattern[str]]
    things: dict[str, re.Pattern[str]]
    denial: re.Pattern[str]
    whether: re.Pattern[str]
    beside: re.Pattern[str]
    definite: re.Pattern[str]
    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    expletive: re.Pattern[str]
    asks: re.Pattern[str]
    ellipsis: re.Pattern[str]
    which: re.Pattern[str]
    relative: re.Pattern[str]
    place: re.Pattern[str]
    doers: re.Pattern[str]
    verbs: re.Pattern[str]
    grouped: re.Pattern[str]
    compounds: bool
    noun_before: re.Pattern[str]
    acts: re.Pattern[str]
    list_joint: re.Pattern[str]
    after_data: re.Pattern[str]
    techniques: Table
    motives: Table
    frames: Frames

    @cached_property
    def _facts_by_head(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self.facts):
            for head in rule.heads:
                found[head].append(number)
        return {head: tuple(numbers) for head, numbers in found.items()}

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
        by_head = self._facts_by_head
        numbers = {number for head in self.heads & heads for number in by_head.get(head, ())}
        return [self.facts[number] for number in sorted(numbers)]

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

    def kind_of(self, noun: str) -> str:
        """Return the kind of entity that a noun beside a name tells, or an empty string."""
        return next((kind for kind, pattern in self.nouns if pattern.fullmatch(noun)), "")

    def confidence(self, hedge: str) -> Confidence:
        """Return what a hedge, as written, stands for."""
        folded = " ".join(hedge.lower().replace("\u2019", "'").split())
        return Confidence(self.cues.hedges.get(folded, Confidence.UNSTATED.value))


_DEFINITE = ("organisation", "product", "malware", "actor")
_THINGS = ("personal computer", "work computer", "phone")
_DATE_WORDS = ("since", "until", "before", "after", "between")


def compiled(cues: Cues) -> Grammar:
    """Compile a language. Raises re.error or ValueError for a pattern that breaks the contract."""
    facts = tuple(_rule(phrase.pattern, cues, phrase) for phrase in cues.facts)
    techniques, motives = _table(cues.techniques), _table(cues.motives)
    frames = _frames(cues)
    copies = tuple(_rule(pattern, cues) for pattern in cues.copies)
    orders = tuple(_rule(pattern, cues) for pattern in cues.orders)
    words = cues.words
    return Grammar(
        cues=cues,
        recogniser=Recogniser(cues),
        facts=facts,
        copies=copies,
        orders=orders,
        heads=frozenset().union(*(rule.heads for rule in facts), techniques.heads, motives.heads),
        stopwords=frozenset(cues.stopwords),
        hedge=_any(cues.hedges),
        negation=_any(cues.negations),
        negation_free=_any(words.get("negation-free", ())),
        but=_but(words),
        joint=_joint((*words.get("and", ()), *words.get("but", ()), *words.get("yet", ()))),
        pronoun=_pronoun(words.get("pronoun", ())),
        condition=_any(words.get("if", ()), start=True),
        roles={role: _any(patterns, raw=True) for role, patterns in cues.roles.items()},
        sources=_any(words.get("sources", ()), start=True),
        before_date={key: _any(words.get(key, ()), end=True) for key in _DATE_WORDS},
        things={key: _any(words.get(key, ())) for key in _THINGS},
        denial=_any(words.get("denial", ())),
        whether=_whether(words.get("whether", ())),
        beside=_beside(cues),
        definite=_definite(cues),
        nouns=tuple(
            (kind, re.compile("|".join(patterns), re.IGNORECASE))
            for kind, patterns in cues.kinds.items()
        ),
        expletive=re.compile("|".join(words.get("expletive", ())) or r"\A(?!)", re.IGNORECASE),
        acts=_acts(words),
        asks=_asks(words),
        ellipsis=re.compile(
            rf"(?:{'|'.join(words.get('ellipsis', ())) or '(?!)'})\W*\Z", re.IGNORECASE
        ),
        list_joint=_list_joint(words),
        after_data=_after_data(words),
        which=re.compile(rf",\s+(?:{_either(words.get('which', ()))})(?!\w)", re.IGNORECASE),
        relative=_any(words.get("which", ())),
        place=re.compile(
            rf"(?<!\w)(?:{_either(words.get('in', ()))})(?:\s+\w{{1,3}})?\W*\Z", re.IGNORECASE
        ),
        doers=_any((*words.get("doer", ()), *words.get("pronoun", ()))),
        verbs=_verbs(words),
        grouped=_any(words.get("group", ()), raw=True),
        compounds=bool(words.get("compound")),
        noun_before=re.compile(rf"(?<!\w)(?:{_nouns(cues.kinds.values())})\s+\Z", re.IGNORECASE),
        techniques=techniques,
        motives=motives,
        frames=frames,
    )


def _frames(cues: Cues) -> Frames:
    """Return the language's word classes, with those that its patterns use, too."""
    shared = {name: cues.words.get(name, ()) for name in ("act", "question")}
    homes = (*cues.words.get("region", ()), *cues.demonyms)
    first = {each.split(" ")[0].lower() for each in homes}
    shared["home"] = tuple(sorted(each for each in first if each.isalpha()))
    return compiled_frames({**shared, **cues.frames}, _either(cues.words.get("and", ())))


def _but(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return what parts clauses that differ in polarity."""
    but = _either(words.get("but", ()))
    return re.compile(rf"\s*[;\u2014\u2013]\s*|,?\s+(?:{but})\s+", re.IGNORECASE)


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
    """Return every language of the house, compiled, by code."""
    return tuple(compiled(each.load().CUES) for each in plugins("language"))


def _rule(pattern: str, cues: Cues, phrase: Phrase | None = None) -> Rule:
    spelled = expanded(pattern, cues, phrase)
    slots = {
        slot: frozenset(each if each in _SIGNED else "name" for each in kinds)
        for slot, kinds in _kinds(phrase).items()
        if re.search(rf"(?<!P)<{slot}!?>", _OPTIONAL.sub("", pattern))
    }
    return Rule(
        phrase,
        spelled,
        frozenset(heads(pattern)),
        tuple(sorted(slots.items())),
        rf"(?<!\w)(?:{cue_of(pattern)})",
    )


def _table(listed: Mapping[str, Iterable[str]]) -> Table:
    """Compile phrases that stand for names; raise ValueError for one that cannot be gated."""
    bodies = ["|".join(patterns) for patterns in listed.values()]
    numbered = "|".join(f"(?P<t{at}>{body})" for at, body in enumerate(bodies))
    return Table(
        rf"(?<![\w-])(?:{numbered or '(?!)'})(?!\w)",
        tuple(listed),
        frozenset(head for body in bodies for head in openings(body)),
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
    pattern = pattern.replace("<incident>", f"(?:{incident})")
    pattern = (
        pattern.replace("<count>", f"[{GROUPS}]")
        .replace("<any>", f"[{_SLOTS['any']}]")
        .replace(" .. ", _GAP)
    )
    for slot, tight in re.findall(r"(?<!P)<(\w+)(!?)>", pattern):
        listed = kinds.get(slot, [])
        signs = _SLOTS.get(slot) or "".join(sorted({_SIGNED.get(each, NAMES) for each in listed}))
        one = f"[{signs or NAMES}]"
        again = rf"(?:\w{{1,4}}\s+)?{one}"  # an article at most: more words begin another clause
        where = rf"(?:\s+\w{{2,3}}\s+[{REGIONS}])?" if GROUPS in signs else ""
        more = rf"(?:(?:{where}\s*,\s*{again}){{0,8}}{where}\s*,?\s+(?:{both})\s+{again})?"
        leads = tight or pattern.lstrip("(?:").startswith(f"<{slot}>")
        named = f"{'' if leads else _BEFORE + _OWNER}(?P<{slot}>{one}{more})"
        pattern = named.join(re.split(rf"(?<!P)<{slot}!?>", pattern, maxsplit=1))
    pattern = pattern.replace(" ?", r"\s?").replace("(?P<cue>", r"(?<!\w)(?P<cue>")
    return re.sub(r"(?<!\\)(?<!\[) +", r"\\s+", pattern)


def _beside(cues: Cues) -> re.Pattern[str]:
    """Return what a noun says of the name beside it: "the X backdoor", "a company called X", "X, a company"."""
    nouns = _nouns(cues.kinds.values())
    called = _either(cues.words.get("called", ()))
    return re.compile(
        rf"(?P<before>[{NAMES}])(?:'s)?(?:,\s+\w{{1,4}})?\s+(?:[\w'-]+\s+){{0,2}}?(?P<after_noun>{nouns})(?!\w)"
        rf"|(?<!\w)(?P<noun>{nouns})(?:,?\s+(?:{called})|,?\s+\w{{5,}}(?:\s+\w{{2,3}})?)?,?\s+(?P<after>[{NAMES}])",
        re.IGNORECASE,
    )


def _definite(cues: Cues) -> re.Pattern[str]:
    """Return "the company", "this program" and so on, which stand for a name said before."""
    either = _either(cues.words.get("the", ()))
    nouns = "|".join(
        f"(?P<{kind}>{_nouns([cues.kinds[kind]])})" for kind in _DEFINITE if cues.kinds.get(kind)
    )
    return re.compile(
        rf"(?<!\w)(?:{either})(?:\s+|(?<='))(?:{nouns or '(?!)'})(?![\w-])(?!\s+(?-i:[A-Z0-9]|\w+ed\b|of\b|d[aeio]\b|d[ao]s\b|de[il]\b|dell\w*|degli\b|von\b|van\b))",
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
        rf",?\s+(?:{either})\s+(?=\w)|(?:,\s+|(?<![{SIGNS}])\s+)(?:{either})\s+(?=[{NAMES}])",
        re.IGNORECASE,
    )


def _pronoun(words: Iterable[str]) -> re.Pattern[str]:
    """Return what stands for a subject; "the program" before a name does not."""
    return re.compile(rf"(?<!\w)(?:{_either(words)})(?!\w)(?!\s+(?-i:[A-Z0-9]))", re.IGNORECASE)


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
