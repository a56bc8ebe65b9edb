"""Names given one after the other: "a gang that A calls X and others know as Y", "we call it X; at B it goes by Y", "X overlaps with what others call Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from onionskin.model import Confidence, Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.given_names import BEARERS, Given, given_before, given_behind
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import NAMES
from onionskin.read.wire import Draft

_JOINED = re.compile(rf" (?P<and>[^\W\d_]{{1,4}})(?: [^\W\d_]{{1,6}})? (?P<sign>[{NAMES}])")
_WORDS = re.compile(r"[\w'-]+")
_NOUNS = ("actor", "malware")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what the whole of a sentence says of it."""
    last: Given | None = None
    start = clause.start
    for call in clause.all("called"):
        name = _next(clause, call, start) if clause.stated(call.start()) else None
        if name is None or (last and name.name == last.name):
            continue
        stop = max(call.end(), name.at)
        bearer = _bearer(clause, start, stop, last)
        kind = ""
        for other in _names(clause, name) if bearer else ():
            kind = _kind(clause, bearer, other) or kind
            if kind and other != bearer:
                yield _draft(clause, call, Entity(kind, bearer), Entity(kind, other), start)
        last, start = name, stop


def _next(clause: Clause, call: re.Match[str], start: int) -> Given | None:
    """Return the name that a word of calling gives, if it stands behind the last one given."""
    behind = given_behind(clause, call)
    if behind and behind.at >= start and not clause.find("some others", call.end(), behind.at):
        return behind
    before = given_before(clause, call)
    return before if before and before.at >= start else None


def _bearer(clause: Clause, start: int, stop: int, last: Given | None) -> str:
    """Return what has the name that others give: what a name was given to just before, or the sentence's first name."""
    if overlap := clause.find("what others", start, stop):
        first = next(iter(clause.signs(NAMES, overlap.start())), None)
        return plain_name(first[1].text) if first else ""
    if last is None:
        return ""
    others = clause.find("some others", start, stop)
    again = (
        plain_name(each.text) == last.name for at, each in clause.signs(NAMES, stop) if at > start
    )
    elsewhere = clause.find("done at", start, stop) and (
        clause.find("it", start, stop) or any(again)
    )
    return last.name if others or elsewhere else ""


def _names(clause: Clause, name: Given) -> list[str]:
    """Return a name that was given, with the one that is joined to it: "others call X and Y"."""
    joined = _JOINED.match(clause.text, name.at + 1, clause.end)
    if joined is None or "and" not in clause.one.grammar.senses.of(joined["and"].lower()):
        return [name.name]
    return [name.name, plain_name(clause.one.skeleton.mentions[joined["sign"]].text)]


def _kind(clause: Clause, bearer: str, other: str) -> str:
    """Return what both names are of: by what the document calls either, else by a noun of the sentence."""
    known = {clause.kind(bearer), clause.kind(other)} - {""}
    if known:
        return known.pop() if len(known) == 1 and known <= BEARERS else ""
    words = _WORDS.findall(clause.words.lower())
    told = {clause.one.grammar.kind_of(word) for word in words}
    noun = next((each for each in _NOUNS if each in told), "")
    return noun or ("campaign" if clause.find("matter") else "")


def _draft(clause: Clause, call: re.Match[str], one: Entity, other: Entity, start: int) -> Draft:
    """Return the claim, by whom is named between the two names; it is as sure as a name is."""
    draft = clause.draft("alias-of", one, other, call.span())
    between = (plain_name(each.text) for at, each in clause.signs(NAMES, call.end()) if at >= start)
    speaker = next((each for each in between if each not in (one.name, other.name)), "")
    return replace(draft, speaker=speaker, hedge="", confidence=Confidence.UNSTATED)
