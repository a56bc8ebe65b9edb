"""Since when a product is kept up no more: "X is out of support since", "the upkeep of X ended on", "X, discontinued on"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import DATES, NAMES
from onionskin.read.wire import Draft
from onionskin.read.words.dates import short

CLASSES = frozenset({"discontinued", "not kept up", "lapses"})
_DATE_NEAR = 80  # characters between a day and the word that says what ended on it
_LAPSE_NEAR = 9  # words between the upkeep and the word of its end
_DENIED = 14  # characters before a word of ending in which it is denied
_RIGHT_BEHIND = 4  # words between a word of ending and the product that somebody gave up
_PARTING = re.compile(rf"[,;:{DATES}]")
_NO_PRODUCT = frozenset({"organisation", "actor", "malware", "person", "campaign", "website"})


class _End(NamedTuple):
    """Where a clause says that a product is no longer kept up; `whose` is where the words begin that say whose upkeep it was."""

    start: int
    end: int
    whose: int

    def apart(self, at: int) -> int:
        """Return how many characters lie between it and a place."""
        return max(self.start - at, at - self.end, 0)


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    dates = [(at, each) for at, each in clause.signs(DATES) if each.bounds]
    end = _end_of_upkeep(clause) if dates else None
    if end is None:
        return
    at, date = min(dates, key=lambda each: end.apart(each[0]))
    product = _product(clause, end) if end.apart(at) <= _DATE_NEAR else None
    if product is None or date.bounds is None:
        return
    day = Entity("date", short(date.bounds))
    yield clause.draft("retired", Entity("product", product), day, end[:2])


def _end_of_upkeep(clause: Clause) -> _End | None:
    """Return where a clause says that a product is no longer kept up: by one word, or of its upkeep."""
    if (call := clause.said("not kept up")) is not None:
        return _End(*call.span(), call.end())
    call = clause.said("discontinued")
    if call is not None:
        return None if _is_denied(clause, call) else _End(*call.span(), call.end())
    for upkeep in clause.all("upkeep"):
        for lapse in clause.all("lapses"):
            near = clause.words_between(upkeep.start(), lapse.start()) <= _LAPSE_NEAR
            if near and clause.stated(lapse.start()) and not _is_denied(clause, lapse):
                start, end = min(upkeep.start(), lapse.start()), max(upkeep.end(), lapse.end())
                whose = clause.frames["whose"].match(clause.text, upkeep.end() + 1)
                return _End(start, end, whose.end() if whose else clause.end)
    return None


def _is_denied(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a word is denied right before it: "has not been retired"."""
    return clause.one.denied_within(max(clause.start, call.start() - _DENIED), call.end())


def _product(clause: Clause, end: _End) -> str | None:
    """Return which product it is: whose upkeep it is, what somebody gave up, else the last one named before."""
    named = [
        (at, each)
        for at, each in clause.signs(NAMES)
        if clause.kind(plain_name(each.text)) not in _NO_PRODUCT and not clause.is_adjunct(at)
    ]
    owners = [each for each in named if _is_joined(clause, end.whose, each[0])]
    before = [each for each in named if each[0] < end.start]
    known = [each for each in before if clause.kind(plain_name(each[1].text)) == "product"]
    for found in (owners[:1], known[-1:], before[-1:]):
        for at, each in found:
            return clause.numbered(at, plain_name(each.text))
    return None


def _is_joined(clause: Clause, end: int, at: int) -> bool:
    """Say whether words lead up to a name: nothing but small words and a noun stand between, and nobody's place."""
    between = clause.text[end:at]
    if at < end or clause.words_between(end, at) > _RIGHT_BEHIND or _PARTING.search(between):
        return False
    senses = clause.one.grammar.senses
    return not any({"in", "at"} & set(senses.of(word)) for word in between.lower().split())
