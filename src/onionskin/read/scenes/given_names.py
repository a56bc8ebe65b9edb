"""Names that somebody else gives: "X (ORG calls it Y)", "X, bei ORG Y genannt", "X (Y chez ORG)", "the affair is known as Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec import structs

from onionskin.model import Confidence, Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.ties import Run
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS
from onionskin.read.syntax.skeleton import NAMES
from onionskin.read.wire import Draft

BEARERS = frozenset({"actor", "malware", "campaign"})
OTHERS = frozenset({"organisation", "product", "person", "file", "cve", "website"})
BEFORE = re.compile(rf"(?P<sign>[{NAMES}]) \Z")
_MEANT = BEARERS | {"product"}  # of a noun that may stand for one: "the tool"
_DOERS = frozenset({"actor", "malware"})
_GIVEN = re.compile(
    rf"(?P<gap>(?:[ '\u2019-]+[^\W\d_][\w'-]*){{0,7}}?)[ '\u2019\"\u201c\u201e\u00ab]+(?P<sign>[{NAMES}])"
)
_STOPS = re.compile(r"[:;\u2013\u2014]|\.\s")
_ENDS = re.compile(r"[\"'\u201d\u00bb]{0,2}\s*(?:[,.;:()]|\Z|\w+\s*(?:[.,;]|\Z))")
_PLAIN = re.compile(r"(?: [^\W\d_][\w'-]*){1,3} ")
_REMARK = re.compile(r"(?: [\w'-]+)?, (?P<words>[^\W\d_][\w'-]*(?: [\w'-]+){0,2})")
_LATE = re.compile(r",\s+(?P<words>(?:[^\W\d_][\w'\u2019-]*[ ,]+){1,3})")
_APPOSED = re.compile(rf"[{NAMES}], (?:\w+ )?\Z")
# "X (", "X (Y ", "X, or Y "; and behind "chez" or "for": who calls it so, and the name if it did not stand before.
_OPENED = re.compile(
    rf"(?P<sign>[{NAMES}])[\"\u201d\u00bb]? ?[,(] ?(?:(?:or|oder|ou|o|of) )?(?:(?P<name>[{NAMES}]),? )?\Z"
)
_CLOSES = re.compile(
    rf"(?: [^\W\d_]{{1,4}})? (?P<giver>[{NAMES}])(?:,? (?P<name>[{NAMES}]))?(?=[),.;]|\Z)"
)
_WORDS = re.compile(r"[\w'-]+")
_SHORT = 3  # letters of a small word
_BY = 40  # characters before a name in which "by" and who gives it stand
_FAR = 12  # words between a noun for an incident and what it is called by
_REACH = 18  # words between what is called and how


class Given(NamedTuple):
    """A name that is given: its place, and without the name of who gives it."""

    at: int
    name: str


class Bearer(NamedTuple):
    """What has another name: where its name ends, and of what kind it is."""

    end: int
    name: str
    kind: str


def of_bearer(clause: Clause, call: re.Match[str]) -> tuple[Run, Run, str] | None:
    """Return what a word of calling is said of, the name, and the kind: of a malware or an actor before it."""
    name = given(clause, call)
    bearer = _bearer(clause, min(name.at, call.start()), name.name) if name else None
    if name is None or bearer is None or clause.kind(name.name) not in ("", bearer.kind):
        return None
    mention = clause.one.skeleton.mentions[clause.text[name.at]]
    return (
        Run(bearer.end - 1, bearer.end, (structs.replace(mention, text=bearer.name),)),
        Run(name.at, name.at + 1, (structs.replace(mention, text=name.name),)),
        bearer.kind,
    )


def is_of_another(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a word of calling tells of a new thing: "and a trojan named", but not "X, a group known as"."""
    before = clause.text[clause.start : call.start()]
    for found in clause.frames["one"].finditer(before):
        if _PLAIN.fullmatch(before, found.end()):
            apposed = _APPOSED.search(before, 0, found.start()) is not None
            return not (apposed or late_apposition(clause, call.start()))
    return False


def late_apposition(clause: Clause, end: int) -> Bearer | None:
    """Return whom a remark means that stands before a place, but not right behind its name: "X is behind it, a gang"."""
    for remark in reversed(list(_LATE.finditer(clause.text, clause.start, end))):
        words = _WORDS.findall(remark["words"].lower())
        kinds = _DOERS.intersection(map(clause.one.grammar.kind_of, words))
        if len(kinds) != 1 or clause.words_between(remark.end(), end) > _FAR:
            continue
        (told,) = kinds
        before = ((at, plain_name(each.text)) for at, each in clause.signs(NAMES, remark.start()))
        for at, name in reversed(list(before)):
            if name in TELLERS or clause.kind(name) not in ("", told):
                continue
            return Bearer(at + 1, name, told) if at + 1 < remark.start() else None
    return None


# -- the name


def given(clause: Clause, call: re.Match[str]) -> Given | None:
    """Return the name right behind a word of calling, or right before one that ends its clause."""
    return given_behind(clause, call) or given_before(clause, call)


def given_behind(clause: Clause, call: re.Match[str]) -> Given | None:
    """Return the name right behind a word of calling: "which they call X"."""
    found = _GIVEN.match(clause.text, call.end(), clause.end)
    if found is None or not _leads_to_name(clause, found["gap"]):
        return None
    text = _name(clause, found["sign"])
    if not clause.kind(text):
        text = _parted(clause, text)[1]
    return Given(found.start("sign"), text) if _can_be_given(clause, text) else None


def given_before(clause: Clause, call: re.Match[str]) -> Given | None:
    """Read "bei ORG Y genannt", "die ORG Y nennt": by whom, or a relative clause, tells that it is said of another."""
    found = BEFORE.search(clause.text, clause.start, call.start())
    if found is None:
        return None
    start, at = max(clause.start, found.start() - _BY), found.start()
    told = any(clause.find(name, start, at) for name in ("done by", "done at", "named as"))
    beside = BEFORE.search(clause.text, clause.start, at)
    relative = clause.one.grammar.relative.search(clause.text, start, at)
    text = _parted(clause, _name(clause, found["sign"]))[1]
    if (told or beside or relative) and _can_be_given(clause, text):
        return Given(at, text)
    return None


def _can_be_given(clause: Clause, text: str) -> bool:
    """Say whether a name can be one that is given to a malware, an actor or an incident."""
    fits = text != clause.one.speaker and clause.kind(text) not in OTHERS
    return fits and not is_domain(text)


def _name(clause: Clause, sign: str) -> str:
    return plain_name(clause.one.skeleton.mentions[sign].text)


def _parted(clause: Clause, text: str) -> tuple[str, str]:
    """Part two names that stand beside each other: "bei Northmoor Gold Halyard genannt"."""
    words = text.split(" ")
    for at in range(len(words) - 1, 0, -1):
        first = " ".join(words[:at])
        if clause.one.is_named(first) and not clause.one.is_named(text):
            return first, " ".join(words[at:])
    return "", text


def _leads_to_name(clause: Clause, gap: str) -> bool:
    """Say whether the words between "called" and a name only lead to it: "it", "as", "by the name of", "the tool"."""
    grammar = clause.one.grammar
    words = gap.lower().replace("\u2019", "'").split()
    named = clause.frames["named as"]
    for found in named.finditer(" ".join(words)):
        before, behind = found.string[: found.start()].split(), found.string[found.end() :].split()
        if len(before) <= _SHORT and (
            not behind or (len(behind) == 1 and _is_small(clause, behind[0]))
        ):
            return True
    return all(
        len(word) <= _SHORT or word in grammar.stopwords or grammar.kind_of(word) in _MEANT
        for word in words
    )


def _is_small(clause: Clause, word: str) -> bool:
    """Say whether a word before a name adds nothing to it: an article, "operation"."""
    return len(word) <= _SHORT or clause.frames["matter"].fullmatch(word) is not None


# -- what bears it


def _bearer(clause: Clause, end: int, text: str) -> Bearer | None:
    """Return the nearest malware or actor before a place; of a sentence that only says "it" the last one's subject."""
    late = late_apposition(clause, end)
    if late and late.name != text:
        return late
    for at, each in reversed(list(clause.signs(NAMES, end))):
        name = plain_name(each.text)
        far = clause.words_between(at, end) > _REACH
        if far or name == text or name in HOSTS or _STOPS.search(clause.text, at, end):
            return None
        kind = clause.kind(name) or _kind_between(clause, at + 1, end)
        if kind in BEARERS and name not in TELLERS:
            return Bearer(at + 1, name, kind)
    last = _last_subject(clause, end)
    return None if last is None or last.name == text else last


def _kind_between(clause: Clause, start: int, end: int) -> str:
    """Return the kind that the noun of a remark tells: "X, grupo que ORG llama Y", "X, a group known as Y"."""
    remark = _REMARK.match(clause.text, start, end)
    words = _WORDS.findall(remark["words"].lower()) if remark else []
    nouns = _DOERS.intersection(map(clause.one.grammar.kind_of, words))
    return next(iter(nouns)) if len(nouns) == 1 else ""


def _last_subject(clause: Clause, end: int) -> Bearer | None:
    """Return the last sentence's subject where a clause says "it" or "the tool", else the last malware for "the malware"."""
    one = clause.one
    words = _WORDS.findall(clause.words.lower())
    if _STOPS.search(clause.text, clause.start, end):
        return None
    if not one.doer:
        told = one.malware and _tells_of_known(clause, words)
        return Bearer(max(end, 1), one.malware, "malware") if told else None
    means_it = clause.find("it") or any(one.grammar.kind_of(word) in _MEANT for word in words)
    return Bearer(max(end, 1), one.doer, clause.kind(one.doer)) if means_it else None


def _tells_of_known(clause: Clause, words: list[str]) -> bool:
    """Say whether some words hold a noun for a malware that was told of before: "the malware", not "a loader"."""
    grammar, other = clause.one.grammar, clause.frames["one"]
    return any(
        grammar.kind_of(word) == "malware"
        and "the" in grammar.senses.of(before)
        and other.fullmatch(before) is None
        for before, word in pairwise(words)
    )


# -- in brackets


def in_brackets(clause: Clause) -> Iterator[Draft]:
    """Yield other names that stand beside whose words they are: "X (Y chez ORG)", "X, per ORG Y"."""
    for call in clause.all("for whom"):
        aside = _OPENED.search(clause.text, clause.start, call.start())
        rest = _CLOSES.match(clause.text, call.end(), clause.end)
        if aside is None or rest is None:
            continue
        bearer, giver = _name(clause, aside["sign"]), _name(clause, rest["giver"])
        name = aside["name"] or rest["name"]
        if name:
            name = _name(clause, name)
        else:
            giver, name = _parted(clause, giver)
        kind = clause.kind(bearer)
        if kind in _DOERS and name not in (bearer, giver) and clause.kind(name) in ("", kind):
            ends = Entity(kind, bearer), Entity(kind, name)
            draft = clause.draft("alias-of", *ends, call.span())
            sure = Confidence.UNSTATED
            yield structs.replace(draft, speaker=giver, hedge="", confidence=sure)


# -- an incident


def of_incident(clause: Clause, call: re.Match[str]) -> str | None:
    """Return the name of "the affair is known as X", "the campaign was given the name X", "they call the affair X"."""
    told = _WORDS.findall(clause.text[clause.start : call.start()].lower())
    if not _DOERS.isdisjoint(map(clause.one.grammar.kind_of, told)):
        return None
    found = _of_matter(clause, call)
    if found is None:
        return None
    text = _name(clause, found["sign"])
    return text if clause.kind(text) != "malware" and _can_be_given(clause, text) else None


def of_ours(clause: Clause, call: re.Match[str]) -> str | None:
    """Return the name of "we call it X", said of what the document tells of, for which it has no other noun."""
    start = max(clause.start, call.start() - _BY)
    found = given(clause, call)
    if found is None or clause.find("we call", start, max(call.end(), found.at)) is None:
        return None
    if clause.words_between(call.end(), found.at) > _SHORT:
        return None
    grammar, before = clause.one.grammar, clause.text[start : call.start()]
    if grammar.malware.search(clause.words) or grammar.relative.search(before):
        return None  # "a loader that we call X" is a part of it
    return found.name if clause.find("it", start, max(call.end(), found.at)) else None


def _of_matter(clause: Clause, call: re.Match[str]) -> re.Match[str] | None:
    """Return the name behind a word of calling, or before one at the end, with a noun for an incident."""
    behind = _GIVEN.match(clause.text, call.end(), clause.end)
    ends = behind and _ENDS.match(clause.text, behind.end("sign"))
    if behind and clause.find("matter", call.end(), behind.start("sign")):
        return behind if ends else None
    matter = next(_matters(clause, call.start()), None)
    if matter is None:
        return None
    if behind and _leads_to_name(clause, behind["gap"]):
        return behind if ends else None
    before = BEFORE.search(clause.text, matter.end(), call.start())
    if before is None:
        return None
    beside = not clause.text[matter.end() : before.start()].strip(" '\u2019\"\u201e\u201c\u00ab")
    return before if beside or clause.find("named as", matter.end(), before.start()) else None


def _matters(clause: Clause, end: int) -> Iterator[re.Match[str]]:
    """Yield the nouns for an incident before a place that no malware or actor parts from it."""
    for match in clause.all("matter"):
        if match.end() <= end and clause.words_between(match.end(), end) <= _FAR:
            between = [
                clause.kind(plain_name(each.text))
                for at, each in clause.signs(NAMES, end)
                if at > match.end()
            ]
            if BEARERS.isdisjoint(between):
                yield match
