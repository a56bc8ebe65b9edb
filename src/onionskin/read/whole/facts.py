"""A document's sentences to drafts of claims: what the whole of it is about, and who "it" is in the next one."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice

from msgspec.structs import replace

from onionskin.model import Bounds, Entity
from onionskin.read import acts
from onionskin.read.naming.persons import is_person
from onionskin.read.parts import Parts
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import NO_PRINTS, Prints
from onionskin.read.scenes import certain, scenes
from onionskin.read.scenes.admitted import is_nothing
from onionskin.read.scenes.advice import advised
from onionskin.read.scenes.bynames import christened, first_names
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.loot import tells_of_loot
from onionskin.read.scenes.struck import attacked, given, struck
from onionskin.read.scenes.taken import is_taking
from onionskin.read.scenes.tellers import tellers
from onionskin.read.syntax.background import background
from onionskin.read.syntax.frames import Frames, Spotted
from onionskin.read.syntax.grammar import Grammar, Referring, grammars
from onionskin.read.syntax.matcher import Sentence, plain_name
from onionskin.read.syntax.nouns import also_called, grouped, told_by_nouns
from onionskin.read.syntax.plausible import (
    CONCERNED,
    FAMOUS,
    PRODUCT,
    TALKED_ON,
    TELLERS,
    TELLING,
    TOPIC,
    Judge,
    is_akin,
    shape_of,
)
from onionskin.read.syntax.skeleton import UNKNOWN, Around, Mention, Skeleton, StandIn, is_titled
from onionskin.read.syntax.software import affected, is_somebodys
from onionskin.read.whole.cures import cures
from onionskin.read.whole.listed import Lead, items, of_those, to_do
from onionskin.read.whole.lists import Lists
from onionskin.read.whole.outdone import ONE_DAY, is_outdone, measured, says_nothing_beside, yields
from onionskin.read.whole.redundant import (
    begun,
    makers_of,
    once_each,
    served_by_makers,
    specific,
    without_nouns,
)
from onionskin.read.whole.topic import CANDIDATES, COUNTED, Topics
from onionskin.read.wire import Draft
from onionskin.read.words.ordinary import is_ordinary
from onionskin.read.words.statements import MARKS, quoted_alone, unbroken

_GROUP_NOUN = re.compile(
    r"gr[uo]{1,2}p|gang|band", re.IGNORECASE
)  # "the group", not "the cluster": clusters get new names
_INNER_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}")
# Names without a capital: what stands before a version ("axios 1.14.1"), and packages called so.
_SMALL_NAMES = re.compile(
    r"(?<![\w./@-])([a-z][a-z0-9_.-]{1,60}+)(?:[ @]|[ ]\(|[ ]versions? )v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?![\d-])|(?<=\d )(?:of|de|von|van|di|do|da|del) ([a-z][a-z0-9]{1,30}+(?:-[a-z0-9]{1,30}+){0,5})(?![\w./-])|(?<![\w./@-])([a-z][a-z0-9]{1,30}+(?:-[a-z0-9]{1,30}+){1,5})(?=`|,? (?:an? |uma? |una? )?(?:\w+ )?(?:package|script|action|library|module|paquet|paquete|acción|Action|pacote|biblioteca|pacchetto|libreria)\b)"
    r"|(?<![\w./@-])([a-z][a-z0-9]{0,30}+(?:-[a-z0-9]{1,30}+){0,4}/[a-z][a-z0-9]{1,30}+(?:-[a-z0-9]{1,30}+){1,5})(?![\w/.-])"
)
# The same behind the noun, as Romance languages put it: "la dipendenza plain-crypto-js".
_AFTER_NOUN = re.compile(
    r"(?<!\w)(?:[Pp]ackages?|[Ll]ibrar(?:y|ies)|[Mm]odules?|[Dd]ependency|[Pp]lug-?in|[Cc]rate|Pakets?|Paketen|Bibliothek|pakket|pakketten|bibliotheek|pacotes?|pacchett[oi]|paquetes?|paquets?|biblioteca|libreria|bibliothèque|dipendenza|dependência|dependencia|dépendance|azione|ação|acción|Actions?):?(?: (?:o|a|il|la|el|le))? ([a-z][a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,5})(?![\w/-]|\.\w)"
)
_PLAIN_WORDS = re.compile(
    r"(?:versions?|releases?|builds?|updates?|versi\w+|and|or|to|with|in|from|of|before|until|than|for|is|at|by|up|on|the|et|ou|de|la|le|les|en|du|des|avant|jusqu\w*|y|o|desde|hasta|a|und|oder|bis|vor|von|auf|der|die|ab|e|da|di|al|alla|del|della|fino|em|do|dos|das|at|para|tot|van|vanaf|een|het|voor|met|were|was|are|windows|macos|linux|mac|ios|android|sont|est|son|es|à|than|about|around|over|kernel|ran|run|running|uses?|used|using|upgrade|downgrade|update|install\w*|below|above|after|since|fixed|patched|affect\w*|through|onto|into|between|like|only|our|your|its|also)"
)
# Between a noun and its name: nothing, an adjective and "of", or where somebody is from ("lyonnaise").
_QUALIFIED = re.compile(
    r"\s+(?:[a-z\u00df-\u00ff-]{4,} (?:(?:de|du|des|di|del|dello|della|dei|degli|delle|do|da|von|van)\s+|(?:d|dell)['\u2019])"
    r"|[a-z\u00df-\u00ff-]{2,}(?:ai[sn]e?|oise?|ien|ienne|es[ei]|[ai]n[oa])\s+)?"
)
_OWNED = re.compile(
    r"\s+(?:(?:of|de|du|des|di|del|dello|della|dei|degli|delle|do|da|von|van|der)(?:\s+l[ao]s?|\s+the)?\s+|(?:d|dell|de l)['\u2019])(?:[a-z\u00df-\u00ff-]{4,}\s+){1,3}"
)
_ADJECTIVES = 2  # words between a noun and its name
# No name means the same as a noun of its own clause: "X spied on the ministry".
_ANOTHER_CLAUSE = re.compile(
    r"[^\w\s'\u2019]|(?<!\w)(?:qu[ei]?|che|that|which|dat|dass|and|et|ed?|y|und|en)(?!\w)"
)
_AFTER_CONDITION = re.compile(r",\s+(?=\w)")
_CONDITIONS = 3  # commas in a condition behind which its consequence is looked for
_ONCE = frozenset({"collects", "employs", "motive"})
_QUOTES = ('"', "\u201c", "\u00ab")
_DOERS = frozenset({"actor", "malware"})
_DONE_BY = frozenset({"attributed-to", "compromised-by"})
_BY_ITEMS = frozenset({"collects", "mitigated-by"})  # "the following data" are none themselves
_OFTEN_VERSIONED = 3  # times that a package called by an everyday word has a version
_BEARING = frozenset({"malware", "actor"})  # kinds that go under several names
_SPOKEN = frozenset({"admits", "warns"})
_BARE_ORDER, _PAIR, _PRONOUN = (
    18,
    2,
    3,
)  # characters of an order without its thing, its words, its pronoun
_CHRISTENED = 2.0  # against the nouns beside a name: "door onderzoekers X gedoopt"
# Verbs between who does it and a noun that is not what that one is: "X signed the file", "X contains a trojan".
_DONE_TO_THINGS = ("signs", "manages", "makes ware", "contains", "hides")
_OF_ITSELF = frozenset({"signed-by", "victim"})  # an incident is called after its victim, too
_OF_SOMEBODY = frozenset(
    {"compromised-through", "supplies", "uses", "served", "manage", "admits", "warns"}
)
_OF_NAMES = frozenset(
    {"uses", "supplies", "host", "manage", "victim", "deliver", "embed", "credential", "signed-by"}
)
_HAS_OTHERS = frozenset({"employs", "part-of", "attributed-to"})
_BY_SENSE = 0.6  # of a noun that the language's list of kinds does not have
_ENTERING = frozenset(
    {"access", "attack", "steal", "hurt"}
)  # one of these tells how somebody got in
_FEWEST = 4  # sentences that may claim something, of a text that says that what it is called after was hit
_FEW = 2  # sentences that may claim something: a text of fewer seldom names its incident
_LONGEST_TITLE = 80  # characters of one that an incident without a name is called by
_AFTER_ENTRY = 400  # characters behind a sentence of a break-in in which "that was on" says its day
_BEFORE_PRONOUN = 3  # sentences that are remembered for what comes after


@dataclass
class Facts:
    """Reads the sentences of one document; remembers what the whole of it is about."""

    said: Bounds
    ordinary: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    language: str = "en"
    products: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, dict[str, float]] = field(default_factory=dict)
    _subject: str = ""
    _speaker: str = ""
    _last: Bounds = UNKNOWN
    _text: str = ""
    _previous: str = ""  # the sentence before the one at hand
    _present: str = ""
    _question: tuple[str, int] = ("", 0)  # what the sentence before asks, and where it stands
    _entered: int = 0  # where the last sentence ends that tells how somebody got in
    _after_loot: bool = False  # whether the last sentence tells what was taken
    _affected: Lead | None = None
    _told: Counter[str] = field(default_factory=Counter)
    _alone: list[str] = field(default_factory=list)
    _affairs: Counter[str] = field(default_factory=Counter)
    _given: set[str] = field(default_factory=set)
    _families: set[str] = field(default_factory=set)  # last words of persons' names
    _cases: set[str] = field(default_factory=set)
    _struck: Counter[str] = field(default_factory=Counter)
    _seats: Counter[str] = field(default_factory=Counter)  # how often a name only says where
    _tellers: set[str] = field(default_factory=set)
    _struck_here: set[str] = field(default_factory=set)
    _first: dict[str, Draft] = field(default_factory=dict)
    _parts: Parts = field(default_factory=Parts)
    _lists: Lists = field(default_factory=Lists)
    _small: re.Pattern[str] | None = None
    _recent: dict[str, str] = field(default_factory=dict)
    _before: deque[tuple[str, set[str]]] = field(
        default_factory=lambda: deque(maxlen=_BEFORE_PRONOUN)
    )

    def read(
        self,
        grammar: Grammar,
        sentence: str,
        offset: int,
        heads: set[str],
        prints: Prints = NO_PRINTS,
    ) -> Iterator[Draft]:
        """Yield the drafts of one sentence that stands at `offset`; subjects may be TOPIC.

        `prints` are the sentence's fingerprints, which what is claimed of it at the end gets, too.
        """
        self._previous, self._present = self._present, sentence
        if self._is_announcement(grammar, sentence, heads):
            return
        dated = grammar.recogniser.may_be_dated(sentence, heads)
        present = grammar.frames.present(heads)
        self._lists.hear(grammar, sentence)
        after_loot, self._after_loot = self._after_loot and "these hold" in present, False
        asked, self._question = self._question, ("", 0)
        calls = after_loot or bool(asked[0]) or grammar.frames.calls(sentence, present, dated=dated)
        opens = calls or grammar.opens(heads, dated=dated) or sentence.endswith(":")
        if not (opens or self._lists.open is not None):
            yield from self._skipped(grammar, sentence, offset, heads)
            return
        listed = self._lists.holds(sentence)
        if sentence.endswith("?") or (not listed and grammar.condition.search(sentence)):
            yield from self._asked(grammar, sentence, offset, heads)
            return
        referring = grammar.referring(sentence, heads)
        if sentence[:1] in _QUOTES or any(referring):
            self._caught_up(grammar)
        frames = grammar.frames.holding(present)
        skeleton, spotted = self._skeleton(grammar, frames, sentence, heads, referring)
        one = Sentence(grammar, sentence, offset, skeleton, heads, places=spotted.places)
        one.actor, one.malware = self._recent.get("actor", ""), self._recent.get("malware", "")
        one.after_loot, one.before = after_loot, self._previous
        one.question, one.question_at = asked
        one.doer = self._subject if self.kind(self._subject) in _DOERS else ""
        # No method of ours: what is kept of a sentence would keep this reader, and only a search for cycles free both.
        one.is_named = partial(_is_named_alone, self._text)
        one.earlier = self._speaker if sentence[:1] in _QUOTES else ""
        said = self._said_of(one, spotted if calls else None)
        drafts = [
            affected(grammar, each)
            for each in said
            if not (is_somebodys(grammar, each) or _is_on_any_device(grammar, each))
        ]
        self._after_loot = after_loot or tells_of_loot(spotted, drafts)
        if not _ENTERING.isdisjoint(present):
            self._entered = offset + len(sentence)
        if spotted.first("another", 0, len(skeleton.text)):
            drafts = [each for each in drafts if not _is_of_incident(each)]
            self._follow(one, drafts)
            yield from drafts
            return
        opened = self._lists.opened_by(one)
        drafts = self._below(one, opened, drafts, prints)
        self._lists.follow(opened, said=bool(drafts), listed=listed)
        self.products.update(one.products)
        states = [each for each in drafts if each.relation == "affects"]
        if not states and self._affected and grammar.ellipsis.search(sentence):
            drafts += items(one, self._affected)
        self._affected = Lead(not states[-1].holds, "affects") if states else None
        self._follow(one, drafts)
        yield from drafts

    def _below(
        self, one: Sentence, opened: Lead | None, drafts: list[Draft], prints: Prints
    ) -> list[Draft]:
        """Return what a sentence claims, with what the line above its list says of it, and let it be weighed.

        A program that a list names is not weighed: its line holds nothing but its name.
        """
        affected = self._lists.program(one)
        if affected is not None:
            return [affected]
        if opened is not None and opened.relation in _BY_ITEMS and not opened.bulleted:
            drafts = [each for each in drafts if each.relation != opened.relation]
        else:
            above = self._lists.open
            self._parts.saw(one, drafts, prints, above.relation if above else "")
        return self._lists.told(one, drafts)

    def _asked(
        self, grammar: Grammar, sentence: str, offset: int, heads: set[str]
    ) -> Iterator[Draft]:
        """Remember what a question or a condition opens, and yield what the condition tells readers to do."""
        self._lists.open = of_those(grammar, sentence)
        if sentence.endswith("?"):
            self._question = sentence, offset
        else:
            yield from self._consequence(grammar, sentence, offset, heads)

    def _consequence(
        self, grammar: Grammar, sentence: str, offset: int, heads: set[str]
    ) -> Iterator[Draft]:
        """Yield what readers are told to do whom a condition concerns: "If you use X, change your passwords"."""
        for comma in islice(_AFTER_CONDITION.finditer(sentence), _CONDITIONS):
            told = sentence[comma.end() :]
            frames = grammar.frames.among(heads)
            skeleton, spotted = self._skeleton(grammar, frames, told, heads, Referring(None, []))
            one = Sentence(grammar, told, offset, skeleton, heads, places=spotted.places)
            clause = Clause(one, spotted, self.kind, 0, len(skeleton.text))
            ruled = [each for each in one.drafts() if each.relation == "mitigated-by"]
            measures = list(advised(clause))
            drafts = self._cleared(one, spotted, max(ruled, measures, key=len))
            if drafts:
                length = len(sentence)
                yield from (replace(each, offset=offset, length=length) for each in drafts)
                return

    def _is_announcement(self, grammar: Grammar, sentence: str, heads: set[str]) -> bool:
        """Say whether a line only announces what readers are to do, which the lines below it say."""
        announced = to_do(grammar, sentence)
        if announced is not None:
            self._lists.open = announced
            self._before.append((sentence, heads))
        return announced is not None

    def _skipped(
        self, grammar: Grammar, sentence: str, offset: int, heads: set[str]
    ) -> Iterator[Draft]:
        """Remember a sentence that states nothing, and yield what it leaves to the one before to say."""
        self._before.append((sentence, heads))
        if self._affected and grammar.ellipsis.search(sentence):
            one = Sentence(grammar, sentence, offset, self._plain(grammar, sentence, heads), heads)
            yield from items(one, self._affected)
        self._affected = None

    def _said_of(self, one: Sentence, spotted: Spotted | None) -> list[Draft]:
        """Return what a sentence claims: by the patterns, and what its words alone add where they call a scene."""
        drafts = list(one.drafts())
        if spotted is None:
            return drafts
        self._seats.update(Clause(one, spotted, self.kind, 0, len(one.skeleton.text)).seats)
        after_entry = bool(self._entered) and one.offset - self._entered <= _AFTER_ENTRY
        sure = certain(one, spotted, self.kind, after_entry=after_entry)
        drafts = [*sure, *(each for each in drafts if not is_outdone(each, sure, drafts))]
        ruled, measures = tuple(drafts), list[Draft]()
        for draft in scenes(one, spotted, self.kind):
            if is_outdone(draft, sure, drafts):
                continue
            if draft.relation in ONE_DAY:
                self._first[draft.relation] = min(
                    self._first.get(draft.relation, draft), draft, key=_by_day
                )
                continue
            if draft.relation == "mitigated-by":
                measures.append(draft)
            drafts = [each for each in drafts if not yields(each, draft, whole=not one.may_part)]
            if not any(
                says_nothing_beside(old, draft)
                for old in (ruled if draft.relation == "mitigated-by" else drafts)
            ):
                drafts.append(draft)  # a scene of advice has a measure for each verb
        drafts = measured(drafts, measures)
        if any(each.relation == "mitigated-by" for each in drafts):
            drafts = [each for each in drafts if each.relation != "collects"]  # what to look for
        return self._cleared(one, spotted, drafts)

    def _cleared(self, one: Sentence, spotted: Spotted, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts of a sentence without what others of them contradict, or what says nothing."""
        drafts = [each for each in drafts if not _is_empty(one.grammar.frames, each)]
        if any(each.relation == "compromised-by" for each in drafts):
            hit = {name for name in attacked(one, spotted) if self.kind(name) not in _DOERS}
            drafts = [
                each
                for each in drafts
                if each.relation != "compromised-by" or each.object.name not in hit
            ]
        if any(each.relation in _OF_NAMES for each in drafts):
            homes = Clause(one, spotted, self.kind, 0, len(one.skeleton.text)).homes
            drafts = [each for each in drafts if not _is_told_of_home(each, homes)]
        users = {each.subject.name for each in drafts if each.relation == "uses" and each.holds}
        drafts = [
            each for each in drafts if each.relation != "uses" or each.object.name not in users
        ]  # "customers such as X and Y use Z" does not say that they use X
        # What is withdrawn is a bad copy, not the product.
        if spotted.first("spoilt", 0, len(spotted.text)):
            drafts = [each for each in drafts if each.relation != "retired"]
        doers = {each.object.name for each in drafts if each.relation in _DONE_BY}
        aliases = {each.object.name for each in drafts if each.relation == "alias-of"}
        return [
            each
            for each in drafts
            if not (each.relation == "victim" and each.subject.name in doers)
            and not (each.relation == "employs" and each.object.name in aliases)
        ]

    def begin(
        self, said: Bounds, ordinary: frozenset[str], text: str, language: str = "en"
    ) -> None:
        """Take what is known of a document from its first part, before a sentence is read."""
        self.language = language
        self.said, self.ordinary = said, ordinary
        plain = "\n".join(line for line in text.split("\n") if not is_titled(line))
        inner = (word for name in _INNER_NAMES.findall(plain) for word in name.split(" "))
        self.known = frozenset(inner)
        self._text = text
        ordinary_words = _not_names()
        small = Counter(
            next(filter(None, each.groups())).rstrip(".@") for each in _SMALL_NAMES.finditer(text)
        )
        small.update(
            each
            for each in _AFTER_NOUN.findall(text)
            if not each.isalpha()
            or each.capitalize() in text
            or not any(is_ordinary(code, each) for code in ("en", self.language))
        )
        self._small = small_names(
            each
            for each, count in small.items()
            if (count > 1 or not each.isalpha() or _is_named(text[:COUNTED], each))
            and each not in ordinary_words
            and not self._is_plain(text, each)
            and not _PLAIN_WORDS.fullmatch(each)
        )

    def _is_plain(self, text: str, word: str) -> bool:
        """Say whether a word in small letters is one of every day that is no often-named package."""
        if not word.isalpha() or not any(is_ordinary(code, word) for code in ("en", self.language)):
            return False
        named = re.finditer(rf"(?<![\w-]){re.escape(word)}[ @]v?\d", text[:COUNTED])
        return sum(1 for _ in named) < _OFTEN_VERSIONED

    def _caught_up(self, grammar: Grammar) -> None:
        """Look at the last sentences that claimed nothing: they may name who "it" is, or who speaks."""
        waiting, self._before = self._before, deque(maxlen=_BEFORE_PRONOUN)
        for sentence, heads in waiting:
            one = Sentence(grammar, sentence, 0, self._plain(grammar, sentence, heads), heads)
            self._follow(one, [])

    def _setting(self) -> Around:
        return Around(self.said, self.ordinary, self.known, self._last)

    def _plain(self, grammar: Grammar, sentence: str, heads: set[str]) -> Skeleton:
        return grammar.recogniser.skeleton(
            sentence, self._setting(), self._counted(grammar, sentence, heads), heads
        )

    def _counted(self, grammar: Grammar, sentence: str, heads: set[str]) -> list[StandIn]:
        """Return groups, sectors, and the document's names without a capital, in order."""
        counted = grammar.recogniser.counted(sentence, heads)
        if self._small is None:
            return counted
        small = [
            StandIn(*match.span(), "name", match[0])
            for match in self._small.finditer(sentence)
            if not any(each.start < match.end() and match.start() < each.end for each in counted)
        ]
        return sorted((*counted, *small), key=lambda each: each.start)

    def _skeleton(
        self,
        grammar: Grammar,
        frames: Frames,
        sentence: str,
        heads: set[str],
        referring: Referring,
    ) -> tuple[Skeleton, Spotted]:
        """Return the sentence's signs and words; a pronoun gets the sign of the name it most likely stands for."""
        recogniser = grammar.recogniser
        counted = self._counted(grammar, sentence, heads)
        plain = recogniser.skeleton(sentence, self._setting(), counted, heads)
        names = plain.among(plain.text, "name")
        spotted = frames.over(plain.text, grammar.openers.places(plain.text))
        self._learn(grammar, spotted, plain, names, heads)
        instead = [
            *self._meant(grammar, sentence, names, referring.definites),
            *self._stood_for(grammar, sentence, plain, heads, referring.pronoun),
        ]
        if not instead:
            return plain, spotted
        every = sorted((*counted, *instead), key=lambda each: (each.start, each.kind))
        meant = recogniser.skeleton(sentence, self._setting(), every, heads)
        return meant, frames.over(meant.text, grammar.openers.places(meant.text))

    def _learn(
        self,
        grammar: Grammar,
        spotted: Spotted,
        plain: Skeleton,
        names: list[Mention],
        heads: set[str],
    ) -> None:
        """Count the names, and what nouns stand beside them."""
        for name in names:
            self.names[name.text] += 1
            if " " in name.text and is_person(name.text):
                self._families.add(name.text.rpartition(" ")[2])
        self._struck_here = struck(spotted, plain) if names else set()
        for hit in self._struck_here:
            self._struck[hit] += 1
        if names:
            self._given |= given(grammar, spotted, plain)
            self._tellers |= tellers(spotted, plain)
        for affair in spotted.all("affair", 0, len(plain.text)):
            self._affairs[affair[0].lower()] += 1
        self._cases |= {each[0].lower() for each in spotted.all("mere case", 0, len(plain.text))}
        known = names and grammar.has_nouns(heads)
        for match in grammar.beside.finditer(plain.text) if known else ():
            noun, sign = match["after_noun"] or match["noun"], match["before"] or match["after"]
            if match["before"] and _is_no_title(grammar, spotted, noun, plain, match.span()):
                continue
            if kind := grammar.kind_of(noun):
                self._call(plain.mentions[sign].text, kind)
        if names:
            self._called_here(grammar, spotted, plain)

    def _called_here(self, grammar: Grammar, spotted: Spotted, plain: Skeleton) -> None:
        """Learn of what kind names are from nouns behind them, christenings and their other names."""
        for told, kind in told_by_nouns(grammar, plain):
            self._call(told, kind, _BY_SENSE)
        called = list(spotted.all("called", 0, len(plain.text)))
        for told in grouped(grammar, plain) if called else ():
            self._call(told, "actor")
        for sign in christened(grammar, plain.text, called):
            self._call(plain.mentions[sign].text, "malware", _CHRISTENED)
        for told, other in also_called(plain):
            if (kind := self.kind(told)) in _BEARING:
                self._call(other, kind)

    def _call(self, name: str, kind: str, weight: float = 1) -> None:
        if kind in _DOERS and name in TELLERS:
            return
        votes = self.kinds.setdefault(plain_name(name), {})
        votes[kind] = votes.get(kind, 0) + weight

    def _stood_for(
        self,
        grammar: Grammar,
        sentence: str,
        plain: Skeleton,
        heads: set[str],
        pronoun: re.Match[str] | None,
    ) -> Iterator[StandIn]:
        """Yield the first pronoun and its name: the first before it, unless that one speaks; else the last subject."""
        if pronoun is None or grammar.expletive.match(sentence, pronoun.start()):
            return
        if grammar.noun_before.search(sentence, max(pronoun.start() - 24, 0), pronoun.start()):
            return  # "a group it calls X"
        names = plain.among(plain.text, "name")
        speaker = Sentence(grammar, sentence, 0, plain, heads).speaker
        before = [
            each.text for each in names if each.start < pronoun.start() and each.text != speaker
        ]
        spoken = speaker if names and names[0].start < pronoun.start() else self._subject
        if meant := before[0] if before else spoken:
            yield StandIn(*pronoun.span(), "name", meant)

    def _meant(
        self,
        grammar: Grammar,
        sentence: str,
        names: list[Mention],
        definites: Iterable[re.Match[str]],
    ) -> Iterator[StandIn]:
        """Yield "the company" and its like with the last name of that kind."""
        for match in definites:
            kind = match.lastgroup or ""
            if kind == "actor" and _GROUP_NOUN.search(match[0]) is None:
                continue
            able = [each for each in names if _may_be_meant(grammar, sentence, each, match.start())]
            inside = [each.text for each in able]
            exact = [name for name in reversed(inside) if self.kind(name) == kind]
            last = [self._subject] if self.kind(self._subject) == kind else []
            if _goes_on(grammar, sentence, match.end(), names):
                continue
            unnamed = [
                each.text
                for each in able
                if each.end < match.start()
                and kind != "malware"
                and not self.kind(each.text)
                and _ANOTHER_CLAUSE.search(sentence, each.end, match.start())
            ]
            if meant := (exact or unnamed or last or self._earlier(kind))[:1]:
                yield StandIn(*match.span(), "name", meant[0])

    def _earlier(self, kind: str) -> list[str]:
        """Return what "the company" may mean that no sentence nearby names: the last, else the document's own."""
        if kind == "organisation":
            return self._alone or [TOPIC]
        return [self._recent[kind]] if kind in self._recent else []

    def kind(self, name: str) -> str:
        """Return of what kind the document says a name is, by the nouns beside it, else by its shape."""
        plain = plain_name(name)
        if shaped := shape_of(plain):
            return shaped
        votes = self.kinds.get(plain, {})
        if len(votes) > 1:
            return min(votes, key=lambda each: (-votes[each], each))
        return next(iter(votes), "person" if plain in self._families else "")

    def _follow(self, one: Sentence, drafts: list[Draft]) -> None:
        """Remember what the next sentence's pronoun may stand for, who speaks, and of when."""
        skeleton = one.skeleton
        names = [
            each
            for each in skeleton.among(skeleton.text, "name")
            if not _is_where(one.grammar, one.text, each)
        ]
        called = {plain_name(each.text) for each in names}
        said = [each.subject.name for each in drafts if each.subject.name in called]
        self._subject = said[-1] if said else (names[0].text if names else self._subject)
        organisations = {
            each.text for each in names if self.kind(each.text) in ("organisation", "")
        }
        hit = organisations & {plain_name(each) for each in self._struck_here}
        alone = organisations if len(organisations) == 1 else hit
        self._alone = sorted(alone) if len(alone) == 1 else []
        for each in names:
            if kind := self.kind(each.text):
                self._recent[kind] = each.text
        for date in skeleton.among(skeleton.text, "date"):
            self._last = date.bounds or self._last
        self._speaker = one.speaker or self._speaker
        self._told[one.speaker] += 1

    def heading(self) -> None:
        """Forget the line that opened a list: a new section begins."""
        self._lists.open = None

    def settled(self, drafts: list[Draft], title: str) -> Iterator[Draft]:
        """Yield the document's claims: the drafts as the whole of it lets them be meant, and what is likely besides."""
        said = {each.relation for each in drafts}
        drafts = [*drafts, *(self._first[each] for each in sorted(self._first.keys() - said))]
        drafts = self._of_this(drafts)
        self._called(drafts)
        topics = self._topics(drafts, title)
        asides = topics.asides | self._mere_seats()
        product, topic = topics.product, topics.chosen()
        if len(self._parts.looks) < _FEW and any(_is_told_of(topic, each) for each in drafts):
            topic = ""  # a line alone calls the incident nothing
        if not topic:
            drafts = [each for each in drafts if not _of_nobody(each)]
        drafts = [
            each for each in drafts if not (self._is_anothers(each) or _is_aside(each, asides))
        ]
        nameless = self._lists.programs or self._nameless(topics, title)
        known = Known(
            kind=self.kind,
            is_everyday=self._is_everyday,
            topic=topic or nameless,
            product=product or topic,
            is_named=bool(topic),
            names=self.names,
            told=self._told,
            struck=self._struck,
            tellers=self._tellers,
            asides=asides,
            said=(self.said.latest or "")[:10],
        )
        claims = list(self._parts.settled(list(self._meant_by(drafts, known)), known))
        claims = first_names(without_nouns(claims, self.names, self._text))
        claims = specific(claims, self.names, self.kind)
        claims = list(once_each(acts.settled(self._parts.looks, claims, known)))
        claims = [_unbroken(each) for each in begun(claims)]
        claims = served_by_makers(claims, self.kind)
        yield from claims
        others = {"organisation", "person", "actor", "malware"}
        products = {plain_name(each) for each in self.names if self.kind(each) not in others}
        made = {who: thing for thing, who in makers_of(claims, self.kind).items()}
        yield from cures(claims, products, made.get(product, product))

    def _of_this(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts without those of earlier incidents, of which nothing else is to be read either."""
        looks = self._parts.looks
        aside = background((each.one for each in looks), self.names, self.said)
        self._parts.looks = [each for each in looks if each.one.offset not in aside]
        return [each for each in drafts if each.offset not in aside]

    def _mere_seats(self) -> frozenset[str]:
        """Return the names that, wherever they stand, only say where another one is at home: they end no claim."""
        return frozenset(
            name
            for name, n in self._seats.items()
            if n >= self.names[name] and self.kind(name) not in _DOERS
        )

    def _nameless(self, topics: Topics, title: str) -> str:
        """Return what an incident is called that no name is sure of.

        That is the document's own word for it ("attack"), else the bad thing, the likeliest name, a mere "case", the headline.
        """
        told = Counter({each: n for each, n in self._affairs.items() if each not in self._cases})
        affair = next((each for each, _ in told.most_common(1)), "")
        case = next((each for each, _ in self._affairs.most_common(1)), "")
        return (
            affair
            or self._parts.bad_thing()
            or topics.likeliest
            or case
            or _headline(title)
            or "the incident"
        )

    def _meant_by(self, drafts: list[Draft], known: Known) -> Iterator[Draft]:
        """Yield the drafts that can be meant, TOPIC and PRODUCT replaced by what the document is about.

        What the whole document says of a name decides what a sentence alone left open:
        whether it is an actor, a malware, an organisation.
        """
        topic, product = known.topic, known.product
        judge = Judge(self.kind, topic, product, drafts, self.products, self._tellers)
        fit = [(draft, fitting) for draft in drafts if (fitting := judge.fitted(draft))]
        itself = 0
        named = {
            (each.offset, each.relation, each.object)
            for _, each in fit
            if "\x00" not in each.subject.name
        }
        makers = makers_of((each for _, each in fit), self.kind)
        for draft, fitting in fit:
            key = (fitting.offset, fitting.relation, fitting.object)
            if key in named and TOPIC in fitting.subject.name and draft.relation in _ONCE:
                continue  # said of who does it by name
            subject = fitting.subject.name.replace(TOPIC, topic).replace(PRODUCT, product).strip()
            thing = fitting.object.name.replace(TOPIC, topic).replace(PRODUCT, product).strip()
            if subject == thing and draft.relation == "alias-of" and TOPIC in fitting.subject.name:
                subject = product  # the incident is called by the very name that it was given
            if subject == thing and draft.relation == "victim":
                itself += 1
                if itself > 1 or len(self._parts.looks) < _FEWEST:
                    continue  # once a document; a few lines seldom tell after whom it is called
            if draft.relation == "compromised-through" and _is_same(subject, thing):
                continue  # nobody is entered by way of itself
            if subject and thing and (subject != thing or draft.relation in _OF_ITSELF):
                speaker = fitting.speaker.replace(TOPIC, topic).replace(PRODUCT, product)
                if draft.relation in _SPOKEN:
                    subject = makers.get(subject, subject)
                speaker = makers.get(speaker, speaker)
                yield replace(_renamed(fitting, subject, thing), speaker=speaker)

    def _is_anothers(self, draft: Draft) -> bool:
        """Say whether who admits something only tells or watches: it is nothing against itself."""
        who = draft.subject.name.removeprefix(CONCERNED).split("\n")[0]
        return draft.relation == "admits" and who in self._tellers

    def _topics(self, drafts: list[Draft], title: str) -> Topics:
        return Topics(
            text=self._text,
            title=title,
            names=self.names,
            products=self.products,
            struck=self._struck,
            told=self._told,
            kind=self.kind,
            is_everyday=self._is_everyday,
            regions=_regions(),
            tellers=self._tellers,
            given=self._given,
            drafts=drafts,
        )

    def _is_everyday(self, name: str) -> bool:
        """Say whether a name is an ordinary word of the document's main language, and no famous name."""
        return name not in FAMOUS and is_ordinary(self.language, name)

    def _called(self, drafts: list[Draft]) -> None:
        """Let the claims say of what kind their names are."""
        for draft in drafts:
            for entity in (draft.subject, draft.object):
                known = TELLING.get(draft.relation, {}).get(entity.kind, 0)
                if known and "\x00" not in entity.name:
                    self._call(entity.name, entity.kind, known)
            told = draft.relation == "employs" and draft.speaker in _ends(draft)
            if draft.speaker and not told:  # "the backdoor X communicates by way of Y" says nothing
                self._call(draft.speaker, "organisation")


def _unbroken(draft: Draft) -> Draft:
    """Return a draft whose words end where the quotation does in which they stand."""
    ends = draft.subject.name, draft.object.name
    subject, thing = map(unbroken, ends)
    if draft.relation in _SPOKEN:
        thing = quoted_alone(thing)
    hedge = unbroken(draft.hedge)
    if (subject, thing, hedge) == (*ends, draft.hedge) or not (subject and thing):
        return draft
    return replace(_renamed(draft, subject, thing), hedge=hedge)


def _ends(draft: Draft) -> tuple[str, str]:
    return draft.subject.name, draft.object.name


def _is_no_title(
    grammar: Grammar, spotted: Spotted, noun: str, plain: Skeleton, span: tuple[int, int]
) -> bool:
    """Say whether the noun behind a name tells not what it is: "X, les pirates ont", "X, a client of Y", "X signed the file"."""
    if grammar.doers.fullmatch(noun):
        return True  # another clause begins
    if any(spotted.first(name, *span) for name in _DONE_TO_THINGS):
        return True
    words = plain.text[span[0] + 1 : span[1] - len(noun)]
    articles = (each for each in words.lower().split() if "the" in grammar.senses.of(each))
    if grammar.kind_of(noun) == "malware" and "," not in words and any(articles):
        return spotted.first("being", *span) is None  # "it was at X that the malware got in"
    frames = spotted.frames
    owned = frames["whose"].match(plain.text, span[1] + 1) is not None
    return owned and frames["client of"].fullmatch(noun) is not None


def _is_same(name: str, other: str) -> bool:
    """Say whether two names are of one thing: "Contoso", "Contoso Software"."""
    return bool(name and other) and is_akin(name.casefold(), other.casefold())


def _of_nobody(draft: Draft) -> bool:
    """Say whether a draft says of the unnamed incident what only somebody named can suffer or do."""
    if draft.relation == "warns" and draft.subject.kind == "campaign":
        return False  # that the data could be sold is a danger whatever the incident is called
    return draft.relation in _OF_SOMEBODY and TOPIC in draft.subject.name


def _is_aside(draft: Draft, asides: frozenset[str]) -> bool:
    """Say whether an end of a draft only says where: in the dateline, or behind who is at home there."""
    return draft.subject.name in asides or draft.object.name in asides


def _is_on_any_device(grammar: Grammar, draft: Draft) -> bool:
    """Say whether a draft says that software was installed on nobody's device in particular: "on most computers"."""
    if draft.relation != "deliver" or draft.object.kind != "device":
        return False
    device = draft.object.name
    if device in grammar.things or any(map(str.isdigit, device)):
        return False  # its kind, known by whose it is
    small = grammar.stopwords | grammar.recogniser.not_names
    return sum(each not in small for each in device.lower().split()) <= 1


def _is_of_incident(draft: Draft) -> bool:
    """Say whether a draft tells of the document's own incident."""
    return TOPIC in draft.subject.name or TOPIC in draft.object.name


def _is_told_of(name: str, draft: Draft) -> bool:
    """Say whether a draft tells of the unnamed incident that it hit, used or belongs to what a name means."""
    if draft.relation == "victim":
        return draft.subject.name == name
    return draft.relation in _HAS_OTHERS and draft.object.name == name


def _is_told_of_home(draft: Draft, homes: frozenset[str]) -> bool:
    """Say whether a tie of two names has for an end where somebody is at home: "the X hospital in Ghent uses Y"."""
    return draft.relation in _OF_NAMES and not homes.isdisjoint(
        (draft.subject.name, draft.object.name)
    )


def _headline(title: str) -> str:
    """Return a title that can name an incident, cut between words: no sentence nor paragraph, which are titles only where a text has none."""
    if title.endswith((".", "!", "?")) or len(title) > 2 * _LONGEST_TITLE:
        return ""
    cut = title[:_LONGEST_TITLE]
    return cut if cut == title else cut.rpartition(" ")[0] or cut


def _is_empty(frames: Frames, draft: Draft) -> bool:
    """Say whether a draft admits that nothing happened, orders nothing, or takes a word of taking for what was taken."""
    if draft.relation == "admits":
        return is_nothing(frames, draft.object.name)
    if draft.relation == "mitigated-by":
        return draft.holds and len(draft.object.name) <= _BARE_ORDER and _is_bare(draft)
    return draft.relation == "collects" and is_taking(frames, draft.object.name)


def _is_bare(draft: Draft) -> bool:
    """Say whether a measure is an order without its thing: "delete it", "rechercher"."""
    words = draft.object.name.split()
    return not any(map(str.isdigit, draft.object.name)) and (
        len(words) == 1 or (len(words) == _PAIR and len(words[1]) <= _PRONOUN)
    )


def _by_day(draft: Draft) -> tuple[str, int]:
    return draft.object.name, draft.offset


def _is_where(grammar: Grammar, sentence: str, name: Mention) -> bool:
    """Say whether a name is where somebody wrote: "in a post on Facebook"."""
    before = sentence[max(name.start - 16, 0) : name.start]
    return name.text in TALKED_ON and grammar.written_on.search(before) is not None


def _may_be_meant(grammar: Grammar, sentence: str, name: Mention, place: int) -> bool:
    """Say whether "the company" at a place may mean a name before it: none that was only quoted, or is where they wrote."""
    if name.start >= place or _is_where(grammar, sentence, name):
        return False
    between = sentence[name.end : place]
    own = sentence[max(name.start - 1, 0) : name.start] in MARKS
    return own or unbroken(between) == between


def _goes_on(grammar: Grammar, sentence: str, end: int, names: list[Mention]) -> bool:
    """Say whether a noun's own name follows it: "la bibliothèque flat-map", "l'opérateur portuaire X", "l'éditeur du logiciel Y"."""
    after = next((each.start for each in names if each.start > end), -1)
    if after < 0:
        return False
    if _QUALIFIED.fullmatch(sentence, end, after) or _OWNED.fullmatch(sentence, end, after):
        return True
    words = sentence[end:after].split()
    return 0 < len(words) <= _ADJECTIVES and all(
        each.islower() and each.endswith(grammar.adjectives) for each in words
    )


def _renamed(draft: Draft, subject: str, thing: str) -> Draft:
    return replace(
        draft,
        subject=Entity(draft.subject.kind, subject),
        object=Entity(draft.object.kind, thing),
    )


def _is_named(text: str, word: str) -> bool:
    """Say whether a word in small letters stands more than once, so that it may be a name."""
    return len(re.findall(rf"(?<![\w./-]){re.escape(word)}(?![\w/-])", text)) > 1


def _is_named_alone(text: str, name: str) -> bool:
    """Say whether a document has a name that no other capitalised word follows."""
    alone = rf"(?<![\w-]){re.escape(name)}(?! ?[A-Z\u00c0-\u00de])(?![\w-])"
    return re.search(alone, text[:COUNTED]) is not None


def small_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for names without a capital, or None where there are none."""
    ordered = sorted(names, key=lambda each: (-len(each), each))[:CANDIDATES]
    either = "|".join(map(re.escape, ordered))
    return re.compile(rf"(?<![\w./@-])(?:{either})(?![\w-]|\.\w)") if either else None


@cache
def _regions() -> frozenset[str]:
    """Return the regions that any language of the house names."""
    return frozenset().union(
        *((*each.cues.words.get("region", ()), *each.cues.demonyms.values()) for each in grammars())
    )


@cache
def _not_names() -> frozenset[str]:
    """Return the words that are no names in any language of the house."""
    return frozenset().union(*(each.recogniser.not_names for each in grammars()))
