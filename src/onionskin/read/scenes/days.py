"""When it began, and when it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onionskin.model import Entity
from onionskin.read.scenes.clause import BEFORE_DENIAL, INCIDENT, Clause
from onionskin.read.syntax.skeleton import DATES, Mention
from onionskin.read.wire import Draft
from onionskin.read.words.dates import first_day, short

_DATE_NEAR = 90  # characters between a date and its verb
_STRETCH = 3  # words between the two ends of a stretch: "from 3 May to 9 June"
_TRACE_NEAR = 120  # characters between "the oldest trace" and its day
_BAIT_NEAR = 140  # characters between a day and what somebody was lured into opening on it
_LEAD = 8  # words between the joint of two parts and the day of the second
_PARTING = re.compile(r"[;\u2013]\s")
_RIGHT_BEHIND = 12  # characters between "that was on" and its day
_FIRST_NEAR = 70  # characters between the first of several and its day
_GETS_NEAR = 48  # characters between that day and the word for getting it
CLASSES = frozenset({"trace", "unnoticed", "that was", "first harm", "first ones"})
_Dates = Sequence[tuple[int, Mention]]


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it, where a day merely stands near a word of beginning or finding."""
    for part in _parts(clause):
        yield from _near_a_word(part)


def sure(clause: Clause, *, after_entry: bool) -> Iterator[Draft]:
    """Yield the days that the clause gives as those of the beginning or the discovery, whatever verb stands by.

    `after_entry`: the sentences before tell how somebody got in, of which "that was on 3 June" says the day.
    """
    for part in _parts(clause):
        yield from _told(part, after_entry=after_entry)


def _parts(clause: Clause) -> list[Clause]:
    """Return the parts of a clause that have a day each: "on 3 June they got in, on 9 June an engineer spotted them"."""
    dates = _dates(clause)
    edges = [clause.start]
    for (before, _), (at, _) in pairwise(dates):
        joints = [
            *clause.one.grammar.list_joint.finditer(clause.text, before, at),
            *_PARTING.finditer(clause.text, before, at),
        ]
        last = max((each.end() for each in joints), default=-1)
        stretch = clause.words_between(before, at) <= _STRETCH
        if last < 0 or stretch or clause.words_between(last, at) > _LEAD:
            return [clause]
        edges.append(last)
    spans = pairwise([*edges, clause.end])
    return [Clause(clause.one, clause.spotted, clause.kind, *span) for span in spans]


def _near_a_word(clause: Clause) -> Iterator[Draft]:
    dates = _dates(clause)
    if not dates:
        return
    for relation, name in (("discovered", "find"), ("began", "start")):
        call = clause.said(name)
        if call is None or _is_denied(clause, call, name):
            continue
        if relation == "began" and clause.find("heals"):
            continue  # "6.4.2, out since Tuesday, closes the hole"
        at, date = min(dates, key=lambda each: abs(each[0] - call.start()))
        if abs(at - call.start()) > _DATE_NEAR or date.bounds is None:
            continue
        if relation == "began":
            at, date = _opening(clause, dates, at, date)
        yield _draft(clause, relation, at, date, call)
        return
    yield from _lured(clause, dates)


def _told(clause: Clause, *, after_entry: bool) -> Iterator[Draft]:
    dates = _dates(clause)
    if not dates:
        return
    if (trace := clause.said("trace")) is not None and not clause.denied(trace):
        at, date = min(dates, key=lambda each: abs(each[0] - trace.start()))
        if abs(at - trace.start()) <= _TRACE_NEAR:
            yield _draft(clause, "began", at, date, trace)
            return
    if (first := _first_of_them(clause, dates)) is not None:
        yield _draft(clause, "began", *first)
        return
    yield from _unnoticed(clause, dates)
    if after_entry and (told := _that_was(clause, dates)) is not None:
        yield _draft(clause, "began", *told)


def _dates(clause: Clause) -> _Dates:
    return [(at, each) for at, each in clause.signs(DATES) if each.bounds]


def _draft(clause: Clause, relation: str, at: int, date: Mention, call: re.Match[str]) -> Draft:
    assert date.bounds is not None
    day = short(first_day(clause.text[max(at - 24, 0) : at], date.bounds))
    return clause.draft(relation, INCIDENT, Entity("date", day), call.span())


def _is_denied(clause: Clause, call: re.Match[str], name: str) -> bool:
    """Say whether a word of beginning or finding is denied; "noticed that no file would open" denies what was noticed."""
    if name != "find":
        return clause.denied(call)
    before = max(clause.start, call.start() - BEFORE_DENIAL)
    return clause.one.denied_within(before, call.end()) or clause.find("unnoticed") is not None


def _opening(clause: Clause, dates: _Dates, at: int, date: Mention) -> tuple[int, Mention]:
    """Return the day that opens the stretch that a day ends: "from 3 May to 9 June"."""
    before = [each for each in dates if each[0] < at]
    if before and clause.words_between(before[-1][0], at) <= _STRETCH:
        between = clause.one.grammar.before_date["between"]
        if between.search(clause.text[clause.start : before[-1][0]]):
            return before[-1]
    return at, date


def _lured(clause: Clause, dates: _Dates) -> Iterator[Draft]:
    """Yield the day on which somebody opened what an attacker had sent: "on 3 June a clerk opened a fake invoice"."""
    call = clause.said("opens")
    bait = clause.find("bait", call.end()) if call else None
    if call is None or bait is None or clause.denied(call):
        return
    at, date = min(dates, key=lambda each: abs(each[0] - call.start()))
    if abs(at - call.start()) <= _BAIT_NEAR:
        yield _draft(clause, "began", at, date, call)


def _unnoticed(clause: Clause, dates: _Dates) -> Iterator[Draft]:
    """Yield the day until which nobody noticed, that of the discovery, and the one since when: "unnoticed from 3 May to 9 June"."""
    call = clause.said("unnoticed")
    if call is None:
        return
    for (at, date), (end, until) in pairwise(dates):
        if clause.words_between(at, end) <= _STRETCH:
            yield _draft(clause, "began", at, date, call)
            yield _draft(clause, "discovered", end, until, call)
            return
    words = clause.one.grammar.before_date
    found = clause.find("find")
    for at, date in dates:
        before = clause.text[clause.start : at]
        ends = words["until"].search(before) or words["before"].search(before)
        if ends or (found and 0 <= at - call.end() <= _RIGHT_BEHIND):
            yield _draft(clause, "discovered", at, date, call)
            return


def _first_of_them(clause: Clause, dates: _Dates) -> tuple[int, Mention, re.Match[str]] | None:
    """Return the day of the first of several: "the first infections go back to 3 June", "the first of them got it on 3 June"."""
    call = clause.said("first harm", "first ones")
    if call is None or clause.denied(call) or clause.find("find"):
        return None
    at, date = min(dates, key=lambda each: abs(each[0] - call.end()))
    if abs(at - call.end()) > _FIRST_NEAR:
        return None
    if clause.find("first harm"):
        return at, date, call
    near = (abs(each.end() - at) <= _GETS_NEAR for each in clause.all("gets it"))
    return (at, date, call) if any(near) else None


def _that_was(clause: Clause, dates: _Dates) -> tuple[int, Mention, re.Match[str]] | None:
    """Return the day of a sentence that says nothing else: "That was on 3 June."."""
    call = clause.find("that was")
    at, date = dates[0]
    if call is None or clause.words[: call.start() - clause.start].strip(" (") or len(dates) > 1:
        return None
    if not 0 <= at - call.end() <= _RIGHT_BEHIND or clause.text[at + 1 : clause.end].strip(" .)!"):
        return None
    return at, date, call
