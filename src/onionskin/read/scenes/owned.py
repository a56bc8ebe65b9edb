"""Who is quoted with something against themselves: "The patch lay around for weeks. That is on us," says X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.naming.persons import is_person
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import NAMES
from onionskin.read.wire import Draft

CLASSES = frozenset({"owns up", "should have", "confess", "unnoticed", "regret"})
_PAUSE = re.compile(
    r"[,.!]\s+(?=\w)|\s(?=\w)"
)  # the marks of a quotation are no part of a skeleton
_MARKED = re.compile('["\u201c\u201d\u00ab\u00bb\u201e\u2018]')
_BEGUN = re.compile('["\u201c\u201e\u00ab\u00bb\u2018]\\s?(?=\\w)')
_MARKS = " ,.\"\u201c\u201d\u00ab\u00bb\u201e\u2018\u2019\u201a'"
_NAME = re.compile(f"[{NAMES}]")
_CLOSING = re.compile('["\u201d\u201c\u00bb\u00ab\u2019\u2018]')
_SHORTEST = 8  # characters of a quotation
_LONGEST_FREE = 240
_VERB_NEAR = 24  # characters behind a quotation in which the verb of saying begins
_NAME_NEAR = 120  # characters behind that verb in which the speaker is named
_AUXILIARIES = 1  # words between a quotation and its verb of saying


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a sentence quotes; its clauses are not parted, for a quotation holds several."""
    told = _quoted(clause)
    if told is None:
        return
    start, end, call, who = told
    name = clause.one.free(start, end, 0).strip(_MARKS)
    if clause.one.before and _BEGUN.search(clause.one.text.split(name)[0] + name[:1]) is None:
        name = f"{clause.one.before.strip(_MARKS)}. {name}"  # the quotation began a sentence ago
    kind = "person" if is_person(who) or clause.kind(who) == "person" else "organisation"
    statement = Entity("statement", name[-_LONGEST_FREE:])
    yield clause.draft("admits", Entity(kind, who), statement, call.span())


def _quoted(clause: Clause) -> tuple[int, int, re.Match[str], str] | None:
    """Return (start, end, the word of saying, the speaker) of a quotation against the speaker, or None."""
    if _MARKED.search(clause.one.text) is None:
        return None
    for pause in _PAUSE.finditer(clause.text, clause.start + _SHORTEST, clause.end):
        call = _said(clause, pause.end())
        if call is None or not _is_closed(clause, pause.start()):
            continue
        start, end = clause.text.rfind(":", clause.start, pause.start()) + 1, pause.start()
        who = _speaker(clause, call.end())
        if who and end - start >= _SHORTEST and _is_against_self(clause, start, end, call):
            return start, end, call, who
    return None


def _is_closed(clause: Clause, at: int) -> bool:
    """Say whether a quotation ends there: "... on us," says X", "... nuestra», confiesa X"."""
    place = clause.one.skeleton.at(at)
    return _CLOSING.search(clause.one.text, max(place - 2, 0), place + 3) is not None


def _said(clause: Clause, at: int) -> re.Match[str] | None:
    """Return the word of saying that stands right behind a quotation: "says X", "ha detto X", "X says"."""
    stop = min(at + _VERB_NEAR, clause.end)
    for name in ("confess", "say", "quoting"):
        call = clause.find(name, at, stop)
        if call is not None and clause.words_between(at, call.start()) <= _AUXILIARIES:
            return call
    return None


def _is_against_self(clause: Clause, start: int, end: int, call: re.Match[str]) -> bool:
    """Say whether a quotation owns up to something, or the verb says that it does."""
    if clause.frames["confess"].match(clause.text, call.start(), clause.end):
        return True
    if clause.find("owns up", start, end):
        return True
    if clause.one.grammar.we.search(clause.text, start, end) is None:
        return False
    return any(clause.find(name, start, end) for name in ("should have", "unnoticed", "regret"))


def _speaker(clause: Clause, at: int) -> str:
    """Return who is named behind a word of saying: a person before the company."""
    found = [
        plain_name(clause.one.skeleton.mentions[each[0]].text)
        for each in _NAME.finditer(clause.text, at, min(at + _NAME_NEAR, clause.end))
    ]
    found = [_person_in(each) for each in found]
    persons = [each for each in found if is_person(each) or clause.kind(each) == "person"]
    return (persons or found or [""])[0]


def _person_in(name: str) -> str:
    """Return the person in a name that begins with what they are: "Corvane-Chef Paul Lorquin"."""
    last = " ".join(name.split(" ")[-2:])
    return last if last != name and is_person(last) else name
