"""What may follow, or is still dangerous, though nobody is said to warn: "the stolen data could be used for fraud".

Who speaks warns; of a statement without a speaker, the incident is what warns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.wire import Draft

CLASSES = frozenset({"peril", "lasting", "misused", "will follow", "crooks", "same fate"})
_LONGEST_FREE = 240
_SHORTEST = 3  # blanks in what says what may follow
_MISUSED_NEAR = 16  # words between "could" and "be used"
_PERIL_NEAR = 12  # words between "expect", "a risk of" and what is feared
_CROOKS_NEAR = 3  # words between crooks and what they may do
_ALIKE_NEAR = 14  # words between others and what may have become of them
_ASKED = 32  # characters before "remains exposed" in which a question word asks for who does
_SUBJECTS = ("loot", "data", "unbidden", "hackers")  # who or what does harm if it is used


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    ways = (_misuse, _awaited, _lasting, _next, _alike)
    crooks = _by_crooks(clause)
    call = crooks or next(filter(None, (way(clause) for way in ways)), None)
    if call is None or _is_said_elsewhere(clause, advised=crooks is None):
        return
    name = clause.one.free(clause.start, clause.end, 0)[:_LONGEST_FREE]
    if name.count(" ") < _SHORTEST:
        return  # "Fraudsters could, however, ..."
    yield clause.draft("warns", _who(clause), Entity("statement", name), call.span())


def _is_said_elsewhere(clause: Clause, *, advised: bool) -> bool:
    """Say whether somebody warns or advises by that word, which other scenes read; "Expect others" at the beginning is nobody's.

    A word of advice may as well tell what crooks do: "could call on your patients"; then `advised` is False.
    """
    warn = clause.find("warn")
    by_somebody = warn is not None and bool(clause.text[clause.start : warn.start()].strip(" -*"))
    return by_somebody or (advised and clause.find("advise") is not None)


def _who(clause: Clause) -> Entity:
    """Return who says it, else the incident."""
    who = clause.one.speaker or clause.one.earlier
    if not who:
        return INCIDENT
    return Entity("person" if clause.kind(who) == "person" else "organisation", who)


def _misuse(clause: Clause) -> re.Match[str] | None:
    """Return "could" of "could be used for fraud", where what was taken, or who took it, does that."""
    for may in clause.all("may"):
        if not clause.stated(may.start()) or clause.denied(may):
            continue
        used = clause.find("misused", may.end())
        if used is None or clause.words_between(may.end(), used.start()) > _MISUSED_NEAR:
            continue
        if any(clause.find(name) for name in _SUBJECTS) and clause.find("peril"):
            return may
    return None


def _lasting(clause: Clause) -> re.Match[str] | None:
    """Return "remains exposed", where it is not asked how many do."""
    call = clause.said("lasting")
    if call is None:
        return None
    start = max(clause.start, call.start() - _ASKED)
    asked = clause.find("know") and clause.find("question", start, call.start())
    return None if asked else call


def _next(clause: Clause) -> re.Match[str] | None:
    """Return "will be next" where others are said to be: "expect other providers to be next"."""
    call, others = clause.said("will follow"), clause.find("others")
    if call is None or others is None or clause.denied(call):
        return None
    return call if clause.words_between(call.start(), others.start()) <= _PERIL_NEAR else None


def _awaited(clause: Clause) -> re.Match[str] | None:
    """Return "expect" or "a risk of" beside what is feared."""
    for name in ("brace", "looms"):
        for call in clause.all(name):
            for feared in clause.all("peril"):
                far = clause.words_between(call.start(), feared.start())
                if far <= _PERIL_NEAR and clause.stated(call.start()) and not clause.denied(call):
                    return call
    return None


def _by_crooks(clause: Clause) -> re.Match[str] | None:
    """Return "may" of what crooks may do next: "fraudsters may call your patients"."""
    for may in clause.all("may"):
        if not clause.stated(may.start()) or clause.denied(may):
            continue
        for who in clause.all("crooks"):
            if clause.words_between(may.start(), who.start()) <= _CROOKS_NEAR:
                return may
    return None


def _alike(clause: Clause) -> re.Match[str] | None:
    """Return what may have become of others, too: "other projects may have had the same visit"."""
    others, may = clause.find("others"), clause.find("may")
    if others is None or may is None or not clause.stated(may.start()) or clause.denied(may):
        return None
    call = clause.find("same fate")
    near = call and clause.words_between(others.start(), call.start()) <= _ALIKE_NEAR
    return call if near else None
