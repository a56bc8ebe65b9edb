"""Who says something against itself: its own harm, or its own fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.scenes.speakers import Speech, speech
from onionskin.read.syntax.frames import Frames
from onionskin.read.syntax.plausible import CONCERNED
from onionskin.read.wire import Draft

_LONGEST_FREE = 240
_DENIED_WITHIN = 60  # characters of a statement in which a denial is of the whole of it
_ADDRESSEE = (
    3  # words before and behind the customers who are told something, where that is no statement
)
_OWN_NEAR = 8  # words between "its" and the word of harm
_SHORTEST = 2  # blanks in a statement
_HARM = ("hurt", "attack", "tainted", "affair", "fault")
_RIGHT_BEFORE = 14  # characters
_HARM_SAID = ("hurt", "fault", "regret")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what the concerned one tells of itself: "X confirmed that its servers were hit"."""
    for verb in ("confess", "confirm", "say"):
        call = clause.said(verb)
        if call is None or clause.denied(call) or _is_withheld(clause, call):
            continue
        told = speech(clause, call)
        if told is None:
            continue
        if _is_denied(clause, told) or not _is_harm(clause, told, verb):
            continue
        yield from _admitted(clause, told, call, verb)
        return


def is_nothing(frames: Frames, statement: str) -> bool:
    """Say whether a statement tells that nothing was hit: "its systems remained unaffected"."""
    harm = ("hurt", "steal", "fault", "confess")
    spared = frames["spared"].search(statement) is not None
    return spared and not any(frames[name].search(statement) for name in harm)


def _is_withheld(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a denial stands right before a word of saying: "has not disclosed", which denies nothing else."""
    begin = max(clause.start, call.start() - _RIGHT_BEFORE)
    return clause.one.grammar.negation.search(clause.text, begin, call.start()) is not None


def _is_denied(clause: Clause, told: Speech) -> bool:
    """Say whether a statement denies; "non autoris\u00e9" is no denial."""
    if clause.find("spared", told.start, told.end) and not clause.find(
        "data", told.start, told.end
    ):
        return True
    stop = min(told.start + _DENIED_WITHIN, told.end)
    return clause.one.denied(clause.frames["fault"].sub(" ", clause.text[told.start : stop]))


def _is_harm(clause: Clause, told: Speech, verb: str) -> bool:
    """Say whether a statement tells of harm; of what is merely said an attack by itself is none."""
    harm = _HARM_SAID if verb == "say" else _HARM
    if verb == "say" and (_is_of_others(clause, told) or _is_addressed_alone(clause, told)):
        return False
    return any(clause.find(name, told.start, told.end) for name in harm)


def _is_of_others(clause: Clause, told: Speech) -> bool:
    """Say whether a quotation only says what others should have done: "the customers should have patched"."""
    if clause.find("should have", told.start, told.end) is None:
        return False
    return clause.one.grammar.we.search(clause.text, told.start, told.end) is None and not any(
        clause.find(name, told.start, told.end) for name in ("hurt", "regret", "own")
    )


def _is_addressed_alone(clause: Clause, told: Speech) -> bool:
    """Say whether what stands behind the verb is who was told, and hardly more: "notified impacted customers privately"."""
    customers = clause.find("customers", told.start, told.end)
    if customers is None or clause.words_between(told.start, customers.start()) > _ADDRESSEE:
        return False
    return clause.words_between(customers.end(), told.end) <= _ADDRESSEE


def _admitted(clause: Clause, told: Speech, call: re.Match[str], verb: str) -> Iterator[Draft]:
    said = clause.one.statement(clause.text, told.start, told.end)
    statement = Entity("statement", said[:_LONGEST_FREE])
    if statement.name.count(" ") < _SHORTEST:
        return
    hit = _is_own_harm(clause, told)
    for name in told.speakers:
        if clause.frames["authority"].fullmatch(name):
            continue  # "the regulator informed the customers"
        kind = "person" if clause.kind(name) == "person" else "organisation"
        sure = hit or verb == "confess" or _is_regret(clause, told)
        who = name if sure else CONCERNED + "\n".join((name, *told.beside))
        yield clause.draft("admits", Entity(kind, who), statement, call.span())
        if hit and kind == "organisation":
            yield clause.draft("victim", Entity(kind, name), INCIDENT, call.span())


def _is_regret(clause: Clause, told: Speech) -> bool:
    """Say whether somebody regrets in the first person: "we are sorry for our customers"."""
    if clause.find("regret", told.start, told.end) is None:
        return False
    return clause.one.grammar.we.search(clause.text, told.start, told.end) is not None


def _is_own_harm(clause: Clause, told: Speech) -> bool:
    """Say whether what was hit is the speaker's own: "its servers were hit", not its customers'."""
    for own in clause.frames["own"].finditer(clause.text, told.start, told.end):
        if clause.frames["customers"].match(clause.text, own.end() + 1):
            continue
        hurt = clause.find("hurt", own.start(), told.end)
        far = clause.words_between(own.start(), hurt.start()) if hurt else 0
        if 1 < far <= _OWN_NEAR:  # next to it, the Dutch "zijn" is a verb
            return True
    return False
