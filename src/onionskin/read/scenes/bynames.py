"""Under which other names an actor or a malware goes: "X, which the vendor tracks as Y", "X is another name for Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import Clause
from onionskin.read.scenes.ties import Run, another_begins, has_two_names, is_behind, runs_of
from onionskin.read.skeleton import SIGN
from onionskin.read.wire import Draft

CLASSES = frozenset({"called"})
_BEARERS = frozenset({"actor", "malware", "campaign"})
_OTHERS = frozenset({"organisation", "product", "person", "file", "cve", "website"})
_FEW, _FAR = 3, 7  # words between "called" and a name, and between it and whom it calls so
_WORDS = re.compile(r"[\w'-]+")


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    if not has_two_names(clause):
        return
    runs: list[Run] | None = None
    for call in clause.all("called"):
        if not clause.stated(call.start()) or clause.denied(call):
            continue
        runs = list(runs_of(clause)) if runs is None else runs
        if len(runs) > 1 and (pair := _named(clause, call, runs)):
            yield from _claims(clause, call, *pair)


def _named(clause: Clause, call: re.Match[str], runs: list[Run]) -> tuple[Run, Run] | None:
    """Return who is called, and how."""
    behind = [each for each in runs if each.start >= call.end()]
    before = [each for each in runs if each.end <= call.start()]
    if behind and is_behind(clause, "done by", behind[0]):
        return None
    if behind and _is_close(clause, call.end(), behind[0].start):
        if (
            len(behind) > 1
            and is_behind(clause, "named as", behind[1])
            and _is_close(clause, behind[0].end, behind[1].start)
        ):
            return behind[0], behind[1]  # "tracks the group X as Y"
        whom = _whom(clause, call, before)
        return (whom, behind[0]) if whom else None
    if len(before) > 1 and is_behind(clause, "named as", before[-1]):
        whom = _whom(clause, call, before[:-1])
        return (
            (whom, before[-1]) if whom and _is_close(clause, before[-1].end, call.start()) else None
        )
    return None


def _is_close(clause: Clause, start: int, end: int) -> bool:
    between = clause.text[start:end]
    return len(_WORDS.findall(between)) <= _FEW and "," not in between and not SIGN.search(between)


def _whom(clause: Clause, call: re.Match[str], before: list[Run]) -> Run | None:
    """Return the nearest name that can be an actor's or a malware's, unless a noun tells that another is called."""
    for run in reversed(before):
        if clause.words_between(run.end, call.start()) > _FAR:
            return None
        kind = clause.kind(run.names[-1])
        if kind in _OTHERS or is_behind(clause, "done by", run):
            continue
        between = clause.text[run.end : call.start()]
        remark = between.startswith((",", " (")) or clause.find("being", run.end, call.start())
        if another_begins(between) or not (kind or remark):
            return None  # "X calls it Y"
        nouns = {
            clause.one.grammar.kind_of(word)
            for word in _WORDS.findall(clause.text[run.end : call.start()].lower())
        } & _BEARERS
        return None if nouns - {kind} else run
    return None


def _claims(clause: Clause, call: re.Match[str], whom: Run, names: Run) -> Iterator[Draft]:
    one = whom.names[-1]
    for other in names.names:
        kinds = [each for each in (clause.kind(one), clause.kind(other)) if each]
        if one == other or not kinds or len(set(kinds)) > 1 or kinds[0] not in _BEARERS:
            continue
        yield clause.draft("alias-of", Entity(kinds[0], one), Entity(kinds[0], other), call.span())
