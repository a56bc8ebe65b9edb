"""Which releases and systems are affected, and which release heals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import PRODUCT, SYSTEM
from onionskin.read.syntax.skeleton import NAMES, PLATFORMS, VERSIONS
from onionskin.read.wire import Draft

_USED = 4  # words between "users" and what they use


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _releases(clause)
    yield from _healed(clause)
    yield from _idle(clause)


def _idle(clause: Clause) -> Iterator[Draft]:
    """Yield the product whose users need do nothing: it is not affected."""
    call = clause.said("nothing to do")
    user = clause.find("user of", clause.start, call.start()) if call else None
    if call is None or user is None:
        return
    for at, each in clause.signs(NAMES, call.start()):
        if at > user.end() and clause.words_between(user.end(), at) <= _USED:
            used = Entity("product", plain_name(each.text))
            yield clause.draft("affects", INCIDENT, used, call.span(), holds=False)


def _releases(clause: Clause) -> Iterator[Draft]:
    call = clause.said("tainted", "hurt") or _endangered(clause)
    if call is None or clause.find("fixed"):
        return
    holds = not _is_denied(clause, call) and clause.find("absent") is None
    for part in clause.one.opposed([clause.words]):
        if re.search(f"[{VERSIONS}{PLATFORMS}]", part):
            told = holds and (call[0] in part or not clause.one.denied(part))
            yield from clause.one.affected("affects", "campaign", part, holds=told)
    for _, each in clause.signs(NAMES):
        if SYSTEM.match(each.text):
            system = Entity("product", plain_name(each.text))
            yield clause.draft("affects", INCIDENT, system, call.span(), holds=holds)
    for match in clause.all("release number"):
        name = Entity("release", f"{PRODUCT} {match['number']}")
        yield clause.draft("affects", INCIDENT, name, match.span(), holds=holds)


def _endangered(clause: Clause) -> re.Match[str] | None:
    """Return what says that whoever uses a release is in danger: "anyone running X 7.1 is exposed"."""
    call = clause.said("at risk")
    if call is None or clause.denied(call) or clause.find("advise") or clause.find("must"):
        return None
    return call if any(clause.find(name) for name in ("use", "runs", "user of")) else None


def _is_denied(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a word of harm is denied, or what is said between it and the system behind it: "does not concern X"."""
    if clause.denied(call):
        return True
    system = re.search(f"[{VERSIONS}{PLATFORMS}]", clause.text[call.end() : clause.end])
    behind = clause.text[call.end() : call.end() + system.start()] if system else ","
    return "," not in behind and clause.one.denied(behind)


def _healed(clause: Clause) -> Iterator[Draft]:
    """Yield the release that heals: "version 2.9.13 removes the problem"."""
    call = clause.said("heals")
    if call is None or clause.denied(call):
        return
    if re.search(f"[{VERSIONS}]", clause.words):
        yield from clause.one.affected("fixed-in", "product", clause.words, holds=True)
