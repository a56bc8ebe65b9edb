"""Which part each mention plays, weighed: the lane behind patterns and scenes.

Patterns and scenes say what a clause states by rules; a mention that no rule reaches is missed, and one that a rule takes
for what it is not is wrong. Here every candidate of a sentence (names, counted groups, dates, plain nouns) is weighed for
each part that it may play (victim, affected, doer, way in ...), with what the rules said as some of the features. Who is likely
enough becomes a claim, a rule's claim whose mention is unlikely is dropped. ADR 13.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onionskin.read.parts.claims import (
    ADD,
    CLAIMS,
    KEEP,
    Weighed,
    claim,
    is_bystander,
    is_day_of_telling,
    is_long_past,
    least_of,
    reasoned,
)
from onionskin.read.parts.features import Known, seen_of
from onionskin.read.parts.lists import mates
from onionskin.read.parts.look import NO_PRINTS, Look, Prints, noun_of
from onionskin.read.parts.pairs import by_sentence, further, is_borne_out, likely
from onionskin.read.parts.weights import Runs, weights
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.wire import Draft
from onionskin.read.words.dates import short

SENTENCES = 4096  # of one document that are weighed; what comes behind is left to the rules
_DAYS = frozenset({"began", "discovered"})
_NO_DATA = frozenset({"np-malware", "np-product", "np-organisation", "np-technique"})
_NO_LOOT = frozenset({"date", "region", "sector", "version"}) | _NO_DATA
_THINGS = frozenset({"product", "malware"})
_OFTEN = 3  # times that a noun stands that an incident without a name is called by
_FEWEST = 4  # sentences that may claim something: the weights were fitted on whole texts, not on single lines


@dataclass
class Parts:
    """The sentences of one document that may claim something, until all of it is known."""

    looks: list[Look] = field(default_factory=list)

    def saw(
        self,
        one: Sentence,
        drafts: Iterable[Draft],
        prints: Prints = NO_PRINTS,
        below: str = "",
    ) -> None:
        """Keep a sentence, what the rules read of it, its fingerprints, and the relation of the list that it stands in."""
        if len(self.looks) < SENTENCES:
            self.looks.append(Look(one, tuple(drafts), prints, below))

    def settled(self, drafts: list[Draft], known: Known) -> Iterator[Draft]:
        """Yield the document's claims: those of the rules that are likely, and what else is likely enough."""
        if len(self.looks) < _FEWEST:
            yield from drafts
            if any(each.relation == "collects" for each in drafts):
                yield from mates(drafts, self.weighed(known), known)
            return
        self.learn(drafts, known)
        weighed = self.weighed(known)
        pairs = likely(weighed.values(), known)
        borne = by_sentence(pairs)
        kept = [
            each
            for each in drafts
            if (is_borne_out(each, borne, known.names) or self._is_by_third_party(each, known))
            and not _is_unlikely(each, weighed, known)
        ]
        kept += _further(kept, weighed, known)
        kept += mates(kept, weighed, known)
        yield from kept
        yield from further(kept, pairs, known)

    @cached_property
    def _grammars(self) -> dict[int, Grammar]:
        """The language of each sentence, by its offset."""
        return {each.one.offset: each.one.grammar for each in self.looks}

    def _is_by_third_party(self, draft: Draft, known: Known) -> bool:
        """Say whether a rule read of a supplier without a name: pairs were fitted before there were such ends, and bear out none."""
        ends = {"compromised-through": draft.object, "supplies": draft.subject}
        end, grammar = ends.get(draft.relation), self._grammars.get(draft.offset)
        if end is None or grammar is None or end.name in known.names:
            return False
        return grammar.frames["third party"].search(end.name) is not None

    def bad_thing(self) -> str:
        """Return the noun for software or malware that the sentences use most, which is a program or called bad: "malicious extensions"."""
        told, bad = Counter[str](), set[str]()
        for look in self.looks:
            for at, meant in enumerate(look.meant):
                if meant and noun_of(meant) in _THINGS:
                    word = look.spelled[at]
                    told[word] += 1
                    beside = look.meant[max(at - 1, 0) : at + 2]
                    if look.one.grammar.kind_of(word) or any("bad" in each for each in beside):
                        bad.add(word)
        often = ((count, word) for word, count in told.items() if word in bad and count >= _OFTEN)
        return max(often, default=(0, ""))[1]

    def learn(self, drafts: Iterable[Draft], known: Known) -> None:
        """Note what the rules claim of each name."""
        for draft in drafts:
            known.claimed[draft.subject.name].add((draft.relation, "s"))
            known.claimed[draft.object.name].add((draft.relation, "o"))
        known.forget_claims()

    def weighed(self, known: Known) -> dict[int, list[Weighed]]:
        """Return the candidates of each sentence, by the sentence's offset, with the chances of their parts."""
        found: dict[int, list[Weighed]] = defaultdict(list)
        fitted = weights()
        for look in self.looks:
            for one in look.candidates():
                seen = Runs(seen_of(look, one, known))
                chances = fitted.chances_of(one.kind, seen.runs)
                found[look.one.offset].append(Weighed(look, one, seen, chances))
        return found


def _is_unlikely(draft: Draft, weighed: dict[int, list[Weighed]], known: Known) -> bool:
    """Say whether what a rule takes for an end of a claim hardly plays that part."""
    if draft.relation == "collects" and _names_nothing(draft, weighed):
        return True
    if draft.relation in _DAYS and _is_of_telling(draft, weighed, known):
        return True
    found = weighed.get(draft.offset)
    if draft.relation == "began" and found:
        look = found[0].look
        if is_long_past(draft.object.name, look, known):
            return True
    for part, (relation, end) in CLAIMS.items():
        if draft.relation != relation:
            continue
        entity = draft.subject if end == "s" else draft.object
        about = [
            each
            for each in weighed.get(draft.offset, ())
            if part in each.chances
            and each.one.text
            and each.one.text in entity.name
            and not (part == "doer" and _is_only_house(each.one.text, entity.name))
        ]
        if about and max(each.chances[part] for each in about) < KEEP.get(part, 0.0):
            return True
        if part == "victim" and any(
            each.one.text == entity.name and is_bystander(each) for each in about
        ):
            return True
    return False


def _is_only_house(name: str, whole: str) -> bool:
    """Say whether a name is only that of whose people a phrase means: of "an employee of X", X did nothing."""
    return name != whole and whole.endswith(f" {name}")


def _names_nothing(draft: Draft, weighed: dict[int, list[Weighed]]) -> bool:
    """Say whether what a rule takes for data holds no noun for any, nor a name: "believes", "the company said".

    Nor is it kept where it is a part of what is likely by itself: "the data" of "the data of the staff".
    """
    found, what = weighed.get(draft.offset, ()), draft.object.name
    if not found:
        return False
    if any(
        each.one.text and each.one.kind not in _NO_LOOT and each.one.text in what for each in found
    ):
        return False
    whole = [each for each in found if what in each.one.text and each.chances.get("data")]
    if any(each.chances["data"] >= ADD["data"] for each in whole):
        return True
    if not whole and any(each.one.kind in _NO_DATA and each.one.text in what for each in found):
        return True  # "pushes malware", "a plugin for the browser"
    frames = found[0].look.one.grammar.frames
    return frames["data"].search(what) is None


def _is_of_telling(draft: Draft, weighed: dict[int, list[Weighed]], known: Known) -> bool:
    """Say whether the day of a claim is one on which somebody told of it."""
    dates = [each for each in weighed.get(draft.offset, ()) if each.one.kind == "date"]
    named = [
        each
        for each in dates
        if each.one.mention
        and each.one.mention.bounds
        and short(each.one.mention.bounds) == draft.object.name
    ]
    return bool(named) and all(is_day_of_telling(each, known) for each in named)


def _further(kept: list[Draft], weighed: dict[int, list[Weighed]], known: Known) -> Iterator[Draft]:
    """Yield claims that no rule made, the likeliest first, each thing once a document."""
    said: dict[str, list[str]] = defaultdict(list)
    for draft in kept:
        said[draft.relation].append(_told(draft))
    likely = [
        (each.chances[part], part, each)
        for listed in weighed.values()
        for each in listed
        for part, least in least_of(each.one.kind)
        if each.chances[part] >= least and not _is_named_item(each)
    ]
    likely.sort(key=lambda each: (-each[0], each[2].look.one.offset, each[2].one.start, each[1]))
    for _, part, each in likely:
        found = claim(part, each, known)
        if found is None:
            continue
        name = _told(found)
        says_again = _by_words if found.relation == "collects" else _by_letters
        if not any(says_again(name, old) for old in said[found.relation]):
            said[found.relation].append(name)
            yield reasoned(found, part, each)


def _is_named_item(each: Weighed) -> bool:
    """Say whether an item of a list has a name in it, so that its list alone can tell that it is data."""
    return each.one.kind == "np-item" and each.look.named(each.one) is not None


def _by_letters(name: str, old: str) -> bool:
    """Say whether one of two names holds the other."""
    return name in old or old in name


def _by_words(name: str, old: str) -> bool:
    """Say whether a name tells no more than an older one: "pr\u00e9noms" tells more than "noms", as "other names" does not.

    What is said of one word alone ("data") stands in no way of what says which.
    """
    if f" {name} " in f" {old} ":
        return True
    return " " in old and f" {old} " in f" {name} "


def _told(draft: Draft) -> str:
    """Return what a claim tells of the incident: by that, two say the same."""
    return (draft.subject if draft.relation == "victim" else draft.object).name.casefold()
