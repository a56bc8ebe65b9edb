"""Who was breached by whom: a word of harm or entering, an actor or a malware, and the name that stands nearest.

Who of the two did it needs no grammar: what is known or called an actor is hardly ever its victim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS, shape_of
from onionskin.read.syntax.skeleton import NAMES, Mention
from onionskin.read.wire import Draft

_DOERS = frozenset({"actor", "malware"})
_BREACHED = frozenset({"organisation", ""})
_DOER_FAR, _NEAR = 10, 7  # words between a word of harm and who did it, and whom it hit
_FEWEST_LETTERS = 4  # "BTC", "U.S", "DLL"


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield who a clause says was breached by an actor or a malware that it names."""
    call = clause.said("attack", "access", "hurt", "victims")
    if call is None or clause.denied(call):
        return
    near = [(clause.words_between(call.start(), at), at, each) for at, each in clause.signs(NAMES)]
    near.sort(key=lambda each: each[:2])
    doers = [(far, kind, each) for far, at, each in near if (kind := _doer(clause, at, each))]
    if not doers or doers[0][0] > _DOER_FAR:
        return
    who = next((each for far, at, each in near if far <= _NEAR and _can_be(clause, at, each)), None)
    if who is not None:
        _, kind, by = doers[0]
        breached = Entity("organisation", plain_name(who.text))
        doer = Entity(kind, plain_name(by.text))
        yield clause.draft("compromised-by", breached, doer, call.span())


def _doer(clause: Clause, at: int, each: Mention) -> str:
    """Return the kind of a name that is an actor or a malware by itself, or by the noun right before it."""
    name = plain_name(each.text)
    kind = (
        "" if name.isupper() else shape_of(name)
    )  # "KRITIS" and "UNESCO" are written like a malware
    if not kind and (words := clause.text[clause.start : at].split()):
        last = words[-1]
        kind = clause.one.grammar.kind_of(last) if last[-1].isalpha() else ""
    return kind if kind in _DOERS else ""


def _can_be(clause: Clause, at: int, each: Mention) -> bool:
    """Say whether a name is somebody who can be breached, and neither the speaker nor the way in."""
    name = plain_name(each.text)
    if "\x00" in name or name in HOSTS | TELLERS or each.text == clause.one.speaker:
        return False
    if len(re.sub(r"[\W\d]", "", name)) < _FEWEST_LETTERS or clause.kind(name) not in _BREACHED:
        return False
    before = " ".join(clause.text[clause.start : at].split()[-3:])
    return not _doer(clause, at, each) and clause.frames["through"].search(before) is None
