"""Who and what came through: "X was not hit", "A, a customer too, got off scot-free", "B is not affected, nor is C".

The predicate may stand far from what it is said of: behind an aside, behind another predicate, or before its subject.
So its subject is looked for as a phrase: what stands before the predicate and its auxiliaries, else what stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from onionskin.model import Entity
from onionskin.read.scenes.clause import BEFORE_DENIAL, INCIDENT, Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS
from onionskin.read.syntax.skeleton import (
    GROUPS,
    NAMES,
    PLATFORMS,
    SECTORS,
    SIGN,
    VERSIONS,
    Mention,
)
from onionskin.read.wire import Draft

SURE = frozenset({"came through", "spared", "repudiates", "luck"})  # these need no word that denies
CLASSES = SURE | {"hurt", "tainted", "hits"}
_BEHIND = 12  # characters behind a word in which it is denied
_LONGEST = 90  # characters of a subject, and of what is said of it before it
_FIRST_WORDS = 3  # words between "by" and who did it
_TITLE = 5  # words before the name in an item: "the public hospital of"
_SOME = 2  # items of a list
_FREE = 5  # words of an item without a name
_TAIL = 4  # words behind the name of an item: more are another statement
_FIRST = 6  # characters of a denial that begins a subject: "neither A nor B"
_CHAIN = re.compile(r"[\w'\u2019-]+\s*\Z")
_OPENS = re.compile(r"[:;\u2014\u2013\u201c\u201e\u00ab\"(]|\.\s")
_CLOSES = re.compile(r"[:;\u2014\u2013)]|\.?(?:\s*\Z)|\.\s")
_WORDS = re.compile(r"[^\s,;:()]+")
_LABELLED = re.compile(
    r"[\s.*_`\u2022-]*(?P<one>[^:]{1,160}?)\s?:\s+(?P<two>[^:]{1,160}?)[\s.*_`]*"
)
_LABEL = 3  # blanks in a label
_TRADED = re.compile(f"[{VERSIONS}{PLATFORMS}]|(?i:cve-)")
_LAST_NAME = re.compile(rf"(?P<sign>[{NAMES}])(?: [\w'\u2019-]+)?,? *\Z")
_NAME = re.compile(f"[{NAMES}{GROUPS}{SECTORS}]")
_SYSTEM = re.compile(f"[{VERSIONS}{PLATFORMS}]")
_HARMED = frozenset({"group", "sector"})
_NO_SUBJECT = frozenset({"malware", "campaign", "cve", "file", "person"})
_PARTY = frozenset({"organisation", "customer"})
_NOT_HIT = frozenset({"data", "secret", "person", "affair", "malware", "actor", "customer"})


class Item(NamedTuple):
    """One of those that a predicate is said of, from `start` to `end`: a mention, or a plain noun of that kind."""

    start: int
    end: int
    mention: Mention | None
    kind: str = ""


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a sentence says of it."""
    yield from _told(clause)
    yield from _labelled(clause)
    yield from _repudiated(clause)
    yield from _left_out(clause)


def _told(clause: Clause) -> Iterator[Draft]:
    """Yield whom and what a predicate says not to be hit, and those of whom "nor" says the same."""
    for call in _calls(clause):
        items = subjects(clause, call)
        thing = any(_is_thing(clause, each) for each in items)
        if not items and clause.frames["spared"].fullmatch(call[0]):
            yield from _systems(clause, call)
        for each in items:
            yield from _spared(clause, each, call, thing=thing)
        for nor in clause.all("nor"):
            if nor.start() >= call.end() and clause.stated(nor.start()):
                yield from _listed(clause, nor, thing=thing)


def _systems(clause: Clause, call: re.Match[str]) -> Iterator[Draft]:
    """Yield the platforms and releases that a predicate is said of: "the version for macOS is free of malware"."""
    start = _opening(clause, call.start())
    part = clause.text[start : _without_chain(clause, start, call.start())]
    if len(part) <= _LONGEST and _SYSTEM.search(part):
        yield from clause.one.affected("affects", "campaign", part, holds=False)


def _listed(clause: Clause, call: re.Match[str], *, thing: bool) -> Iterator[Draft]:
    """Yield those behind a word that says of them, too, that they were not hit."""
    stop = _closing(clause, call.end())
    start = _without_lead(clause, call.end(), stop)
    for each in _items(clause, start, stop, behind=True):
        thing = thing or _is_thing(clause, each)
        if _SYSTEM.search(clause.text, each.start, each.end):
            part = clause.text[each.start : each.end]
            yield from clause.one.affected("affects", "campaign", part, holds=False)
        else:
            yield from _spared(clause, each, call, thing=thing)


def _labelled(clause: Clause) -> Iterator[Draft]:
    """Yield what a line lists beside a label: "Not affected: A, B", "A : not affected"."""
    line = _LABELLED.fullmatch(clause.words)
    if line is None:
        return
    for label, listed in (("one", "two"), ("two", "one")):
        first, last = (clause.start + at for at in line.span(label))
        names = ("hurt", "came through", "got away")
        found = (clause.find(name, first, last) for name in names)
        call = next(filter(None, found), None)
        if call is None or SIGN.search(line[label]) or line[label].count(" ") > _LABEL:
            continue
        denied = clause.one.denied(line[label]) or clause.frames["not so"].search(line[label])
        if bool(denied) != (clause.frames["hurt"].fullmatch(call[0]) is not None):
            continue
        start, end = (clause.start + at for at in line.span(listed))
        for first, last in clause.one.parted(clause.text, start, end):
            part = clause.text[first:last]
            if _SYSTEM.search(part):
                yield from clause.one.affected("affects", "campaign", part, holds=False)
            elif item := _item(clause, first, last):
                yield from _spared(clause, item, call, thing=True)
        return


def _repudiated(clause: Clause) -> Iterator[Draft]:
    """Yield who denies that it was hit: "X denies that its servers were entered", "X denies any intrusion"."""
    call = clause.said("repudiates")
    if call is None or clause.one.denied_within(max(clause.start, call.start() - 8), call.start()):
        return
    hit = any(clause.find(name, call.end()) for name in ("hurt", "access", "affair", "leak"))
    own = clause.find("its", call.end()) or clause.find("estate", call.end())
    named = _NAME.search(clause.text, call.end(), clause.end)
    before = [(at, each) for at, each in clause.signs(NAMES, call.start())]
    if not hit or not before:
        return
    at, who = before[0]
    by = clause.find("done by", call.end())
    doers = [each for each in clause.signs(NAMES) if by and each[0] >= by.end()]
    if by and doers and clause.words_between(by.end(), doers[0][0]) <= _FIRST_WORDS:
        if clause.words_between(at, call.start()) <= _TITLE:
            doer = Entity("actor", plain_name(doers[0][1].text))
            ends = Entity("organisation", plain_name(who.text)), doer
            yield clause.draft("compromised-by", *ends, call.span(), holds=False)
        return
    if not own or named:
        return
    if clause.words_between(at, call.start()) <= _TITLE:
        subject = Entity("organisation", plain_name(who.text))
        yield clause.draft("victim", subject, INCIDENT, call.span(), holds=False)


def _left_out(clause: Clause) -> Iterator[Draft]:
    """Yield what is left out of what was hit: "affects A, but not B", "A is affected, B is not"."""
    hit = clause.said("hurt", "tainted", "hits")
    if hit is None or clause.denied(hit) or not _TRADED.search(clause.words):
        return
    for call in clause.all("but not"):
        if call.start() >= hit.end():
            yield from _listed(clause, call, thing=True)
    for call in clause.all("then not"):
        ahead = _LAST_NAME.search(clause.text, hit.end(), call.start())
        if ahead and _CLOSES.match(clause.text, call.end(), clause.end):
            item = Item(ahead.start("sign"), call.start(), _mention(clause, ahead.start("sign")))
            yield from _spared(clause, item, call, thing=True)


def _mention(clause: Clause, at: int) -> Mention:
    return clause.one.skeleton.mentions[clause.text[at]]


def _calls(clause: Clause) -> Iterator[re.Match[str]]:
    """Yield the predicates that may say that somebody was not hit."""
    ends = 0
    for name in ("came through", "got away", "spared", "hurt"):
        for call in clause.all(name):
            if call.start() < ends or not clause.stated(call.start()):
                continue
            denied = clause.denied(call) if name == "hurt" else _is_denied(clause, call)
            if denied == (name == "hurt"):
                ends = call.end()
                yield call
        if ends:
            return


def _is_denied(clause: Clause, call: re.Match[str]) -> bool:
    """Say whether a denial stands beside a word, not in it: "without a scratch" denies nothing."""
    before = max(clause.start, call.start() - BEFORE_DENIAL)
    behind = min(clause.end, call.end() + _BEHIND)
    one = clause.one
    return one.denied_within(before, call.start()) or one.denied_within(call.end(), behind)


def subjects(
    clause: Clause, call: re.Match[str], *, sure: bool = False, bare: bool = False
) -> list[Item]:
    """Return what a predicate is said of: the phrase before it, else the one behind; unless `sure`, it must be denied.

    `bare`: a noun for a group is one without an article, too.
    """
    start = _opening(clause, call.start())
    end = _without_chain(clause, start, call.start())
    denied = clause.one.denied_within(end, call.end()) or clause.one.denied_within(
        start, min(start + _FIRST, end)
    )
    if not sure and clause.frames["hurt"].fullmatch(call[0]) and not denied:
        return []  # the denial is another's: "nobody knows how many were hit"
    if end - start > 2 * _LONGEST:
        return []
    joined = _is_joined(clause, end, call.start())
    before = _items(clause, start, end, joined=joined, bare=bare)
    if before:
        return before
    stop = _closing(clause, call.end())
    lead = _without_lead(clause, call.end(), stop)
    return _items(clause, lead, stop, behind=True, bare=bare)


def _opening(clause: Clause, at: int) -> int:
    """Return where the statement begins whose predicate stands at a place."""
    start = clause.start
    for match in _OPENS.finditer(clause.text, start, at):
        start = match.end()
    for match in clause.spotted.all("say", start, at):
        start = match.end()
    return start


def _without_chain(clause: Clause, start: int, end: int) -> int:
    """Return where the words begin that only lead to a predicate: "had been", "kam", "n'a pas été"."""
    grammar = clause.one.grammar
    while (found := _CHAIN.search(clause.text, start, end)) and not SIGN.search(found[0]):
        word = found[0].strip().lower()
        small = word in grammar.stopwords or grammar.negation.fullmatch(word) is not None
        if not small and clause.frames["stays"].fullmatch(word) is None:
            break
        end = found.start()
    return end


def _is_joined(clause: Clause, end: int, at: int) -> bool:
    """Say whether a predicate is the second one of its subject: "X uses A, but was not hit"."""
    chain = f"{clause.text[max(end - 1, 0) : at]} x"
    joins = (clause.one.grammar.joint, clause.one.grammar.but)
    return any(each.search(chain) for each in joins) or clause.text[:end].rstrip().endswith(",")


def _closing(clause: Clause, start: int) -> int:
    """Return where the phrase behind a predicate ends: at a mark, or where something else is said of it."""
    end = clause.end
    if match := _CLOSES.search(clause.text, start, end):
        end = match.start()
    for pattern in (clause.one.grammar.which, clause.one.grammar.but):
        if found := pattern.search(clause.text, start, end):
            end = found.start()
    return end


def _without_lead(clause: Clause, start: int, end: int) -> int:
    """Return where the phrase behind a predicate begins, its auxiliaries left out."""
    for word in _WORDS.finditer(clause.text, start, end):
        if clause.frames["stays"].fullmatch(word[0].lower()) is None:
            return word.start()
    return end


def _items(  # where a phrase stands, and how it stands to its predicate
    clause: Clause,
    start: int,
    end: int,
    *,
    joined: bool = False,
    behind: bool = False,
    bare: bool = False,
) -> list[Item]:
    """Return the items of a phrase, without what an aside says of its only one."""
    text = clause.text[start:end].rstrip()
    if text.find(",") == len(text) - 1:
        text = text[:-1]  # "X uses A, but was not hit"
    comma = text.find(",")
    aside = comma > 0 and (text.endswith(",") or clause.one.grammar.which.match(text, comma))
    spans = _spans(clause, start, start + len(text.rstrip(",")))
    if not aside or len(spans) < _SOME or not _are_seated(clause, start + comma, spans):
        end = start + (comma if aside else len(text))
        spans = _spans(clause, start, end)
    parted = clause.one.parted(clause.text, start, end)
    if (behind or joined) and not any(clause.text[a:b].strip(" ,") for a, b in _gaps(parted)):
        spans = spans[:1]  # "X, das Y einsetzt": what a comma parts is no list
    if behind or (joined and not aside):
        return _leading(clause, spans, bare=bare)
    found: list[Item] = []
    for first, last in reversed(spans):
        item = _item(clause, first, last, bare=bare)
        if item is None or clause.text.count(" ", item.start, last) > _TAIL:
            break
        found.insert(0, item)
    return found


def _spans(clause: Clause, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of a list, without those that only say where somebody is: "A, of Ghent, and B", "in Ghent, A"."""
    spans = clause.one.parted(clause.text, start, end)
    return [each for each in spans if len(spans) == 1 or not _is_home(clause, *each)]


def _is_home(clause: Clause, first: int, last: int) -> bool:
    """Say whether a span only says where somebody is, or who: "in Ghent", "a law firm in Ghent"."""
    named = _NAME.search(clause.text, first, last)
    if named is None or named.start() == first:
        return False
    words = _WORDS.findall(clause.text[first : named.start()].lower())
    if not words or len(words) > _TITLE or clause.text[named.end() : last].strip(" ,"):
        return False
    senses = clause.one.grammar.senses
    inside = {"in", "at"} & set(senses.of(words[-1])) or clause.frames["seated in"].fullmatch(
        words[-1]
    )
    return clause.is_adjunct(named.start()) or bool(inside)


def _are_seated(clause: Clause, comma: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether what follows the first comma of a phrase is where its first item is at home: no aside, but a list."""
    return clause.one.parted(clause.text, comma + 1, spans[-1][1])[0][1] < spans[1][0]


def _gaps(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what stands between the items of a list."""
    for before, after in pairwise(spans):
        yield before[1], after[0]


def _leading(clause: Clause, spans: list[tuple[int, int]], *, bare: bool) -> list[Item]:
    """Return the items with which a phrase begins: what comes behind them says more of them."""
    found: list[Item] = []
    for first, last in spans:
        item = _item(clause, first, last, bare=bare)
        if item is None:
            break
        found.append(item)
        if clause.text.count(" ", item.start, last) > _TAIL:
            break
    return found


def _item(clause: Clause, first: int, last: int, *, bare: bool = False) -> Item | None:
    """Return what an item of a phrase names, else what its noun is: a thing, or those of a group."""
    named = _NAME.search(clause.text, first, last)
    words = [each[0].lower() for each in _WORDS.finditer(clause.text, first, last)]
    if named:
        return _named(clause, first, last, named.start())
    if not words or len(words) > _FREE or _SYSTEM.search(clause.text, first, last):
        return None
    return _bare(clause, first, last, words) if bare else _described(clause, first, last, words)


def _bare(clause: Clause, first: int, last: int, words: list[str]) -> Item | None:
    """Return the group that a noun tells, with or without an article: "schools", "two notaries"."""
    grouped = clause.one.grammar.grouped.search(clause.text, first, last) is not None
    return Item(first, last, None, "group") if grouped or _is_party(clause, words) else None


def _described(clause: Clause, first: int, last: int, words: list[str]) -> Item | None:
    """Return the thing or the group that a noun with an article tells: "the servers", "all customers"."""
    if len(words) == 1 or words[0].strip("'\u2019") not in clause.one.grammar.stopwords:
        return None
    meant = {sense for word in words for sense in clause.one.grammar.senses.of(word)}
    if meant & _NOT_HIT:
        return None
    if "product" in meant:
        return Item(first, last, None, "product")
    grouped = clause.one.grammar.grouped.search(clause.text, first, last)
    return Item(first, last, None, "group") if grouped else None


def _is_party(clause: Clause, words: list[str]) -> bool:
    """Say whether words count somebody, or hold a noun for an organisation: "two notaries", "a chain of hotels"."""
    senses = clause.one.grammar.senses
    counted = words[0] in clause.one.grammar.cues.numbers and len(words) > 1
    return counted or any(_PARTY & set(senses.of(word)) for word in words)


def _named(clause: Clause, first: int, last: int, at: int) -> Item | None:
    """Return the item of a name: what stands before it only says what it is, or is the thing itself ("copies of X")."""
    mention = clause.one.skeleton.mentions[clause.text[at]]
    before = _WORDS.findall(clause.text[first:at].lower())
    senses = clause.one.grammar.senses
    joins = senses.of(before[-1].strip("'\u2019")) if before else ()
    if len(before) > _TITLE or "in" in joins or "at" in joins:
        return None
    whose = len(before) > 1 and "of" in joins
    if whose and any("product" in senses.of(word) for word in before):
        return Item(first, last, None, "product")
    return Item(at, last, mention)


def _is_thing(clause: Clause, item: Item) -> bool:
    """Say whether an item is a product or a release, by the words for it or by its version."""
    if item.mention is None or item.mention.kind in _HARMED:
        return item.kind == "product"
    if _SYSTEM.search(clause.text, item.start, item.end):
        return True
    kind = clause.kind(plain_name(item.mention.text))
    words = _WORDS.findall(clause.text[item.start + 1 : item.end].lower())
    beside = words and "product" in clause.one.grammar.senses.of(words[0])
    return kind == "product" or bool(not kind and beside)


def _spared(clause: Clause, item: Item, call: re.Match[str], *, thing: bool) -> Iterator[Draft]:
    """Yield that an item was not hit: who is no victim, what is not affected."""
    mention = item.mention
    if mention is None:
        who = noun_of(clause, item)
    elif mention.kind in _HARMED:
        who = Entity(mention.kind, mention.text)
    else:
        who = _name(clause, item, mention, thing=thing)
    if who is None:
        return
    if who.kind == "product":
        yield clause.draft("affects", INCIDENT, who, call.span(), holds=False)
    else:
        yield clause.draft("victim", who, INCIDENT, call.span(), holds=False)


def noun_of(clause: Clause, item: Item) -> Entity | None:
    """Return what a plain noun tells: a group, the speaker by its own servers, a thing."""
    name = clause.one.free(_first_large(clause, item), item.end, 0)
    if item.kind == "product" and _is_own(clause, item):
        speaker = plain_name(clause.one.speaker)
        return Entity("organisation", speaker) if speaker else None
    return Entity(item.kind, name)


def _name(clause: Clause, item: Item, mention: Mention, *, thing: bool) -> Entity | None:
    """Return who or what a name is, by what the document calls it; releases.py reads versions."""
    name = plain_name(mention.text)
    kind = clause.kind(name)
    if kind in _NO_SUBJECT or "\x00" in name or name in TELLERS:
        return None
    if _SYSTEM.search(clause.text, item.start, item.end):
        return None
    name = clause.numbered(item.start, name)
    if kind == "product" or (thing and kind != "organisation"):
        return Entity("product", name)
    return None if name in HOSTS else Entity("organisation", name)


def _is_own(clause: Clause, item: Item) -> bool:
    """Say whether an item is the speaker's own servers: that they were not entered is said of itself."""
    own = clause.frames["its"].search(clause.text, item.start, item.end)
    return (
        own is not None
        and clause.frames["estate"].search(clause.text, item.start, item.end) is not None
    )


def _first_large(clause: Clause, item: Item) -> int:
    """Return where an item's words begin, without the article."""
    for word in _WORDS.finditer(clause.text, item.start, item.end):
        if word[0].lower() not in clause.one.grammar.stopwords:
            return word.start()
    return item.start
