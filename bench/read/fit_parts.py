"""Fit the weights by which READ decides which part a mention plays (src/onionskin/read/parts/), and which two make a claim.

Every candidate of the labelled documents is one example: it plays a part where a label of its sentence says so. One
logistic regression a part, with a quadratic penalty, by stochastic steps of falling size (AdaGrad); the same input
gives the same weights. Public documents count fully, own texts less. Pairs of candidates are examples of their
relation in the same way; the chances of their parts come from weights that do not know the document.
Never fit on a set that is still to be scored.

    python bench/read/fit_parts.py --texts FOLDER... [--folds N] [--write]

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

import facts as bench
import msgspec

from onionskin.model import Bounds, Claim, Evidence, Origin, check_claim, identify
from onionskin.read import parts
from onionskin.read.dates import given, short
from onionskin.read.inside import read_document
from onionskin.read.parts import Parts, claims, pairs
from onionskin.read.parts.claims import Weighed
from onionskin.read.parts.features import Known, features
from onionskin.read.parts.look import Candidate, Look
from onionskin.read.parts.pairs import PAIRINGS, End, Pair, Pairs
from onionskin.read.parts.weights import ABLE, PairWeights, Weights
from onionskin.read.wire import Draft, Request

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
OWN = frozenset({"open", "briefs"})  # their texts lie beside the labels
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


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="folders of public texts")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    given_options = parser.parse_args(argv)
    documents = list(_documents(given_options.texts))
    examples = [
        each for at, (name, one) in enumerate(documents) for each in _examples(at, SETS[name], one)
    ]
    print(f"{len(documents)} documents, {len(examples)} candidates", flush=True)
    if given_options.folds:
        _crossed(documents, examples, given_options.folds)
    if given_options.write:
        found = fitted(documents, examples)
        for name, one in (("weights.json", found.parts), ("pairs.json", found.pairs)):
            Path(parts.__file__).with_name(name).write_text(_written(one), encoding="utf-8")
    return 0


def _documents(texts: Iterable[Path]) -> Iterator[tuple[str, bench.Document]]:
    for name in SETS:
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


def _read(document: bench.Document) -> SimpleNamespace:
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


def fitted(documents: Sequence[tuple[str, bench.Document]], examples: Sequence[Example]) -> Fitted:
    """Return the weights that fit the examples."""
    return Fitted(_fitted_parts(examples), _fitted_pairs(documents, examples))


def _fitted_parts(examples: Sequence[Example]) -> Weights:
    counts = Counter(each for one in examples for each in one.seen)
    names = sorted(each for each, count in counts.items() if count >= LEAST)
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
        bias[part] = _weighted(part, _regressed(told, len(names), PENALTY), names, of)
    return Weights(bias, dict(of))


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


def _fitted_pairs(
    documents: Sequence[tuple[str, bench.Document]], examples: Sequence[Example]
) -> PairWeights:
    """Return the weights of pairs whose parts are as likely as in documents that the weights do not know."""
    told: dict[str, list[tuple[list[str], bool, float]]] = {each: [] for each in PAIRINGS}
    for fold in range(INNER):
        known = _fitted_parts([each for each in examples if each.document % INNER != fold])
        held: dict[int, list[Example]] = defaultdict(list)
        for each in examples:
            if each.document % INNER == fold:
                held[each.document].append(each)
        for at, several in held.items():
            for pair in Pairs(_weighed(several, known), several[0].known).all():
                holds = _stand(documents[at][1], pair)
                if holds is not None:
                    told[pair.relation].append((pair.features(), holds, several[0].weight))
    bias: dict[str, float] = {}
    of: dict[str, dict[str, float]] = defaultdict(dict)
    for relation, rows in told.items():
        counts = Counter(each for seen, _, _ in rows for each in seen)
        names = sorted(each for each, count in counts.items() if count >= LEAST)
        number = {name: at for at, name in enumerate(names)}
        numbered = [
            ([number[each] for each in sorted(seen) if each in number], holds, weight)
            for seen, holds, weight in rows
        ]
        found = _regressed(numbered, len(names), PAIR_PENALTY)
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
    told: list[tuple[list[int], bool, float]], size: int, penalty: float
) -> tuple[float, list[float]]:
    """Fit one logistic regression; the order of the examples is drawn anew each time, from one seed."""
    weights, squares = [0.0] * size, [1e-2] * size
    counts = Counter(each for seen, _, _ in told for each in seen)
    bias, square = 0.0, 1e-2
    order = list(range(len(told)))
    draw = random.Random(1)  # noqa: S311 - an order, no secret
    for _ in range(STEPS):
        draw.shuffle(order)
        for at in order:
            seen, plays, weight = told[at]
            value = bias + sum(weights[each] for each in seen)
            slope = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) - plays)
            square += slope * slope
            bias -= STEP * slope / math.sqrt(square)
            for each in seen:
                pull = slope + penalty / counts[each] * weights[each]
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
    documents: list[tuple[str, bench.Document]], examples: list[Example], folds: int
) -> None:
    """Print what is found with weights that do not know the document."""
    totals: dict[str, bench.Score] = defaultdict(bench.Score)
    relations: dict[str, bench.Score] = defaultdict(bench.Score)
    for fold in range(folds):
        others = [each for each in examples if each.document % folds != fold]
        found = fitted(documents, others)
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
