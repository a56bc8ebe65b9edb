"""Who is suspected, and who denies it: "the vendor points to X", "it may have been X", "a former employee", "Y denies it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from onionskin.model import Confidence, Entity
from onionskin.read.naming.persons import is_person
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.skeleton import NAMES, REGIONS
from onionskin.read.wire import Draft

CLASSES = frozenset({"points to", "it was", "insider", "disowns", "no part in"})
_SUSPECT = re.compile(
    rf"(?:,[^,;{NAMES}]{{3,80}},)?(?P<gap>(?:[ '\u2019]+[^\W\d_][\w'-]*){{0,4}}?)[ '\u2019\"\u201c\u201e\u00ab]+(?P<sign>[{NAMES}{REGIONS}])"
)
_ENDS = re.compile(r"[\"'\u201d\u00bb]{0,2}(?:\s*[,.;:()!\u2013\u2014]|\s*\Z)")
_NEXT = re.compile(r"\s+[\w'-]+")
_LINKS = frozenset({"the", "of", "to", "on", "for", "is"})
_NO_LINKS = frozenset({"in", "at", "from", "with", "by", "that", "and"})
_REASONS = ("blame", "points to", "it was")  # what an insider beside it is suspected by
_OWNED = 8  # characters before one in which "of" makes it somebody's
_HOUSE = re.compile(rf" (?P<of>[\w'\u2019]{{1,5}}) ?[{NAMES}]")
_BLAMED_BEHIND = 40  # characters behind people of a house in which they are blamed
_NEAR_INSIDER = 60  # characters between one and the word of suspicion
_BEHIND = 1000  # characters: who stands behind the word is meant only if nobody stands before it
_LEADING = 4  # blanks before the name of who tells it: "nach Ansicht von X"
# Right before a word of suspicion: who suspects.
_TELLER = re.compile(rf"[{NAMES}{REGIONS}](?: [\w-]+){{0,2}} ?\Z")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    if is_disowned(clause):
        yield from _disowned(clause)
        return
    said: set[str] = set()
    for name in ("points to", "it was"):
        for call in clause.all(name):
            if not clause.stated(call.start()):
                continue
            for who in _suspect(clause, call, cleft=name == "it was"):
                if who.name not in said:
                    said.add(who.name)
                    yield _draft(clause, who, call)
    yield from _insiders(clause)


def is_disowned(clause: Clause) -> bool:
    """Say whether a clause only tells that somebody denies to be behind it, or had no part in it."""
    if clause.find("no part in"):
        return True
    return clause.find("disowns") is not None and clause.find("had to do") is not None


def _draft(clause: Clause, who: Entity, call: re.Match[str]) -> Draft:
    holds = not clause.denied(call)
    return _told(clause, who, call, _teller(clause, call, who.name), holds=holds)


def _told(clause: Clause, who: Entity, call: re.Match[str], speaker: str, *, holds: bool) -> Draft:
    """Return the claim, hedged by words of its own clause alone: beside it another may be more or less sure."""
    draft = clause.one.basic(
        "attributed-to", INCIDENT, who, holds=holds, speaker=speaker, span=call.span()
    )
    if draft.hedge and draft.hedge not in clause.one.written(clause.start, clause.end):
        return replace(draft, hedge="", confidence=Confidence.UNSTATED)
    return draft


def _teller(clause: Clause, call: re.Match[str], who: str) -> str:
    """Return whose opinion a word of suspicion tells: the name that begins its clause, or stands within or before it."""
    for at, each in clause.signs(NAMES, call.end()):
        name = plain_name(each.text)
        between = clause.text[clause.start : at]
        if name == who or clause.kind(name) not in ("organisation", "person", ""):
            continue
        if at > call.start():
            return each.text
        if between.count(" ") <= _LEADING and clause.find("affair", clause.start, at) is None:
            return each.text
    return ""


# -- suspects


def _suspect(clause: Clause, call: re.Match[str], *, cleft: bool) -> Iterator[Entity]:
    """Yield whom a word points to: the name right behind it, if it can be an actor's, or a region."""
    start = call.end() - call[0].endswith(" ")
    found = _SUSPECT.match(clause.text, start, clause.end)
    if found is None or not _leads(clause, found["gap"]):
        return
    if cleft and not _is_all(clause, found.end()):
        return
    mention = clause.one.skeleton.mentions[found["sign"]]
    if mention.kind == "region":
        modifies = not _is_all(clause, found.end()) and clause.is_adjective(mention)
        modifies = modifies or clause.is_modifier(found.start("sign"))
        if not modifies and not cleft and not _is_owner(clause, found.end()):
            yield Entity("region", mention.text)
        return
    name = plain_name(mention.text)
    kind = clause.kind(name)
    if kind == "actor" or (not kind and _may_be_actor(clause, mention.text, call, found)):
        yield Entity("actor", name)


def _may_be_actor(clause: Clause, text: str, call: re.Match[str], found: re.Match[str]) -> bool:
    """Say whether a name of which the document has told no kind is a suspect's: it ends what somebody thinks."""
    if is_domain(text) or text == clause.one.speaker or not _is_all(clause, found.end()):
        return False
    behind = _NEXT.match(clause.text, found.end())
    if behind and clause.one.grammar.relative.search(behind[0]):
        return False  # "c'est X qui le dit"
    if clause.find("opines") or clause.find("affair") or clause.one.grammar.we.search(clause.words):
        return True
    return _TELLER.search(clause.text, clause.start, call.start()) is not None


def _leads(clause: Clause, gap: str) -> bool:
    """Say whether the words between a word of suspicion and a name only lead to it: "the hacker group"."""
    senses, grammar = clause.one.grammar.senses, clause.one.grammar
    told = False
    for word in gap.lower().replace("\u2019", "'").split():
        meant = senses.of(word)
        told = told or "actor" in meant or grammar.kind_of(word) == "actor"
        if told or not _LINKS.isdisjoint(meant):
            continue
        if word in grammar.stopwords and _NO_LINKS.isdisjoint(meant):
            continue
        return False
    return True


def _is_all(clause: Clause, end: int) -> bool:
    """Say whether a name ends its clause, or what follows only tells what it did."""
    if _ENDS.match(clause.text, end):
        return True
    following = _NEXT.match(clause.text, end)
    if following is None:
        return False
    cue = clause.frames["cleft end"].match(clause.text, end + 1)
    return cue is not None


def _is_owner(clause: Clause, end: int) -> bool:
    """Say whether a region only owns what follows: "Russia's intelligence service" is told by another scene."""
    return clause.text.startswith(("'s ", "\u2019s "), end)


# -- people of the house


def _insiders(clause: Clause) -> Iterator[Draft]:
    for match in clause.all("insider"):
        call = _reason(clause, match)
        if call is not None and clause.stated(match.start()) and clause.stated(call.start()):
            yield _draft(clause, _of_house(clause, match), call)
            return
    for match in clause.all("cleared"):
        call = _accuses(clause, match)
        if call is not None and clause.stated(call.start()):
            yield _draft(clause, _of_house(clause, match), call)
            return


def _of_house(clause: Clause, people: re.Match[str]) -> Entity:
    """Return people with the house that they belong to: "an employee of X"."""
    house = _HOUSE.match(clause.text, people.end(), clause.end)
    belongs = house and "of" in clause.one.grammar.senses.of(house["of"].strip("'\u2019").lower())
    end = house.end() if house and belongs else people.end()
    return Entity("actor", clause.one.free(people.start(), end, 0))


def _accuses(clause: Clause, people: re.Match[str]) -> re.Match[str] | None:
    """Return the word right before people of a house, who are called by their noun alone, that points to them."""
    for call in clause.all("points to"):
        gap = clause.text[call.end() : people.start()]
        if call.end() <= people.start() and "," not in gap and _leads(clause, gap):
            return call
    return None


def _reason(clause: Clause, insider: re.Match[str]) -> re.Match[str] | None:
    """Return the word of suspicion near an insider."""
    # "sospetta invece un ex dipendente": what parts clauses may stand between
    start = max(insider.start() - _NEAR_INSIDER, clause.text.rfind(";", 0, insider.start()) + 1)
    end = min(clause.end, insider.end() + _NEAR_INSIDER)
    calls = (clause.find(name, start, end) for name in _REASONS)
    senses = clause.one.grammar.senses
    last = clause.text[start : insider.start()].lower().split()[-2:]
    owned = any("of" in senses.of(word) for word in last)
    near = clause.find("points to", start, insider.start()) if owned else None
    if owned:  # "with the credentials of a former employee"
        return near if near and near.end() >= insider.start() - _OWNED else None
    return next(filter(None, calls), None)


# -- denials


def _disowned(clause: Clause) -> Iterator[Draft]:
    """Yield who is not behind it, by whose word."""
    part = clause.find("no part in") or clause.find("had to do")
    verb = clause.find("disowns")
    if part is None or not clause.stated(part.start()):
        return
    told = list(_named(clause, part))
    if not told:
        return
    _, who = min(told, key=lambda each: each[0])
    speaker = _denier(clause, verb) if verb else ""
    yield _told(clause, who, verb or part, speaker, holds=False)


def _named(clause: Clause, part: re.Match[str]) -> Iterator[tuple[tuple[bool, int], Entity]]:
    """Yield (how far, who) of those who may be meant: people of the house first, then who stands before the word."""
    insiders = list(clause.all("insider"))
    within = {each.end() for each in insiders}
    for insider in (*insiders, *clause.all("cleared")):
        if insider in insiders or insider.end() not in within:  # "a former employee" is whole
            near = abs(insider.start() - part.start())
            yield (False, near), _of_house(clause, insider)
    for at, each in clause.signs(NAMES + REGIONS):
        far = at - part.start()
        rank = (True, abs(far) if far < 0 else _BEHIND + far)
        if each.kind == "region":
            yield rank, Entity("region", each.text)
        elif each.kind == "name" and _can_be_cleared(clause, plain_name(each.text)):
            yield rank, Entity("actor", plain_name(each.text))


def _can_be_cleared(clause: Clause, name: str) -> bool:
    """Say whether a name is an actor's, or a person's of whom no denial of their own is told: "X has nothing to do with it"."""
    kind = clause.kind(name)
    if kind == "person" or (not kind and " " in name and is_person(name)):
        return clause.find("disowns") is None
    return kind == "actor"


def _denier(clause: Clause, verb: re.Match[str]) -> str:
    """Return who denies: the name or region nearest to the verb."""
    near = [
        (abs(at - verb.start()), clause.one.text[each.start : each.end])
        for at, each in clause.signs(NAMES + REGIONS)
    ]
    return plain_name(min(near)[1]) if near else ""
