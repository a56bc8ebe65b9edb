"""Who makes what, and whose customers are counted or listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import NEAR_WORDS, Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import TOPIC
from onionskin.read.syntax.skeleton import GROUPS, NAMES, SIGN, Mention
from onionskin.read.wire import Draft

_CUSTOMERS_OF = re.compile(
    rf" (?:[\w']{{1,5}} ){{0,2}}[\w']{{1,5}}[ '][{NAMES}]"
)  # "of X", "de la X"


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    call = clause.said("customers")
    if call is not None:
        yield from _customers(clause, call)
    yield from _made(clause)


def _customers(clause: Clause, call: re.Match[str]) -> Iterator[Draft]:
    """Yield whose customers are counted or listed; where harm is spoken of, only who "uses" it."""
    if _CUSTOMERS_OF.match(clause.text, call.end(), clause.end) and clause.find(
        "client of", call.start(), call.end()
    ):
        return  # provenance.py
    maker = _maker(clause, call.start())
    harm = any(clause.find(name) for name in ("hurt", "attack", "victims"))
    for at, group in clause.signs(GROUPS):
        if clause.frames["not harmed"].search(group.text):
            continue
        used = clause.find("customers", max(clause.start, at - 32), at)
        if used or not harm:
            yield clause.draft("supplies", maker, Entity("group", group.text), call.span())
    listed = None if harm else clause.find("including", call.start())
    run = clause.frames.run.search(clause.text, listed.end(), listed.end() + 30) if listed else None
    for sign in SIGN.findall(run[0]) if run else ():
        each = clause.one.skeleton.mentions[sign]
        if each.kind == "name" and plain_name(each.text) != maker.name:
            thing = Entity("organisation", plain_name(each.text))
            yield clause.draft("supplies", maker, thing, call.span())


def _maker(clause: Clause, at: int) -> Entity:
    """Return whose customers stand at a place: the last organisation before it, else what it is about."""
    names = [each for _, each in clause.signs(NAMES, at)]
    named = [
        each
        for each in names
        if clause.kind(plain_name(each.text)) in ("organisation", "product")
        and not clause.one.is_place(each)
    ]
    return Entity("organisation", plain_name(named[-1].text) if named else TOPIC)


def _made(clause: Clause) -> Iterator[Draft]:
    """Yield what a company is said to make: "X is a provider of Y"."""
    for match in clause.all("makes"):
        what = match.groupdict()
        free = next((each for each in ("what", "thing") if what.get(each)), None)
        if free is None:
            continue
        left = [each for _, each in clause.signs(NAMES, match.start())]
        gap = clause.text[: match.start()].rpartition(_sign_of(clause, left[-1]))[2] if left else ""
        if not left or gap.count(" ") > NEAR_WORDS:
            continue
        name = clause.one.free(match.start(free), match.end(free), 0)
        maker = Entity("organisation", plain_name(left[-1].text))
        yield clause.draft("supplies", maker, Entity("product", name), match.span())


def _sign_of(clause: Clause, mention: Mention) -> str:
    return next(sign for sign, each in clause.one.skeleton.mentions.items() if each is mention)
