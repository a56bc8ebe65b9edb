"""Who was harmed: counted groups, names in a list or beside the word of harm, public bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, NEAR_WORDS, Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import NAMES, REGIONS, SIGN, Mention
from onionskin.read.syntax.software import is_software
from onionskin.read.wire import Draft

_LONGEST_ITEM = 7  # blanks in an item of a list of victims
_LONG_LIST = 3
_KINDS_HARMED = frozenset({"group", "sector", "region"})
_NAMED = re.compile(f"[{NAMES}{REGIONS}]")
_NOBODY = re.compile(
    r"-(?:accounts?|kont[eo]n?|servers?|websites?|sites?|repositor(?:y|ies)|pakete?|tokens?)\Z",
    re.IGNORECASE,
)


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _harmed(clause)
    yield from _enumerated(clause)
    yield from _bodies(clause)


def _harmed(clause: Clause) -> Iterator[Draft]:
    calls = [
        (match, name)
        for name in ("hurt", "attack", "victims", "spared")
        for match in clause.all(name)
        if clause.stated(match.start())
    ]
    if not calls:
        return
    for run in clause.frames.run.finditer(clause.text, clause.start, clause.end):
        call, name = min(calls, key=lambda each: _apart(clause, each[0], run))
        # Who was not spared was hit; some words of sparing ("no trouble") hold the denial themselves.
        held = name == "spared" and clause.one.denied(call[0])
        holds = (name == "spared") == (clause.denied(call) and not held)
        members = [
            each
            for sign in SIGN.finditer(clause.text, *run.span())
            if _can_be_harmed(clause, each := clause.one.skeleton.mentions[sign[0]])
            and not (clause.is_adjunct(sign.start()) or clause.is_modifier(sign.start()))
        ]
        for each in _members(clause, members, run, call, name):
            kind = each.kind if each.kind in _KINDS_HARMED else "organisation"
            who = Entity(kind, plain_name(each.text))
            yield clause.draft("victim", who, INCIDENT, call.span(), holds=holds)


def _enumerated(clause: Clause) -> Iterator[Draft]:
    """Yield the items of a list of victims: "attacked the state railway, the metro and the shops of X"."""
    call = clause.said("victims", "attack")
    if call is None or clause.denied(call):
        return
    spans = clause.one.parted(clause.text, call.end(), clause.end)
    named = [span for span in spans if _NAMED.search(clause.text, *span)]
    clauses = any(_is_clause(clause, *span) for span in spans)
    if len(spans) < _LONG_LIST or 2 * len(named) <= len(spans) or clauses:
        return
    if not clause.text[spans[-2][1] : spans[-1][0]].strip(" ,"):
        return  # "X, a firm, of Y": commas alone part no list
    for first, last in spans:
        name = _without_small(clause, first, last)
        if SIGN.fullmatch(clause.text[first:last].strip()) is None and name:
            who = Entity("organisation", name)
            yield clause.draft("victim", who, INCIDENT, call.span())


def _is_clause(clause: Clause, first: int, last: int) -> bool:
    """Say whether a part of a sentence says more than an item of a list does."""
    if clause.words_between(first, last) > _LONGEST_ITEM:
        return True
    grammar, part = clause.one.grammar, clause.text[first:last]
    if any(each.search(part) for each in (grammar.relative, grammar.pronoun, grammar.hedge)):
        return True
    scenes = ("hurt", "steal", "deploy", "start", "customers", "data", "through", "tainted")
    return any(clause.find(name, first, last) for name in scenes)


def _without_small(clause: Clause, first: int, last: int) -> str:
    """Return an item without the small words that it begins with."""
    for word in re.finditer(r"[^\s']+['\s]?", clause.text[first:last]):
        if word[0].strip("' ").lower() not in clause.one.grammar.stopwords:
            return clause.one.free(first + word.start(), last, 0)
    return ""


def _bodies(clause: Clause) -> Iterator[Draft]:
    """Yield public bodies that are said to be hit: "the US government", "das Verteidigungsministerium"."""
    call = clause.said("hurt", "victims")
    if call is None:
        return
    holds = not clause.denied(call)
    for match in clause.all("bodies"):
        between = clause.text[min(match.end(), call.end()) : max(match.start(), call.start())]
        if "," in between or not _is_joined(clause, between, bare=True):
            continue
        name = clause.one.free(match.start(), match.end(), 0)
        who = Entity("organisation", name)
        yield clause.draft("victim", who, INCIDENT, call.span(), holds=holds)


def _can_be_harmed(clause: Clause, mention: Mention) -> bool:
    """Say whether a mention is neither an adjective ("Russian hackers") nor whoever speaks."""
    text = clause.one.text
    if mention.kind == "region":
        return not clause.is_adjective(mention)
    if mention.kind == "group":
        before = clause.frames["customers"].search(text, max(mention.start - 32, 0), mention.start)
        counted = not is_software(clause.one.grammar, mention.text) and clause.frames[
            "not harmed"
        ].search(mention.text)
        asked = text[: mention.start].rsplit(maxsplit=1)[-1:]
        if asked and clause.frames["question"].fullmatch(asked[0]):
            return False  # "how many customers"
        return not counted and before is None and text[mention.start - 1 : mention.start] != "("
    if mention.kind != "name":
        return True
    return mention.text != clause.one.speaker and _NOBODY.search(mention.text) is None


def _apart(clause: Clause, call: re.Match[str], run: re.Match[str]) -> int:
    if call.end() <= run.start():
        return clause.words_between(call.end(), run.start())
    return clause.words_between(run.end(), call.start())


def _members(
    clause: Clause, members: list[Mention], run: re.Match[str], call: re.Match[str], name: str
) -> list[Mention]:
    """Return who of a run of mentions is harmed: counted groups always, names in a list or right beside."""
    named = [each for each in members if each.kind in ("name", "region")]
    before = clause.text[max(run.start() - 48, 0) : run.start()]
    if not named or clause.frames["including"].search(before):
        return members
    listed = len(named) >= _LONG_LIST and name != "attack"
    if not _by(clause, before) and (listed or _is_beside(clause, named[0], run, call, name)):
        return members
    return [each for each in members if each.kind in ("group", "sector")]


def _is_beside(
    clause: Clause, first: Mention, run: re.Match[str], call: re.Match[str], name: str
) -> bool:
    """Say whether names stand right beside the word of harm; an act of harming stands before them."""
    if clause.one.is_place(first) or (name == "attack" and run.start() < call.end()):
        return False
    between = clause.text[min(call.end(), run.end()) : max(call.start(), run.start())]
    if run.end() <= call.start():
        between = clause.without_asides(between)
    if SIGN.search(between) or "," in between:
        return False
    return _is_joined(clause, between, bare=name in ("attack", "spared"))


def _is_joined(clause: Clause, between: str, *, bare: bool) -> bool:
    """Say whether only small words, and one other, stand between a name and its word of harm."""
    words = between.lower().split()
    large = [each for each in words if each.strip("'") not in clause.one.grammar.stopwords]
    return len(words) <= NEAR_WORDS and len(large) <= 1 and (bare or len(words) > len(large))


def _by(clause: Clause, before: str) -> bool:
    """Say whether the words before a name make it the doer, or the way: "by X", "through X"."""
    last = " ".join(before.split()[-3:])
    return any(clause.frames[name].search(last) is not None for name in ("by", "through"))
