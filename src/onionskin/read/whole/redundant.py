"""Claims that say nothing beside another of the same document, and who speaks for a product.

`names` are the document's names, `kind` says of what kind it says that a name is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec.structs import replace

from onionskin.model import Entity
from onionskin.read.wire import Draft

_ADJECTIVE = re.compile(r" [^\W\d_]{5,}")  # longer than any "and"
_LONGEST_WORD = 24  # characters
_BY_MALWARE = frozenset({"employs", "compromised-by"})
_CODED = re.compile(r"T\d{4}")  # a technique by its number


def without_nouns(claims: list[Draft], names: Collection[str], text: str) -> list[Draft]:
    """Return the claims without the noun before a name that is supplied, too: "the tax program X"."""
    named: dict[tuple[int, str], list[str]] = {}
    for each in claims:
        if each.relation == "supplies":
            named.setdefault((each.offset, each.subject.name), []).append(each.object.name)

    def is_noun(each: Draft) -> bool:
        if each.object.name in names:
            return False
        others = named.get((each.offset, each.subject.name), ())
        told = (other for other in others if other in names)
        return any(_is_apposed(text, each.object.name, other) for other in told)

    return [each for each in claims if each.relation != "supplies" or not is_noun(each)]


def specific(
    claims: list[Draft], names: Collection[str], kind: Callable[[str], str]
) -> list[Draft]:
    """Return the claims without mere nouns for malware where one has a name, one word for what is supplied, who tells."""
    named = any(
        each.relation in _BY_MALWARE and kind(each.object.name) == "malware" for each in claims
    )

    def is_empty(each: Draft) -> bool:
        what = each.object.name
        if each.relation == "victim" and each.reason and each.subject.name == each.speaker:
            return True  # who only tells of it
        if what in names or _CODED.match(what):
            return False
        if each.relation in _BY_MALWARE:
            return named and each.object.kind == "malware"
        return each.relation == "supplies" and bool(each.reason) and " " not in what

    return [each for each in claims if not is_empty(each)]


def once_each(claims: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the claims without one word for data that was claimed already: "data" says nothing the second time."""
    said: set[tuple[str, bool]] = set()
    for each in claims:
        word = each.object.name.casefold(), each.holds
        if each.relation == "collects" and " " not in each.object.name:
            if word in said:
                continue
            said.add(word)
        yield each


def begun(claims: list[Draft]) -> Iterator[Draft]:
    """Yield a document's claims without days of a beginning on which a product was retired, and bare years beside a day."""
    retired = {(each.offset, each.object.name) for each in claims if each.relation == "retired"}
    began = [each.object.name for each in claims if each.relation == "began"]
    known = any(len(day) > len("2024") for day in began)
    for each in claims:
        if each.relation == "began":
            if (each.offset, each.object.name) in retired:
                continue
            if known and len(each.object.name) == len("2024"):
                continue
        yield each


def makers_of(drafts: Iterable[Draft], kind: Callable[[str], str]) -> dict[str, str]:
    """Return who makes each product that is said to be of one maker: a product itself says nothing."""
    found: dict[str, set[str]] = {}
    for each in drafts:
        if each.relation == "supplies" and each.holds and each.object.kind == "product":
            found.setdefault(each.object.name, set()).add(each.subject.name)
    makers = {thing: next(iter(who)) for thing, who in found.items() if len(who) == 1}
    spoken = {"person", "organisation"}
    return {one: who for one, who in makers.items() if kind(one) not in spoken}


def served_by_makers(claims: list[Draft], kind: Callable[[str], str]) -> list[Draft]:
    """Return the claims, with the maker for a product of which a counted group are users: it supplies them, not the product."""
    makers = makers_of(claims, kind)
    return [
        replace(each, subject=Entity("organisation", makers[each.subject.name]))
        if each.relation == "supplies"
        and each.object.kind == "group"
        and each.subject.name in makers
        else each
        for each in claims
    ]


def _is_apposed(text: str, noun: str, name: str) -> bool:
    """Say whether a noun, with an adjective at most, stands right before a name somewhere in a text."""
    at = text.find(f" {name}")
    while at >= 0:
        _, found, adjective = text[max(at - len(noun) - _LONGEST_WORD, 0) : at].rpartition(noun)
        if found and (not adjective or _ADJECTIVE.fullmatch(adjective)):
            return True
        at = text.find(f" {name}", at + 1)
    return False
