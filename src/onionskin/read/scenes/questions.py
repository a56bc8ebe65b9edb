"""What nobody knows, or will say: open questions, and inquiries that go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.wire import Draft

_ASKED_WITHIN = 48  # characters behind a word of knowing in which the question begins
_DENIED_BEFORE = 32
_REMARK = 16  # characters before an inquiry in which "who" makes it a remark
_SHORTEST = 2  # blanks in what says what is asked


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause leaves open."""
    call = clause.find("unclear") or _open_adjective(clause) or _untold(clause) or _inquiry(clause)
    if call is None:
        return
    behind = clause.one.free(call.end(), clause.end, 0)
    before = clause.one.free(clause.start, call.start(), 0)
    asked = behind if behind.count(" ") >= _SHORTEST else before
    if asked.count(" ") < _SHORTEST:
        asked = clause.one.free(clause.start, clause.end, 0)  # "analysis is still ongoing"
    if asked.count(" "):
        question = Entity("question", asked)
        yield clause.draft("unknown", INCIDENT, question, call.span())


def _inquiry(clause: Clause) -> re.Match[str] | None:
    """Return a word of an inquiry that goes on; not what only tells who somebody is: "X, who investigates for us, believes"."""
    call = clause.said("inquiry")
    if call is None or clause.find("question", call.end()):
        return call
    before = clause.text[max(clause.start, call.start() - _REMARK) : call.start()]
    behind = clause.text[call.end() : min(call.end() + _REMARK, clause.end)]
    grammar = clause.one.grammar
    told = grammar.relative.search(before) or grammar.we.search(behind)
    return None if told and "," in clause.text[call.end() : clause.end] else call


def _open_adjective(clause: Clause) -> re.Match[str] | None:
    """Return "unknown" where it is said of something, not where it describes: "an unknown attacker"."""
    for match in clause.all("unknown"):
        if re.match(r"\W*\Z|\s*[,.;:)]", clause.text[match.end() : clause.end]):
            return match
        if clause.one.grammar.whether.match(clause.text, match.end() + 1) or clause.frames[
            "question"
        ].match(clause.text, match.end() + 1):
            return match
    return None


def _untold(clause: Clause) -> re.Match[str] | None:
    """Return a word of knowing or telling that is denied, and asks: "has not revealed how", "no details were given"."""
    for match in clause.all("know"):
        before = max(clause.start, match.start() - _DENIED_BEFORE)
        if not clause.one.denied(clause.text[before : match.end()]):
            continue
        stop = min(match.end() + _ASKED_WITHIN, clause.end)
        if clause.find("question", match.end(), stop) or clause.find("extent", before, stop):
            return match
    return None
