"""Where a thing comes from and where it lies: "X comes from A", "behind X stands A", "in X sits Y", "X lives on GitHub".

`ties.py` reads verbs with a doer and a thing, and nouns of one; here a preposition tells which of two names is which,
so that the other of the two may stand on either side of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.matcher import plain_name
from onionskin.read.plausible import HOSTS
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.ties import Run, runs_of
from onionskin.read.skeleton import GROUPS, NAMES, Mention
from onionskin.read.wire import Draft

CLASSES = frozenset({"comes from", "stands behind", "single hand", "inside", "lives on", "looks after"})
_FAR, _NEAR = 8, 4  # words between a name and the words that place it
_TITLE = re.compile(rf"(?P<words>(?: ?[^\s,;:.{NAMES}]+){{0,5}}?) ?(?P<sign>[{NAMES}])")
_APPOSED = re.compile(rf",? (?P<sign>[{NAMES}])")
_ASIDE = re.compile(r"\s*,[^,;:]{2,80},\s*")
_NEVER = frozenset({"malware", "actor", "campaign", "cve", "file"})
_STOPS = re.compile(r"[;:\u2014\u2013]|\.\s")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    held = clause.spotted.places
    runs = list(runs_of(clause))
    for name, told in (
        ("comes from", _comes_from),
        ("stands behind", _stands_behind),
        ("single hand", _single_hand),
        ("inside", _inside),
        ("lives on", _lives_on),
        ("looks after", _looks_after),
    ):
        if name in held:
            yield from told(clause, runs)


def _comes_from(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield who makes what comes from whom."""
    for call in clause.all("comes from"):
        thing, maker = _before(clause, call.start(), runs), _titled(clause, call.end())
        if thing is None or maker is None or clause.denied(call):
            continue
        yield from _supplies(clause, maker, thing.mentions[0], call)


def _stands_behind(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield who stands behind a product: "behind X stands the firm A"."""
    for call in clause.all("stands behind"):
        thing = next((each for each in runs if each.start >= call.end()), None)
        if thing is None or clause.words_between(call.end(), thing.start) > _NEAR:
            continue
        verb = clause.find("stays", thing.end) or clause.find("being", thing.end)
        if verb is None or clause.words_between(thing.end, verb.start()) > 2:
            continue
        maker = _titled(clause, verb.end())
        if maker is not None and clause.kind(plain_name(thing.mentions[0].text)) == "product":
            yield from _supplies(clause, maker, thing.mentions[0], call)


def _single_hand(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield whose work a thing is that one person keeps: "X is maintained by one person, A"."""
    for call in clause.all("single hand"):
        named = _APPOSED.match(clause.text, call.end(), clause.end)
        thing = _before(clause, call.start(), runs)
        if named is None or thing is None or clause.denied(call):
            continue
        words = re.findall(r"[\w'\u2019]+", clause.text[clause.start : call.start()].lower())
        if any("make" in clause.one.grammar.senses.of(word) for word in words) or clause.find(
            "made by", clause.start, call.start()
        ):
            maker = clause.one.skeleton.mentions[named["sign"]]
            yield from _supplies(clause, maker, thing.mentions[0], call, sure=True)


def _supplies(
    clause: Clause, maker: Mention, thing: Mention, call: re.Match[str], *, sure: bool = False
) -> Iterator[Draft]:
    """Yield that somebody makes a thing, if the document calls one of the two so."""
    kinds = clause.kind(plain_name(maker.text)), clause.kind(plain_name(thing.text))
    told = kinds[0] == "organisation" or kinds[1] == "product"
    if not (told or sure) or not _NEVER.isdisjoint(kinds) or maker.text == thing.text:
        return
    if kinds[0] == "product" or kinds[1] == "organisation":
        return
    ends = Entity("organisation", plain_name(maker.text)), Entity("product", plain_name(thing.text))
    yield clause.draft("supplies", *ends, call.span())


def _inside(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield what a product contains: "in X sits the package Y", "Y sits in X"."""
    sits = clause.said("sits")
    if sits is None or clause.denied(sits):
        return
    for call in clause.all("inside"):
        whole = next((each for each in runs if each.start >= call.end()), None)
        if whole is None or clause.words_between(call.end(), whole.start) > _NEAR:
            continue
        if _STOPS.search(clause.text, call.end(), whole.start):
            continue
        others = [each for each in runs if each is not whole and _is_by(clause, sits, each)]
        behind = [each for each in others if each.start >= max(sits.end(), whole.end)]
        before = [each for each in others if each.end <= min(sits.start(), call.start())]
        part = behind[0] if behind else before[-1] if before else None
        if part is not None and _is_contained(clause, whole, part):
            for each in part.mentions:
                ends = (plain_name(whole.mentions[0].text), plain_name(each.text))
                things = Entity("product", ends[0]), Entity("product", ends[1])
                yield clause.draft("embed", *things, sits.span())
            return


def _is_by(clause: Clause, call: re.Match[str], run: Run) -> bool:
    near = min(
        clause.words_between(call.end(), run.start), clause.words_between(run.end, call.start())
    )
    return near <= _FAR


def _is_contained(clause: Clause, whole: Run, part: Run) -> bool:
    """Say whether one thing can be a part of the other: products both, or called a component."""
    kinds = [clause.kind(plain_name(each.mentions[0].text)) for each in (whole, part)]
    if not {"", "product"}.issuperset(kinds):
        return False
    beside = clause.find("component", max(clause.start, part.start - 40), part.start)
    return beside is not None or "product" in kinds


def _lives_on(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield which well-known host holds a project: "the source code of X lives on GitHub"."""
    call = clause.said("lives on")
    code = clause.find("source code")
    if call is None or code is None or clause.denied(call):
        return
    named = [(at, each) for at, each in clause.signs(NAMES) if at > code.start() or at < call.start()]
    host = next((each for _, each in named if plain_name(each.text) in HOSTS), None)
    thing = next((each for at, each in named if plain_name(each.text) not in HOSTS), None)
    if host is not None and thing is not None:
        ends = Entity("organisation", plain_name(host.text)), Entity("product", plain_name(thing.text))
        yield clause.draft("host", *ends, call.span())


def _looks_after(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield whose networks somebody looks after: "A looks after the networks of 64 towns"."""
    for call in clause.all("looks after"):
        who = _before(clause, call.start(), runs)
        group = next((each for each in clause.signs(GROUPS) if each[0] > call.end()), None)
        estate = clause.find("estate", call.end(), group[0]) if group else None
        if who is None or group is None or estate is None or clause.denied(call):
            continue
        if clause.words_between(call.end(), group[0]) <= _FAR:
            ends = (
                Entity("organisation", plain_name(who.mentions[0].text)),
                Entity("group", group[1].text),
            )
            yield clause.draft("manage", *ends, call.span())


def _before(clause: Clause, at: int, runs: list[Run]) -> Run | None:
    """Return the list of names that a place is said of: the one before it, or before an aside."""
    found = [each for each in runs if each.end <= at]
    if not found:
        return None
    last = found[-1]
    for each in reversed(found[:-1]):
        if _ASIDE.match(clause.text, each.end) and "," in clause.text[last.end : at]:
            last = each
            break
    return last if clause.words_between(last.end, at) <= _FAR else None


def _titled(clause: Clause, start: int) -> Mention | None:
    """Return the name behind a place, but for the words that say what it is."""
    found = _TITLE.match(clause.text, start, clause.end)
    if found is None or clause.is_adjunct(found.start("sign")):
        return None
    senses = clause.one.grammar.senses
    for word in found["words"].lower().split():
        if {"affair", "malware", "actor", "in"} & set(senses.of(word)):
            return None
    return clause.one.skeleton.mentions[found["sign"]]
