"""Sentences to drafts of claims: one matcher, driven by the language files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onionskin.model import (
    RELATIONS,
    Bounds,
    Confidence,
    Entity,
    Window,
)
from onionskin.plugins.contracts import Phrase
from onionskin.read.dates import short
from onionskin.read.grammar import Grammar, Rule
from onionskin.read.releases import releases
from onionskin.read.skeleton import SIGN, Mention, Skeleton
from onionskin.read.wire import Draft
from onionskin.terms import domains

TOPIC = "\x00topic"  # stands for the document's incident until the whole document is read
PRODUCT = "\x00product"
_LETTERS = re.compile(r"[^\W\d_]+")
_TIMED = frozenset(
    {"compromised-through", "compromised-by", "served", "retired", "deliver", "uses"}
)
_WHOLE_CLAUSE = frozenset({"affects", "fixed-in"})
_LONGEST_OBJECT = 240


@dataclass
class Facts:
    """Reads the sentences of one document; remembers what the whole of it is about."""

    said: Bounds
    ordinary: frozenset[str] = frozenset()
    products: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    _lead: tuple[bool, str] | None = None
    _subject: str = ""

    def read(
        self, grammar: Grammar, sentence: str, offset: int, heads: set[str]
    ) -> Iterator[Draft]:
        """Yield the drafts of one sentence that stands at `offset`; subjects may be TOPIC."""
        if grammar.heads.isdisjoint(heads) and self._lead is None:
            return
        if sentence.endswith("?") or grammar.condition.search(sentence):
            self._lead = None
            return
        one = _Sentence(grammar, sentence, offset, self._skeleton(grammar, sentence, heads), heads)
        drafts = list(one.drafts())
        if not drafts and self._lead is not None:
            drafts = list(one.listed(*self._lead))
        self._lead = one.lead() or (self._lead if drafts else None)
        self.products.update(one.products)
        self._follow(one, drafts)
        yield from drafts

    def _skeleton(self, grammar: Grammar, sentence: str, heads: set[str]) -> Skeleton:
        """Return the sentence's signs; a pronoun gets that of the name it most likely stands for."""
        plain = grammar.recogniser.skeleton(sentence, self.said, self.ordinary)
        pronoun = grammar.pronoun.search(sentence)
        names = plain.among(plain.text, "name")
        self.names.update(each.text for each in names)
        if pronoun is None:
            return plain
        speaker = _Sentence(grammar, sentence, 0, plain, heads).speaker()
        before = [
            each.text for each in names if each.start < pronoun.start() and each.text != speaker
        ]
        meant = (
            before[0]
            if before
            else (speaker if names and names[0].start < pronoun.start() else self._subject)
        )
        if not meant:
            return plain
        return grammar.recogniser.skeleton(
            sentence, self.said, self.ordinary, (pronoun.span(), meant)
        )

    def _follow(self, one: _Sentence, drafts: list[Draft]) -> None:
        """Remember what the next sentence's pronoun may stand for."""
        said = [each.subject.name for each in drafts if TOPIC not in each.subject.name]
        names = one.skeleton.among(one.skeleton.text, "name")
        self._subject = said[-1] if said else (names[0].text if names else self._subject)

    def heading(self) -> None:
        """Forget the line that opened a list: a new section begins."""
        self._lead = None

    def settled(self, drafts: list[Draft], title: str) -> Iterator[Draft]:
        """Yield the drafts with TOPIC and PRODUCT replaced by what the document is about."""
        product = min(self.products, key=lambda each: (-self.products[each], each), default="")
        topic = self._topic(drafts, title, product)
        product = product or topic
        topic = topic or title[:80] or "the incident"
        things = {
            each.name
            for draft in drafts
            for each in (draft.subject, draft.object)
            if each.kind in ("product", "release", "organisation")
        }
        for draft in drafts:
            subject, thing = draft.subject.name, draft.object.name
            if draft.relation == "attributed-to" and thing in {*things, topic}:
                continue  # a product or a victim of this document is not its actor
            subject = subject.replace(TOPIC, topic).replace(PRODUCT, product)
            thing = thing.replace(PRODUCT, product).strip()
            if subject.strip() and thing:
                yield _renamed(draft, subject.strip(), thing)

    def _topic(self, drafts: list[Draft], title: str, product: str) -> str:
        """Return whose incident the document tells: the affected product's maker, or the product.

        Where no product is affected: who is most often said to be compromised, else the
        name that occurs most often and neither speaks nor attacks.
        """
        hit = Counter(
            each.subject.name
            for each in drafts
            if each.relation in ("compromised-through", "compromised-by") and each.holds
        )
        weight = Counter(
            {name: 3 * count + self.names[name] for name, count in hit.items() if TOPIC not in name}
        )
        makers = [name for name in weight if name in product.split()]
        if product and not makers:
            return product
        others = {each.speaker for each in drafts}
        others |= {each.object.name for each in drafts if each.relation == "attributed-to"}
        weight = weight or Counter({name: self.names[name] for name in set(self.names) - others})
        for name in weight:
            weight[name] += 2 * (name in title)
        ranked = makers or sorted(weight, key=lambda each: (-weight[each], -self.names[each], each))
        return ranked[0] if ranked else ""


def _renamed(draft: Draft, subject: str, thing: str) -> Draft:
    from msgspec.structs import replace

    return replace(
        draft,
        subject=Entity(draft.subject.kind, subject),
        object=Entity(draft.object.kind, thing),
    )


@dataclass
class _Sentence:
    """One sentence being matched."""

    grammar: Grammar
    text: str
    offset: int
    skeleton: Skeleton
    heads: set[str]
    products: list[str] = field(default_factory=list)

    def drafts(self) -> Iterator[Draft]:
        seen: list[tuple[str, str, str, bool]] = []
        for rule in self.grammar.opened(self.heads):
            if rule.phrase is None:
                continue
            for draft in self._matched(rule, rule.phrase):
                key = (
                    draft.relation,
                    draft.subject.name,
                    draft.object.name,
                    draft.holds,
                )
                if not any(
                    key[0] == old[0] and key[1] == old[1] and key[2] in old[2] for old in seen
                ):
                    seen.append(key)
                    yield draft

    def _matched(self, rule: Rule, phrase: Phrase) -> Iterator[Draft]:
        if (
            phrase.relation in _WHOLE_CLAUSE
            and "<object>" not in phrase.pattern
            and "P<object>" not in phrase.pattern
        ):
            yield from self._clauses(rule, phrase)
            return
        for text, shift in self._views(phrase):
            for match in rule.pattern.finditer(text):
                for subject in self._entities(match, phrase, "subject", shift):
                    for thing in self._entities(match, phrase, "object", shift):
                        if thing.name and subject.name != thing.name:
                            span = (match.start() + shift, match.end() + shift)
                            yield self._draft(phrase, match, subject, thing, span)

    def _views(self, phrase: Phrase) -> Iterator[tuple[str, int]]:
        """Yield (text, shift): the sentence, and each further predicate put behind the first name.

        "X was retired in 2020 and was still served" says the second thing of X, too.
        """
        whole = self.skeleton.text
        yield whole, 0
        found = SIGN.search(whole)
        if found is None or not phrase.pattern.startswith(("<subject>", "<object>")):
            return
        if self.skeleton.mentions[found[0]].kind == "name":
            for split in self.grammar.joint.finditer(whole, found.end()):
                yield f"{found[0]} {whole[split.end() :]}", split.end() - 2

    # -- product, version, platform

    def _clauses(self, rule: Rule, phrase: Phrase) -> Iterator[Draft]:
        """Read each clause of the sentence by itself: each has a polarity of its own."""
        reached = False
        whole = self.skeleton.text
        joined = self.grammar.negation_free.search(whole) is not None  # "not only X but also Y"
        for clause in [whole] if joined else self.grammar.but.split(whole):
            match = rule.pattern.search(clause)
            denied = self._denied(clause)
            if match is None and not (reached and denied):
                continue
            reached = True
            holds = phrase.holds != denied if match else False
            yield from self._affected(phrase.relation, phrase.subject, clause, holds=holds)

    def _affected(
        self, relation: str, subject: str, clause: str, *, holds: bool
    ) -> Iterator[Draft]:
        names = [each.text for each in self.skeleton.among(clause, "name")]
        for name in releases(self.skeleton, clause, PRODUCT):
            bare = name.partition(" (")[0]
            if not bare.startswith(PRODUCT):
                self.products += [each for each in names if bare.startswith(each)]
            who = Entity(subject, PRODUCT if subject == "product" else TOPIC)
            yield self._basic(relation, who, Entity("release", name), holds=holds)

    def lead(self) -> tuple[bool, str] | None:
        """Return (holds, relation) if this line opens a list: "Affected versions:"."""
        if not self.text.rstrip(" *_").endswith(":") or self._has_release():
            return None
        for rule in self.grammar.opened(self.heads):
            phrase = rule.phrase
            if (
                phrase
                and phrase.relation in _WHOLE_CLAUSE
                and rule.pattern.search(self.skeleton.text)
            ):
                return phrase.holds != self._denied(self.skeleton.text), phrase.relation
        return None

    def listed(self, holds: bool, relation: str) -> Iterator[Draft]:  # noqa: FBT001 - a polarity, as in Claim
        """Yield the releases of a line in a list whose first line said what they are."""
        subject = "product" if relation == "fixed-in" else "campaign"
        yield from self._affected(relation, subject, self.skeleton.text, holds=holds)

    def _has_release(self) -> bool:
        return any(each.kind in ("version", "platform") for each in self.skeleton.mentions.values())

    # -- entities

    def _entities(
        self, match: re.Match[str], phrase: Phrase, slot: str, shift: int
    ) -> Iterator[Entity]:
        """Yield what fills a slot: mentions, free text, the sentence's date, or the incident."""
        kind = phrase.subject if slot == "subject" else phrase.object
        if slot not in match.re.groupindex:
            yield from (self._dates(match) if slot == "object" else iter((Entity(kind, TOPIC),)))
            return
        if match[slot] is None:
            return
        if f"<{slot}>" not in phrase.pattern.replace(f"P<{slot}>", ""):
            start, end = match.span(slot)
            but = self.grammar.but.search(match.string, start, end)
            yield Entity(kind, self._free(start, but.start() if but else end, shift))
            return
        for each in self._mentions(match[slot]):
            if kind != "website" or "." in each.text:
                yield Entity(self._kind(each, kind), _plain(each.text))

    def _dates(self, match: re.Match[str]) -> Iterator[Entity]:
        if "date" in match.re.groupindex and match["date"]:
            bounds = self.skeleton.mentions[match["date"][0]].bounds
            if bounds is not None:
                yield Entity("date", short(bounds))

    def _free(self, start: int, end: int, shift: int) -> str:
        """Return the words of a part of the skeleton as they are written."""
        written = self.text[self.skeleton.at(start + shift) : self.skeleton.at(end + shift)]
        return " ".join(written.split()).strip(" .,;:*_-")[:_LONGEST_OBJECT]

    def _mentions(self, text: str) -> list[Mention]:
        return [self.skeleton.mentions[sign] for sign in SIGN.findall(text)]

    def _kind(self, mention: Mention, kind: str) -> str:
        if kind == "actor" and mention.text in self.grammar.cues.words.get("region", ()):
            return "region"
        plain = _plain(mention.text)
        ending = plain.rpartition(".")[2].lower()
        if (
            "." in plain
            and " " not in plain
            and domains.ending_exists(ending)
            and kind == "organisation"
        ):
            return "website"
        return kind

    # -- the claim's other parts

    def _draft(  # the match, what fills its slots, and its span in the whole sentence
        self,
        phrase: Phrase,
        match: re.Match[str],
        subject: Entity,
        thing: Entity,
        span: tuple[int, int],
    ) -> Draft:
        holds = phrase.relation == "unknown" or phrase.holds != self._denied(match[0])
        if thing.kind == "device":
            thing = Entity("device", self._device(thing.name))
        speaker = self._slot(match, "speaker")
        window = self._window(phrase.relation, match, span)
        return self._basic(
            phrase.relation, subject, thing, holds=holds, speaker=speaker, valid=window
        )

    def _basic(
        self,
        relation: str,
        subject: Entity,
        thing: Entity,
        *,
        holds: bool,
        speaker: str = "",
        valid: Window | None = None,
    ) -> Draft:
        subject = _permitted(subject, RELATIONS[relation].subjects)
        thing = _permitted(thing, RELATIONS[relation].objects)
        hedge = self._hedge() if relation not in ("unknown", "mitigated-by") else ""
        return Draft(
            subject=subject,
            relation=relation,
            object=thing,
            offset=self.offset,
            length=len(self.text),
            speaker=speaker or self.speaker(),
            valid=valid or Window(),
            confidence=self.grammar.confidence(hedge) if hedge else Confidence.UNSTATED,
            hedge=hedge,
            holds=holds,
        )

    def _denied(self, text: str) -> bool:
        free = self.grammar.negation_free.sub(" ", text)
        return self.grammar.negation.search(free) is not None

    def _hedge(self) -> str:
        """Return the sentence's longest hedge, as written."""
        found = [match.span() for match in self.grammar.hedge.finditer(self.skeleton.text)]
        if not found:
            return ""
        start, end = max(found, key=lambda span: (span[1] - span[0], -span[0]))
        return self.text[self.skeleton.at(start) : self.skeleton.at(end)]

    def _slot(self, match: re.Match[str], slot: str) -> str:
        if slot not in match.re.groupindex or not match[slot]:
            return ""
        return ", ".join(each.text for each in self._mentions(match[slot]))

    def speaker(self) -> str:
        """Return whom the sentence says it comes from, or an empty string."""
        for rule in self.grammar.copies:
            if rule.opens(self.heads) and (match := rule.pattern.search(self.skeleton.text)):
                return self._slot(match, "speaker")
        return ""

    def _device(self, name: str) -> str:
        for thing, pattern in sorted(self.grammar.things.items()):
            if pattern.search(name):
                return thing
        return name

    def _window(self, relation: str, match: re.Match[str], span: tuple[int, int]) -> Window:
        """Return when it was so, by the dates of the same predicate."""
        if relation not in _TIMED:
            return Window()
        whole = self.skeleton.text
        joints = [each.span() for each in self.grammar.joint.finditer(whole)]
        start = max((end for _, end in joints if end <= max(span[0], 0) + 2), default=0)
        stop = min((begin for begin, _ in joints if begin >= span[1]), default=len(whole))
        dates = self.skeleton.among(whole[start:stop], "date")
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
            re.search(r"(?:\b(?:and|to|et|au?|y|al?)|[-\u2013])\s+\Z", before, re.IGNORECASE)
        )


def _permitted(entity: Entity, kinds: frozenset[str]) -> Entity:
    """Return an entity with a kind that the relation takes, `campaign` or `product` before others."""
    if entity.kind in kinds:
        return entity
    for kind in ("campaign", "product", "organisation", "release"):
        if kind in kinds:
            return Entity(kind, entity.name)
    return entity


def _plain(name: str) -> str:
    return " ".join(name.replace("[.]", ".").split())


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence, in lower case."""
    return _LETTERS.findall(sentence.lower())


__all__ = ["Facts", "words_of"]
