"""Who did it: hackers with a home, suspects near a word of blame."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import BEFORE_DENIAL, INCIDENT, NEAR_WORDS, Clause
from onionskin.read.scenes.suspects import is_disowned
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import NAMES, REGIONS, Mention
from onionskin.read.wire import Draft

_BESIDE_REGION = re.compile(r"(?:-?[\w'-]*\s+)?(?:[\w-]+\s+){0,2}?")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    for at, region in clause.signs(REGIONS):
        if clause.stated(at) and _is_home(clause, at, region):
            holds = not clause.one.denied(clause.text[max(clause.start, at - BEFORE_DENIAL) : at])
            who = Entity("region", region.text)
            yield clause.draft("attributed-to", INCIDENT, who, (at, at + 1), holds=holds)
    for match in clause.all("state hackers"):
        if clause.stated(match.start()):
            name = clause.one.free(*match.span(), 0)
            yield clause.draft("attributed-to", INCIDENT, Entity("actor", name), match.span())
    call = clause.said("blame")
    if call is None or is_disowned(clause):
        return
    words = clause.text[clause.start : call.start()].rsplit(maxsplit=1)
    if words and clause.one.grammar.kind_of(words[-1]) == "organisation":
        return  # "the company behind X"
    holds = not clause.denied(call)
    for each in _suspects(clause, call):
        yield clause.draft("attributed-to", INCIDENT, each, call.span(), holds=holds)


def _is_home(clause: Clause, at: int, region: Mention) -> bool:
    """Say whether hackers come from a region: "North Korean hackers", "pirates chinois", "hackers from X"."""
    beside = clause.find("hackers", at + 1, min(at + 60, clause.end))
    if beside and _BESIDE_REGION.fullmatch(clause.text[at + 1 : beside.start()]):
        return True
    before = clause.text[max(clause.start, at - 60) : at]
    if clause.is_adjective(region):
        nouns = [each.end() for each in clause.frames["hackers"].finditer(before)]
        return (
            bool(nouns) and before[nouns[-1] :].count(" ") <= 1 and "," not in before[nouns[-1] :]
        )
    linked = clause.frames["hackers from"].search(before)
    return linked is not None and before[linked.end() :].count(" ") <= 3


def _suspects(clause: Clause, call: re.Match[str]) -> Iterator[Entity]:
    """Yield the regions near a word of blame, a state that has no name there, and the actors of its clause."""
    for match in clause.all("some state"):
        if clause.words_between(call.end(), match.start()) <= NEAR_WORDS:
            yield Entity("actor", clause.one.free(*match.span(), 0))
    for at, each in clause.signs(NAMES + REGIONS):
        if each.kind == "name":
            name = plain_name(each.text)
            if clause.kind(name) == "actor":
                yield Entity("actor", name)
            continue
        near = clause.words_between(call.end(), at) <= NEAR_WORDS
        words = clause.text[clause.start : at].rsplit(maxsplit=1)
        home = (
            clause.is_adjective(each)
            and bool(words)
            and clause.one.grammar.kind_of(words[-1]) == "organisation"
        )
        if near and not home and not clause.one.is_place(each):
            yield Entity("region", each.text)
