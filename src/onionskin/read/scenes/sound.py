"""Which systems are said to be sound: "no production servers were compromised", "the source code was not altered".

`unhurt.py` tells of names and of what an article leads; here a plain noun of a system is enough, since what is
denied is said of a system in most notices of an incident. A list is read item by item ("neither A nor B").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.parts.look import Look
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.skeleton import NAMES, PLATFORMS, VERSIONS
from onionskin.read.wire import Draft

SURE = frozenset({"sound", "came through"})  # these need no word that denies
CLASSES = SURE | {"hurt", "altered"}
_SYSTEMS = ("asset", "estate", "copy", "site")
_BEFORE, _BEHIND = 9, 6  # words between a system and what is said of it
_SUBJECT = 3  # words between an attack and the verb that it is the subject of
_NO, _LONG = 16, 60  # characters before a system, and before a verb, in which it is denied
_LED = 24  # characters before a system in which stands what leads to it
_UNSURE = ("unclear", "unknown", "warn")
_PLACING = frozenset({"in", "at", "on", "with", "by", "from", "for"})
_NAMED = re.compile(rf" ?[{NAMES}]|(?: [\w-]+){{0,2}} ?[{VERSIONS}{PLATFORMS}]")
_GENITIVES = ("'s ", "\u2019s ")
_JOINING = re.compile(r" (?:non|nicht|no|não|niet|not) ")
_BARS = re.compile(r"[;:()\u201c\u201e\u00ab\u2013\u2014]|\.\s")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a sentence says not to be affected, by the first predicate that says so."""
    for name in ("sound", "came through", "altered", "hurt"):
        for call in clause.all(name):
            if not _is_predicate(clause, call, name):
                continue
            found = _told(clause, call, positive=name in ("sound", "came through"))
            for start, end in found:
                thing = Entity("product", clause.one.free(start, end, 0))
                yield clause.draft("affects", INCIDENT, thing, call.span(), holds=False)
            if found:
                return


def _is_predicate(clause: Clause, call: re.Match[str], name: str) -> bool:
    """Say whether a word may say of a system that it was hit: neither asked, nor unknown, nor feared."""
    if not clause.stated(call.start()):
        return False
    if name == "hurt" and "harm" not in clause.one.grammar.senses.of(call[0].lower()):
        return False
    if clause.find("evidence", clause.start, call.start()):
        return True  # "nothing indicates that" is no question
    return not any(clause.find(each, clause.start, call.start()) for each in _UNSURE)


def _told(clause: Clause, call: re.Match[str], *, positive: bool) -> list[tuple[int, int]]:
    """Return the systems that a predicate says to be sound: it is denied, unless it says so by itself."""
    systems = sorted({match.span() for name in _SYSTEMS for match in clause.all(name)})
    outer = [each for each in systems if each[1] <= call.start() or each[0] >= call.end()]
    named = [each for each in outer if not any(_holds(other, each) for other in outer)]
    before = [each for each in named if _is_near(clause, each[1], call.start(), _BEFORE)]
    behind = [each for each in named if _is_near(clause, call.end(), each[0], _BEHIND)]
    subjects = [] if _is_of_affair(clause, call) else _listed(clause, before[::-1])
    found = subjects or _listed(clause, behind)
    if not found or _is_denied(clause, call, found[0][0]) == positive:
        return []
    phrases = [_phrase(clause, each) for each in found]
    return [each for each in phrases if _is_alone(clause, call, each)]


def _is_alone(clause: Clause, call: re.Match[str], phrase: tuple[int, int]) -> bool:
    """Say whether a plain noun is what a predicate is said of.

    Not where a name or a release behind it says which, where it only tells where, what the predicate describes
    ("affected products"), and where it is somebody's own ("its servers"), who is no victim then.
    """
    start, end = phrase
    text, one = clause.text, clause.one
    if _is_named(clause, end) or start < call.end() <= end or start <= call.start() < end:
        return False
    if 0 <= call.start() - end <= 1 or _JOINING.fullmatch(text[end : call.start()]):
        return False
    led = text[max(clause.start, start - _LED) : start].lower().split()[-2:]
    if end <= call.start() and any(
        _PLACING.intersection(one.grammar.senses.of(each)) for each in led
    ):
        return False
    if text.startswith(_GENITIVES, max(start - 1, 0)):
        return False  # "3CX's own infrastructure"
    own = (*led, text[start:end].lower().split()[0])
    if any(clause.frames["its"].fullmatch(each) for each in own):
        return False
    return " " in text[start:end] or any(
        clause.find(name, start, end) for name in ("asset", "estate")
    )


def _is_named(clause: Clause, end: int) -> bool:
    """Say whether a name, or a release, behind a system says which it is; "the bank" that stands for one does not."""
    found = _NAMED.match(clause.text, end, clause.end)
    if found is None:
        return False
    each = clause.one.skeleton.mentions[found[0][-1]]
    return clause.one.text[each.start : each.end] == each.text or each.kind != "name"


def _holds(other: tuple[int, int], each: tuple[int, int]) -> bool:
    return other != each and other[0] <= each[0] and each[1] <= other[1]


def _is_near(clause: Clause, end: int, start: int, most: int) -> bool:
    if end > start or clause.words_between(end, start) > most:
        return False
    return _BARS.search(clause.text, end, start) is None and "," not in clause.text[end:start]


def _is_of_affair(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether an attack is the subject of a verb: "the incident did not affect the servers"."""
    affairs = [each for each in clause.all("affair") if each.end() <= call.start()]
    return bool(affairs) and clause.words_between(affairs[-1].end(), call.start()) <= _SUBJECT


def _listed(clause: Clause, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the system nearest to a predicate, which stands first, and those that a list joins to it, as they stand."""
    found = spans[:1]
    for each in spans[1:]:
        first, second = sorted((found[-1], each))
        if not _is_joined(clause, first[1], second[0]):
            break
        found.append(each)
    return sorted(found)


def _is_joined(clause: Clause, end: int, start: int) -> bool:
    """Say whether "and", "or", "nor" stands between two systems, with what describes the second."""
    between = clause.text[end:start]
    joints = (clause.one.grammar.joint, clause.frames["nor"], clause.frames["neither"])
    return between.count(" ") <= _SUBJECT + 1 and any(
        each.search(f"{between} x") for each in joints
    )


def _is_denied(clause: Clause, call: re.Match[str], start: int) -> bool:
    """Say whether a predicate, or that there is evidence of it, is denied, or its subject: "no servers"."""
    one = clause.one
    if clause.denied(call) or one.denied_within(max(clause.start, start - _NO), start):
        return True
    begin = max(clause.start, call.start() - 2 * _LONG)
    evidence = clause.find("evidence", begin, call.start())
    return evidence is not None and one.denied_within(evidence.start() - _NO, evidence.end() + _NO)


def _phrase(clause: Clause, span: tuple[int, int]) -> tuple[int, int]:
    """Return a system with what describes it."""
    start, end = Look(clause.one, ()).phrase_at(span[0], named=True)
    return start, max(end, span[1])
