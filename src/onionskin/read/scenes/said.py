"""Who says something against itself, what nobody knows, and what readers are told to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onionskin.model import Entity
from onionskin.read.matcher import plain_name
from onionskin.read.scenes.clause import INCIDENT, Clause
from onionskin.read.skeleton import NAMES, SIGN
from onionskin.read.wire import Draft

_LONGEST_FREE = 240
_SPEAKER_BEFORE = re.compile(
    rf"(?P<sign>[{NAMES}])(?:\s*\([^()]{{1,40}}\))?(?:,[^,]{{1,60}},)?(?:\s+[\w'-]+){{0,4}}\s+\Z"
)


def drafts(clause: Clause) -> Iterator[Draft]:
    """Yield what a clause says of it."""
    yield from _confessed(clause)
    yield from _open(clause)


def _confessed(clause: Clause) -> Iterator[Draft]:
    """Yield what the concerned one tells of itself: "X confirmed that its servers were hit"."""
    call = clause.said("confess", "say")
    if call is None or clause.denied(call):
        return
    said = (call.end(), clause.end)
    if clause.one.denied(clause.text[call.end() : call.end() + 60]):
        return
    weak = clause.frames["confess"].fullmatch(call[0]) is None
    own = clause.frames["own"].search(clause.text, *said)
    if weak and (own is None or clause.frames["customers"].match(clause.text, own.end() + 1)):
        return
    if not any(clause.find(name, *said) for name in ("hurt", "attack", "tainted", "affair")):
        return
    before = _SPEAKER_BEFORE.search(clause.text, max(clause.start, call.start() - 90), call.start())
    if before is None:
        return
    name = plain_name(clause.one.skeleton.mentions[before["sign"]].text)
    kind = "person" if clause.kind(name) == "person" else "organisation"
    statement = Entity("statement", clause.one.free(*said, 0)[:_LONGEST_FREE])
    yield clause.draft("admits", Entity(kind, name), statement, call.span())
    if own and kind == "organisation" and clause.find("hurt", own.start(), clause.end):
        yield clause.draft("victim", Entity(kind, name), INCIDENT, call.span())


def _open(clause: Clause) -> Iterator[Draft]:
    call = clause.find("unclear") or _open_adjective(clause)
    if call is None:
        return
    behind = clause.one.free(call.end(), clause.end, 0)
    before = clause.one.free(clause.start, call.start(), 0)
    asked = behind if behind.count(" ") >= 2 else before
    if asked.count(" "):
        question = Entity("question", asked)
        yield clause.draft("unknown", INCIDENT, question, call.span())


def _open_adjective(clause: Clause) -> re.Match[str] | None:
    """Return "unknown" where it is said of something, not where it describes: "an unknown attacker"."""
    for match in clause.all("unknown"):
        if re.match(r"\W*\Z|\s*[,.;:)]", clause.text[match.end() : clause.end]):
            return match
        if clause.one.grammar.whether.match(clause.text, match.end() + 1) or clause.frames[
            "question"
        ].match(clause.text, match.end() + 1):
            return match
    return None


def advised(clause: Clause) -> Iterator[Draft]:
    """Yield what the sentence tells readers to do: one measure a verb."""
    call = clause.frames["advise"].search(clause.text) or _must(clause)
    if call is None or clause.one.denied(clause.text[max(call.start() - 16, 0) : call.start()]):
        return
    if clause.text.count(" ", 0, call.start()) == 1 and clause.text[call.start() - 1] == " ":
        opened = SIGN.search(clause.text, 0, call.start())
        if opened is None:
            return  # "That is what X recommends": it was said before
    whole = len(clause.text)
    for first, last in clause.one.items(clause.text, call.end(), whole, "measure"):
        name = clause.one.free(first, last, 0)
        if name.count(" "):
            measure = Entity("measure", name[:_LONGEST_FREE])
            yield clause.draft("mitigated-by", INCIDENT, measure, call.span())


def _must(clause: Clause) -> re.Match[str] | None:
    """Return "must" where an act that readers are told to do follows it."""
    for match in clause.frames["must"].finditer(clause.text):
        if clause.find("act", match.end(), match.end() + 60):
            return match
    return None
