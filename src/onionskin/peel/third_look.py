"""The third look: what a line holds less than the one that stood in its place. Asked by the coordinator, answered in the jail.

The second look keeps digests of lines alone. Where two releases of a text differ in a few lines between the same
others, these few lines are read once more on both sides, unparsed, and handed to the jail together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import msgspec

from onionskin.errors import InputError
from onionskin.model import Fact, Layer, Outcome, Problem
from onionskin.parse.code.script_code import ScriptCode
from onionskin.parse.code.script_pieces import ScriptPieces
from onionskin.parse.code.weakenings import LONGEST
from onionskin.peel.in_place import exchanges
from onionskin.peel.wire import Exchanged, Weakened, Weighed, Weighing
from onionskin.plugins.contracts import Pairs, Tree

# Exchanges of one file, and bytes of all of them; what is beyond is not weighed.
MOST, BYTES = 400, 8 << 20

_Pair = tuple[Layer, Layer]
_Place = tuple[int, int]


@dataclass(frozen=True)
class _Question:
    """What is asked of one file: the lines, and where the new ones stand."""

    layer: Layer
    asked: Weighing
    places: tuple[_Place, ...]


def weighed(old: Tree, new: Tree, pairs: Pairs) -> Pairs:
    """Return the pairs, those of changed files with a Weakened per line that holds less."""
    questions: dict[str, _Question] = {}
    left = BYTES
    for pair in pairs.changed:
        question = _question(old, new, pair)
        size = sum(len(each.was) + len(each.now) for each in question.asked.exchanged) if question else 0  # fmt: skip
        if question and size <= left:
            questions[question.layer.artifact.id] = question
            left -= size
    if not questions:
        return pairs
    answers = new.weigh(tuple(each.asked for each in questions.values()))
    said = dict(zip(questions, answers or [None] * len(questions), strict=True))
    told = {own: _told(questions[own], said[own]) for own in questions}
    changed = tuple((was, told.get(now.artifact.id, now)) for was, now in pairs.changed)
    return replace(pairs, changed=changed)


def _question(old: Tree, new: Tree, pair: _Pair) -> _Question | None:
    """Return what is to be asked of a file; None where its lines say nothing, or cannot be read."""
    before, after = pair
    older, newer = before.first(ScriptPieces), after.first(ScriptPieces)
    if older is None or newer is None or not (older.is_whole and newer.is_whole):
        return None
    some = list(islice(exchanges(older, newer), MOST))
    olds = [_place(older, each.old, before) for each in some]
    news = [_place(newer, each.new, after) for each in some]
    try:
        texts = zip(some, old.passages(before, olds), new.passages(after, news), strict=False)
        exchanged = tuple(Exchanged(was, b"" if each.is_gone else now) for each, was, now in texts)
    except InputError:
        return None
    if not exchanged:
        return None
    code = after.first(ScriptCode)
    asked = Weighing(after.name, code.language if code else "", exchanged)
    return _Question(after, asked, tuple(news))


def _place(pieces: ScriptPieces, run: _Place, layer: Layer) -> _Place:
    offset, length = pieces.span(*run, layer.artifact.size)
    return offset, min(length, LONGEST)


def _told(question: _Question, answer: Weighed | None) -> Layer:
    """Return the file with what was said of its lines; a worker's word on lines that it was not asked of is none."""
    layer = question.layer
    if answer is None:
        problem = Problem("feature-failed", "lines that took others' place could not be weighed", layer.artifact.id)  # fmt: skip
        outcome = Outcome.INCOMPLETE if layer.outcome is Outcome.SCANNED else layer.outcome
        return msgspec.structs.replace(layer, problems=(*layer.problems, problem), outcome=outcome)
    facts = tuple(map(Fact.of, _weakened(question.places, answer)))
    return msgspec.structs.replace(layer, facts=(*layer.facts, *facts))


def _weakened(places: Sequence[_Place], answer: Weighed) -> Iterator[Weakened]:
    for number, says, asks in answer.told:
        if 0 <= number < len(places):
            yield Weakened(says, asks, *places[number])
