"""When it began, and when it was found."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.dates import first_day, short
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.skeleton import DATES
from onionskin.read.wire import Draft

_DATE_NEAR = 90  # characters between a date and its verb


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    dates = [(at, each) for at, each in clause.signs(DATES) if each.bounds]
    if not dates:
        return
    for relation, name in (("discovered", "find"), ("began", "start")):
        call = clause.said(name)
        if call is None or clause.denied(call):
            continue
        at, date = min(dates, key=lambda each: abs(each[0] - call.start()))
        if abs(at - call.start()) > _DATE_NEAR or date.bounds is None:
            continue
        thing = Entity("date", short(first_day(clause.text[max(at - 24, 0) : at], date.bounds)))
        yield clause.draft(relation, INCIDENT, thing, call.span())
        return
