"""Who makes a product, told within one phrase: "the printer driver X by A", "A's backup program X", "phones of the brand A".

`ties.py` and `makers.py` read verbs and nouns of making; here a preposition alone ties a product, which a noun
before its name tells, to its maker. A body that only runs it ("the system X of the hospital A") is none: what
stands before the maker's name must be a word for a firm, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.parts.look import Look
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.ties import has_two_names
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.plausible import HOSTS, SYSTEM, TELLERS, shape_of
from onionskin.read.syntax.skeleton import NAMES
from onionskin.read.wire import Draft

CLASSES = frozenset({"ware", "goods", "copy", "brand", "made by"})
_GOODS = ("ware", "goods", "copy")
_NAMED = re.compile(rf" [\"'\u00ab\u201c\u201e]?\s?(?P<sign>[{NAMES}])[\"'\u00bb\u201d\u201c]?")
_TOLD = re.compile(rf"(?P<noun>(?<![\w-])[\w-]{{3,}}){_NAMED.pattern}")
_MAKER = re.compile(rf" (?P<title>(?:[^\s,;:.()]+ ){{0,3}}?)(?P<sign>[{NAMES}])")
_OWNER = re.compile(rf"(?P<sign>[{NAMES}])['\u2019]s? (?:[\w-]+ ){{0,2}}\Z")
_BEHIND_NAME = re.compile(rf"(?P<sign>[{NAMES}]),? \(?(?:[\w-]{{2,5}} )?\Z")
_LED = 30  # characters before a product's noun in which stands whose it is
_BESIDE = 4  # words between goods and the word for a brand
_THINGS, _FIRMS = frozenset({"product", ""}), frozenset({"organisation", ""})


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _phrased(clause)
    yield from _branded(clause)
    yield from _remarked(clause)


def _phrased(clause: Clause) -> Iterator[Draft]:
    """Yield the maker of each product that a noun tells: "the app X by A", "A's app X"."""
    if not has_two_names(clause):
        return
    for told in _TOLD.finditer(clause.text, clause.start, clause.end):
        maker = _maker_behind(clause, told.end()) or _owner(clause, told.start())
        thing = _name(clause, told["sign"], _THINGS) if maker else ""
        if not thing or thing == maker or SYSTEM.match(thing):
            continue
        if any(clause.frames[name].fullmatch(told["noun"]) for name in _GOODS):
            yield _supplies(clause, maker, thing, told.span())


def _maker_behind(clause: Clause, end: int) -> str:
    """Return who makes what is named before a place: "by A", "of the firm A"; an empty string where none is told."""
    by = clause.frames["from"].match(clause.text, end + 1, clause.end) if end < clause.end else None
    found = _MAKER.match(clause.text, by.end(), clause.end) if by else None
    if found is None or clause.is_adjunct(found.start("sign")):
        return ""
    words = [each for each in found["title"].lower().split() if not _is_small(clause, each)]
    if words and not _is_firm(clause, found.start("title"), found.end("title")):
        return ""
    return _name(clause, found["sign"], _FIRMS)


def _is_small(clause: Clause, word: str) -> bool:
    return word.strip("'\u2019") in clause.one.grammar.stopwords


def _is_firm(clause: Clause, start: int, end: int) -> bool:
    """Say whether words before a name call it a firm or a maker: no hospital makes the system that it runs."""
    return any(clause.find(name, start, end) for name in ("firm", "maker of", "third party"))


def _owner(clause: Clause, start: int) -> str:
    """Return whose product it is by a genitive before its noun: "A's backup program"."""
    found = _OWNER.search(clause.text, max(clause.start, start - _LED), start)
    return _name(clause, found["sign"], _FIRMS) if found else ""


def _branded(clause: Clause) -> Iterator[Draft]:
    """Yield whose brand goods are: "phones of the brand A"."""
    for call in clause.all("brand"):
        named = _NAMED.match(clause.text, call.end(), clause.end)
        maker = _name(clause, named["sign"], _FIRMS) if named else ""
        goods = [
            each
            for each in clause.all("goods")
            if each.end() <= call.start()
            and clause.words_between(each.end(), call.start()) <= _BESIDE
        ]
        if maker and goods:
            start, end = Look(clause.one, ()).phrase_at(goods[-1].start())
            thing = clause.one.free(start, max(end, goods[-1].end()), 0)
            yield _supplies(clause, maker, thing, call.span())


def _remarked(clause: Clause) -> Iterator[Draft]:
    """Yield the maker that a remark right behind a product's name tells: "X (developed by A)"."""
    for call in clause.all("made by"):
        before = _BEHIND_NAME.search(
            clause.text, max(clause.start, call.start() - 12), call.start()
        )
        behind = _MAKER.match(clause.text, call.end(), clause.end)
        thing = _name(clause, before["sign"], _THINGS) if before else ""
        maker = _name(clause, behind["sign"], _FIRMS) if behind else ""
        if thing and maker and thing != maker and not clause.denied(call):
            yield _supplies(clause, maker, thing, call.span())


def _name(clause: Clause, sign: str, kinds: frozenset[str]) -> str:
    """Return a name that the document calls one of some kinds, else an empty string."""
    name = plain_name(clause.one.skeleton.mentions[sign].text)
    if "\x00" in name or name in HOSTS | TELLERS or is_domain(name) or shape_of(name):
        return ""
    return name if clause.kind(name) in kinds else ""


def _supplies(clause: Clause, maker: str, thing: str, span: tuple[int, int]) -> Draft:
    return clause.draft("supplies", Entity("organisation", maker), Entity("product", thing), span)
