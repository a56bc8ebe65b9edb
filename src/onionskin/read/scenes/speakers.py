"""Who says what in a clause: the names before a word of saying, or behind it, and where the statement stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import plain_name
from onionskin.read.syntax.skeleton import NAMES, SIGN, Mention

_SHORTEST = 12  # characters of a statement
_NAME = re.compile(f"[{NAMES}]")
# "X", "X (the maker)", "X, which makes Y,", "X's spokesman", and up to five words before the verb.
_TO_VERB = re.compile(
    r"(?:'s)?[)\"\u201d\u00bb]{0,3}(?:\s*\([^()]{1,60}\))?(?:,[^,;]{1,120},|,)?(?:\s+[\w'\u2019-]+,?){0,5}?\s+\Z"
)
_FROM_VERB = re.compile(rf"(?P<gap>(?:\s+[\w'\u2019-]+){{0,5}}?\s+)(?P<sign>[{NAMES}])")
# "...", "..., so", "..., ha": what ends a quotation before the verb, with a short word of the verb's own.
_QUOTED = re.compile(r"[,\"\u201d\u00bb\u201c\u2019'](?:\s+[^\W\d_]{1,5})?\s*\Z")
_JOINED = re.compile(r"\w|&")
_PAIR, _REMARKS = 2, 3
_FAR = 140  # characters in which a speaker stands before the verb


@dataclass(frozen=True)
class Speech:
    """What is said: its place in the clause, who says it, and who is named beside them."""

    speakers: tuple[str, ...]
    beside: tuple[str, ...]
    start: int
    end: int


def speech(clause: Clause, call: re.Match[str]) -> Speech | None:
    """Return the statement of a word of saying, or None where nobody is named who says it."""
    return _behind_name(clause, call) or _before_name(clause, call)


def _behind_name(clause: Clause, call: re.Match[str]) -> Speech | None:
    """Read "X said that ...": the names stand before the verb."""
    start = max(clause.start, call.start() - _FAR)
    runs = [*clause.frames.run.finditer(clause.text, start, call.start())]
    run = _subject(clause, runs[-_REMARKS:], call.start())
    if run is None or clause.end - call.end() < _SHORTEST:
        return None
    beside = _names(clause, clause.text[start : call.start()])
    return Speech(_who(clause, run), tuple(beside), call.end(), clause.end)


def _subject(clause: Clause, runs: list[re.Match[str]], verb: int) -> re.Match[str] | None:
    """Return the names that a verb is said of; "X, whose product Y was hit, said" is said of X."""
    found = None
    for run in reversed(runs):
        names = _names(clause, run[0])
        if not names or _TO_VERB.match(clause.text[run.end() : verb]) is None:
            continue
        if not clause.one.may_say(_mentions(clause, run[0]), run.start(), verb):
            continue
        if not clause.text.startswith(",", run.end()) or len(names) > 1:
            return found or run
        if found is None and clause.kind(names[0]) == "person":
            return run
        if found is not None:
            return run
        found = run
    return found


def _before_name(clause: Clause, call: re.Match[str]) -> Speech | None:
    """Read "..., said X" and, where the verb comes second, "Last week said X, that ..."."""
    behind = _FROM_VERB.match(clause.text, call.end(), clause.end)
    if behind is None or clause.one.grammar.relative.search(behind["gap"]):
        return None
    run = clause.frames.run.match(clause.text, behind.start("sign"), clause.end)
    names = _names(clause, run[0]) if run else []
    if run is None or not names:
        return None
    speakers = _who(clause, run)
    beside = tuple(_names(clause, clause.text[run.start() : run.end() + _FAR // 2]))
    before = clause.text[clause.start : call.start()]
    quoted = _QUOTED.search(before)
    if quoted and len(before) >= _SHORTEST:
        return Speech(speakers, beside, clause.start, clause.start + quoted.start())
    that = clause.find("that", run.end(), min(run.end() + _FAR // 2, clause.end))
    if that is None or _NAME.search(before):
        return None
    return Speech(speakers, beside, that.end(), clause.end)


def _mentions(clause: Clause, text: str) -> list[Mention]:
    mentions = (clause.one.skeleton.mentions[sign] for sign in SIGN.findall(text))
    return [each for each in mentions if each.kind == "name"]


def _names(clause: Clause, text: str) -> list[str]:
    return [plain_name(each.text) for each in _mentions(clause, text)]


def _who(clause: Clause, run: re.Match[str]) -> tuple[str, ...]:
    """Return who speaks: of a person and the company the person; of two that nothing joins, the second."""
    names = _names(clause, run[0])
    persons = [each for each in names if clause.kind(each) == "person"]
    if persons:
        return tuple(persons[:1])
    return tuple(names[-1:] if len(names) == _PAIR and not _JOINED.search(run[0]) else names)
