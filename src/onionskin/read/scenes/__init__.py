"""What a clause says by the words in it, in whatever order: the lane behind the patterns.

A pattern of a language (`Phrase`) says one way to say a relation, and finds nothing said another
way. Here a clause is a set of words and mentions: a word of harm and a counted group make a victim, a
word of taking and a noun for data make what was collected (frames.py). One file a scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onionskin.read.frames import Spotted
from onionskin.read.matcher import Sentence
from onionskin.read.scenes import (
    admitted,
    advice,
    blame,
    days,
    harm,
    makers,
    means,
    questions,
    releases,
    served,
    suppliers,
    taken,
    users,
    warned,
)
from onionskin.read.scenes.clause import Clause
from onionskin.read.wire import Draft

_STATED = (harm, taken, means)  # what a clause that asks does not state
_SCENES = (
    harm, releases, suppliers, users, makers, served, taken, blame, days, means, admitted, warned, questions,
)  # fmt: skip


def scenes(one: Sentence, spotted: Spotted, kind: Callable[[str], str]) -> Iterator[Draft]:
    """Yield what the clauses of a sentence say by its classes of words; `kind` says what the document calls a name."""
    for start, end in _clauses(one):
        clause = Clause(one, spotted, kind, start, end)
        asks = clause.find("unclear") is not None
        for scene in _SCENES:
            if not (asks and scene in _STATED):
                yield from scene.drafts(clause)
    yield from advice.advised(Clause(one, spotted, kind, 0, len(one.skeleton.text)))


def _clauses(one: Sentence) -> list[tuple[int, int]]:
    edges = [0]
    for part in one.grammar.but.finditer(one.skeleton.text):
        edges += [part.start(), part.end()]
    edges.append(len(one.skeleton.text))
    return [span for span in zip(edges[::2], edges[1::2], strict=True) if span[0] < span[1]]
