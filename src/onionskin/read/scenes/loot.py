"""What was taken, where no word of taking leads to it: it was exposed, leaked, is for sale, or among what was stolen.

What may be taken are the phrases of a sentence whose noun means data (`parts/look.py`), and the other items of their lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.parts.look import MARKS, Candidate, Look
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.scenes.hit_too import robbed
from onionskin.read.syntax.frames import Spotted
from onionskin.read.syntax.skeleton import VERSIONS
from onionskin.read.wire import Draft

CLASSES = frozenset(
    {
        "loot", "exposed", "gone", "theft", "peek", "offered", "lays bare", "kept safe", "these hold", "touches",
    }
)  # fmt: skip
_TELLING = ("loot", "steal", "exposed", "gone", "theft", "affair", "hurt")
_GOODS = frozenset({"np-data", "np-secret", "np-item"})
_SUBJECT = 9  # words between data and what is said of them
_NEXT = 4  # words between "theft of" and what was stolen
_ADVERBS = 4  # blanks between an auxiliary and its participle
_APART = 1  # words that are no small ones between two items of a list
_NONE = 16  # characters before a list in which a denial is of it
_NO = 12  # characters before data in which "no" denies them alone
_NONE_OTHER = 3  # words before data that were not taken
_AMID = 3  # words between "among" and "the stolen data"
_COLON = re.compile(r":(?=\s)")  # "among the haul: customer lists"
_REMARK = re.compile(r"\A,[^,;:]{3,40},")  # "passwords, on the other hand, were not"
_VERSION = re.compile(f"[{VERSIONS}]")
_ABOUT = 10  # words between data and where they are offered
_AUXILIARY = 28  # characters before a participle in which its auxiliary stands
_AFFAIR = 10  # words between an incident and what it lays bare


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it, by the first way in which it does."""
    if clause.one.grammar.whether.match(clause.words) or clause.frames["question"].match(
        clause.words
    ):
        return  # "which data were stolen"
    look = Look(clause.one, ())
    for told in (_announced, _listed_on, _said_of, _noun, _laid_bare, _reached, _offered, _spared):
        found = list(told(clause, look))
        if found:
            yield from found
            yield from robbed(clause, look, found)
            return
    yield from _kept(clause, look)


def tells_of_loot(spotted: Spotted, drafts: Sequence[Draft]) -> bool:
    """Say whether a sentence speaks of what was taken, so that the next one may go on with it."""
    if any(each.relation == "collects" for each in drafts):
        return True
    return any(spotted.first(name, 0, len(spotted.text)) for name in _TELLING)


def _announced(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield what stands on either side of "the stolen data": "are among ...", "... include"."""
    call = clause.said("loot")
    if call is None:
        return
    holding = clause.find("holds", call.end()) or _COLON.search(clause.text, call.end(), clause.end)
    if holding is not None:
        things = _behind(look, clause, call.end(), _SUBJECT)
        items = look.listed_at(holding.end())
        yield from _taken(clause, items if len(items) > len(things) else things, holding)
    elif _is_amid(clause, call):
        yield from _taken(clause, _before(look, clause, call.start(), _SUBJECT), call)


def _is_amid(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether something is among what was taken: "are not among the loot", "ne font pas partie du butin"."""
    near = any(
        clause.words_between(each.end(), call.start()) <= _AMID for each in clause.all("amid")
    )
    return near or (clause.find("holds") is not None and clause.find("amid") is not None)


def _listed_on(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield what a sentence begins with "these include" to list, behind one that told of what was taken."""
    call = clause.find("these hold") if clause.one.after_loot else None
    if call is None or clause.text[: call.start()].strip(" *-"):
        return
    if items := look.listed_at(call.end()):
        goods = {each.start for each in _goods(look, clause)}
        if any(each.start in goods for each in items):
            yield from _taken(clause, items, call)


def _said_of(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield the data of which it is said: "names were exposed", "se robaron nombres"."""
    for name in ("gone", "exposed"):
        for call in clause.all(name):
            if not clause.stated(call.start()):
                continue
            if name == "exposed" and not _is_passive(clause, call):
                continue
            things = _before(look, clause, call.start(), _SUBJECT)
            things = things or _turned_round(look, clause, call)
            if things and not _is_aside(clause, things[0], call):
                yield from _taken(clause, things, call)
                yield from _nor(clause, look, call)
                return


def _nor(clause: Clause, look: Look, call: re.Match[str]) -> Iterator[Draft]:
    """Yield the data of which a remark behind a denial says the same: "nor were passwords", "passwords neither"."""
    if not clause.denied(call):
        return
    for nor in clause.all("neither these"):
        if nor.start() < call.end():
            continue
        things = _behind(look, clause, nor.end(), _NEXT)
        last = [each for each in _goods(look, clause) if call.end() <= each.start < nor.start()]
        for each in things or last[-1:]:
            yield _draft(clause, each.text, nor, holds=False)


def _spared(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield the data that nobody touched: "billing data was not touched", "it does not touch databases"."""
    for call in clause.all("touches"):
        if clause.stated(call.start()) and clause.denied(call):
            things = _before(look, clause, call.start(), _SUBJECT)
            code = clause.one.grammar.frames["source code"]
            for each in things or _behind(look, clause, call.end(), _NEXT):
                if not code.search(each.text):  # a program's code is what was not altered
                    yield _draft(clause, each.text, call, holds=False)
            return


def _turned_round(look: Look, clause: Clause, call: re.Match[str]) -> list[Candidate]:
    """Return the data behind what is said of them: "se robaron nombres", "betroffen sind Namen", not "with a stolen key"."""
    things = _behind(look, clause, call.end(), _NEXT)
    if not things:
        return []
    first = things[0].start
    if not clause.one.grammar.adjectives and clause.find("holds", call.end(), first) is None:
        return []  # "gestolen wachtwoorden"
    between = (
        meant
        for (start, _, _), meant in zip(look.words, look.meant, strict=True)
        if call.end() <= start < first
    )
    return [] if any("with" in meant or "by" in meant for meant in between) else things


def _is_aside(clause: Clause, thing: Candidate, call: re.Match[str]) -> bool:
    """Say whether what was not taken is a release, hangs on another noun or is asked for: of data that says nothing."""
    if not (clause.denied(call) or _is_denied(clause, min(thing.start, call.start()), call)):
        return False
    if _VERSION.search(clause.text, clause.start, clause.end):
        return True
    if clause.find("question", clause.start, call.start()):
        return True
    if clause.one.denied(clause.text[max(clause.start, thing.start - _NO) : thing.start]):
        return False  # "that no personal data was taken"
    far = thing.start < call.start() and clause.words_between(clause.start, thing.start)
    return far > _NONE_OTHER and clause.one.grammar.denial.search(clause.text) is None


def _is_passive(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether an auxiliary stands right before a participle: "were not exposed", not "were hacked via leaked"."""
    start = max(clause.start, call.start() - _AUXILIARY)
    for each in clause.frames["passively"].finditer(clause.text, start, call.start()):
        between = clause.text[each.end() : call.start()]
        if "," not in between and clause.frames["through"].search(between) is None:
            return clause.words_between(each.end(), call.start()) <= _ADVERBS
    return False


def _noun(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield what a noun of taking names: "the theft of patient files"."""
    call = clause.said("theft")
    if call is not None and not clause.is_feared(call):
        yield from _taken(clause, _behind(look, clause, call.end(), _NEXT), call)


def _laid_bare(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield what an incident concerns: "the breach exposed names and addresses"."""
    affair = clause.find("affair") or clause.find("leak")
    call = clause.find("lays bare", affair.end()) if affair else None
    if affair is None or call is None or not clause.stated(call.start()):
        return
    if clause.words_between(affair.end(), call.start()) <= _AFFAIR:
        yield from _taken(clause, _behind(look, clause, call.end(), _NEXT), call)


def _reached(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield what strangers could see: "the intruders had access to medical records"."""
    call = clause.said("peek")
    if call is not None and clause.find("unbidden"):
        yield from _taken(clause, _behind(look, clause, call.end(), _NEXT), call)


def _offered(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield what is for sale where thieves sell: "offers identity cards on the dark web"."""
    call = clause.said("offered")
    if call is None or clause.denied(call):
        return
    if clause.find("unbidden") or clause.find("hackers"):
        things = _before(look, clause, call.start(), _ABOUT)
        yield from _taken(clause, things or _behind(look, clause, call.end(), _ABOUT), call)


def _kept(clause: Clause, look: Look) -> Iterator[Draft]:
    """Yield the data of which it is said that nobody got them: "passwords remained safe"."""
    call = clause.said("kept safe")
    if call is not None and not clause.denied(call):
        for each in _before(look, clause, call.start(), _SUBJECT):
            yield _draft(clause, each.text, call, holds=False)


# -- what may be taken


def _goods(look: Look, clause: Clause) -> list[Candidate]:
    """Return the data of a clause in the order in which they stand; "access" is none."""
    reached = [each.span() for each in clause.all("peek")]
    found = [
        each
        for each in look.candidates()
        if each.kind in _GOODS
        and clause.start <= each.start
        and each.end <= clause.end
        and not any(start < each.end and each.start < end for start, end in reached)
    ]
    return sorted(found, key=lambda each: each.start)


def _from(clause: Clause, each: Candidate, at: int) -> Candidate:
    """Return what of a phrase stands behind a place: "concerns contracts" was read as one."""
    if each.start >= at:
        return each
    return replace(each, start=at, text=clause.one.free(at, each.end, 0))


def _before(look: Look, clause: Clause, at: int, most: int) -> list[Candidate]:
    """Return the list of data that ends before a place, at most so many words away, in order."""
    goods = [each for each in _goods(look, clause) if each.end <= at]
    if not goods or clause.words_between(goods[-1].end, at) > most:
        return []
    between = _REMARK.sub(" ", clause.text[goods[-1].end : at])
    if "," in between or clause.one.grammar.relative.search(between):
        return []  # "the server on which the data lie was attacked"
    found = goods[-1:]
    for each in goods[-2::-1]:
        ends_another = len(found) > 1 and _has_and(look, each.last, found[0].first)
        if ends_another or not _is_joined(look, each, found[0]):
            break  # "no accounts or passwords leaked, names and addresses did"
        found.insert(0, each)
    return _listed(look, found)


def _behind(look: Look, clause: Clause, at: int, most: int) -> list[Candidate]:
    """Return the list of data that begins behind a place, at most so many words away, in order."""
    goods = [_from(clause, each, at) for each in _goods(look, clause) if each.end > at + 1]
    if not goods or clause.words_between(at, goods[0].start) > most:
        return []
    found = goods[:1]
    for each in goods[1:]:
        if not _is_joined(look, found[-1], each):
            break
        found.append(each)
    return _listed(look, found)


def _is_joined(look: Look, one: Candidate, other: Candidate) -> bool:
    """Say whether hardly more than marks and small words stands between two items."""
    stopwords = look.one.grammar.stopwords
    between = (
        look.words[at][2] for at in range(one.last + 1, other.first) if "and" not in look.meant[at]
    )
    return sum(word not in stopwords and word not in MARKS for word in between) <= _APART


def _has_and(look: Look, first: int, last: int) -> bool:
    return any("and" in meant for meant in look.meant[first:last])


def _listed(look: Look, found: list[Candidate]) -> list[Candidate]:
    """Return a list, without what is no noun for data where nothing joins the list: "a key, though, was exposed"."""
    joined = _has_and(look, found[0].first, found[-1].last)
    return [each for each in found if joined or each.kind != "np-item"]


# -- claims


def _taken(clause: Clause, things: Sequence[Candidate], call: re.Match[str]) -> Iterator[Draft]:
    starts = [each.start for each in things]
    denied = clause.denied(call) or _is_denied(clause, min([call.start(), *starts]), call)
    for each in things:
        yield _draft(clause, each.text, call, holds=not denied)


def _is_denied(clause: Clause, start: int, call: re.Match[str]) -> bool:
    """Say whether a denial stands before the list: "no personal data were disclosed", "no evidence that"."""
    one, begin = clause.one, max(clause.start, start - _NONE)
    if one.denied_within(begin, call.end()):
        return True
    if 0 < clause.start <= _NONE and one.denied(clause.text[: clause.start]):
        return True  # "non sono invece state copiate": what parts clauses stands within one
    return one.grammar.denial.search(clause.text, clause.start, call.start()) is not None


def _draft(clause: Clause, name: str, call: re.Match[str], *, holds: bool) -> Draft:
    return clause.draft("collects", INCIDENT, Entity("data", name), call.span(), holds=holds)
