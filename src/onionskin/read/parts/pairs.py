"""Who supplies what, and who was entered by whom or by way of what: pairs of candidates, weighed.

A claim of two named ends needs both. Each pair of likely candidates of a sentence is weighed for the relation that they
may stand in: by the parts that each likely plays, what each is, and what stands between and around them. Where the first end
does not stand in the sentence ("the company", "its customers"), it may be one of the document's leading names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

import msgspec
from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.lazily import lazy
from onionskin.read.parts.claims import HARMED, Weighed, claimed, is_denied
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import MARKS, Candidate, Look
from onionskin.read.parts.weights import Run, Runs, pair_weights
from onionskin.read.wire import Draft


class Pairing(msgspec.Struct, frozen=True):
    """The parts that a relation's two ends play, the chance from which a pair becomes a claim, and that below which a rule's claim is dropped.

    Chosen by cross-validation (fit_parts.py). With `trusts_names` a rule's claim whose other end has a name is kept.
    """

    subject: str
    object: str
    add: float
    keep: float = 0.0
    trusts_names: bool = False


PAIRINGS = {
    "supplies": Pairing("maker", "made", 0.45, 0.25),
    "compromised-through": Pairing("entered", "way", 0.35, 0.2, trusts_names=True),
    "compromised-by": Pairing("entered", "intruder", 0.4),
}
# A sentence says one way in, and one intruder, of each: "an installer of X" are not two.
_ONE_WAY = frozenset({"compromised-through", "compromised-by"})
LEAST = 0.1  # chance of its part from which a candidate is an end at all
_LEADING = 0.3  # chance from which a name leads its document in a part
_LEADS = ("maker", "made", "entered")
_STEPS = (0.03, 0.06, 0.1, 0.15, 0.25, 0.4, 0.6, 0.8)
_GAPS = (1, 2, 3, 4, 7, 12, 20)  # words between
_AROUND, _AROUND_ALONE = (
    3,
    4,
)  # words beside the outer ends, and before an end whose other one is absent
_MOST = 400  # pairs of one sentence and relation that are weighed: a list of names beside another
MOST = 1 << 14  # pairs of one document that are weighed; what comes behind is left to the rules
_REASONS = 3


class End(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One side of a pair: a weighed candidate, or a name that leads the document.

    `seen` is what is seen of it alone, `mates` which words are the items of its list (without one it alone).
    """

    text: str
    kind: str
    seen: tuple[str, ...]
    weighed: Weighed | None = None
    mates: tuple[int, ...] = ()

    @lazy
    def as_subject(self) -> Run:
        """What is seen of it, as the first of a pair."""
        return tuple([f"s:{each}" for each in self.seen])

    @lazy
    def as_object(self) -> Run:
        """What is seen of it, as the second of a pair."""
        return tuple([f"o:{each}" for each in self.seen])

    @lazy
    def as_alone(self) -> Run:
        """What stands about it where the other end of a pair stands elsewhere."""
        return tuple(_alone(self.mates, self.weighed.look)) if self.weighed else ()

    @property
    def one(self) -> Candidate:
        """The candidate. Only for an end that stands in the sentence."""
        assert self.weighed is not None
        return self.weighed.one


class Pair(msgspec.Struct, frozen=True, eq=False):
    """Two ends that may stand in a relation, in one sentence."""

    relation: str
    subject: End
    object: End
    look: Look

    def features(self) -> list[str]:
        """Return what speaks for and against it, each a short name, each once."""
        return [*chain.from_iterable(self.runs())]

    def runs(self) -> tuple[Run, ...]:
        """Return the same as it is found: of each end, of how they stand to each other, of what rules read."""
        a, b = self.subject, self.object
        around = tuple(_between(self.look, a, b)) if a.weighed else b.as_alone
        return a.as_subject, b.as_object, around, tuple(dict.fromkeys(_read(self)))


@dataclass
class Pairs:
    """The pairs of one document, sentence by sentence."""

    weighed: Iterable[Sequence[Weighed]]
    known: Known
    _leading: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _last: dict[str, str] = field(default_factory=dict)
    _made: dict[tuple[str, Run], End] = field(default_factory=dict)

    def all(self) -> Iterator[Pair]:
        """Yield the pairs of every relation, in the document's order."""
        listed = list(self.weighed)
        self._leading = _leading(listed, self.known)
        every = (pair for each in listed if each for pair in self._of(each))
        yield from islice(every, MOST)

    def _of(self, listed: Sequence[Weighed]) -> Iterator[Pair]:
        look = listed[0].look
        names = [each for each in listed if each.one.kind == "name"]
        present = {each.one.text.casefold() for each in listed}
        ends: dict[int, End] = {}
        for relation, pairing in PAIRINGS.items():
            if objects := self._ends(listed, pairing.object, len(names), ends):
                subjects = self._ends(listed, pairing.subject, len(names), ends)
                subjects += self._absent(relation, present)
                able = (Pair(relation, a, b, look) for b in objects for a in subjects if _fit(a, b))
                yield from islice(able, _MOST)
            if names:
                part = pairing.subject
                last = max(names, key=lambda each: (each.chances.get(part, 0), -each.one.first))
                self._last[relation] = last.one.text

    def _ends(
        self, listed: Sequence[Weighed], part: str, names: int, ends: dict[int, End]
    ) -> list[End]:
        """Return who of a sentence may play a part; `ends` are those that are made already."""
        found = []
        for at, each in enumerate(listed):
            if each.chances.get(part, 0) >= LEAST:
                if at not in ends:
                    ends[at] = self._end(each, names)
                found.append(ends[at])
        return found

    def _end(self, each: Weighed, names: int) -> End:
        one = each.one
        seen = [f"kind {one.kind}", f"names {min(names, 3)}"]
        seen += [
            f"{part} {_step(chance)}"
            for part, chance in each.chances.items()
            if chance >= _STEPS[0]
        ]
        if one.kind == "name":
            seen += self.known.of_name(one.text)
        seen += self.known.claims_of(one.text)
        mates = _mates(each.look, one)
        if len(mates) > 1:
            seen.append("in list")
        return End(one.text, one.kind, tuple(seen), each, mates)

    def _absent(self, relation: str, present: set[str]) -> Iterator[End]:
        """Yield the names that may stand behind "the company" and its like, those of the sentence left out."""
        standing = dict(self._leading)
        if last := self._last.get(relation):
            standing[last] = (*standing.get(last, ()), "last")
        for name, tags in standing.items():
            if name.casefold() not in present:
                yield self._elsewhere(name, tags)

    def _elsewhere(self, name: str, tags: Run) -> End:
        """Return a name that stands in other sentences as an end; it is the same in each."""
        found = self._made.get((name, tags))
        if found is None:
            seen = (*tags, *self.known.of_name(name), *self.known.claims_of(name))
            found = self._made[name, tags] = End(name, "name", seen)
        return found


class Likely(msgspec.Struct, frozen=True):
    """A pair that may be claimed, how likely it stands in its relation, and what is seen of it."""

    chance: float
    pair: Pair
    seen: Runs


def likely(weighed: Iterable[Sequence[Weighed]], known: Known) -> list[Likely]:
    """Return the pairs of a document that are likely enough to be claimed, or to bear out a rule's claim."""
    fitted, found = pair_weights(), list[Likely]()
    for pair in Pairs(weighed, known).all():
        pairing, seen = PAIRINGS[pair.relation], Runs(pair.runs())
        chance = fitted.chance_of(pair.relation, seen.runs)
        if chance >= min(pairing.add, pairing.keep or pairing.add):
            found.append(Likely(chance, pair, seen))
    return found


Borne = dict[tuple[str, int], list[Pair]]


def by_sentence(pairs: Iterable[Likely]) -> Borne:
    """Return likely pairs by their relation and the offset of their sentence."""
    found: Borne = defaultdict(list)
    for each in pairs:
        found[each.pair.relation, each.pair.look.one.offset].append(each.pair)
    return found


def is_borne_out(draft: Draft, borne: Borne, names: Container[str]) -> bool:
    """Say whether a rule's claim of two ends has a likely pair of its sentence for it: no "customers of X", no "by way of an attack".

    `names` are the document's.
    """
    pairing = PAIRINGS.get(draft.relation)
    if pairing is None or not pairing.keep or not draft.holds:
        return True
    if pairing.trusts_names and draft.object.name in names:
        return True
    return any(_bears(pair, draft) for pair in borne.get((draft.relation, draft.offset), ()))


def _bears(pair: Pair, draft: Draft) -> bool:
    """Say whether a pair is of the two ends of a claim, of a part of them, or of more."""
    return _akin(pair.subject.text, draft.subject.name) and _akin(
        pair.object.text, draft.object.name
    )


def further(kept: Iterable[Draft], pairs: Iterable[Likely], known: Known) -> Iterator[Draft]:
    """Yield claims of pairs that no rule made, the likeliest first: one first end for each other end of a sentence."""
    fitted = pair_weights()
    able = [
        each
        for each in pairs
        if each.chance >= PAIRINGS[each.pair.relation].add and not _is_denied(each.pair)
    ]
    able.sort(
        key=lambda each: (
            -each.chance,
            each.pair.look.one.offset,
            each.pair.subject.text,
            each.pair.object.text,
        )
    )
    said: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for draft in kept:
        said[draft.relation].append(_told(draft))
    for each in able:
        pair = each.pair
        found = _claim(pair, known)
        subject, thing, offset = _told(found)
        if any(
            _repeats(pair.relation, (subject, thing, offset), old) for old in said[pair.relation]
        ):
            continue
        said[pair.relation].append((subject, thing, offset))
        why = ", ".join(fitted.reasons(pair.relation, each.seen, _REASONS))
        yield replace(found, reason=f"weighed {each.chance:.2f}: {why}")


def _is_denied(pair: Pair) -> bool:
    """Say whether it is denied that somebody was hit."""
    if pair.relation == "supplies":
        return False
    ends = (each.weighed for each in (pair.subject, pair.object))
    return any(is_denied(pair.look, each.one) for each in ends if each)


def _told(draft: Draft) -> tuple[str, str, int]:
    return draft.subject.name.casefold(), draft.object.name.casefold(), draft.offset


def _repeats(relation: str, found: tuple[str, str, int], old: tuple[str, str, int]) -> bool:
    """Say whether a claim adds nothing: the same two again or swapped, or in one sentence another end for one of them."""
    (subject, thing, at), (former, other, before) = found, old
    if at == before and relation in _ONE_WAY:
        return any(_akin(one, each) for one in (subject, thing) for each in (former, other))
    if _akin(thing, other):
        return at == before or _akin(subject, former)
    return _akin(subject, other) and _akin(thing, former)


def _akin(one: str, other: str) -> bool:
    return one in other or other in one


def _claim(pair: Pair, known: Known) -> Draft:
    a, b = pair.subject, pair.object
    ones = [each.weighed.one for each in (a, b) if each.weighed]
    span = (min(each.start for each in ones), max(each.end for each in ones))
    if pair.relation == "supplies":
        subject = Entity("organisation", a.text)
        called = known.kind(b.text) if b.kind == "name" else ""
        kind = "organisation" if called == "organisation" else HARMED.get(b.kind, "product")
    else:
        subject = Entity(HARMED.get(a.kind, "organisation"), a.text)
        kind = _means(pair.relation, b, known)
    return claimed(pair.look, pair.relation, subject, Entity(kind, b.text), span, known)


def _means(relation: str, end: End, known: Known) -> str:
    if relation == "compromised-through":
        return "product" if end.kind == "name" else "technique"
    malware = end.kind == "np-malware" or known.kind(end.text) == "malware"
    return "malware" if malware else "actor"


# --- which ends there are -----------------------------------------------------------------


def _leading(listed: Iterable[Sequence[Weighed]], known: Known) -> dict[str, tuple[str, ...]]:
    """Return the names that the document is about, each with why: what it is called after, its likeliest maker ..."""
    best: dict[str, dict[str, float]] = {part: {} for part in _LEADS}
    names = set()
    for each in (one for several in listed for one in several if one.one.kind == "name"):
        name = each.one.text
        names.add(name)
        for part, chances in best.items():
            chances[name] = max(chances.get(name, 0.0), each.chances.get(part, 0.0))
    found: dict[str, list[str]] = defaultdict(list)
    if known.is_named:
        found[known.topic].append("is topic")
    if known.product in names:
        found[known.product].append("is product")
    for part, chances in best.items():
        likeliest = min(chances, key=lambda name: (-chances[name], name), default="")
        if likeliest and chances[likeliest] >= _LEADING:
            found[likeliest].append(f"leads {part}")
    return {name: tuple(tags) for name, tags in found.items()}


def _fit(a: End, b: End) -> bool:
    """Say whether two ends are two things."""
    if a is b or a.text.casefold() == b.text.casefold():
        return False
    return a.weighed is None or a.one.last < b.one.first or b.one.last < a.one.first


# --- what is seen of a pair ---------------------------------------------------------------


def _step(chance: float) -> int:
    return bisect_right(_STEPS, chance)


def _mates(look: Look, one: Candidate) -> tuple[int, ...]:
    """Return which words are the items of the list that a candidate stands in; without a list its own."""
    if one.mention is None:
        return (one.first,)
    run = set(look.runs.get(look.words[one.first][2], ()))
    return tuple(at for at in look.signs if look.words[at][2] in run) or (one.first,)


def _seen(look: Look, places: Iterable[int]) -> list[str]:
    """Return what words are: a sign's kind, a mark, the first sense of a word, a star for any other; stars once."""
    mentions = look.one.skeleton.mentions
    found: list[str] = []
    for at in places:
        word = look.words[at][2]
        if mention := mentions.get(word):
            found.append(f"#{mention.kind}")
        elif not word[0].isalpha():
            found.append(word[0])
        elif look.meant[at]:
            found.append(look.meant[at][0])
        elif found[-1:] != ["*"]:
            found.append("*")
    return found


def _between(look: Look, a: End, b: End) -> Iterator[str]:
    """Yield how two candidates stand to each other; the other items of their lists count for nothing."""
    order = "so" if a.one.first < b.one.first else "os"
    first, second = (a, b) if order == "so" else (b, a)
    left, right = first.one, second.one
    listed = left.first in second.mates
    end = right.first if listed else max(second.mates[0], left.last + 1)
    others = frozenset(() if listed else first.mates)
    places = [at for at in range(left.last + 1, end) if at not in others]
    seen = _seen(look, places)
    yield f"order {order}"
    if listed:
        yield "same list"
    yield f"{order} gap {bisect_right(_GAPS, len(places))}"
    yield f"{order} signs {min(sum(each[0] == '#' for each in seen), 3)}"
    yield f"{order} marks {min(sum(each in MARKS for each in seen), 3)}"
    if seen:
        yield f"{order} first {seen[0]}"
        yield f"{order} last {seen[-1]}"
    for sense in dict.fromkeys(each for at in places for each in look.meant[at]):
        yield f"{order} has {sense}"
    yield from _outside(look, left, right, order)


def _outside(look: Look, left: Candidate, right: Candidate, order: str) -> Iterator[str]:
    before = _seen(look, range(max(left.first - _AROUND, 0), left.first))
    behind = _seen(look, range(right.last + 1, min(right.last + 1 + _AROUND, len(look.words))))
    yield f"{order} before {before[-1] if before else '-'}"
    yield f"{order} behind {behind[0] if behind else '-'}"
    yield from (f"{order} near before {each}" for each in dict.fromkeys(before))
    yield from (f"{order} near behind {each}" for each in dict.fromkeys(behind))


def _alone(mates: Sequence[int], look: Look) -> Iterator[str]:
    """Yield what stands about a candidate whose other end stands elsewhere in the document; `mates` are the items of its list."""
    first = mates[0]
    before = _seen(look, range(max(first - _AROUND_ALONE, 0), first))
    yield "absent"
    yield f"absent last {before[-1] if before else '-'}"
    yield from (f"absent before {each}" for each in dict.fromkeys(before))
    yield from (f"absent has {each}" for each in look.places)


def _read(pair: Pair) -> Iterator[str]:
    """Yield what rules read of the two in their sentence."""
    one, other = pair.subject.text, pair.object.text
    for draft in pair.look.drafts:
        subject, thing = draft.subject.name, draft.object.name
        if one in subject and other in thing:
            yield f"read both {draft.relation}"
        elif one in thing and other in subject:
            yield f"read swapped {draft.relation}"
        elif one in subject:
            yield f"read s {draft.relation}"
        elif other in thing:
            yield f"read o {draft.relation}"
