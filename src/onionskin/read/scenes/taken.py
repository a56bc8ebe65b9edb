"""What was taken: every noun for data behind a word of taking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.matcher import plain_name
from onionskin.read.plausible import MAYBE
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.skeleton import NAMES
from onionskin.read.wire import Draft

_FARTHEST = 30  # words between a word of taking and the last thing taken


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    call = clause.said("steal")
    if call is None or clause.is_feared(call):
        return
    if _is_attribute(clause, call):
        return
    holds = not clause.denied(call)
    subject = _doer(clause, call.start())
    done = clause.start
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
