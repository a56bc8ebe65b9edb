"""What speaks for the part that a candidate plays: the words near it, what it is, what else was read of it.

The same in every language, since words are seen by their senses only. After the features of semantic role
labelling (D. Gildea, D. Jurafsky, "Automatic Labeling of Semantic Roles", 2002), without a parser: order and distance
stand for syntax.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain

from onionskin.read.parts.look import Candidate, Look, Seen
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import (
    FAMOUS,
    HOSTS,
    MAYBE,
    PRODUCT,
    SYSTEM,
    TELLERS,
    TOPIC,
    is_akin,
    shape_of,
)

_CALLS = frozenset(
    {
        "harm", "affair", "victim", "aim", "take", "enter", "means", "insert", "spread", "make", "use", "customer",
        "begin", "find", "say", "admit", "blame", "fix", "advise",
    }
)  # fmt: skip
_DENIED_NEAR = 40  # characters
_FREE = frozenset({"statement", "question", "measure"})
_LONG_ENOUGH = 3  # letters of a name that is looked for in others
_STEP = (
    0,
    0,
    1,
    1,
    2,
    2,
    2,
    2,
    *[3] * 7,
)  # a number of words to how far that is: up to 1, 3, 7, 14
_STEPS = len(_STEP)
_KEPT = 1 << 13  # words and names that are remembered
_NEVER = 1 << 30  # words to one that is not there
_NOTHING: Seen = ("-",)  # stands beyond the ends of a sentence
_PLACED = ("opens", "in brackets", "asked", "denied before", "denied behind", "list:later")
_CAMEL = re.compile(r"[a-z][A-Z]")
_SIGNS = ((".", "dot"), ("-", "dash"), ("/", "slash"), ("@", "slash"))


@dataclass(frozen=True)
class Known:
    """What the whole document says of its names. `claimed` maps a name to (relation, end) of claims elsewhere.

    `topic` is what the incident is called; where that is a name, `is_named` says so. `tellers` only tell of incidents, `asides` stand in the dateline alone, `said` is the day of the text.
    """

    kind: Callable[[str], str]
    is_everyday: Callable[[str], bool]
    topic: str
    product: str
    is_named: bool
    names: Counter[str]
    told: Counter[str]
    struck: Counter[str]
    tellers: AbstractSet[str] = frozenset()
    asides: AbstractSet[str] = frozenset()
    said: str = ""
    claimed: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _of_names: dict[str, Seen] = field(default_factory=dict)
    _claims: dict[str, Seen] = field(default_factory=dict)

    @cached_property
    def names_malware(self) -> bool:
        """Whether the document names a malware other than what its incident is called: "the backdoor" is that one."""
        topic = self.topic.casefold()
        return any(
            self.kind(plain_name(each)) == "malware" and not is_akin(each.casefold(), topic)
            for each in self.names
        )

    def meant(self, name: str) -> str:
        """Return a name on one line, what stands for the incident or the product by its name."""
        name = plain_name(name).removeprefix(MAYBE)
        return name.replace(TOPIC, self.topic).replace(PRODUCT, self.product)

    def claims_of(self, name: str) -> Seen:
        """Return what is claimed of a name."""
        found = self._claims.get(name)
        if found is None:
            told = sorted(self.claimed.get(name, ()))
            found = tuple(f"claimed:{relation} {end}" for relation, end in told)
            self._claims[name] = found
        return found

    def forget_claims(self) -> None:
        """Let the claims be looked at anew: there are more of them."""
        self._claims.clear()

    def of_name(self, name: str) -> tuple[str, ...]:
        """Return what a name is, by the document and by its shape."""
        if name not in self._of_names:
            self._of_names[name] = tuple(_named(name, self))
        return self._of_names[name]


def features(look: Look, one: Candidate, known: Known) -> list[str]:
    """Return a candidate's features, each a short name, each once."""
    return [*chain.from_iterable(seen_of(look, one, known))]


def seen_of(look: Look, one: Candidate, known: Known) -> list[Seen]:
    """Return the same in runs that are met again and again, so that what a run adds to the sums is added up once."""
    found = [_tagged("kind", (one.kind,)), *_beside(look, one), _placed(look, one)]
    if one.mention is not None:
        found.append(tuple(_mentioned(look, one)))
    if one.kind == "name":
        found.append(known.of_name(one.text))
    if read := tuple(dict.fromkeys(_read(look, one, known))):
        found.append(read)
    _words(look, one, found)
    return found


@cache
def _near(sense: str) -> list[Seen]:
    """Return the features of a sense by where it stands: side, step, whether a mark, and a sign, is between."""
    return [
        tuple(
            f"l:{sense}{side}{tail}"
            for tail, holds in ((step, True), ("clear", not mark), ("next", not sign))
            if holds
        )
        for side in "<>"
        for step in range(5)
        for mark in (False, True)
        for sign in (False, True)
    ]


def _words(look: Look, one: Candidate, found: list[Seen]) -> None:
    """Add the senses in the sentence: how far the nearest of each stands, on which side, what is between."""
    first, last = one.first, one.last
    marks, signs = look.marks_before, look.signs_before
    marks_first, signs_first = marks[first], signs[first]
    marks_last, signs_last = marks[last + 1], signs[last + 1]
    before: list[tuple[int, str]] = []
    behind: list[tuple[int, str]] = []
    for sense, places in look.places.items():
        at = bisect_left(places, first)
        if at:
            place = places[at - 1] + 1
            words = first - place
            step = _STEP[words] if words < _STEPS else 4
            mark, sign = marks[place] != marks_first, signs[place] != signs_first
            found.append(_near(sense)[4 * step + 2 * mark + sign])
            if sense in _CALLS:
                before.append((words, sense))
        if at < len(places) and places[at] <= last:
            found.append(_tagged("in", (sense,)))
            at = bisect_right(places, last, at)
        if at < len(places):
            place = places[at]
            words = place - last - 1
            step = _STEP[words] if words < _STEPS else 4
            mark, sign = marks[place] != marks_last, signs[place] != signs_last
            found.append(_near(sense)[20 + 4 * step + 2 * mark + sign])
            if sense in _CALLS:
                behind.append((words, sense))
    if before or behind:
        found += _calls(before, behind)


def _calls(before: list[tuple[int, str]], behind: list[tuple[int, str]]) -> Iterator[Seen]:
    """Yield which words that tell of an act stand nearest, on each side and at all."""
    left, right = (min(listed)[0] if listed else _NEVER for listed in (before, behind))
    for side, listed, least in (("<", before, left), (">", behind, right)):
        if listed:
            senses = tuple([sense for words, sense in listed if words == least])
            yield _called(side, senses, least == min(left, right))


@cache
def _called(side: str, senses: Seen, nearest: bool) -> Seen:  # noqa: FBT001 - a key of what is kept
    sides = tuple(f"side{side}{sense}" for sense in senses)
    return (*sides, *(f"near{sense}{side}" for sense in senses)) if nearest else sides


@cache
def _tagged(tag: str, seen: Seen) -> Seen:
    return tuple(f"{tag}:{each}" for each in seen)


def _beside(look: Look, one: Candidate) -> Iterator[Seen]:
    """Yield what the two words before and the two behind are."""
    first, last, plain = one.first, one.last, look.plain
    whole = len(plain)
    yield _tagged("b1", plain[first - 1] if first > 0 else _NOTHING)
    yield _tagged("b2", plain[first - 2] if first > 1 else _NOTHING)
    yield _tagged("a1", plain[last + 1] if last + 1 < whole else _NOTHING)
    yield _tagged("a2", plain[last + 2] if last + 2 < whole else _NOTHING)


def _placed(look: Look, one: Candidate) -> Seen:
    """Return where in the sentence it stands, and as what of a list."""
    start, text = one.start, look.text
    inside = look.has_brackets and text.count("(", 0, start) > text.count(")", 0, start)
    asked = any(begin <= start < stop for begin, stop in look.one.asked)
    before = behind = False
    if denials := look.denials:
        before = any(0 <= start - at < _DENIED_NEAR for at in denials)
        behind = any(0 <= at - start < _DENIED_NEAR for at in denials)
    listed, later = 0, False
    if one.mention is not None:
        sign = look.words[one.first][2]
        run = look.runs.get(sign, [""])
        listed, later = min(len(run), 3), len(run) > 1 and run[0] != sign
    signs = min(look.signs_before[one.first], 3)
    return _standing(signs, listed, (one.first <= 1, inside, asked, before, behind, later))


@cache
def _standing(signs: int, listed: int, holds: tuple[bool, ...]) -> Seen:
    """Return the features of a place: how many signs stand before it, in how long a list, and which of `_PLACED` hold."""
    found = [
        f"signs before:{signs}",
        *(tag for tag, told in zip(_PLACED, holds, strict=True) if told),
    ]
    return (*found, f"list:{listed}") if listed else (*found,)


def _mentioned(look: Look, one: Candidate) -> Iterator[str]:
    mention, frames = one.mention, look.one.grammar.frames
    assert mention is not None
    if speaker := look.one.speaker:
        yield "somebody speaks"
        if speaker in mention.text or mention.text in speaker:
            yield "speaks"
    if mention.kind == "region":
        if look.one.text[mention.start : mention.end] != mention.text:
            yield "adjective"
        if look.one.is_place(mention):
            yield "place"
    if mention.kind == "group":
        if frames["not harmed"].search(mention.text):
            yield "counted:not harmed"
        if frames["customers"].search(look.one.text, max(mention.start - 32, 0), mention.start):
            yield "counted:customers"
        yield f"counted:{'digits' if any(each.isdigit() for each in mention.text) else 'words'}"


def _named(name: str, known: Known) -> Iterator[str]:
    """Yield what a name is, by the document and by its shape."""
    yield f"is:{known.kind(name) or '-'}"
    if shape := shape_of(name):
        yield f"shape:{shape}"
    yield from _of_topic(name, known)
    yield from _written(name)
    if " " not in name and known.is_everyday(name):
        yield "everyday"
    count = known.names[name]
    yield f"count:{count if count <= 1 else '2' if count <= _LONG_ENOUGH else '4'}"
    if known.told[name]:
        yield "told"
    if known.struck[name]:
        yield "struck"


@lru_cache(maxsize=_KEPT)
def _written(name: str) -> tuple[str, ...]:
    """Return what a name is by itself: on which lists, how it is written."""
    lists = ((HOSTS, "host"), (TELLERS, "teller"), (FAMOUS, "famous"))
    tests = (
        ("system", SYSTEM.match(name)),
        ("words", " " in name),
        ("acronym", name.isupper() and len(name) <= _LONG_ENOUGH + 1),
        ("lower", name.islower()),
        ("digit", any(each.isdigit() for each in name)),
        ("camel", _CAMEL.search(name)),
    )
    return (
        *(tag for listed, tag in lists if name in listed),
        *(tag for tag, holds in tests if holds),
        *sorted({tag for sign, tag in _SIGNS if sign in name}),
    )


def _of_topic(name: str, known: Known) -> Iterator[str]:
    if name == known.product:
        yield "product"
    low, topic = name.casefold(), known.topic.casefold()
    if not topic:
        return
    if low == topic:
        yield "topic"
    elif is_akin(topic, low):
        yield "of topic"
    elif low.split()[0] == topic.split()[0]:
        yield "topic's family"


def _read(look: Look, one: Candidate, known: Known) -> Iterator[str]:
    """Yield the claims about it in its sentence, those about its neighbours in a list, those elsewhere."""
    yield from known.claims_of(one.text)
    if not look.drafts:
        return
    mates = set(one.mates)
    if one.mention is not None:
        sign = look.words[one.first][2]
        run = look.runs.get(sign, [])
        mates = {plain_name(look.one.skeleton.mentions[each].text) for each in run if each != sign}
    for draft in look.drafts:
        for end, entity in (("s", draft.subject), ("o", draft.object)):
            name = entity.name.removeprefix(MAYBE)
            if "\x00" in name:
                continue
            if _same(one, name, entity.kind):
                yield f"read:{draft.relation} {end}{'' if draft.holds else ' not'}"
            if name in mates:
                yield f"mate:{draft.relation} {end}"


def _same(one: Candidate, name: str, kind: str) -> bool:
    if name == one.text or (one.mention is not None and name == one.mention.text):
        return True
    return (
        kind not in _FREE
        and (one.mention is None or len(one.text) > _LONG_ENOUGH)
        and one.text in name
    )
