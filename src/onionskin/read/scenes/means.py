"""By which way, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS, TOPIC, shape_of
from onionskin.read.syntax.skeleton import GROUPS, NAMES, SIGN
from onionskin.read.syntax.tools import is_tool
from onionskin.read.wire import Draft

_PAIR = 2
_PASSIVE = 12  # characters before a verb in which it is made passive
_FAR = 9  # words between a word of entering and the way
_NEAR = 7  # words between it and who was entered
_TITLED = 3  # words before a name that say what it is
_PARTING = re.compile(r"[;:\u2013\u2014]|\.\s")
_SHORT = 5  # letters of a word that tells who did it as well ("durch", "door", "por"), and of "API", "DLL"
_WAY_KINDS = frozenset({"organisation", "product", ""})
_WAYS = frozenset({"product", "tool", "organisation", "maker"})
_NO_WAY = frozenset({"malware", "actor"})
_FIRST_NAME = re.compile(
    rf"(?P<words>(?:[ '\u2019]+[^\W\d_][\w'-]*){{0,5}}?)[ '\u2019\"\u00ab\u201c\u201e]+(?P<sign>[{NAMES}])"
)
_HARMED_KINDS = frozenset({"organisation", "product", "website", ""})
_OWNER = re.compile(rf" (?:[\w']{{1,5}} ){{1,2}}(?:(?:[\w-]+ )?[{NAMES}]|(?<=[\w'] )[\w-]{{4,}})")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    call = clause.said("attack", "hurt", "access")
    named: list[Draft] = []
    if call is not None and not clause.denied(call):
        entered = clause.said("access")
        named = list(_named(clause, entered)) if entered else []
        named = named or list(_way(clause, call))
    yield from named or _arrived(clause)
    yield from _deployed(clause)


def _arrived(clause: Clause) -> Iterator[Draft]:
    """Yield by way of whom the intruders, or their malware, came: "it was through X that the attackers got to us".

    Who came is told, so that "by X" cannot tell it as well: any firm may be the road.
    """
    call = clause.said("gets in")
    who = clause.find("culprits") or clause.find("virus")
    if call is None or who is None or clause.denied(call):
        return
    roads = [
        (clause.find("done at", *road.span()) is not None, road.start(), found)
        for road in clause.all("by road")
        if (found := _FIRST_NAME.match(clause.text, road.end(), clause.end)) is not None
        and clause.words_between(call.start(), road.start()) <= _FAR
        and not _PARTING.search(clause.text, *sorted((call.start(), road.start())))
        and len(found["words"].split()) <= _TITLED
        and _is_road(clause, found)
    ]
    if roads:
        _, start, found = min(roads, key=lambda each: each[:2])  # "at X they came in through Y"
        name = plain_name(clause.one.skeleton.mentions[found["sign"]].text)
        way, homes = Entity("product|organisation", name), clause.homes
        for each in _entered(clause, call, start, found.end()):
            if each.name != way.name and each.name not in homes:
                yield clause.draft("compromised-through", each, way, found.span())


def _is_road(clause: Clause, found: re.Match[str]) -> bool:
    """Say whether a name may be of whom somebody came through: neither the intruders nor a host."""
    each = clause.one.skeleton.mentions[found["sign"]]
    name = plain_name(each.text)
    if "\x00" in name or name in HOSTS | TELLERS or each.text == clause.one.speaker:
        return False
    if clause.kind(name) not in _WAY_KINDS or shape_of(name):
        return False
    senses = clause.one.grammar.senses
    told = {sense for word in found["words"].lower().split() for sense in senses.of(word)}
    return not told & _NO_WAY


def _named(clause: Clause, call: re.Match[str]) -> Iterator[Draft]:
    """Yield the program or firm that a clause names as the way: "came in through the support tool X"."""
    for through in clause.all("through"):
        if clause.words_between(call.start(), through.start()) > _FAR:
            continue
        found = _FIRST_NAME.match(clause.text, through.end(), clause.end)
        if found is None or not _can_be_way(clause, through[0], found):
            continue
        name = plain_name(clause.one.skeleton.mentions[found["sign"]].text)
        for who in _entered(clause, call, through.start(), found.end()):
            if who.name != name:
                way = Entity("product|organisation", name)
                yield clause.draft("compromised-through", who, way, found.span())
        return


def _can_be_way(clause: Clause, through: str, found: re.Match[str]) -> bool:
    """Say whether a name behind a word of the way is one: "by X" may tell who did it, "by the tool X" does not."""
    each = clause.one.skeleton.mentions[found["sign"]]
    name = plain_name(each.text)
    kind = clause.kind(name)
    owns = clause.text.startswith(("'", "\u2019"), found.end())  # "through X's server"
    if owns or name in HOSTS | TELLERS or (name.isupper() and len(name) <= _SHORT):
        return False
    if (
        "\x00" in name
        or kind not in _WAY_KINDS
        or shape_of(name)
        or each.text == clause.one.speaker
    ):
        return False
    senses = clause.one.grammar.senses
    told = {sense for word in found["words"].lower().split() for sense in senses.of(word)}
    return not told & _NO_WAY and bool(kind == "product" or told & _WAYS or len(through) > _SHORT)


def _way(clause: Clause, call: re.Match[str]) -> Iterator[Draft]:
    for match in clause.all("way"):
        through = clause.find("through", max(clause.start, match.start() - 60), match.start())
        if through is None or clause.words_between(call.start(), through.start()) > _FAR:
            continue
        between = clause.text[through.end() : match.start()]
        if "," in between or between.count(" ") > 5:
            continue
        last = match[0].rpartition(" ")[2].lower()
        if "malware" in clause.one.grammar.senses.of(last):
            continue  # "infected with malware" tells no way
        end = match.end()
        owner = _OWNER.match(clause.text, end, clause.end)
        if owner and clause.frames["from"].match(clause.text, end + 1):
            end = owner.end()
        name = clause.one.free(through.end(), end, 0)
        for who in _entered(clause, call, through.start(), end):
            yield clause.draft("compromised-through", who, Entity("technique", name), match.span())
        return


def _entered(clause: Clause, call: re.Match[str], start: int, end: int) -> list[Entity]:
    """Return who was entered: the name or group nearest to that word, outside of the way; else the topic."""
    near = [
        (clause.words_between(call.start(), at), at, plain_name(each.text))
        for at, each in clause.signs(NAMES)
        if not start <= at < end
        and each.text != clause.one.speaker
        and clause.words_between(call.start(), at) <= _NEAR
        and clause.kind(plain_name(each.text)) in _HARMED_KINDS
        and (at > call.start() or clause.find("say", at, call.start()) is None)
        and plain_name(each.text) not in HOSTS | TELLERS
    ]
    if near:
        _, at, name = min(near)
        return [Entity("organisation|product", each) for each in _listed_with(clause, at, name)]
    groups = [
        (clause.words_between(call.start(), at), at, each.text)
        for at, each in clause.signs(GROUPS)
        if not start <= at < end and clause.words_between(call.start(), at) <= _NEAR
    ]
    if groups:
        return [Entity("group", min(groups)[2])]
    return [Entity("organisation|product", TOPIC)]


def _listed_with(clause: Clause, at: int, name: str) -> list[str]:
    """Return a name and those that stand in one list with it, behind it: "the networks of A and B"."""
    found = clause.frames.run.match(clause.text, at, clause.end)
    signs = SIGN.findall(found[0]) if found else []
    named = (clause.one.skeleton.mentions[each] for each in signs)
    others = [plain_name(each.text) for each in named if each.kind == "name"]
    able = [
        each for each in others if clause.kind(each) in _HARMED_KINDS and each not in clause.homes
    ]
    return able if name in able and len(able) > 1 else [name]


def _deployed(clause: Clause) -> Iterator[Draft]:
    call = clause.said("deploy")
    if call is None or clause.denied(call):
        return
    named = [
        (at, name)
        for at, each in clause.signs(NAMES)
        if clause.kind(name := plain_name(each.text)) == "malware"
    ]
    calls = [each for each in clause.all("deploy") if clause.stated(each.start())]
    doer = _loader(clause, calls, named)
    for _, name in named:
        who = Entity("malware", doer) if doer and name != doer else INCIDENT
        yield clause.draft("employs", who, Entity("malware", name), call.span())
    for match in clause.all("tool"):
        yield clause.draft(
            "employs", INCIDENT, Entity("malware", clause.one.free(*match.span(), 0)), match.span()
        )


def _loader(clause: Clause, calls: list[re.Match[str]], named: list[tuple[int, str]]) -> str:
    """Return the malware that brings the others: it stands before the verb, in no list with them, and is no known tool."""
    if len(named) < _PAIR or is_tool(named[0][1]):
        return ""
    at, name = named[0]
    run = clause.frames.run.match(clause.text, at)
    if run is not None and any(at < other < run.end() for other, _ in named):
        return ""
    brings = [each for each in calls if each.start() > at]
    passive = (clause.find("passively", each.start() - _PASSIVE, each.start()) for each in brings)
    return name if brings and not any(passive) else ""
