"""Fit the weights by which READ decides which part a mention plays (src/onionskin/read/parts/), and which two make a claim.

Every candidate of the labelled documents is one example: it plays a part where a label of its sentence says so. One
logistic regression a part, with a quadratic penalty, by stochastic steps of falling size (AdaGrad); the same input
gives the same weights. Public documents count fully, own texts less. Pairs of candidates are examples of their
relation in the same way; the chances of their parts come from weights that do not know the document.
Never fit on a set that is still to be scored.

    python bench/read/fit_parts.py --texts FOLDER... [--sets NAME...] [--near] [--folds N] [--write]

`--near` moves the weights that stand instead of fitting from nothing: each is drawn back to what it was, the more the less often
its feature is met. For documents that came after the last fit, where those of before cannot be had any more; name their `--sets`.
`--folds` reads each document with weights fitted without it, and prints what `facts.py` counts: an honest figure for choosing
thresholds, as far as the rules were not tuned on these documents.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import facts as bench
import msgspec

from onionskin.model import Bounds, Claim, Evidence, Origin, check_claim, identify
from onionskin.read import parts
from onionskin.read.inside import read_document
from onionskin.read.parts import Parts, claims, pairs
from onionskin.read.parts.claims import Weighed
from onionskin.read.parts.features import Known, features
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.parts.pairs import PAIRINGS, End, Pair, Pairs
from onionskin.read.parts.weights import ABLE, PairWeights, Weights
from onionskin.read.wire import Draft, Request
from onionskin.read.words.dates import given, short

HERE = Path(__file__).resolve().parent
SETS = {
    "open": 0.6,
    "briefs": 0.6,
    "scored": 1.0,
    "public": 1.0,
    "frozen": 1.0,
    "unseen": 1.0,
    "blind": 1.0,
    "blind4": 1.0,
    "blind5": 1.0,
    "press": 1.0,
    "press-held": 1.0,
    "blogs": 1.0,
}
OWN = frozenset(
    {"open", "briefs", "briefs-held", "parallel", "parallel-held"}
)  # their texts lie beside the labels
# Which end of a labelled relation plays which part.
LABELLED = {
    "victim": (("victim", "subject"),),
    "affects": (("affected", "object"),),
    "attributed-to": (("doer", "object"),),
    "compromised-by": (("intruder", "object"), ("entered", "subject")),
    "compromised-through": (("way", "object"), ("entered", "subject")),
    "employs": (("tool", "object"),),
    "collects": (("data", "object"),),
    "began": (("began", "object"),),
    "supplies": (("maker", "subject"), ("made", "object")),
}
UNFIT = frozenset({"statement", "question", "measure", "motive"})
LEAST = 4  # examples with a feature, for it to count
PENALTY, STEPS, STEP = 10.0, 30, 0.2  # the penalty is shared out over a feature's examples
PAIR_PENALTY = 20.0
NEAR_PENALTY, NEAR_BIAS = 400.0, 1000.0  # the same, towards weights that stand
INNER = 3  # parts of the documents: each is weighed for its pairs by weights fitted on the others
SMALLEST = 0.02  # weights nearer to zero are left out


@dataclass
class Example:
    """A candidate of a document: what is seen of it, and for each part whether it plays it (None: not to be told)."""

    document: int
    weight: float
    look: Look
    one: Candidate
    known: Known
    seen: list[str]
    plays: dict[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Fitted:
    """The weights of parts and of pairs."""

    parts: Weights
    pairs: PairWeights


@dataclass(frozen=True)
class Start:
    """Where a regression begins and what it is drawn to: nothing, or the weights that stand."""

    bias: float
    weights: list[float]
    hold: float = 0.0  # the penalty of the bias, shared out over all examples


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="folders of public texts")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--near", action="store_true", help="move the weights that stand")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    given_options = parser.parse_args(argv)
    documents = list(_documents(given_options.texts, given_options.sets))
    examples = [
        each for at, (name, one) in enumerate(documents) for each in _examples(at, SETS[name], one)
    ]
    print(f"{len(documents)} documents, {len(examples)} candidates", flush=True)
    near = Fitted(parts.weights(), pairs.pair_weights()) if given_options.near else None
    if given_options.folds:
        _crossed(documents, examples, given_options.folds, near)
    if given_options.write:
        found = fitted(documents, examples, near)
        for name, one in (("weights.json", found.parts), ("pairs.json", found.pairs)):
            Path(parts.__file__).with_name(name).write_text(_written(one), encoding="utf-8")
    return 0


def _documents(
    texts: Iterable[Path], sets: Iterable[str] = tuple(SETS)
) -> Iterator[tuple[str, bench.Document]]:
    for name in sets:
        read: set[str] = set()  # an own text lies beside its labels, whatever folder is asked
        for folder in [None] if name in OWN else texts:
            for one in bench.documents(HERE / "facts" / name, folder):
                if not one.faults and one.name not in read:
                    read.add(one.name)
                    yield name, one


def _examples(at: int, weight: float, document: bench.Document) -> Iterator[Example]:
    """Yield the candidates of a document as READ meets them."""
    seen: list[tuple[Parts, Known]] = []

    def watched(lane: Parts, drafts: list[Draft], known: Known) -> Iterator[Draft]:
        lane.learn(drafts, known)
        seen.append((lane, known))
        return iter(drafts)

    with _replaced(Parts, "settled", watched):
        _read(document)
    for lane, known in seen:
        for look in lane.looks:
            span = (look.one.offset, look.one.offset + len(look.one.text))
            for one in look.candidates():
                plays = dict(_plays(document, one, span))
                yield Example(at, weight, look, one, known, features(look, one, known), plays)


def _read(document: bench.Document) -> Any:
    """Read a document in this process: its text is a labelled one of ours, no stranger's."""
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as text,
        tempfile.TemporaryFile() as out,
    ):
        source.write(document.text.encode())
        source.flush()
        said = given(document.dated) if document.dated else Bounds()
        request = msgspec.msgpack.encode(Request(document.path.name, said))
        read_document(request, [each.fileno() for each in (source, text, out)])
        text.seek(0)
        out.seek(0)
        written = text.read().decode()
        drafts = [msgspec.json.decode(line, type=Draft) for line in out.read().splitlines()]
    return SimpleNamespace(
        text=written,
        claims=list(
            {
                one.id: one
                for one in map(partial(_claim, written), drafts)
                if check_claim(one) is None
            }.values()
        ),
    )


def _claim(text: str, draft: Draft) -> Claim:
    said = (
        draft.relation,
        draft.subject.kind,
        draft.subject.name,
        draft.object.kind,
        draft.object.name,
    )
    return Claim(
        id=identify("claim", *said, draft.offset),
        subject=draft.subject,
        relation=draft.relation,
        object=draft.object,
        quote=text[draft.offset : draft.offset + draft.length],
        evidence=Evidence("", offset=draft.offset, length=draft.length),
        origin=Origin(document=""),
        reported_by=draft.speaker,
        valid=draft.valid,
        confidence=draft.confidence,
        holds=draft.holds,
    )


def _plays(
    document: bench.Document, one: Candidate, span: tuple[int, int]
) -> Iterator[tuple[str, bool | None]]:
    """Yield whether a candidate plays each part: by a label of its own sentence; None where only another's says so."""
    for part, kinds in ABLE.items():
        if one.kind not in kinds:
            continue
        told = [
            (near, bool(label.either))
            for label in document.labels
            for labelled, end in LABELLED.get(label.relation, ())
            if labelled == part and _accepts(getattr(label, end), one)
            for near in [span[0] < label.start + label.length and label.start < span[1]]
        ]
        yield part, True if (True, False) in told else None if told else False


def _accepts(end: bench.End, one: Candidate) -> bool:
    if end.kind in UNFIT or (one.kind == "date") != (end.kind == "date"):
        return False
    if one.mention is not None and one.kind == "date":
        bounds = one.mention.bounds
        days = [short(bounds), bounds.earliest, bounds.latest] if bounds else []
        return any(end.accepts("date", day, "") for day in days if day)
    kind = {"name": "organisation", "np-customer": "group"}
    return bool(end.accepts(kind.get(one.kind, one.kind), one.text, ""))


# --- fitting ----------------------------------------------------------------------------


def fitted(
    documents: Sequence[tuple[str, bench.Document]],
    examples: Sequence[Example],
    near: Fitted | None = None,
) -> Fitted:
    """Return the weights that fit the examples, drawn to those of `near`, which do not know the documents."""
    if near is None:
        return Fitted(_fitted_parts(examples), _fitted_pairs(_folded(documents, examples)))
    told = _told(documents, examples, near.parts)
    return Fitted(_fitted_parts(examples, near.parts), _fitted_pairs(told, near.pairs))


def _fitted_parts(examples: Sequence[Example], near: Weights | None = None) -> Weights:
    names = _counting((one.seen for one in examples), near)
    number = {name: at for at, name in enumerate(names)}
    rows = [[number[each] for each in sorted(one.seen) if each in number] for one in examples]
    bias: dict[str, float] = {}
    of: dict[str, dict[str, float]] = defaultdict(dict)
    for part in ABLE:
        told = [
            (rows[at], bool(one.plays[part]), one.weight)
            for at, one in enumerate(examples)
            if one.plays.get(part) is not None
        ]
        penalty = PENALTY if near is None else NEAR_PENALTY
        found = _regressed(told, _start(part, names, near), penalty)
        bias[part] = _weighted(part, found, names, of)
    return Weights(bias, dict(of))


def _counting(seen: Iterable[Iterable[str]], near: Weights | PairWeights | None) -> list[str]:
    """Return the features that are met often enough, or have a weight already."""
    counts = Counter(each for one in seen for each in one)
    enough = {each for each, count in counts.items() if count >= LEAST}
    return sorted(enough | (near.of.keys() if near else set()))


def _start(what: str, names: Sequence[str], near: Weights | PairWeights | None) -> Start:
    if near is None:
        return Start(0.0, [0.0] * len(names))
    stand = [near.of.get(name, {}).get(what, 0.0) for name in names]
    return Start(near.bias[what], stand, NEAR_BIAS)


def _weighted(
    what: str,
    found: tuple[float, list[float]],
    names: Sequence[str],
    of: dict[str, dict[str, float]],
) -> float:
    """Put the weights that count in their places; return the bias."""
    start, weights = found
    for name, weight in zip(names, weights, strict=True):
        if abs(weight) >= SMALLEST:
            of[name][what] = round(weight, 2)
    return round(start, 2)


Told = dict[str, list[tuple[list[str], bool, float]]]  # by relation: what is seen, whether it holds


def _folded(documents: Sequence[tuple[str, bench.Document]], examples: Sequence[Example]) -> Told:
    """Return pairs whose parts are as likely as in documents that the weights do not know."""
    told: Told = {each: [] for each in PAIRINGS}
    for fold in range(INNER):
        known = _fitted_parts([each for each in examples if each.document % INNER != fold])
        held = [each for each in examples if each.document % INNER == fold]
        for relation, rows in _told(documents, held, known).items():
            told[relation] += rows
    return told


def _told(
    documents: Sequence[tuple[str, bench.Document]], examples: Iterable[Example], known: Weights
) -> Told:
    told: Told = {each: [] for each in PAIRINGS}
    held: dict[int, list[Example]] = defaultdict(list)
    for each in examples:
        held[each.document].append(each)
    for at, several in held.items():
        for pair in Pairs(_weighed(several, known), several[0].known).all():
            holds = _stand(documents[at][1], pair)
            if holds is not None:
                told[pair.relation].append((pair.features(), holds, several[0].weight))
    return told


def _fitted_pairs(told: Told, near: PairWeights | None = None) -> PairWeights:
    bias: dict[str, float] = {}
    of: dict[str, dict[str, float]] = defaultdict(dict)
    for relation, rows in told.items():
        names = _counting((seen for seen, _, _ in rows), near)
        number = {name: at for at, name in enumerate(names)}
        numbered = [
            ([number[each] for each in sorted(seen) if each in number], holds, weight)
            for seen, holds, weight in rows
        ]
        found = _regressed(numbered, _start(relation, names, near), PAIR_PENALTY)
        bias[relation] = _weighted(relation, found, names, of)
    return PairWeights(bias, dict(of))


def _weighed(examples: Iterable[Example], known: Weights) -> Iterable[list[Weighed]]:
    """Return the candidates of a document sentence by sentence, with the chances of their parts."""
    found: dict[int, list[Weighed]] = defaultdict(list)
    for each in examples:
        chances = known.chances(each.one.kind, each.seen)
        found[each.look.one.offset].append(Weighed(each.look, each.one, each.seen, chances))
    return found.values()


def _stand(document: bench.Document, pair: Pair) -> bool | None:
    """Say whether two stand in a relation by a label of their own sentence; None where only another's says so."""
    start = pair.look.one.offset
    told = [
        (start < label.start + label.length and label.start < start + len(pair.look.one.text))
        and not label.either
        for label in document.labels
        if label.relation == pair.relation
        and label.holds
        and _is_end(label.subject, pair.subject)
        and _is_end(label.object, pair.object)
    ]
    return any(told) or (None if told else False)


def _is_end(labelled: bench.End, end: End) -> bool:
    if end.weighed is not None:
        return _accepts(labelled, end.one)
    return labelled.kind not in UNFIT and bool(labelled.accepts("organisation", end.text, ""))


def _regressed(
    told: list[tuple[list[int], bool, float]], start: Start, penalty: float
) -> tuple[float, list[float]]:
    """Fit one logistic regression; the order of the examples is drawn anew each time, from one seed."""
    weights, squares = list(start.weights), [1e-2] * len(start.weights)
    counts = Counter(each for seen, _, _ in told for each in seen)
    bias, square = start.bias, 1e-2
    hold = start.hold / max(1, len(told))
    order = list(range(len(told)))
    draw = random.Random(1)  # noqa: S311 - an order, no secret
    for _ in range(STEPS):
        draw.shuffle(order)
        for at in order:
            seen, plays, weight = told[at]
            value = bias + sum(weights[each] for each in seen)
            slope = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) - plays)
            back = slope + hold * (bias - start.bias)
            square += back * back
            bias -= STEP * back / math.sqrt(square)
            for each in seen:
                pull = slope + penalty / counts[each] * (weights[each] - start.weights[each])
                squares[each] += pull * pull
                weights[each] -= STEP * pull / math.sqrt(squares[each])
    return bias, weights


def _written(found: Weights | PairWeights) -> str:
    """Write weights so that a change of one feature changes one line."""
    lines = [
        f"{msgspec.json.encode(name).decode()}: {msgspec.json.encode(of).decode()}"
        for name, of in sorted(found.of.items())
    ]
    bias = msgspec.json.encode(found.bias).decode()
    return '{"bias": ' + bias + ', "of": {\n' + ",\n".join(lines) + "\n}}\n"


# --- cross-validation -------------------------------------------------------------------


@contextmanager
def _replaced(holder: object, name: str, other: object) -> Iterator[None]:
    """Put something else in the place of an attribute for a while."""
    before = getattr(holder, name)
    setattr(holder, name, other)
    try:
        yield
    finally:
        setattr(holder, name, before)


def _crossed(
    documents: list[tuple[str, bench.Document]],
    examples: list[Example],
    folds: int,
    near: Fitted | None,
) -> None:
    """Print what is found with weights that do not know the document."""
    totals: dict[str, bench.Score] = defaultdict(bench.Score)
    relations: dict[str, bench.Score] = defaultdict(bench.Score)
    for fold in range(folds):
        others = [each for each in examples if each.document % folds != fold]
        found = fitted(documents, others, near)
        with (
            _replaced(parts, "weights", lambda now=found.parts: now),
            _replaced(claims, "weights", lambda now=found.parts: now),
            _replaced(pairs, "pair_weights", lambda now=found.pairs: now),
        ):
            for name, one in documents[fold::folds]:
                outcome = bench.compare(one, _read(one))
                for relation, score in outcome.by_relation.items():
                    totals[name].add(score)
                    if name not in OWN:
                        relations[relation].add(score)
                        totals["public ones together"].add(score)
    for table in (relations, totals):
        for name in sorted(table):
            print(f"  {table[name].line(name)}")


if __name__ == "__main__":
    sys.exit(main())
