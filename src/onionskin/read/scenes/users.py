"""Who runs what: counted groups and named organisations beside a word of use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS
from onionskin.read.syntax.skeleton import GROUPS, SIGN, Mention
from onionskin.read.wire import Draft

_FAR = 10  # words between a word of use and who uses, or what
_SHARE = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,2})?(?: ?%| (?:per ?cent|percent|prozent|procent|por cien(?:to)?|por cento|pour cent|per cento))(?: (?:of|der|des|de|del|d[ao]s?|delle|dei|degli|van|von|aller|all))?(?: [\w'-]+| [^\s,;.]){0,4}",
    re.IGNORECASE,
)
# Who is said to be somebody's customer is so in another scene.
_CUSTOMERS = re.compile(r"customer|client|kund|klant|cliënt|abonn|subscri|assinant", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?: [\w']+){0,4}? (?P<group>\d{1,3}(?:[.,' \u00a0]\d{3})+(?: [\w'-]+){1,3})"
)
_PRODUCT_KINDS = frozenset({"product", ""})


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    call = clause.said("use")
    if call is None:
        return
    holds = not clause.denied(call)
    products = _products(clause, call)
    for who in _counted(clause, call):
        for product in products:
            yield clause.draft("uses", who, product, call.span(), holds=holds)


def _counted(clause: Clause, call: re.Match[str]) -> Iterator[Entity]:
    """Yield the counted groups and shares near a word of use."""
    for at, group in clause.signs(GROUPS):
        if _CUSTOMERS.search(group.text) or clause.frames["not harmed"].search(group.text):
            continue
        if _is_near(clause, call, at):
            yield Entity("group", group.text)
    counted = _COUNTED.match(clause.text, call.end(), clause.end)
    if counted and not any(
        counted.start() <= at <= counted.end() + 1 for at, _ in clause.signs(GROUPS)
    ):
        yield Entity("group", clause.one.free(*counted.span("group"), 0))
    for match in _SHARE.finditer(clause.text, clause.start, clause.end):
        if _is_near(clause, call, match.start()):
            yield Entity("group", clause.one.free(*match.span(), 0))


def _is_near(clause: Clause, call: re.Match[str], at: int) -> bool:
    return clause.words_between(call.start(), at) <= _FAR


def _products(clause: Clause, call: re.Match[str]) -> list[Entity]:
    """Return what is used: the names in the nearest list, else the nearest thing."""
    runs = sorted(
        (clause.words_between(call.start(), run.start()), run.start(), run)
        for run in clause.frames.run.finditer(clause.text, clause.start, clause.end)
        if _is_near(clause, call, run.start())
    )
    for _, _, run in runs:
        mentions = [clause.one.skeleton.mentions[sign] for sign in SIGN.findall(run[0])]
        named = [plain_name(each.text) for each in mentions if _is_used(clause, each)]
        if named:
            return [Entity("product", name) for name in named]
    things = [each for each in clause.all("copy") if _is_near(clause, call, each.start())]
    if things:
        near = min(things, key=lambda each: clause.words_between(call.start(), each.start()))
        return [Entity("product", clause.one.free(*near.span(), 0))]
    return []


def _is_used(clause: Clause, mention: Mention) -> bool:
    """Say whether a name may be that of a product."""
    name = plain_name(mention.text)
    return (
        mention.kind == "name"
        and clause.kind(name) in _PRODUCT_KINDS
        and name not in HOSTS
        and mention.text != clause.one.speaker
        and not clause.one.is_place(mention)
    )
