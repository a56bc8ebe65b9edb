"""Lists: the line that says what its items are, and the items, whose own words do not say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Entity
from onionskin.read.indicators.roles import section_role
from onionskin.read.indicators.sighted import defangs, roles_in
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.matcher import LONGEST_OBJECT, Sentence, plain_name
from onionskin.read.syntax.plausible import TOPIC
from onionskin.read.wire import Draft
from onionskin.read.words.bullets import bare, is_item, unbulleted
from onionskin.terms.indicators import find

TAIL = re.compile(
    r"\s*(?:[:(\u2014\u2013]| - ).*\Z", re.DOTALL
)  # "chalk (300 M)": what is said of an item
_ITEM = re.compile(r"[@\w][\w.@/+-]*(?: [\w.@/+-]+){0,4}\Z")
_SPELLED = re.compile(r"[^\W\d_]{3,}")
_NAMES = frozenset({"package", "cve"})  # what a list may be of
_WHOLE_CLAUSE = frozenset({"affects", "fixed-in"})
_PINNED = re.compile(r"(@?[\w./-]{1,128})@v?(\d[\w.+-]{0,40})")  # "chalk@5.6.1"
_STATED = frozenset({"victim", "mitigated-by"})
_HEADING = 60  # characters of a line that can open a list without a colon
_REMARK = 4  # words behind an indicator that say something of it
_LONGEST_DATA = 8  # blanks in an item of data
# What the words of an opening line mean, all of one row: the list's relation.
_MEANT = (
    ("mitigated-by", ("advise",)),
    ("collects", ("data", "take")),
    ("collects", ("data", "harm")),
    ("affects", ("product", "harm")),
    ("affects", ("product", "bad")),
)


class Lead(NamedTuple):
    """What a line says of the items below it.

    `bulleted`: of those alone that begin like items. `programs`: its noun for them ("extensions"), where it says of those
    that are called like programs that they are affected, whatever else it says; without a relation it says nothing else.
    """

    holds: bool
    relation: str
    bulleted: bool = False
    programs: str = ""


def is_indicator(text: str) -> bool:
    """Say whether an item is an indicator and nothing else but a label or a remark: no product, no measure."""
    if not is_item(text):
        return False
    item = unbulleted(text)
    founds = [each for each in find(item, defangs()) if each.kind not in _NAMES]
    rest = item
    for each in founds:
        rest = rest.replace(item[each.offset : each.end], "")
    words = len(_SPELLED.findall(rest.rpartition(":")[2]))
    return bool(founds) and words <= (0 if founds[0].offset else _REMARK)


def to_do(grammar: Grammar, line: str) -> Lead | None:
    """Return what a short line opens that announces what readers are to do: "What to do", "Zum Abhaken"."""
    line = line.rstrip(" *_#")
    if len(line) > _HEADING or line.endswith((".", ";", ",", "!")) or is_item(line):
        return None
    told = grammar.frames["to do"].search(line)
    return Lead(holds=True, relation="mitigated-by") if told else None


def of_those(grammar: Grammar, line: str) -> Lead | None:
    """Return what a condition opens that breaks off: "If you use X:", "Wer X einsetzt, sollte", "Do you use X?"."""
    if is_item(line):
        return None
    line = line.rstrip(" *_")
    must = [each.end() for each in grammar.frames["must"].finditer(line)]
    asks = line.endswith("?") and len(line) <= _HEADING and grammar.frames["use"].search(line)
    if line.endswith(":") or must[-1:] == [len(line)] or asks:
        return Lead(holds=True, relation="mitigated-by", bulleted=True)
    return None


def lead(one: Sentence) -> Lead | None:
    """Return (holds, relation) if this line opens a list: "Affected versions:"."""
    line = one.text.rstrip(" *_")
    if one.has_release() or is_item(line):
        return None
    found = _opened(one, line)
    named = found is not None and section_role(line, roles_in(one.grammar.cues.code))
    return None if named == "indicator" else found


def _opened(one: Sentence, line: str) -> Lead | None:
    if line.endswith(":"):
        ruled, meant = _by_rules(one, line), _by_words(one, colon=True)
        return meant if ruled is None or (ruled.relation == "victim" and meant) else ruled
    if (broken := of_those(one.grammar, line)) is not None:
        return broken
    if len(line) <= _HEADING and line[-1:].isalnum():
        return _by_rules(one, line)
    return _by_words(one, colon=False)


def _by_rules(one: Sentence, line: str) -> Lead | None:
    grammar, text = one.grammar, one.skeleton.text
    words = line.rstrip(":").lower().split()
    of_product = any(grammar.kind_of(word) == "product" for word in words)
    phrases = [(each, each.phrase) for each in grammar.opened(one.heads) if each.phrase]
    if not of_product and line.endswith(":"):
        phrases.sort(key=lambda each: each[1].relation != "victim")
    for rule, phrase in phrases:
        if phrase.relation in _WHOLE_CLAUSE and rule.pattern.search(text):
            return Lead(phrase.holds != one.denied(text), phrase.relation)
        if phrase.relation in _STATED and line.endswith(":") and rule.cue.search(text):
            return Lead(not one.denied(text), phrase.relation)
    return None


def _by_words(one: Sentence, *, colon: bool) -> Lead | None:
    """Return what a line opens by what its words mean: "The following data were stolen:"."""
    text, frames = one.skeleton.text, one.grammar.frames
    meant = set().union(*map(one.grammar.senses.of_run, one.text.lower().split()))
    if colon and frames["advise"].search(text):
        return Lead(holds=True, relation="mitigated-by")
    for relation, senses in _MEANT:
        if meant.issuperset(senses) and (colon or relation == "affects"):
            return Lead(not one.denied(text), relation, bulleted=not colon)
    return None


def items(one: Sentence, of: Lead) -> Iterator[Draft]:
    """Yield what a line of a list claims, whose first line said what its items are."""
    holds, relation, bulleted, _ = of
    topic, bullet = Entity("campaign", TOPIC), is_item(one.text)
    if not relation or (bulleted and not bullet):
        return
    said = bare(one.text)
    if relation == "victim" and not one.has_release():
        for name in _names(one):
            yield one.basic(relation, Entity("organisation", name), topic, holds=holds)
    elif relation == "collects":
        if bullet and said.count(" ") <= _LONGEST_DATA:
            yield one.basic(relation, topic, Entity("data", said), holds=holds)
    elif relation == "mitigated-by":
        if bullet and (not bulleted or one.grammar.frames["measure"].search(one.text)):
            yield one.basic(relation, topic, Entity("measure", said[:LONGEST_OBJECT]), holds=True)
    elif relation == "affects" and bullet and not one.has_release():
        product = TAIL.sub("", said)
        if len(product) <= LONGEST_OBJECT and _ITEM.match(product):
            yield one.basic(relation, topic, Entity("product", product), holds=holds)
    else:
        yield from _releases(
            one, "affects" if relation == "victim" else relation, said, holds=holds
        )


def _releases(one: Sentence, relation: str, said: str, *, holds: bool) -> Iterator[Draft]:
    """Yield the releases that an item names: "3CX 18.12.416", "chalk@5.6.1"."""
    if pinned := _PINNED.fullmatch(said):
        healed = relation == "fixed-in"
        subject = Entity("product", pinned[1]) if healed else Entity("campaign", TOPIC)
        release = Entity("release", f"{pinned[1]} {pinned[2]}")
        yield one.basic(relation, subject, release, holds=holds)
        return
    kind = "product" if relation == "fixed-in" else "campaign"
    yield from one.affected(relation, kind, one.skeleton.text, holds=holds)


def _names(one: Sentence) -> list[str]:
    """Return the name that an item begins with."""
    first = one.skeleton.text.lstrip(" -*+\u2022\u2023\u25aa\u00b7\t0123456789.)")[:1]
    return [plain_name(each.text) for each in one.skeleton.among(first, "name")]
