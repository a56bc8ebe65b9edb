"""What a sentence says as the answer to the question before it: "How many were hit? We do not know", "What was taken? Names"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.parts.look import Look
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.wire import Draft

_LONGEST = 14  # blanks in an answer that only says that nobody knows
_LONGEST_FREE = 240
_LABEL = re.compile(r"\A\W*(?:[^\W\d_]{1,8}\s?:\s+)?")  # "Q: "
_DATA = frozenset({"np-data", "np-secret"})


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a sentence answers; its quote begins with the question."""
    asked = clause.one.question
    if not asked:
        return
    found = _not_known(clause) if clause.text.count(" ") <= _LONGEST else None
    if found is not None:
        yield _quoted(clause, found)
    elif clause.frames["what left"].search(asked):
        for draft in _listed(clause):
            yield _quoted(clause, draft)


def _quoted(clause: Clause, draft: Draft) -> Draft:
    """Return a draft whose quote holds the question, too."""
    start = clause.one.question_at
    return replace(draft, offset=start, length=clause.one.offset + len(clause.one.text) - start)


def _not_known(clause: Clause) -> Draft | None:
    """Return the question before as an open one, where a sentence says no more than that nobody knows or says."""
    if clause.find("question"):
        return None
    call = clause.find("unclear") or next(
        (each for each in clause.all("know") if clause.denied(each)), None
    )
    if call is not None and clause.find("confirm"):
        return None  # "Is it true? Nobody has confirmed it"
    asked = _LABEL.sub("", clause.one.question, count=1).rstrip('? \u00a0"\u201d\u00bb')
    if call is None or not asked.count(" "):
        return None
    question = Entity("question", asked[:_LONGEST_FREE])
    return clause.draft("unknown", INCIDENT, question, call.span())


def _listed(clause: Clause) -> Iterator[Draft]:
    """Yield the list with which a sentence begins that answers what was taken; one with "include" other scenes read."""
    if clause.find("loot") or clause.find("holds"):
        return
    look = Look(clause.one, ())
    goods = {each.start for each in look.candidates() if each.kind in _DATA}
    items = look.listed_at(0)
    named = [each for each in look.candidates() if each.start in goods]
    if len(items) < len(named) or not any(each.start in goods for each in items):
        items = named  # "des contrats, des adresses": each with its article
    for each in items:
        if each.text:
            data = Entity("data", each.text)
            yield clause.draft("collects", INCIDENT, data, (each.start, each.end))
