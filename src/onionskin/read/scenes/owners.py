"""Whose data were taken: "the data of two million people ended up on the street", "files of 40,000 customers were stolen".

Whoever's data are gone was hit, counted or by name; `loot.py` reads what was taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.skeleton import GROUPS
from onionskin.read.wire import Draft

CLASSES = frozenset({"gone", "exposed", "loot", "steal"})
_FAR = 14  # words between whose data they are and the word that says that they are gone
_OF = 5  # words between data and whose they are
_BARS = re.compile(r"[;:,()\u2014\u2013]")
_SOME = re.compile(f"[{GROUPS}]")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    if _SOME.search(clause.text, clause.start, clause.end) is None:
        return
    calls = [
        call
        for name in ("gone", "exposed", "steal")
        for call in clause.all(name)
        if clause.stated(call.start()) and not clause.denied(call)
    ]
    for at, group in clause.signs(GROUPS) if calls else ():
        near = [each for each in calls if clause.words_between(at, each.start()) <= _FAR]
        if near and _owns_data(clause, at):
            who = Entity("group", group.text)
            yield clause.draft("victim", who, INCIDENT, near[0].span())


def _owns_data(clause: Clause, at: int) -> bool:
    """Say whether "of" ties data right before a place to whom it names."""
    found = [each for each in clause.all("data") if each.end() <= at]
    if not found or clause.words_between(found[-1].end(), at) > _OF:
        return False
    between = clause.text[found[-1].end() : at]
    if _BARS.search(between):
        return False
    senses = clause.one.grammar.senses
    return any("of" in senses.of(word) for word in between.lower().split())
