"""Who warns of what may follow, or of what is still dangerous."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.speakers import Speech, speech
from onionskin.read.wire import Draft

_LONGEST_FREE = 240
_FEARED = ("risk", "hurt", "attack", "tainted", "affair", "fault", "hackers", "steal", "data")
_TO_COME = ("may", "others", "will follow", "peril", "lasting")
_SHORTEST = 2  # blanks in a statement
_SHORT = 12  # characters of a statement
_NEAR = 40  # characters between a word of warning and the noun of who warns
_OWN_WORDS = re.compile(
    r"(?: (?:de|di|da|do|per la|for|voor|des|der|dei|del)(?: \w+){1,3}(?=[,.;:]|\Z))?"
)


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what somebody named warns of; who only says so says what is at risk."""
    for verb in ("warn", "say"):
        call = clause.said(verb)
        if call is None or clause.denied(call):
            continue
        told = speech(clause, call) or (_by_authority(clause, call) if verb == "warn" else None)
        if told is None:
            continue
        feared = (*_FEARED, *_TO_COME) if verb == "warn" else ("risk",)
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


def _by_authority(clause: Clause, call: re.Match[str]) -> Speech | None:
    """Return what an authority warns of that is called by its noun alone: "..., warnt die Datenschutzbehörde"."""
    behind = clause.find("authority", call.end(), min(call.end() + _NEAR, clause.end))
    if behind is not None and call.start() - clause.start >= _SHORT:
        return Speech((_whole(clause, behind),), (), clause.start, call.start())
    before = clause.find("authority", max(call.start() - _NEAR, clause.start), call.start())
    if before is None:
        return None
    if clause.end - call.end() >= _SHORT:
        return Speech((_whole(clause, before),), (), call.end(), clause.end)
    if before.start() - clause.start >= _SHORT:  # "..., the police cautioned"
        end = clause.text.rfind(",", clause.start, before.start())
        return Speech((_whole(clause, before),), (), clause.start, max(end, clause.start))
    return None


def _whole(clause: Clause, noun: re.Match[str]) -> str:
    """Return a noun with what belongs to it: "Autorité de protection des données"."""
    found = _OWN_WORDS.match(clause.text, noun.end(), clause.end)
    return clause.one.free(noun.start(), found.end() if found else noun.end(), 0)
