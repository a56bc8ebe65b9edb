"""Who warns of what may follow, or of what is still dangerous."""

from __future__ import annotations

from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.speakers import speech
from onionskin.read.wire import Draft

_LONGEST_FREE = 240
_FEARED = ("risk", "hurt", "attack", "tainted", "affair", "fault", "hackers", "steal", "data")
_SHORTEST = 2  # blanks in a statement


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what somebody named warns of; who only says so says what is at risk."""
    for verb in ("warn", "say"):
        call = clause.said(verb)
        if call is None or clause.denied(call):
            continue
        told = speech(clause, call)
        if told is None:
            continue
        feared = _FEARED if verb == "warn" else ("risk",)
        if not any(clause.find(each, told.start, told.end) for each in feared):
            continue  # "alerted the authorities" warns of nothing
        name = clause.one.statement(clause.text, told.start, told.end)[:_LONGEST_FREE]
        if name.count(" ") < _SHORTEST:
            continue
        for who in told.speakers:
            kind = "person" if clause.kind(who) == "person" else "organisation"
            statement = Entity("statement", name)
            yield clause.draft("warns", Entity(kind, who), statement, call.span())
        return
