"""Who was hit in whose place: "an attack on a service provider of X", "X blames an outside contractor for the leak".

Most suppliers by way of whom somebody was hit go without a name, so that their noun is the end of a claim. That it
was hit, or that something was taken there, is asked for; whose supplier it is tells who was entered by way of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Entity
from onionskin.read.parts.look import Look
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS, TOPIC, shape_of
from onionskin.read.syntax.skeleton import NAMES, SIGN, SIGNS, Mention
from onionskin.read.wire import Draft

CLASSES = frozenset({"third party"})
_TOWARDS = 9  # words between an attack and whom it hit
_BEHIND = 12  # words between who was hit and the word that says so
_BLAMED = 7
_FROM = 4  # words before a supplier in which stands what leads to it: "from the systems of"
_DENIAL = 14  # characters before a noun in which it is denied: "no supplier of X"
_SEVERAL = 2  # names that a sentence has besides the supplier's: whose it is is not told
_OWN = 30  # characters before it in which stands whose it is: "one of its"
_OBJECT = 3  # words between a verb of attack and its object
_ATTACKS = ("affair", "leak", "theft", "attack", "flaw in")
_UNDERGONE = ("affair", "leak", "theft", "unbidden")
_KEEPING = ("hosts", "manages", "lies")
_PLACING = frozenset({"at", "on", "in", "to", "from"})
_WHO = frozenset({"organisation", "product", "website", ""})
_WORDS = re.compile(r"[\w'\u2019-]+")
_TITLE = re.compile(rf"(?:\s?[^\s,;:.(){SIGNS}]+){{0,4}}?\s?(?P<sign>[{NAMES}])")
_CALLED = re.compile(
    rf" [\"'\u00ab\u201c\u201e]?\s?(?P<sign>[{NAMES}])|,\s(?:[\w'\u2019-]+ ){{0,3}}(?P<apposed>[{NAMES}]),"
)
_APPOSED = re.compile(
    rf"[{NAMES}],? (?:[^\s,;:]+ ){{0,5}}\Z"
)  # "X, one of the main" providers, "X is a" provider
_GENITIVE = re.compile(rf"(?P<sign>[{NAMES}])['\u2019]s? (?:[\w-]+ ){{0,2}}\Z")
_BARRED = re.compile(rf"[;:()\u201c\u201e\u00ab]|,|[{NAMES}]")


class _Customer(NamedTuple):
    """Whose supplier it is; `told` where the text says so, not only that the two stand together."""

    name: str
    told: bool


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield who was entered by way of a supplier that was hit, and that it supplies them."""
    for noun in clause.all("third party"):
        call = _harm(clause, noun)
        if call is None or not _states(clause, noun, call):
            continue
        start, end = _phrase(clause, noun)
        supplier, stop = _supplier(clause, start, end)
        customer = _customer(clause, start, stop, supplier.name)
        if customer is None or customer.name == supplier.name:
            continue
        who = Entity("organisation|product", customer.name)
        yield clause.draft("compromised-through", who, supplier, noun.span())
        if customer.told:
            yield clause.draft(
                "supplies", supplier, Entity("organisation", customer.name), noun.span()
            )
        return


def _phrase(clause: Clause, noun: re.Match[str]) -> tuple[int, int]:
    """Return where a supplier's phrase begins and ends, the ending of a name before it left out."""
    start, end = Look(clause.one, ()).phrase_at(noun.start())
    if clause.text[start : start + 2] == "s " and clause.text[start - 1] in "'\u2019":
        start += 2
    return start, max(end, noun.end())


def _states(clause: Clause, noun: re.Match[str], call: re.Match[str]) -> bool:
    before = max(clause.start, noun.start() - _DENIAL)
    denied = clause.denied(call) or clause.one.denied_within(before, noun.start())
    return clause.stated(noun.start()) and clause.stated(call.start()) and not denied


# -- what befell the supplier


def _harm(clause: Clause, noun: re.Match[str]) -> re.Match[str] | None:
    """Return the word that says that a supplier was hit, or that something was taken there."""
    return (
        _attack_on(clause, noun)
        or _undergone(clause, noun)
        or _blamed(clause, noun)
        or _taken_from(clause, noun)
    )


def _attack_on(clause: Clause, noun: re.Match[str]) -> re.Match[str] | None:
    """Return the attack that hit it: "a break-in at a contractor", not "an attack by a contractor"."""
    names = (*_ATTACKS, "access") if clause.find("unbidden") else _ATTACKS
    for name in names:
        for call in clause.all(name):
            if call.end() > noun.start():
                break
            if _leads(clause, call.end(), noun.start(), _TOWARDS):
                return call
            if name == "attack" and _is_struck(clause, call, noun):
                return call
    return None


def _is_struck(clause: Clause, call: re.Match[str], noun: re.Match[str]) -> bool:
    """Say whether an active verb of attack has it for its object: "attackers breached an outside vendor"."""
    between = clause.text[call.end() : noun.start()]
    words = _WORDS.findall(between)
    return (
        len(words) <= _OBJECT and bool(words) and clause.frames["some"].search(between) is not None
    )


def _leads(clause: Clause, start: int, end: int, most: int) -> bool:
    """Say whether only few words stand between two places, one that places among them, none that tells who did it."""
    between = _without_pronouns(clause, start, end)
    if clause.words_between(start, end) > most or _BARRED.search(between):
        return False
    done_by = clause.frames["done by"].search(between)
    if done_by and not any(clause.frames[name].search(between) for name in _KEEPING):
        return False
    return not _PLACING.isdisjoint(_senses(clause, between))


def _without_pronouns(clause: Clause, start: int, end: int) -> str:
    """Return words without the signs of names that a pronoun stands for."""
    text = clause.text[start:end]
    for sign in SIGN.findall(text):
        if _is_pronoun(clause, sign):
            text = text.replace(sign, "")
    return text


def _is_pronoun(clause: Clause, sign: str) -> bool:
    """Say whether the text has a small word where a sign stands for a name."""
    each = clause.one.skeleton.mentions[sign]
    return (
        each.kind == "name"
        and clause.frames["its"].fullmatch(clause.one.text[each.start : each.end]) is not None
    )


def _senses(clause: Clause, words: str) -> set[str]:
    senses = clause.one.grammar.senses
    return {
        sense
        for word in _WORDS.findall(words.lower())
        for sense in senses.of(word.strip("'\u2019"))
    }


def _undergone(clause: Clause, noun: re.Match[str]) -> re.Match[str] | None:
    """Return what it underwent: "a supplier of X was hacked"."""
    for name in ("undergoes", "hurt", "victims"):
        call = clause.find(name, noun.end())
        if call is None or clause.words_between(noun.end(), call.start()) > _BEHIND:
            continue
        between = clause.text[noun.end() : call.start()]
        if clause.one.grammar.doers.search(between) or ";" in between or ":" in between:
            continue
        if (
            name != "undergoes"
            or clause.find("affair", call.end())
            or clause.find("leak", call.end())
            or clause.find("unbidden", call.end())
        ):
            return call
    return None


def _blamed(clause: Clause, noun: re.Match[str]) -> re.Match[str] | None:
    """Return the word with which somebody blames it for an attack or a leak."""
    call = clause.find("faults")
    if call is None or clause.words_between(call.start(), noun.start()) > _BLAMED:
        return None
    return call if any(clause.find(name) for name in _UNDERGONE) else None


def _taken_from(clause: Clause, noun: re.Match[str]) -> re.Match[str] | None:
    """Return the word of taking where something was taken at its place: "from the systems of an external vendor"."""
    call = clause.find("steal") or clause.find("exposed")
    if call is None:
        return None
    led = clause.text[clause.start : noun.start()].split()[-_FROM:]
    before = " ".join(led)
    if "," in before or clause.frames["done by"].search(before):
        return None
    meant = _senses(clause, before)
    placed = "at" in meant or "from" in meant
    return call if placed or (clause.frames["estate"].search(before) and "of" in meant) else None


# -- the two ends


def _supplier(clause: Clause, start: int, end: int) -> tuple[Entity, int]:
    """Return a supplier, by its name where one stands behind its noun, and where the phrase ends."""
    called = _CALLED.match(clause.text, end, clause.end)
    sign = called["sign"] or called["apposed"] if called else ""
    if sign:
        name = plain_name(clause.one.skeleton.mentions[sign].text)
        if clause.kind(name) in _WHO and name not in HOSTS:
            return Entity("organisation", name), called.end() if called else end
    return Entity("organisation", clause.one.free(start, end, 0)), end


def _customer(clause: Clause, start: int, end: int, supplier: str) -> _Customer | None:
    """Return whose supplier it is: told by "of" or "its", else the only one of whom the sentence speaks.

    None where it is one that the text told of before ("the vendor"), or what a name beside it is called.
    """
    whose = clause.frames["whose"].match(clause.text, end + 1, clause.end)
    titled = _TITLE.match(clause.text, whose.end(), clause.end) if whose else None
    if (
        owned := titled or _GENITIVE.search(clause.text, max(clause.start, start - _OWN), start)
    ) and (name := _eligible(clause, _at(clause, owned["sign"]))):
        return _Customer(name, told=True)
    begin = max(clause.start, start - _OWN)
    led = [sign for sign in SIGN.findall(clause.text[begin:start]) if _is_pronoun(clause, sign)]
    if led and (name := _eligible(clause, _at(clause, led[-1]))):
        return _Customer(name, told=True)
    named = [name for at, each in clause.signs(NAMES) if (name := _placed(clause, at, each))]
    others = [name for name in dict.fromkeys(named) if name != supplier]
    if clause.find("its", begin, start):
        return _Customer(others[0] if others else TOPIC, told=True)
    if _APPOSED.search(clause.text, clause.start, start) or not clause.find("some", begin, end):
        return None
    return _Customer(others[0] if others else TOPIC, told=False) if len(others) < _SEVERAL else None


def _at(clause: Clause, sign: str) -> Mention:
    return clause.one.skeleton.mentions[sign]


def _placed(clause: Clause, at: int, mention: Mention) -> str:
    """Return the name of who may have a supplier, unless it only tells where somebody is."""
    home = clause.one.is_place(mention) or clause.is_adjunct(at)
    return "" if home else _eligible(clause, mention)


def _eligible(clause: Clause, mention: Mention) -> str:
    """Return the name of who may have a supplier, else an empty string."""
    name = plain_name(mention.text)
    if "\x00" in name or name in HOSTS | TELLERS or shape_of(name):
        return ""
    return name if clause.kind(name) in _WHO else ""
