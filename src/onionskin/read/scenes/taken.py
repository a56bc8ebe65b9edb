"""What was taken: every noun for data behind a word of taking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.frames import Frames
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import MAYBE
from onionskin.read.syntax.skeleton import NAMES
from onionskin.read.wire import Draft

_FRONT = 5  # words between a comma and a verb that what is taken fills
_FARTHEST = 30  # words between a word of taking and the last thing taken


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    call = clause.said("steal")
    if call is None or clause.is_feared(call):
        return
    if _is_attribute(clause, call):
        return
    subject = _doer(clause, call.start())
    for fronted in _fronted(clause):
        yield _draft(clause, subject, *fronted)
    if not _ends_part(clause, call):
        yield from _near(clause, call, subject)


def _draft(clause: Clause, subject: Entity, name: str, call: re.Match[str]) -> Draft:
    holds = not clause.denied(call)
    return clause.draft("collects", subject, Entity("data", name), call.span(), holds=holds)


def _near(clause: Clause, call: re.Match[str], subject: Entity) -> Iterator[Draft]:
    """Yield the nouns for data behind a word of taking, else the last two before it."""
    holds, done = not clause.denied(call), clause.start
    nouns = [
        each
        for each in clause.frames["data"].finditer(clause.text, call.end(), clause.end)
        if clause.words_between(call.end(), each.start()) <= _FARTHEST
    ] or list(clause.frames["data"].finditer(clause.text, clause.start, call.start()))[-2:]
    for noun in nouns:
        if noun.start() < done:
            continue  # "source code", "history of names": part of the thing before
        first = clause.start
        if noun.start() >= call.end():
            doer = clause.one.grammar.inverted.match(clause.text, call.end(), noun.start())
            first = doer.end() if doer else call.end()
        joints = clause.one.grammar.list_joint.finditer(clause.text, first, noun.start())
        first = max((each.end() for each in joints), default=first)
        name, done = _noun_phrase(clause, noun, first), noun.end()
        if none := clause.one.grammar.negation.match(name):
            name, holds = name[none.end() :].strip(), False
        yield clause.draft("collects", subject, Entity("data", name), call.span(), holds=holds)


def is_taking(frames: Frames, name: str) -> bool:
    """Say whether what a pattern took for a thing is itself a word of taking: "copied and removed the register"."""
    return any(frames[each].fullmatch(name) for each in ("steal", "exposed", "gone"))


def _ends_part(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a word of taking ends its part of a clause, and what is taken stands before: "Pläne kopiert, Daten gelöscht"."""
    return _parted(clause, call) is not None


def _parted(clause: Clause, call: re.Match[str]) -> re.Match[str] | None:
    """Return the noun for data before a word of taking that a comma follows, of several such parts of a clause."""
    if clause.text[call.end() : call.end() + 1] not in (",", ";", ".") or not clause.one.grammar.verb_second:  # fmt: skip
        return None
    if not any(each.start() > call.end() for each in clause.all("steal")):
        return None
    begin = max(clause.text.rfind(mark, clause.start, call.start()) for mark in ",;:") + 1
    return clause.find("data", max(begin, clause.start), call.start())


def _fronted(clause: Clause) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield (what is taken, the verb) where it stands before: "Pläne nimmt X mit", "Pläne kopiert, Daten gelöscht"."""
    for call in clause.all("steal"):
        begin = max(clause.text.rfind(mark, clause.start, call.start()) for mark in ",;:") + 1
        begin = max(begin, clause.start)
        noun = _parted(clause, call)
        if noun is None and clause.one.grammar.inverted.match(clause.text, call.end()):
            noun = clause.find("data", begin, call.start())
            noun = noun if clause.words_between(begin, call.start()) <= _FRONT else None
        if noun is not None:
            yield _noun_phrase(clause, noun, begin), call


def _is_attribute(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a participle only describes: "through stolen credentials", "the data taken could"."""
    before = clause.text[max(call.start() - 24, clause.start) : call.start()]
    if clause.frames["through"].search(before):
        return True
    if clause.frames["stolen"].fullmatch(call[0]) is None:
        return False
    last = before.rsplit(maxsplit=1)[-1:] or [""]
    return clause.frames["aux"].fullmatch(last[0]) is None


def _noun_phrase(clause: Clause, noun: re.Match[str], first: int) -> str:
    """Return a noun with up to three words before it that are no small ones."""
    start = noun.start()
    for word in [*re.finditer(r"[^\s,;:()]+", clause.text[first:start])][:-4:-1]:
        if word[0].lower() in clause.one.grammar.stopwords:
            break
        start = first + word.start()
    return clause.one.free(start, noun.end(), 0)


def _doer(clause: Clause, at: int) -> Entity:
    names = [each for _, each in clause.signs(NAMES, at)]
    if not names:
        return INCIDENT
    return Entity("malware|actor|campaign", f"{MAYBE}{plain_name(names[-1].text)}")
