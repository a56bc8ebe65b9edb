"""What readers are told to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.syntax.skeleton import SIGN
from onionskin.read.wire import Draft

_LONGEST_FREE = 240
_SHORTEST = 2  # blanks behind a word of advice that say what to do
_BESIDES = re.compile(r";\s+")
_ACT_NEAR = 60  # characters behind "must" in which the act stands


def advised(clause: Clause) -> Iterator[Draft]:
    """Yield what the sentence tells readers to do: one measure a verb."""
    told = clause.find("advise")
    call = told or _must(clause)
    if call is None:
        yield from _besides(clause)
        return
    if clause.one.denied(clause.text[max(call.start() - 16, 0) : call.start()]):
        return
    if clause.text.count(" ", 0, call.start()) == 1 and clause.text[call.start() - 1] == " ":
        opened = SIGN.search(clause.text, 0, call.start())
        ours = clause.one.grammar.we.search(clause.text, 0, call.start())
        if opened is None and (told or ours):
            return  # "That is what X recommends": it was said before; "We should have known"
    whole = len(clause.text)
    if clause.text.endswith(":"):
        return  # the lines below it say what
    first = call.end()
    if clause.text.count(" ", first) < _SHORTEST:
        first, whole = 0, call.start()  # "a reset of all passwords is recommended"
    for start, stop in clause.one.items(clause.text, first, whole, "measure"):
        name = clause.one.free(start, stop, 0)
        if name.count(" ") and _is_measure(clause, start, stop):
            measure = Entity("measure", name[:_LONGEST_FREE])
            yield clause.draft("mitigated-by", INCIDENT, measure, call.span())


def _besides(clause: Clause) -> Iterator[Draft]:
    """Yield the order behind a semicolon: "X is fixed in 1.2; until then, switch off Y"."""
    for part in _BESIDES.finditer(clause.text, clause.start, clause.end):
        until = clause.frames["until then"].match(clause.text, part.end())
        at = until.end() if until else part.end()
        at += len(clause.text[at:]) - len(clause.text[at:].lstrip(" ,"))
        if clause.one.grammar.frames["act"].match(clause.text, at) is None:
            continue
        name = clause.one.free(at, clause.end, 0)
        if name.count(" "):
            measure = Entity("measure", name[:_LONGEST_FREE])
            yield clause.draft("mitigated-by", INCIDENT, measure, (at, clause.end))


def _is_measure(clause: Clause, start: int, stop: int) -> bool:
    """Say whether what is advised can be done: "affected customers" cannot."""
    return any(clause.find(name, start, stop) for name in ("act", "measure"))


def _must(clause: Clause) -> re.Match[str] | None:
    """Return "must" where an act that readers are told to do follows it."""
    for match in clause.frames["must"].finditer(clause.text):
        if _is_measure(clause, match.end(), match.end() + _ACT_NEAR):
            return match
    return None
