"""With what they worked: known tools that a malware, an actor or the intruders of a clause use, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import NAMES, SIGN
from onionskin.read.syntax.tools import OF_INTRUDERS, is_tool
from onionskin.read.wire import Draft

CLASS = "known tool"
_DENIED = 24  # characters before a tool in which its use is denied
_DEEDS = ("steal", "attack", "access", "deploy", "loot", "gone", "taken over")
_TELLING = ("say", "warn")  # "the gang wrote on Telegram": a paper, not a tool
_BEARERS = frozenset({"actor", "malware"})
_SPEAKS = frozenset({"telegram", "discord"})


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    if CLASS not in clause.frames.names or _is_advice(clause):
        return
    said: set[str] = set()
    for at, end, name in _tools(clause):
        if name.casefold() in said or not clause.stated(at):
            continue
        who = _who(clause, at, name)
        if who is not None:
            said.add(name.casefold())
            holds = not clause.one.denied_within(max(clause.start, at - _DENIED), at)
            yield clause.draft(
                "employs", who, Entity("product|malware", name), (at, end), holds=holds
            )


def _tools(clause: Clause) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name as it is written) of the tools of a clause."""
    for at, each in clause.signs(NAMES):
        name = plain_name(each.text)
        if is_tool(name) and not clause.one.text.startswith("-", each.end):  # "Discord-Tokens"
            yield at, at + 1, name
    for match in clause.all(CLASS):
        yield *match.span(), clause.one.free(*match.span(), 0)


def _is_advice(clause: Clause) -> bool:
    """Say whether a clause tells what to do: "block X", "you should look for X"."""
    if clause.find("must") or clause.find("advise"):
        return True
    if clause.find("wards off") and clause.find("hackers") is None:
        return True
    words = clause.words.lstrip(" -*\u2022\u00b7")
    act = clause.frames["act"]
    return act.match(words) is not None


def _who(clause: Clause, at: int, name: str) -> Entity | None:
    """Return who uses the tool at a place: a malware or an actor of the sentence, the last one's subject, the intruders."""
    before, others = _doer(clause, at, reversed(list(SIGN.finditer(clause.text, 0, at))))
    if before or _tells(clause, name):
        return before
    behind, _ = _doer(clause, at, SIGN.finditer(clause.text, at, clause.end))
    if behind or (clause.find("access") and clause.find("through")):
        return behind  # else it may be the way in
    intruders = clause.find("hackers") is not None
    if clause.one.doer and not (intruders or others):
        return Entity(clause.kind(clause.one.doer), clause.one.doer)
    own = name.casefold() in OF_INTRUDERS or any(clause.find(deed) for deed in _DEEDS)
    return INCIDENT if intruders or (own and not others) else None


def _is_beside(clause: Clause, start: int, at: int) -> bool:
    """Say whether a list holds two places: "X and Y are in the news"."""
    first, last = min(start, at), max(start, at)
    run = clause.frames.run.match(clause.text, first)
    return run is not None and run.end() > last


def _doer(clause: Clause, at: int, signs: Iterable[re.Match[str]]) -> tuple[Entity | None, bool]:
    """Return the first malware or actor of some signs that is no tool, and whether an organisation or a person stands before it."""
    others = False
    for sign in signs:
        mention = clause.one.skeleton.mentions[sign[0]]
        name = plain_name(mention.text)
        if mention.kind != "name" or is_tool(name):
            continue
        kind = clause.kind(name)
        if kind in _BEARERS and not _is_beside(clause, sign.start(), at):
            return Entity(kind, name), others
        others = others or kind in ("organisation", "person")
    return None, others


def _tells(clause: Clause, name: str) -> bool:
    """Say whether a service is where somebody tells something: "announced it on Telegram"."""
    return name.casefold() in _SPEAKS and any(clause.find(word) for word in _TELLING)
