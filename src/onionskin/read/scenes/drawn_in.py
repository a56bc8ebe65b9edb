"""Who else was hit, told by what happened to them: on whose servers it was found, who fetched it, who was drawn into it.

Here a party may be a plain noun ("a chain of hotels"), a bare number ("of the 52,000 sites 5,000 fetched it"), or a name
behind "at" ("at the foundation X all tablets were infected").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.scenes.unhurt import Item, noun_of, subjects
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS
from onionskin.read.syntax.skeleton import GROUPS, NAMES, SIGN, Mention
from onionskin.read.syntax.software import is_software
from onionskin.read.wire import Draft

CLASSES = frozenset(
    {
        "drawn into",
        "bears",
        "fetches",
        "installs",
        "confirms a hit",
        "hurt",
        "some victims",
        "victims",
    }
)
_MALWARE_NEAR = 7  # words between "found" and the malware, and between that and "its servers"
_FETCHED_NEAR = 6  # words between "fetched" and "rigged"
_LIST_NEAR = 7  # words between two names of a list
_OPENING = 5  # words before the name in "at the foundation X"
_DENIED = 12  # characters before "among the victims" in which that is denied
_FEW = 8  # words between a bare number and the verb that says what became of so many
_KINDS = {"group": "group", "sector": "sector", "region": "region"}
_HIT = frozenset({"organisation", ""})
_FINDERS = _HIT | {"malware", "actor", "product"}  # who finds it on servers of their own
_NUMBER = re.compile(
    r"(?<![\w.,-])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})*(?: (?:mil|mille|mila|tausend|thousand|duizend))?(?![\w%]|[.,]\d)"
)
_NAMED = re.compile(f"[{NAMES}]")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _drawn_in(clause)
    yield from _bearing(clause)
    yield from _fetching(clause)
    yield from _confirming(clause)
    yield from _at_whom(clause)
    yield from _some_of_the_victims(clause)


def _drawn_in(clause: Clause) -> Iterator[Draft]:
    """Yield who was drawn into an attack: "a chain of hotels and two insurers were drawn into the incident"."""
    call = clause.said("drawn into")
    if call is not None and clause.find("affair") and not clause.denied(call):
        yield from _parties(clause, subjects(clause, call, sure=True, bare=True), call.span())


def _bearing(clause: Clause) -> Iterator[Draft]:
    """Yield on whose servers it was found, by themselves: "the hoster X found the back door on two of its servers"."""
    for call in clause.all("bears"):
        malware = _malware_behind(clause, call.end())
        estate = _own_estate(clause, malware) if malware else None
        if malware is None or estate is None or not clause.stated(call.start()):
            continue
        if clause.words_between(malware, estate) <= _MALWARE_NEAR and not clause.denied(call):
            found = subjects(clause, call, sure=True, bare=True)
            yield from _parties(clause, found, call.span(), able=_FINDERS)
            return


def _malware_behind(clause: Clause, start: int) -> int | None:
    """Return where a malware ends that stands right behind a place: a noun for one, or one's name."""
    malware = clause.one.grammar.malware
    found = malware.search(clause.text, start, clause.end)
    ends = [found.end()] if found else []
    for at, each in clause.signs(NAMES):
        written = clause.one.text[each.start : each.end]  # "the back door" means a name before it
        named = clause.kind(plain_name(each.text)) == "malware"
        if at >= start and (named or (written != each.text and malware.search(written))):
            ends.append(at + 1)
    end = min(ends, default=None)
    return end if end and clause.words_between(start, end) <= _MALWARE_NEAR else None


def _own_estate(clause: Clause, start: int) -> int | None:
    """Return where behind a place somebody's own servers are named: "its network", "two of its servers"."""
    its, estate = clause.frames["its"], clause.frames["estate"]
    for at, each in clause.signs(GROUPS):
        if at >= start and its.search(each.text) and estate.search(each.text):
            return at
    own = clause.find("its", start)
    there = clause.find("estate", own.end()) if own else None
    if own is None or there is None:
        return None
    near = clause.words_between(own.end(), there.start()) <= _MALWARE_NEAR
    return own.start() if near else None


def _fetching(clause: Clause) -> Iterator[Draft]:
    """Yield who fetched a bad copy: "nearly 900 clinics pulled the rigged update"."""
    call = _fetched(clause)
    if call is None or clause.denied(call) or clause.find("must"):
        return
    number = _bare_number(clause, call)
    if number is not None and clause.find("victims") is None:
        yield clause.draft("victim", Entity("group", number), INCIDENT, call.span())
        return
    groups = [each for at, each in clause.signs(GROUPS) if at < call.start()]
    if groups and _can_be_hit(clause, groups[-1]):
        yield _hit(clause, groups[-1], call.span())


def _fetched(clause: Clause) -> re.Match[str] | None:
    """Return the word for fetching, or getting, beside which a word for a bad copy stands."""
    for name in ("fetches", "installs"):
        for call in clause.all(name):
            bad = (
                each
                for each in clause.all("tainted")
                if clause.words_between(call.start(), each.start()) <= _FETCHED_NEAR
            )
            if clause.stated(call.start()) and next(bad, None):
                return call
    return None


def _bare_number(clause: Clause, call: re.Match[str]) -> str | None:
    """Return the number, without its noun, of those of a counted group to whom a word of harm happened."""
    groups = [at for at, _ in clause.signs(GROUPS)]
    for match in reversed([*_NUMBER.finditer(clause.text, clause.start, call.end() + _FEW * 6)]):
        apart = clause.words_between(match.end(), call.start())
        if not groups or apart > _FEW:
            continue
        before = clause.text[max(clause.start, match.start() - 24) : match.start()]
        bound = clause.one.grammar.bound.search(before)
        start = match.start() - len(bound[0]) if bound else match.start()
        return clause.one.free(start, match.end(), 0)
    return None


def _confirming(clause: Clause) -> Iterator[Draft]:
    """Yield who owns up to having been infected: "X and Y have confirmed infections"."""
    call = clause.said("confirms a hit")
    if call is None or clause.denied(call):
        return
    found = subjects(clause, call, sure=True, bare=True)
    yield from _parties(clause, [each for each in found if each.mention], call.span())


def _at_whom(clause: Clause) -> Iterator[Draft]:
    """Yield at whom something was hit: "at the foundation X all 340 tablets were infected"."""
    call = clause.said("hurt")
    first = _NAMED.search(clause.text, clause.start, call.start()) if call else None
    if call is None or first is None or clause.denied(call):
        return
    before = clause.text[clause.start : first.start()].lower().split()
    senses = clause.one.grammar.senses
    if not before or len(before) > _OPENING or not {"at", "in"} & set(senses.of(before[0])):
        return
    mention = clause.one.skeleton.mentions[first[0]]
    titled = clause.one.grammar.kind_of(before[-1]) == "organisation"
    titled = titled or "organisation" in senses.of(before[-1])
    organisation = clause.kind(plain_name(mention.text)) == "organisation"
    if (titled or organisation) and _can_be_hit(clause, mention):
        yield _hit(clause, mention, call.span())


def _some_of_the_victims(clause: Clause) -> Iterator[Draft]:
    """Yield the names that stand beside "two of the victims": "two of the victims, A in B and C in D, agreed to be named"."""
    for start, end in _some_victims(clause):
        if clause.one.denied_within(max(clause.start, start - _DENIED), end):
            return
        behind = clause.text.startswith(",", end)
        if not (behind or clause.text[:start].rstrip().endswith(",")):
            continue
        last = end if behind else -1
        for at, each in clause.signs(NAMES):
            if (at > end) != behind or clause.is_adjunct(at):
                continue
            if last >= 0 and clause.words_between(last, at) > _LIST_NEAR:
                return
            last = at
            if _can_be_hit(clause, each):
                yield _hit(clause, each, (start, end))
        return


def _some_victims(clause: Clause) -> Iterator[tuple[int, int]]:
    """Yield where some of the victims are spoken of, as a group that is counted or not."""
    for call in clause.all("some victims"):
        yield call.span()
    for at, each in clause.signs(GROUPS):
        if clause.frames["victims"].search(each.text):
            yield at, at + 1


def _parties(
    clause: Clause, items: Iterable[Item], span: tuple[int, int], able: frozenset[str] = _HIT
) -> Iterator[Draft]:
    """Yield that each of some parties was hit: mentions, and plain nouns for groups."""
    for each in items:
        if each.mention is not None:
            if _can_be_hit(clause, each.mention, able):
                yield _hit(clause, each.mention, span)
        elif each.kind == "group" and (who := plain_group(clause, each)) is not None:
            yield clause.draft("victim", who, INCIDENT, span)


def plain_group(clause: Clause, item: Item) -> Entity | None:
    """Return the group that a plain noun tells, or None of what is counted and no victim: devices, downloads, researchers."""
    who = noun_of(clause, item)
    if who is None or clause.frames["not harmed"].search(who.name):
        return None
    software = is_software(clause.one.grammar, who.name)
    device = any(each.search(who.name) for each in clause.one.grammar.things.values())
    return None if software or device else who


def _can_be_hit(clause: Clause, each: Mention, able: frozenset[str] = _HIT) -> bool:
    if each.kind == "group":
        return clause.frames["not harmed"].search(each.text) is None
    if each.kind != "name":
        return each.kind in _KINDS
    name = plain_name(each.text)
    known = clause.kind(name) in able and name not in HOSTS | TELLERS
    return known and SIGN.search(name) is None


def _hit(clause: Clause, each: Mention, span: tuple[int, int]) -> Draft:
    who = Entity(_KINDS.get(each.kind, "organisation"), plain_name(each.text))
    return clause.draft("victim", who, INCIDENT, span)
