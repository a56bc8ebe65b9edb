"""Who else was hit: whom an attack reached, who is one of the victims, whose data were taken.

`harm.py` takes who stands beside a word of harm; here what stands between may be longer, and the words are surer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Entity
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.scenes.drawn_in import plain_group
from onionskin.read.scenes.unhurt import subjects
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS
from onionskin.read.syntax.skeleton import GROUPS, NAMES, REGIONS, SECTORS, SIGN, Mention
from onionskin.read.wire import Draft

CLASSES = frozenset(
    {
        "spreads to", "one of", "aftermath", "suffers", "besides", "victims", "catches", "bereft", "hardest hit", "mostly hit", "goes public",
    }
)  # fmt: skip
_AFFAIR_NEAR = 10  # words between an attack and the word that says whom it reached
_RIGHT_BEHIND = 4  # words between that word and the first whom it reached
_RIGHT_BEFORE = 3
_ONE_OF_NEAR = 14  # words between "is one of" and "affected"
_WHO = re.compile(f"[{NAMES}{GROUPS}{SECTORS}]")
_KINDS = {"group": "group", "sector": "sector", "region": "region"}
_HIT = frozenset({"organisation", ""})
_HURT = ("hurt", "victims")
_LONGEST_ITEM = 4  # blanks
_AMID = 24  # characters between "among" and "the victims"


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _reached(clause)
    yield from _one_of_them(clause)
    yield from _suffering(clause)
    yield from _besides(clause)
    yield from _listed(clause)
    yield from _caught(clause)
    yield from _hardest(clause)
    yield from _owned_up(clause)
    yield from _another(clause)


def _caught(clause: Clause) -> Iterator[Draft]:
    """Yield who caught a malware, or lost their files to one: "14 hospitals have caught X by way of Y"."""
    call = clause.said("bereft")
    if call is None:
        call = clause.said("catches")
        if call is None or not (clause.find("through") or _malware(clause)):
            return
    if clause.denied(call):
        return
    groups = [each for at, each in clause.signs(GROUPS) if _is_near(clause, call, at)]
    found = groups[:1] or _before(clause, call)
    for each in found:
        if _can_be_hit(clause, each):
            yield _hit(clause, each, call.span(), holds=True)


def _malware(clause: Clause) -> bool:
    """Say whether a clause names a malware, or speaks of one."""
    if any(clause.kind(plain_name(each.text)) == "malware" for _, each in clause.signs(NAMES)):
        return True
    return clause.one.grammar.malware.search(clause.words) is not None


def _is_near(clause: Clause, call: re.Match[str], at: int) -> bool:
    return clause.words_between(at, call.start()) <= _AFFAIR_NEAR


def _hardest(clause: Clause) -> Iterator[Draft]:
    """Yield who was hit hardest, or where most were: "the hardest hit is Portugal", "most victims are in A and B", "schools bore the brunt"."""
    call = clause.said("hardest hit", "mostly hit")
    if call is None or clause.denied(call):
        return
    near = [
        (clause.words_between(call.start(), at), at)
        for at, each in clause.signs(f"{REGIONS}{SECTORS}{GROUPS}")
        if each.kind != "region" or not clause.is_adjective(each)
    ]
    if near and min(near)[0] <= _AFFAIR_NEAR:
        at = min(near)[1]
        runs = clause.frames.run.finditer(clause.text, clause.start, clause.end)
        run = next((each for each in runs if each.start() <= at < each.end()), None)
        for sign in SIGN.findall(run[0] if run else clause.text[at]):
            mention = clause.one.skeleton.mentions[sign]
            if mention.kind in _KINDS:
                yield _hit(clause, mention, call.span(), holds=True)
        return
    for item in subjects(clause, call, sure=True, bare=True):
        if item.mention is not None and _can_be_hit(clause, item.mention):
            yield _hit(clause, item.mention, call.span(), holds=True)
        elif clause.frames["amid"].match(clause.text, item.start):
            return  # "among the devices hit hardest are those of X"
        elif item.kind == "group" and (who := plain_group(clause, item)) is not None:
            yield clause.draft("victim", who, INCIDENT, call.span())


def _owned_up(clause: Clause) -> Iterator[Draft]:
    """Yield those of a group that a colon names: "three printers have owned up to it: A, B and C"."""
    call = clause.said("goes public")
    colon = clause.text.find(":", call.end(), clause.end) if call else -1
    if call is None or colon < 0 or clause.denied(call) or not _named_groups(clause, colon):
        return
    for at, each in clause.signs(NAMES):
        if at > colon and not clause.is_adjunct(at) and _can_be_hit(clause, each):
            yield _hit(clause, each, call.span(), holds=True)


def _named_groups(clause: Clause, end: int) -> bool:
    """Say whether a group stands before a place: "three printers", "two of them"."""
    return any(True for _ in clause.signs(GROUPS, end))


def _another(clause: Clause) -> Iterator[Draft]:
    """Yield who is called a victim behind a verb of being: "another victim of the attack on X is the firm A"."""
    call = clause.said("a victim") if clause.find("victims") else None
    being = clause.find("holds", call.end()) if call else None
    if call is None or being is None or clause.denied(call):
        return
    if clause.words_between(call.end(), being.start()) > _AFFAIR_NEAR:
        return
    first = _WHO.search(clause.text, being.end(), clause.end)
    if first is None or clause.words_between(being.end(), first.start()) > _RIGHT_BEHIND:
        return
    for each in _named(clause, clause.frames.run.match(clause.text, first.start(), clause.end)):
        yield _hit(clause, each, call.span(), holds=True)


def robbed(clause: Clause, look: Look, taken: Iterable[Draft]) -> Iterator[Draft]:
    """Yield whose data were taken: "at X, data were stolen", "customer data of X and Y"."""
    held = [each for each in taken if each.holds]
    if not held:
        return
    for at in look.signs:
        start, _, sign = look.words[at]
        if (
            not clause.start <= start < clause.end
            or look.one.skeleton.mentions[sign].kind != "name"
        ):
            continue
        before = at - 1
        while before > 0 and "the" in look.meant[before] and "of" not in look.meant[before]:
            before -= 1
        if _is_at(look, before) or _is_of_data(look, before):
            run = clause.frames.run.match(clause.text, start, clause.end)
            for each in _named(clause, run):
                yield _hit(clause, each, (start, start + 1), holds=True)
            return


def _is_at(look: Look, at: int) -> bool:
    """Say whether a word is "at", and not of an attack: "at X, data were stolen"."""
    if at < 0 or "at" not in look.meant[at]:
        return False
    near = (meant for meant in look.meant[max(at - 2, 0) : at])
    return not any("affair" in meant or "make" in meant or "product" in meant for meant in near)


def _is_of_data(look: Look, at: int) -> bool:
    """Say whether a word is the "of" of data, or of those whose data they are."""
    if at < 1 or "of" not in look.meant[at]:
        return False
    meant = {sense for each in look.meant[max(at - 2, 0) : at] for sense in each}
    return bool(meant & {"data", "secret", "customer", "person"}) and "affair" not in meant


def _reached(clause: Clause) -> Iterator[Draft]:
    """Yield whom an attack reached: "the attack on the supplier also hit X, Y and Z"."""
    affair = clause.find("affair") or clause.find("leak")
    if affair is None:
        return
    for name in ("spreads to", "aftermath"):
        call = clause.find(name, affair.end())
        if call is None or not clause.stated(call.start()):
            continue
        if clause.words_between(affair.end(), call.start()) > _AFFAIR_NEAR:
            continue
        between = clause.text[affair.end() : call.start()]
        if "," in between or clause.one.grammar.relative.search(between):
            continue
        yield from _behind(clause, call)
        return


def _behind(clause: Clause, call: re.Match[str]) -> Iterator[Draft]:
    first = _WHO.search(clause.text, call.end(), clause.end)
    if first is None or clause.words_between(call.end(), first.start()) > _RIGHT_BEHIND:
        return
    if _is_parted(clause, call.end(), first.start()):
        return
    run = clause.frames.run.match(clause.text, first.start(), clause.end)
    holds = not clause.denied(call)
    for each in _named(clause, run):
        yield _hit(clause, each, call.span(), holds=holds)


def _is_parted(clause: Clause, start: int, end: int) -> bool:
    """Say whether a list of whom an attack hit cannot begin behind a stretch of words: a mark, "by", "through"."""
    between = clause.text[start:end]
    return "," in between or any(clause.frames[name].search(between) for name in ("by", "through"))


def _one_of_them(clause: Clause) -> Iterator[Draft]:
    """Yield who is one of those affected: "X is one of the companies affected by the breach at Y"."""
    for call in clause.all("one of"):
        hurts = (clause.find(name, call.end()) for name in _HURT)
        hurt = next(filter(None, hurts), None)
        if hurt is None or clause.words_between(call.end(), hurt.start()) > _ONE_OF_NEAR:
            continue
        for each in _before(clause, call):
            yield _hit(clause, each, hurt.span(), holds=not clause.denied(hurt))


def _suffering(clause: Clause) -> Iterator[Draft]:
    """Yield who suffers from what an attack did: "40 municipalities suffer from the consequences of the attack"."""
    call = clause.said("suffers")
    if call is not None and clause.find("affair", call.end()):
        for each in _before(clause, call):
            yield _hit(clause, each, call.span(), holds=not clause.denied(call))


def _before(clause: Clause, call: re.Match[str]) -> list[Mention]:
    """Return the names and groups of the list that ends right before a word."""
    runs = [*clause.frames.run.finditer(clause.text, clause.start, call.start())]
    if not runs or clause.words_between(runs[-1].end(), call.start()) > _RIGHT_BEFORE:
        return []
    return _named(clause, runs[-1])


def _besides(clause: Clause) -> Iterator[Draft]:
    """Yield who was hit besides another: "besides X, Y was affected, too"."""
    call, hurt = clause.find("besides"), clause.said("hurt")
    if call is None or hurt is None or hurt.start() < call.end() or clause.denied(hurt):
        return
    first = _WHO.search(clause.text, call.end(), hurt.start())
    if first is None or clause.words_between(call.end(), first.start()) > _RIGHT_BEFORE:
        return
    other = _WHO.search(clause.text, first.end(), hurt.start())
    if other is None or clause.words_between(other.end(), hurt.start()) > _RIGHT_BEHIND:
        return
    for at in (first.start(), other.start()):
        for who in _named(clause, clause.frames.run.match(clause.text, at, clause.end)):
            yield _hit(clause, who, hurt.span(), holds=True)


def _listed(clause: Clause) -> Iterator[Draft]:
    """Yield the groups that are listed as victims: "among the victims are public libraries"."""
    call = clause.said("victims")
    if call is None or clause.denied(call):
        return
    look = Look(clause.one, ())
    for each in _victims(clause, look, call):
        if _is_group(look, each):
            yield clause.draft("victim", Entity("group", each.text), INCIDENT, call.span())
        elif (name := _name_of(clause, look, each)) is not None:
            yield _hit(clause, name, call.span(), holds=True)


def _victims(clause: Clause, look: Look, call: re.Match[str]) -> list[Candidate]:
    """Return the items of the list of victims that a word for them opens, or ends."""
    amid = clause.find("amid", max(clause.start, call.start() - _AMID), call.start())
    behind = clause.find("holds", call.end())
    if behind is not None:
        items = look.listed_at(behind.end())
        near = clause.words_between(call.end(), behind.start()) <= _RIGHT_BEHIND
        return items if amid or (near and len(items) > 1) else []
    if amid and clause.find("holds", clause.start, amid.start()):
        return look.listed_at(clause.start)
    return []


def _is_group(look: Look, item: Candidate) -> bool:
    """Say whether an item of a list is a plain group: no name, nor what a name behind it is called."""
    mentions, words = look.one.skeleton.mentions, look.words
    behind = words[item.last + 1][2] if item.last + 1 < len(words) else ""
    named = any(words[at][2] in mentions for at in range(item.first, item.last + 1))
    return not named and behind not in mentions and item.text.count(" ") < _LONGEST_ITEM


def _name_of(clause: Clause, look: Look, item: Candidate) -> Mention | None:
    """Return the only name of an item: "the town of X", "the school group Y"."""
    at = range(item.first, min(item.last + 2, len(look.words)))
    mentions = look.one.skeleton.mentions
    signs = [look.words[each] for each in at if look.words[each][2] in mentions]
    found = [each for each in signs if not clause.is_modifier(each[0])]
    if not found or clause.is_adjunct(found[0][0]):
        return None
    mention = mentions[found[0][2]]
    return mention if mention.kind == "name" and _can_be_hit(clause, mention) else None


def _named(clause: Clause, run: re.Match[str] | None) -> list[Mention]:
    """Return those of a list of mentions that can be hit: organisations, groups, sectors."""
    mentions = (clause.one.skeleton.mentions[sign] for sign in SIGN.findall(run[0] if run else ""))
    found = [each for each in mentions if _can_be_hit(clause, each)]
    return [] if len(found) == 1 and clause.one.is_place(found[0]) else found


def _can_be_hit(clause: Clause, each: Mention) -> bool:
    if each.kind == "group":
        return clause.frames["not harmed"].search(each.text) is None
    if each.kind != "name" or each.text == clause.one.speaker:
        return each.kind == "sector"
    name = plain_name(each.text)
    return clause.kind(name) in _HIT and name not in HOSTS | TELLERS


def _hit(clause: Clause, each: Mention, span: tuple[int, int], *, holds: bool) -> Draft:
    who = Entity(_KINDS.get(each.kind, "organisation"), plain_name(each.text))
    return clause.draft("victim", who, INCIDENT, span, holds=holds)
