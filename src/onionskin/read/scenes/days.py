"""When it began, and when it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Bounds, Entity
from onionskin.read.dates import short
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.skeleton import DATES
from onionskin.read.wire import Draft

_DATE_NEAR = 90  # characters between a date and its verb
_DAY_AND = re.compile(
    r"(?<!\w)(\d{1,2})(?:\.|\u00ba|st|nd|rd|th)?\s+(?:and|to|und|bis|en|tot|et|au|y|al|a|e)\s+(?:\w{2,3}\s+)?\Z"
)
_DAYS = 31


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
        thing = Entity("date", short(_first_day(clause, at, date.bounds)))
        yield clause.draft(relation, INCIDENT, thing, call.span())
        return


def _first_day(clause: Clause, at: int, bounds: Bounds) -> Bounds:
    """Return the day that opens a stretch whose month stands with its end: "between 14 and 15 March"."""
    day = _DAY_AND.search(clause.text, max(at - 24, 0), at)
    month = (bounds.earliest or "")[:8]
    if day is None or len(month) < len("2022-03-") or int(day[1]) > _DAYS:
        return bounds
    first = f"{month}{int(day[1]):02}"
    return Bounds(first, first) if first < (bounds.earliest or "") else bounds
