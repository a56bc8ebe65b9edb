"""Where a thing comes from and where it lies: "X comes from A", "behind X stands A", "in X sits Y", "X lives on GitHub".

`ties.py` reads verbs with a doer and a thing, and nouns of one; here a preposition tells which of two names is which,
so that the other of the two may stand on either side of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.ties import Run, is_behind, runs_of
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, PRODUCT
from onionskin.read.syntax.skeleton import GROUPS, NAMES, Mention
from onionskin.read.wire import Draft

_FAR, _NEAR = 8, 4  # words between a name and the words that place it
_TITLE = re.compile(rf"(?P<words>(?: ?[^\s,;:.{NAMES}]+){{0,5}}?) ?(?P<sign>[{NAMES}])")
_APPOSED = re.compile(rf",? (?P<sign>[{NAMES}])")
_ASIDE = re.compile(r"\s*,[^,;:]{2,80},\s*")
_NEVER = frozenset({"malware", "actor", "campaign", "cve", "file"})
_PAIR = 2
_BARE = re.compile(r"\s?,\s")
_CLITIC = re.compile(r",? \w{1,3} ")  # "X lo desarrolla A"
_RELATIVE = re.compile(r"\s?,\s\w{2,8}(?: \w{1,3})? ")
_STOPS = re.compile(r"[;:\u2014\u2013]|\.\s")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    held = clause.spotted.places
    told = [told for name, beside, told in _TOLD if name in held and (not beside or beside in held)]
    runs = list(runs_of(clause)) if told else []
    for each in told:
        yield from each(clause, runs)


def _comes_from(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield who makes what comes from whom."""
    for call in clause.all("comes from"):
        thing, maker = _before(clause, call.start(), runs), _titled(clause, call.end())
        if thing is None or maker is None or clause.denied(call):
            continue
        yield from _supplies(clause, maker, thing.mentions[0], call)


def _from_whom_comes(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield who makes what comes behind: "from Turku, from the small firm A, comes X"."""
    for call in clause.all("comes"):
        thing = _titled(clause, call.end())
        before = [each for each in runs if each.end <= call.start()]
        joined = before and _BARE.fullmatch(clause.text, before[-1].end, call.start())
        if thing is not None and joined and is_behind(clause, "bought from", before[-1]):
            yield from _supplies(clause, before[-1].mentions[0], thing, call)


def _crafts(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield who makes a product, whichever of the two stands where: "X, which A makes", "what makes X is A"."""
    for call in clause.all("crafts"):
        before = [each for each in runs if each.end <= call.start()]
        behind = [
            each for each in runs if each.start >= call.end() and not _is_seat(clause, each.start)
        ]
        if len(before) >= _PAIR and _is_relative(clause, before[-2], before[-1]):
            pair = before[-2], before[-1]
        elif len(behind) >= _PAIR and clause.find("being", behind[0].end, behind[1].start):
            pair = behind[0], behind[1]
        elif before and behind and _CLITIC.fullmatch(clause.text, before[-1].end, call.start()):
            pair = before[-1], behind[0]
        else:
            continue
        if all(_is_by(clause, call, each) for each in pair) and not clause.denied(call):
            thing, maker = (each.mentions[0] for each in pair)
            if clause.kind(plain_name(maker.text)) != "product":
                yield from _supplies(clause, maker, thing, call)


def _is_seat(clause: Clause, at: int) -> bool:
    """Say whether the name at a place tells where something is done: "produced in X by"."""
    word = clause.text[max(clause.start, at - 8) : at].rsplit(maxsplit=1)[-1:]
    return bool(word) and clause.frames["seated in"].fullmatch(word[0].lower()) is not None


def _is_relative(clause: Clause, thing: Run, maker: Run) -> bool:
    """Say whether a name opens a relative clause about the one before it: "X, das A"."""
    return _RELATIVE.fullmatch(clause.text, thing.end, maker.start) is not None


def _counted(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield whose customers are counted: "300 clinics are customers of A", "A counts 300 among its customers"."""
    for call in clause.all("client of"):
        groups = list(clause.signs(GROUPS, call.start()))
        if not groups or clause.words_between(groups[-1][0], call.start()) > _NEAR:
            continue
        owner = _titled(clause, call.end())
        its = clause.find("its", groups[-1][0], call.start())
        counts = clause.find("counts", clause.start, groups[-1][0])
        among = its and not clause.frames["of"].search(clause.text, groups[-1][0], its.start())
        if among and counts and (who := _before(clause, counts.start(), runs)):
            owner = who.mentions[0]
        elif owner is None or clause.frames["whose"].match(clause.text, call.end() + 1) is None:
            continue
        if not clause.denied(call) and owner is not None:
            ends = (
                Entity("organisation", plain_name(owner.text)),
                Entity("group", groups[-1][1].text),
            )
            yield clause.draft("supplies", *ends, call.span())


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
        if not any(clause.find(name) for name in ("hurt", "attack", "affair", "access")):
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


def _lives_on(clause: Clause, _: list[Run]) -> Iterator[Draft]:
    """Yield which well-known host holds a project: "the source code of X lives on GitHub"."""
    call = clause.said("lives on")
    bad = clause.find("bad copy")
    code = clause.find("source code") or bad
    if call is None or code is None or clause.denied(call):
        return
    if clause.words_between(code.end(), call.start()) > _FAR:
        return
    named = [
        (at, each) for at, each in clause.signs(NAMES) if at > code.start() or at < call.start()
    ]
    host = next((each for _, each in named if plain_name(each.text) in HOSTS), None)
    thing = next((each for at, each in named if plain_name(each.text) not in HOSTS), None)
    if host is not None:
        held = plain_name(thing.text) if thing is not None else PRODUCT
        if thing is None and code is bad:
            held = clause.one.free(*code.span(), 0)
        ends = Entity("organisation", plain_name(host.text)), Entity("product", held)
        yield clause.draft("host", *ends, call.span())


def _looks_after(clause: Clause, runs: list[Run]) -> Iterator[Draft]:
    """Yield whose networks somebody looks after: "A looks after the networks of 64 towns"."""
    for call in clause.all("looks after"):
        who = _before(clause, call.start(), runs) or next(
            (each for each in runs if 0 <= each.start - call.end() <= 1), None
        )
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


# What each class of words may tell, and the class without a word of which it tells nothing, in this order.
_TOLD: tuple[tuple[str, str, Callable[[Clause, list[Run]], Iterator[Draft]]], ...] = (
    ("comes from", "", _comes_from),
    ("comes", "", _from_whom_comes),
    ("crafts", "", _crafts),
    ("client of", "", _counted),
    ("stands behind", "stays behind", _stands_behind),
    ("one person", "made alone", _single_hand),
    ("inside", "sits", _inside),
    ("lives on", "", _lives_on),
    ("looks after", "estate", _looks_after),
)
CLASSES = frozenset(name for name, _, _ in _TOLD) - {"inside"} | {"sits"}
