"""Where an intrusion came from: "the leak at X originated at the provider Y", "a flaw in Y let attackers enter X".

`means.py` reads what stands behind "through" and "via"; here a verb says that one thing came of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS, TOPIC, shape_of
from onionskin.read.syntax.skeleton import NAMES, Mention
from onionskin.read.wire import Draft

CLASSES = frozenset({"originates", "tied to", "flaw in", "got in"})
_TOLD = 12  # words between an incident and the verb that says what it came of
_AT = 4  # words between an incident and whom it hit
_WHENCE = 6  # words between that verb and the name of what it came of
_NEAR = 4  # words between a verb and a plain way in
_ENTERED = 7
_ENTITIES = frozenset({"organisation", "product", "website", ""})
_LARGE = re.compile(r"[^\s,;:()]+")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it, by the first way in which it does."""
    for told in (_came_of, _cause, _let_in, _got_in):
        found = list(told(clause))
        if found:
            yield from found
            return


def _came_of(clause: Clause) -> Iterator[Draft]:
    """Yield what an incident is said to have come of: "the leak at X originated at Y"."""
    affair = clause.find("affair") or clause.find("leak")
    for name in ("originates", "tied to"):
        call = clause.find(name)
        if call is None or affair is None or not _states(clause, call):
            continue
        if call.start() < affair.start() and call.end() <= affair.end():
            continue  # "the cause of the breach"
        if clause.words_between(affair.end(), call.start()) > _TOLD:
            continue
        hit = _name_at(clause, affair.end(), call.start(), _AT) or _name_before(clause, call)
        yield from _from(clause, hit, call, sure=name == "originates")


def _cause(clause: Clause) -> Iterator[Draft]:
    """Yield what is called the cause: "the cause of the breach at X was Y"."""
    call = clause.find("originates")
    affair = clause.find("affair", call.end()) if call else None
    if call is None or affair is None or not _states(clause, call):
        return
    being = clause.find("holds", affair.end())
    if being is not None and clause.words_between(call.end(), affair.start()) <= _NEAR:
        hit = _name_at(clause, affair.end(), being.start(), _AT)
        yield from _from(clause, hit, being, sure=True)


def _let_in(clause: Clause) -> Iterator[Draft]:
    """Yield whose flaw let attackers in: "a flaw in Y allowed attackers to enter X"."""
    gap, enters = clause.find("flaw in"), clause.find("got in")
    if gap is None or enters is None or not (clause.find("unbidden") or clause.find("hackers")):
        return
    lets = clause.find("lets in", gap.end())
    whose = _name_at(clause, gap.end(), clause.end, _AT)
    if lets is None or whose is None or not clause.stated(lets.start()):
        return
    if clause.one.denied(clause.text[_place(clause, whose) : lets.end()]):
        return  # that the flaw was not mended denies nothing
    others = [each for _, each in _names(clause, lets.end(), clause.end) if each is not whose]
    if others:
        yield _draft(clause, others[0], _named(whose), gap)


def _got_in(clause: Clause) -> Iterator[Draft]:
    """Yield with what attackers got in: "the attackers used leaked credentials to access X"."""
    enters = clause.find("got in")
    if enters is None or not (clause.find("unbidden") or clause.find("hackers")):
        return
    used = clause.find("through", clause.start, enters.start())
    hit = _name_at(clause, enters.end(), clause.end, _ENTERED)
    if used is None or hit is None or not _states(clause, used):
        return
    if way := _plain_way(clause, used.end(), enters.start()):
        yield _draft(clause, hit, way, used)


# -- the ends


def _states(clause: Clause, call: re.Match[str]) -> bool:
    return clause.stated(call.start()) and not clause.denied(call)


def _from(
    clause: Clause, hit: Mention | None, call: re.Match[str], *, sure: bool
) -> Iterator[Draft]:
    """Yield what stands behind a verb of origin; one that only ties needs a noun for a supplier or a flaw."""
    whence = _name_at(clause, call.end(), clause.end, _WHENCE)
    if whence is not None and whence is not hit:
        between = clause.text[call.end() : _place(clause, whence)]
        nouns = ("supplier of", "flaw in", "copy")
        if sure or any(clause.frames[noun].search(between) for noun in nouns):
            yield _draft(clause, hit, _named(whence), call)
            return
    if sure and (way := _plain_way(clause, call.end(), clause.end)):
        yield _draft(clause, hit, way, call)


def _names(clause: Clause, start: int, end: int) -> Iterator[tuple[int, Mention]]:
    """Yield (place, mention) of the names that may be entered or be a way in, within a part of the clause."""
    for at, each in clause.signs(NAMES, end):
        name = plain_name(each.text)
        if at < start or "\x00" in name or name in HOSTS | TELLERS or shape_of(name):
            continue
        if clause.kind(name) in _ENTITIES and each.text != clause.one.speaker:
            yield at, each


def _name_at(clause: Clause, start: int, end: int, most: int) -> Mention | None:
    """Return the first name behind a place, at most so many words away, no mark between."""
    at, each = next(_names(clause, start, end), (0, None))
    if each is None or clause.words_between(start, at) > most:
        return None
    return None if "," in clause.text[start:at] else each


def _name_before(clause: Clause, call: re.Match[str]) -> Mention | None:
    """Return the name that a verb is said of: "X traces the breach to its supplier"."""
    found = [*_names(clause, clause.start, call.start())]
    if not found or clause.words_between(found[-1][0], call.start()) > 1:
        return None
    return found[-1][1]


def _place(clause: Clause, mention: Mention) -> int:
    return next(at for at, each in clause.signs(NAMES) if each is mention)


def _plain_way(clause: Clause, start: int, end: int) -> Entity | None:
    """Return the way in that stands right behind a place, with what describes it: "a stolen VPN password"."""
    way = clause.find("way", start, end)
    if way is None or clause.words_between(start, way.start()) > _NEAR:
        return None
    if "," in clause.text[start : way.start()]:
        return None
    stopwords = clause.one.grammar.stopwords
    words = _LARGE.finditer(clause.text, start, way.end())
    first = next((each for each in words if each[0].lower() not in stopwords), None)
    begin = first.start() if first else way.start()
    return Entity("technique", clause.one.free(begin, way.end(), 0))


def _named(mention: Mention) -> Entity:
    return Entity("product|organisation", plain_name(mention.text))


def _draft(clause: Clause, hit: Mention | None, way: Entity, call: re.Match[str]) -> Draft:
    who = Entity("organisation|product", plain_name(hit.text) if hit else TOPIC)
    return clause.draft("compromised-through", who, way, call.span())
