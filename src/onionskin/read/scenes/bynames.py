"""Under which other names an actor or a malware goes: "X, which the vendor tracks as Y", "X is another name for Y"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from onionskin.model import Confidence, Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.scenes.given_names import (
    BEARERS,
    BEFORE,
    OTHERS,
    in_brackets,
    is_of_another,
    of_bearer,
    of_incident,
    of_ours,
)
from onionskin.read.scenes.ties import Run, another_begins, has_two_names, is_behind, runs_of
from onionskin.read.syntax.grammar import Grammar
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.plausible import HOSTS, TELLERS
from onionskin.read.syntax.skeleton import NAMES, SIGN
from onionskin.read.wire import Draft

CLASSES = frozenset({"called", "for whom"})
_FEW, _NAMED, _FAR = (
    3,
    5,
    12,
)  # words between "called" and a name, with "under the name of", and to whom it calls so
_BEHIND = re.compile(rf"(?P<gap>(?: [\w'-]+){{0,3}}) [\"']?(?P<sign>[{NAMES}])")
_NOUN = 90  # characters before a name in which the noun for a malware stands
_DENIED = 24  # characters before a word of calling in which it is denied
_SMALL = 12  # characters before a name in which a relative pronoun stands
_FIRM = re.compile(r",\s+(?:[\w'\u2019-]+ ?){1,3}")  # the remark's first words
_WORDS = re.compile(r"[\w'-]+")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from in_brackets(clause)
    runs: list[Run] | None = None
    for call in clause.all("called"):
        before = max(clause.start, call.start() - _DENIED)
        if not clause.stated(call.start()) or clause.one.denied_within(before, call.end()):
            continue
        runs = list(runs_of(clause)) if runs is None else runs
        new = is_of_another(clause, call)
        two = len(runs) > 1 and has_two_names(clause) and not new
        pair = _named(clause, call, runs) if two else None
        said = list(_claims(clause, call, *pair)) if pair else []
        said = said or ([] if new else _otherwise(clause, call))
        if said:
            yield from said
            continue
        for name in christened(clause.one.grammar, clause.text, [call]) if not pair else ():
            known = plain_name(clause.one.skeleton.mentions[name].text)
            if clause.kind(known) == "malware":
                yield clause.draft("employs", INCIDENT, Entity("malware", known), call.span())


def _otherwise(clause: Clause, call: re.Match[str]) -> list[Draft]:
    """Return what a word of calling says of what is told elsewhere: a malware or an actor, or the incident."""
    borne = of_bearer(clause, call)
    if borne:
        return list(_claims(clause, call, *borne))
    if name := of_incident(clause, call):
        return [clause.draft("alias-of", INCIDENT, Entity("campaign", name), call.span())]
    if name := of_ours(clause, call):
        return [clause.draft("alias-of", INCIDENT, Entity("campaign|malware", name), call.span())]
    return []


def christened(grammar: Grammar, text: str, calls: Iterable[re.Match[str]]) -> Iterator[str]:
    """Yield the sign of each name that a malware gets: "a stealer that we call X", "la porte dérobée, baptisée X"."""
    for call in calls:
        found = _BEHIND.match(text, call.end()) or BEFORE.search(text, 0, call.start())
        if found is not None and found.re is _BEHIND and _is_parted(grammar, found["gap"]):
            found = BEFORE.search(text, 0, call.start())
        if found is None:
            continue
        start = max(0, min(found.start("sign"), call.start()) - _NOUN)
        before = text[start : found.start("sign")]
        actor = any(grammar.kind_of(word) == "actor" for word in _WORDS.findall(before.lower()))
        if grammar.malware.search(before) and not actor:
            yield found["sign"]


def _is_parted(grammar: Grammar, gap: str) -> bool:
    """Say whether the words between "called" and a name make it somebody else's: "who", "by our colleague", "director"."""
    if grammar.relative.search(gap) or grammar.frames["done by"].search(gap):
        return True
    return any(grammar.kind_of(word) in ("person", "organisation") for word in gap.lower().split())


def _named(clause: Clause, call: re.Match[str], runs: list[Run]) -> tuple[Run, Run] | None:
    """Return who is called, and how."""
    behind = [each for each in runs if each.start >= call.end()]
    before = [each for each in runs if each.end <= call.start()]
    if behind and is_behind(clause, "done by", behind[0]):
        return None
    far = _NAMED if behind and is_behind(clause, "named as", behind[0]) else _FEW
    if behind and _is_close(clause, call.end(), behind[0].start, far):
        if (
            len(behind) > 1
            and is_behind(clause, "named as", behind[1])
            and _is_close(clause, behind[0].end, behind[1].start)
        ):
            return behind[0], behind[1]  # "tracks the group X as Y"
        whom = _whom(clause, call, before, behind[0])
        return (whom, behind[0]) if whom else None
    if len(before) > 1 and is_behind(clause, "named as", before[-1]):
        whom = _whom(clause, call, before[:-1], before[-1])
        return (
            (whom, before[-1]) if whom and _is_close(clause, before[-1].end, call.start()) else None
        )
    return None


def _is_close(clause: Clause, start: int, end: int, far: int = _FEW) -> bool:
    between = clause.text[start:end]
    return len(_WORDS.findall(between)) <= far and "," not in between and not SIGN.search(between)


def _whom(clause: Clause, call: re.Match[str], before: list[Run], name: Run) -> Run | None:
    """Return the nearest name that can be an actor's or a malware's, unless a noun tells that another is called."""
    shape = clause.kind(name.names[0])
    shaped, end = shape in BEARERS, min(call.start(), name.start)
    for run in reversed(before):
        if clause.words_between(run.end, end) > _FAR:
            return None
        kind = clause.kind(run.names[-1])
        if kind in OTHERS or is_behind(clause, "done by", run) or _gives(clause, run, call):
            continue
        between = clause.text[run.end : end]
        if _is_giver(clause, between):
            return None
        remark = between.startswith((",", " (")) or clause.find("being", run.end, end)
        if another_begins(between) or not (kind or remark or (shaped and "," in between)):
            return None  # "X calls it Y"
        nouns = {
            clause.one.grammar.kind_of(word) for word in _WORDS.findall(between.lower())
        } & BEARERS
        return None if nouns - {kind or shape} else run
    return None


def _gives(clause: Clause, run: Run, call: re.Match[str]) -> bool:
    """Say whether a relative clause begins with a name that calls another so: "a gang, which X calls Y"."""
    between = clause.text[run.end : call.start()]
    before = clause.text[max(clause.start, run.start - _SMALL) : run.start]
    relative = list(clause.one.grammar.relative.finditer(before))
    return not between.strip() and bool(relative) and before[relative[-1].end() :].isspace()


def _is_giver(clause: Clause, between: str) -> bool:
    """Say whether the remark behind a name makes it who calls another so: "X, maker of software, calls"."""
    remark = _FIRM.match(between)
    words = _WORDS.findall(remark[0].lower()) if remark else []
    if not words or clause.one.grammar.relative.search(remark[0] if remark else ""):
        return False
    return any(clause.one.grammar.kind_of(word) == "organisation" for word in words)


def _giver(clause: Clause, call: re.Match[str], whom: Run, names: Run) -> str:
    """Return who calls it so: a name beside the word that is neither of the two, of no kind that does not speak."""
    inside = [
        (clause.words_between(at, call.start()), each.text)
        for at, each in clause.signs(NAMES)
        if not whom.start <= at < whom.end
        and not names.start <= at < names.end
        and clause.kind(plain_name(each.text)) in ("organisation", "person", "")
    ]
    near = [each for each in inside if each[0] <= _FEW]
    return min(near)[1] if near else ""


def _claims(
    clause: Clause, call: re.Match[str], whom: Run, names: Run, kind: str = ""
) -> Iterator[Draft]:
    """Yield the other names of whom; `kind` is told by a noun where the names themselves tell none."""
    one = whom.names[-1]
    told = [known for each in (one, *names.names) if (known := clause.kind(each))] or [kind]
    for other in names.names:
        kinds = [each for each in (clause.kind(one), clause.kind(other)) if each] or told[:1]
        if (
            {one, other} & (HOSTS | TELLERS)
            or one == other
            or len(set(kinds)) > 1
            or kinds[0] not in BEARERS
        ):
            continue
        draft = clause.draft(
            "alias-of", Entity(kinds[0], one), Entity(kinds[0], other), call.span()
        )
        giver = _giver(clause, call, whom, names)
        # How sure somebody is of another thing says nothing of what it is called.
        between = clause.one.written(min(whom.end, call.start()), max(names.start, call.end()))
        if draft.hedge and draft.hedge not in between:
            draft = replace(draft, hedge="", confidence=Confidence.UNSTATED)
        yield replace(draft, speaker=giver or clause.one.earlier)


def first_names(claims: list[Draft]) -> list[Draft]:
    """Return claims in which who did it has one name a sentence: "X, also known as Y" are not two."""
    other = {
        (each.offset, each.object.name): each.subject
        for each in claims
        if each.relation == "alias-of" and each.holds
    }
    blamed = {each.object.name for each in claims if each.relation == "attributed-to"}
    found = []
    for each in claims:
        first = other.get((each.offset, each.object.name))
        if each.relation != "attributed-to" or first is None:
            found.append(each)
        elif first.name not in blamed:
            found.append(replace(each, object=Entity("actor", first.name)))
            blamed.add(first.name)
    return found
