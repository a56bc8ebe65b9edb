"""How two names are tied: who supplies, runs, hosts, embeds, signs what, by a verb between them or a noun of one.

The words are each language's own, the two ways of tying are the same for all. A verb has a doer and a thing: the doer
stands first, or behind "by" where the verb is passive, in whatever place a language puts its verb. A noun has who is it
and whose it is: "A, the supplier of B", "B's supplier A", "among the customers of A are B and C".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import is_domain, plain_name
from onionskin.read.syntax.plausible import HOSTS
from onionskin.read.syntax.skeleton import GROUPS, NAMES, SIGN, SIGNS, VERSIONS, Mention
from onionskin.read.wire import Draft

_FAR = 9  # words between a verb and a name that it ties
_TITLE = 4  # words between a name and the noun that says what it is
_BESIDE, _BEHIND = 40, 30  # characters before and behind a name in which its noun stands
_SMALL = 3  # words between "of", or a verb of being, and a name
_PAIR = 2
_ORG, _THING = "organisation", "product"
_SHAPED = frozenset({"cve", "file"})  # what a name's shape tells


class Tie(NamedTuple):
    """A class of words that tie two names, and what they say: the doer, or who is it, is the subject unless `turned`.

    `beside` is a class of which a word must stand beside one of the two (`of`: 0 the doer, 1 the thing), or
    anywhere near them (-1); `at` says that a place tells the doer, too ("installed at X"); `behind` is a class of
    which a word must stand right before the second name, `whose` the one of what joins a noun and whose it is.
    """

    cue: str
    relation: str
    doer: str
    thing: str
    turned: bool = False
    beside: str = ""
    of: int = 1
    behind: str = ""
    at: bool = False
    whose: str = "whose"


VERBS = (
    Tie("supplies", "supplies", _ORG, f"{_ORG}|{_THING}"),
    Tie("buys", "supplies", _ORG, _ORG, turned=True, beside="ware", of=-1, behind="bought from"),
    Tie("counts", "supplies", _ORG, _ORG, beside="client of", of=-1),
    Tie("runs", "uses", _ORG, _THING, at=True),
    Tie("installs", "deliver", _ORG, f"{_THING}|release", turned=True, beside="copied", at=True),
    Tie("reaches", "deliver", f"{_THING}|release", _ORG, beside="copied", of=0),
    Tie("pushes", "deliver", _ORG, _ORG, beside="copied", of=-1),
    Tie("bundles", "embed", _THING, _THING),
    Tie("contains", "embed", _THING, _THING, beside="component"),
    Tie("embedded", "embed", _THING, _THING, turned=True, beside="component", of=0),
    Tie("manages", "manage", _ORG, _ORG, beside="estate"),
    Tie("outsources", "manage", _ORG, _ORG, turned=True, beside="estate", of=-1),
    Tie("hosts", "host", _ORG, f"{_ORG}|{_THING}", at=True),
    Tie("lies", "host", f"{_ORG}|{_THING}", _ORG, turned=True, behind="premises"),
    Tie("signs", "signed-by", _ORG, "file|artifact|release", turned=True),
    Tie("hits", "affects", "cve", _THING),
    Tie("belongs", "part-of", "campaign", "campaign", beside="campaign"),
    Tie("comprises", "part-of", "campaign", "campaign", turned=True, beside="campaign"),
    Tie("houses", "host", _ORG, f"{_ORG}|{_THING}", beside="data centre", of=-1),
)
NOUNS = (
    Tie("supplier of", "supplies", _ORG, f"{_ORG}|{_THING}"),
    Tie("maker of", "supplies", _ORG, f"{_THING}|{_ORG}"),
    Tie("client of", "supplies", _ORG, _ORG, turned=True),
    Tie("product of", "supplies", _THING, _ORG, turned=True),
    Tie("user of", "uses", _ORG, _THING),
    Tie(
        "component of",
        "embed",
        _THING,
        _THING,
        turned=True,
        beside="component",
        of=-1,
        whose="whereto",
    ),
    Tie("administrator of", "manage", _ORG, _ORG),
    Tie("hoster of", "host", _ORG, f"{_ORG}|{_THING}"),
    Tie("flaw in", "affects", "cve", _THING, whose="whereto"),
    Tie("stage of", "part-of", "campaign", "campaign", beside="campaign", whose="stage whose"),
    Tie("byname of", "alias-of", "actor|malware|campaign", "actor|malware|campaign"),
    Tie(
        "gateway into",
        "compromised-through",
        f"{_THING}|{_ORG}",
        _ORG,
        turned=True,
        whose="whereto",
    ),
)
CLASSES = frozenset(each.cue for each in (*VERBS, *NOUNS))
_TWO_NAMES = re.compile(f"[{NAMES}][^{NAMES}]*[{NAMES}]")
_VERSION = re.compile(rf" ?(?P<sign>[{VERSIONS}])")
_COMMA = re.compile(r"\s*[,(]")
_WORDS = re.compile(r"[\w'-]+")
_ENDS = re.compile(r"(?:\s+\w{2,8}){0,2}\s*(?:[.,;:)]|\Z)")
_PAIRED = re.compile(rf"\s*[,(]\s*(?:(?P<the>\w{{1,3}}) +)?[{NAMES}]")
_GENITIVE = re.compile(r"['\u2019]s?\s+(?:[\w-]+\s+)?")
_PARTS = re.compile(
    r"\.\s|[:;\"\u201e\u201c\u00ab\u2013\u2014]|,\s+(?:and|und|en|y|e|et|ed|or|ni)\s"
)  # another statement begins
_JOINED = re.compile(r"[\s,]*(?:\w{1,3}[\s,]+){0,2}")
_FROM = re.compile(r"\s+(?:[\w-]+\s+)?(?P<noun>[\w-]+)\s+")
_BROKEN = re.compile(f"[{SIGNS},]")
_LEADING = frozenset({"the", "of", "in", "at", "to", "on", "by", "for", "from"})
_COUNTED = re.compile(rf"[{GROUPS}]|\d")
_ASIDE = re.compile(r"\s?,[^,;:]{2,80}(?:,[^,;:]{2,24})?,\s")
_VERBLESS = re.compile(r"(?:\w{1,9} ){0,2}")  # between an aside and the verb
_TITLED = re.compile(rf"\s+(?P<run>[{NAMES}])")


class Run(NamedTuple):
    """Names of a list, and where it stands in the skeleton."""

    start: int
    end: int
    mentions: tuple[Mention, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each on one line."""
        return tuple(plain_name(each.text) for each in self.mentions)


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    if not has_two_names(clause):
        return
    held = clause.spotted.places
    nouns = [(tie, call) for tie in NOUNS if tie.cue in held for call in clause.all(tie.cue)]
    parts = {call.start() for _, call in nouns}  # "hosting" of "hosting provider" is no verb
    verbs = [
        (tie, call)
        for tie in VERBS
        if tie.cue in held
        for call in clause.all(tie.cue)
        if call.start() not in parts
    ]
    if not verbs and not nouns:
        return
    runs = list(runs_of(clause))
    for tie, call in verbs:
        pair = _tied_by_verb(clause, tie, call, runs) if clause.stated(call.start()) else None
        if pair is not None:
            yield from _claims(clause, tie, call, *pair)
    for tie, call in nouns:
        pair = _tied_by_noun(clause, tie, call, runs) if clause.stated(call.start()) else None
        if pair is not None:
            yield from _claims(clause, tie, call, *pair)


def has_two_names(clause: Clause) -> bool:
    """Say whether a clause holds two names, or the same twice."""
    return _TWO_NAMES.search(clause.text, clause.start, clause.end) is not None


def runs_of(clause: Clause) -> Iterator[Run]:
    """Yield the lists of names of a clause; two names with a comma alone between them are no list."""
    for found in clause.frames.run.finditer(clause.text, clause.start, clause.end):
        named = [
            (each.start(), mention)
            for each in SIGN.finditer(found[0])
            if (mention := clause.one.skeleton.mentions[each[0]]).kind == "name"
            and not clause.is_adjunct(found.start() + each.start())
        ]
        if len(named) == _PAIR and _COMMA.match(found[0], named[0][0] + 1):
            for at, mention in named:
                yield Run(found.start() + at, found.start() + at + 1, (mention,))
        elif named:
            yield Run(found.start(), found.end(), tuple(mention for _, mention in named))


def _claims(
    clause: Clause, tie: Tie, call: re.Match[str], doer: Run, thing: Run
) -> Iterator[Draft]:
    """Yield the claims that a tie of two lists makes, one a pair."""
    holds = not clause.denied(call)
    if not holds and tie.relation != "uses":
        return
    doers = [each for each in doer.mentions if _fits(clause, each, tie.doer)]
    things = [each for each in thing.mentions if _fits(clause, each, tie.thing)]
    if tie.relation == "uses":  # "who runs it in X"
        things = [each for each in things if not clause.one.is_place(each)]
    for one in doers:
        for other in things:
            ends = (
                Entity(tie.doer, plain_name(one.text)),
                Entity(tie.thing, plain_name(other.text)),
            )
            if ends[0].name == ends[1].name:
                continue
            if tie.relation == "affects" and (release := _release(clause, thing)):
                ends = (ends[0], release)
            first, second = reversed(ends) if tie.turned else ends
            yield clause.draft(tie.relation, first, second, call.span(), holds=holds)


def _release(clause: Clause, thing: Run) -> Entity | None:
    """Return the release whose version stands behind a name."""
    version = _VERSION.match(clause.text, thing.end)
    if version is None or len(thing.mentions) > 1:
        return None
    number = clause.one.skeleton.mentions[version["sign"]].text
    return Entity("release", f"{thing.names[0]} {number}")


def _fits(clause: Clause, mention: Mention, wanted: str) -> bool:
    """Say whether a name can be what an end asks for, by what the document has called it so far."""
    name = plain_name(mention.text)
    kind, kinds = clause.kind(name), wanted.split("|")
    if name in HOSTS or is_domain(name):
        return kind == "file" and "file" in kinds
    if kinds[0] in _SHAPED:
        return kind in kinds
    if kinds[0] == "campaign":
        return kind in ("campaign", "malware", "organisation", "product", "")
    return not kind or kind in kinds or kind == _THING or (kind == "file" and _THING in kinds)


def another_begins(between: str) -> bool:
    """Say whether another statement begins in the words between two names."""
    return _PARTS.search(between) is not None


# -- verbs


def _tied_by_verb(
    clause: Clause, tie: Tie, call: re.Match[str], runs: list[Run]
) -> tuple[Run, Run] | None:
    """Return who does what a verb says, and to whom or what."""
    pair = _around(clause, call, runs)
    if pair is None or not _is_one_statement(clause, call, pair) or _is_of_list(clause, pair, runs):
        return None
    if tie.behind:
        pair = pair if is_behind(clause, tie.behind, pair[1]) else None
    else:
        pair = _with_doer_first(clause, tie, call, pair)
    if pair is None or not tie.beside or _has_beside(clause, tie, call, pair):
        return pair
    return None


def _with_doer_first(
    clause: Clause, tie: Tie, call: re.Match[str], pair: tuple[Run, Run]
) -> tuple[Run, Run] | None:
    """Return a pair as doer and thing, None where nothing says which is which."""
    first, second = pair
    if tie.relation == "signed-by":  # who signs needs no "by": "with a certificate of X"
        doer: Run | None = first if clause.kind(second.names[0]) == "file" else second
    elif tie.at and _is_where(clause, call, pair):
        doer = first
    elif _is_list(clause, first, second):
        doer = None
    elif tie.at and is_behind(clause, "done at", second):
        doer = second
    else:
        doer = _doer_by_order(clause, tie, call, pair)
    if doer is None:
        return None
    return (first, second) if doer is first else (second, first)


def _is_where(clause: Clause, call: re.Match[str], pair: tuple[Run, Run]) -> bool:
    """Say whether the first list is the place that tells who: "at A, B runs", "A, where B is hosted"."""
    first, second = pair
    if second.end <= call.start() and clause.find("where", first.end, second.start):
        return True
    return is_behind(clause, "done at", first)


def _doer_by_order(
    clause: Clause, tie: Tie, call: re.Match[str], pair: tuple[Run, Run]
) -> Run | None:
    """Return who does it by "by", else by where a language puts its verb."""
    first, second = pair
    if _is_told_behind(clause, call, pair):
        return second
    verb_last = "passive" in clause.one.grammar.cues.frames
    for each in (second, first):
        may_be = clause.find("passive") is not None if verb_last else each.start > call.start()
        if may_be and is_behind(clause, "done by", each):
            return each
    if verb_last or first.end <= call.start() <= second.start:
        return first
    # "X, which A uses, ...": of two names before the verb the last does it
    used = tie.relation == "uses" and second.end <= call.start()
    return second if used and _is_near(clause, second, call) else None


def _is_near(clause: Clause, run: Run, call: re.Match[str]) -> bool:
    """Say whether a verb stands right behind a list, but for a few words."""
    return clause.words_between(run.end, call.start()) <= _SMALL


def _is_of_list(clause: Clause, pair: tuple[Run, Run], runs: list[Run]) -> bool:
    """Say whether the second list only says again what stands in one with the first: "neither A nor B uses it"."""
    first, second = pair
    return any(
        _is_list(clause, each, first) and set(each.names) & set(second.names)
        for each in runs
        if each.end <= first.start
    )


def _is_list(clause: Clause, first: Run, second: Run) -> bool:
    """Say whether two lists are one, in two parts: "neither A nor B"."""
    return _JOINED.fullmatch(clause.text, first.end, second.start) is not None


def _is_told_behind(clause: Clause, call: re.Match[str], pair: tuple[Run, Run]) -> bool:
    """Say whether who does it is told behind it: "companies that run X include A and B"."""
    first, second = pair
    if second.start < call.end():
        return False
    start = max(call.end(), first.end)
    told = clause.find("being", start, second.start)
    if told is None and first.start > call.end():
        told = clause.find("including", start, second.start)
    return told is not None and clause.words_between(told.end(), second.start) <= _SMALL


def _around(clause: Clause, call: re.Match[str], runs: list[Run]) -> tuple[Run, Run] | None:
    """Return the two lists that a verb ties: one on each side, or both before a verb at the end, or both behind one."""
    before = _without_aside(clause, [each for each in runs if each.end <= call.start()], call)
    behind = [each for each in runs if each.start >= call.end()]
    last = len(before) > 1 and _ENDS.match(clause.text, call.end(), clause.end)
    if last and behind and _is_told_behind(clause, call, (before[-1], behind[0])):
        last = None
    if before and behind and not last:
        pair = before[-1], behind[0]
    elif len(before) > 1:
        pair = before[-2], before[-1]
    elif len(behind) > 1:
        pair = behind[0], behind[1]
    else:
        return None
    near = (clause.words_between(call.start(), each.start) <= _FAR for each in pair)
    return pair if all(near) else None


def _without_aside(clause: Clause, before: list[Run], call: re.Match[str]) -> list[Run]:
    """Return the lists before a verb without one that an aside names: "X, made by A, contains"."""
    if len(before) < _PAIR:
        return before
    name, told = before[-2], before[-1]
    aside = _ASIDE.match(clause.text, name.end, call.start())
    if (
        aside
        and told.start < aside.end()
        and _VERBLESS.fullmatch(clause.text, aside.end(), call.start())
    ):
        return before[:-1]
    return before


def _is_one_statement(clause: Clause, call: re.Match[str], pair: tuple[Run, Run]) -> bool:
    """Say whether nothing between two lists and their verb begins another one, or is another's doer."""
    first, second = pair
    between = clause.text[first.end : second.start]
    if _PARTS.search(between) or set(first.names) & set(second.names):
        return False
    behind = clause.text.find(",", call.end())
    aside = _ASIDE.match(clause.text, first.end, call.start()) if call.start() > first.end else None
    begin = aside.end() if aside else first.end  # "A, which serves 900 towns, counts B"
    counted = _COUNTED.search(clause.text, begin, max(call.start(), begin, behind))
    if counted and (counted.start() < second.start or second.end <= call.start()):
        return False
    doers = clause.one.grammar.doers
    return doers.search(clause.text, begin, max(call.start(), begin)) is None


def _has_beside(clause: Clause, tie: Tie, call: re.Match[str], pair: tuple[Run, Run]) -> bool:
    """Say whether a word of the class that a tie asks for stands beside what it is said of."""
    if tie.of < 0:
        begin = min(pair[0].start, pair[1].start, call.start())
        end = max(pair[0].end, pair[1].end, call.end()) + _BESIDE
    else:
        begin, end = pair[tie.of].start - _BESIDE, pair[tie.of].end + _BEHIND
    begin = max(begin, clause.start)
    return clause.find(tie.beside, begin, min(end, clause.end)) is not None


def is_behind(clause: Clause, name: str, run: Run) -> bool:
    """Say whether a word of a class stands right before a list, but for a few that belong to its first name."""
    pattern, senses = clause.frames[name], clause.one.grammar.senses
    for found in pattern.finditer(clause.text, max(clause.start, run.start - 60), run.start):
        between = clause.text[found.end() : run.start]
        words = _WORDS.findall(between)
        if len(words) > _SMALL or _PARTS.search(between) or SIGN.search(between):
            continue
        meant = [senses.of(word.lower()) for word in words]
        of = any("of" in each and "the" not in each for each in meant)
        if not of or not any("product" in each for each in meant):
            return True  # "by staff of X", but not "for the servers of X"
    return False


# -- nouns


def _tied_by_noun(
    clause: Clause, tie: Tie, call: re.Match[str], runs: list[Run]
) -> tuple[Run, Run] | None:
    """Return who is what a noun says, and whose."""
    owner = _owner_behind(clause, tie, call, runs)
    if owner is None:
        pair = _owned_before(clause, call, runs)
    else:
        who = (
            _before_noun(clause, call, runs)
            or _apposed(clause, owner, runs)
            or _behind_owner(clause, owner, runs)
        )
        pair = (who, owner) if who is not None else None
    if pair is None or clause.denied(call):
        return None
    return pair if not tie.beside or _has_beside(clause, tie, call, pair) else None


def _owner_behind(clause: Clause, tie: Tie, call: re.Match[str], runs: list[Run]) -> Run | None:
    """Return the list behind "the supplier of"."""
    behind = next((each for each in runs if each.start >= call.end()), None)
    if behind is None:
        return None
    of = clause.frames[tie.whose].match(clause.text, call.end() + 1, behind.start)
    if of is None:
        return None
    words = _WORDS.findall(clause.text[of.end() : behind.start].lower())
    if len(words) > _SMALL or _BROKEN.search(clause.text, of.end(), behind.start):
        return None
    if words and not _lead_to_name(clause, words, behind.start):
        return None
    # "of the Danish company X": the first only tells where from
    named = next((each for each in runs if each.start > behind.end), None)
    told = _FROM.match(clause.text, behind.end)
    if named is None or told is None or told.end() != named.start or len(behind.mentions) > 1:
        return behind
    is_told = clause.one.grammar.kind_of(told["noun"]) == "organisation"
    return named if is_told else behind


def _lead_to_name(clause: Clause, words: list[str], at: int) -> bool:
    """Say whether the last word before a name is small or says what it is: "of the firm X", not "of payroll X"."""
    grammar = clause.one.grammar
    last = words[-1]
    if grammar.adjectives and len(words) > 1 and last.endswith(grammar.adjectives):
        last = words[-2]  # "du logiciel fiscal X"
    small = not _LEADING.isdisjoint(grammar.senses.of(last))
    return small or bool(grammar.kind_of(last)) or clause.find("campaign", at - 24, at) is not None


def _apposed(clause: Clause, owner: Run, runs: list[Run]) -> Run | None:
    """Return who is told behind whose it is: "the supplier of B, A, said"; "of B, A and C" is a list."""
    found = next((each for each in runs if each.start >= owner.end), None)
    if found is None or len(owner.names) > 1 or len(found.names) > 1:
        return None
    paired = _PAIRED.fullmatch(clause.text, owner.end, found.end)
    senses = clause.one.grammar.senses
    if paired is None or (paired["the"] and "the" not in senses.of(paired["the"].lower())):
        return None
    joint = clause.one.grammar.list_joint.match(clause.text, found.end)
    return None if joint and joint[0].strip(" ,") else found


def _before_noun(clause: Clause, call: re.Match[str], runs: list[Run]) -> Run | None:
    """Return who is told by a noun behind it: "A, the supplier of", "A is the supplier of"."""
    before = next((each for each in reversed(runs) if each.end <= call.start()), None)
    if before is None:
        return None
    between = clause.text[before.end : call.start()]
    words = len(_WORDS.findall(between))
    if between.lstrip()[:1] in (",", "(") and between.count(",") < 2:
        return before if words <= _TITLE else None
    being = clause.find("being", before.end, call.start())
    return before if being and words <= _TITLE + 1 and "," not in between else None


def _behind_owner(clause: Clause, owner: Run, runs: list[Run]) -> Run | None:
    """Return who is told by a noun before it: "the customers of A are B and C", "customers of A such as B"."""
    behind = next((each for each in runs if each.start >= owner.end), None)
    if behind is None:
        return None
    between = clause.text[owner.end : behind.start]
    if len(_WORDS.findall(between)) > _SMALL + 1 or _PARTS.search(between):
        return None
    listed = clause.find("including", owner.end, behind.start)
    being = "," not in between and clause.find("being", owner.end, behind.start)
    return behind if listed or being else None


def _owned_before(clause: Clause, call: re.Match[str], runs: list[Run]) -> tuple[Run, Run] | None:
    """Return both of "B's supplier A", "A, B's supplier", "B was hit through its supplier A"."""
    before = [each for each in runs if each.end <= call.start()]
    who = next((each for each in runs if each.start >= call.end()), None)
    titled = _TITLED.match(clause.text, call.end(), clause.end)
    if not before:
        return None
    if _is_owned(clause, before[-1].end, call.start()):
        if titled and who:
            return who, before[-1]
        if len(before) < _PAIR:
            return None
        paired = _PAIRED.fullmatch(clause.text, before[-2].end, before[-1].end)
        return (before[-2], before[-1]) if paired else None
    its = clause.find("its", max(before[-1].end, call.start() - 16), call.start())
    return (who, before[0]) if its and titled and who else None


def _is_owned(clause: Clause, end: int, start: int) -> bool:
    """Say whether a noun is a name's: "B's software supplier", or tied to it by a hyphen."""
    if _GENITIVE.fullmatch(clause.text, end, start):
        return True
    owner = clause.one.skeleton.mentions[clause.text[end - 1]]
    return clause.text[end:start] == " " and clause.one.text.startswith("-", owner.end)
