"""Fit the weights by which READ decides what a sentence does by saying it (src/onionskin/read/acts/).

Every sentence of the labelled documents that may claim something is one example for each act: it does it where a label of its own says so. Of a sentence with an
admission or a warning, every name that may be its speaker's is one for the speaker. One logistic regression each, as in `fit_parts.py`.
Never fit on a set that is still to be scored.

    python bench/read/fit_acts.py --texts FOLDER... [--folds N] [--write]

`--folds` reads each document with weights fitted without it, and prints what `facts.py` counts of these relations.
"""

# ruff: noqa: SLF001 - fits as `fit_parts.py` does, with the same documents and steps
from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import facts as bench
import fit_parts
import msgspec

from onionskin.read import acts
from onionskin.read.acts import claims as acts_claims
from onionskin.read.acts.features import features, place_of
from onionskin.read.acts.speakers import speaker_features, speakers
from onionskin.read.acts.weights import ACTS, SPEAKER, SPOKEN, Weights
from onionskin.read.parts import Parts
from onionskin.read.parts.features import Known
from onionskin.read.parts.look import Look
from onionskin.read.wire import Draft

LEAST = 4  # examples with a feature, for it to count
SMALLEST = 2  # hundredths; weights nearer to zero are left out
# What tells who speaks is no sign of advice or of an open question.
OF_SPEAKERS = ("name ", "first ", "speaker", "earlier")


@dataclass
class Example:
    """A sentence, or a name that may be its speaker's: what is seen of it, and whether it is so."""

    document: int
    weight: float
    seen: frozenset[str]
    act: str
    does: bool


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="folders of public texts")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    given_options = parser.parse_args(argv)
    documents = list(fit_parts._documents(given_options.texts))
    examples = [
        each
        for at, (name, one) in enumerate(documents)
        for each in _examples(at, fit_parts.SETS[name], one)
    ]
    does = Counter(each.act for each in examples if each.does)
    print(f"{len(documents)} documents, {len(examples)} examples, {dict(does)}", flush=True)
    if given_options.folds:
        _crossed(documents, examples, given_options.folds)
    if given_options.write:
        path = Path(acts.__file__).with_name("weights.json")
        path.write_text(_written(fitted(examples)), encoding="utf-8")
    return 0


def _examples(at: int, weight: float, document: bench.Document) -> Iterator[Example]:
    for looks, known in seen_of(document):
        for place, look in enumerate(looks):
            before = looks[place - 1] if place else None
            seen = frozenset(features(look, before, place_of(place, len(looks)), known))
            for act in ACTS:
                does = _does(document, look, act)
                if does is not None:
                    yield Example(at, weight, _of(act, seen), act, does)
                for label in _labels(document, look, act) if does and act in SPOKEN else ():
                    for one in speakers(looks, place, known):
                        told = frozenset(speaker_features(look, one, act, known))
                        speaks = bool(label.subject.accepts("organisation", one.name, ""))
                        yield Example(at, weight, told, SPEAKER, speaks)
                    break


def seen_of(document: bench.Document) -> list[tuple[list[Look], Known]]:
    """Return the sentences of a document as READ meets them, and what it knows of the whole."""
    seen: list[tuple[list[Look], Known]] = []

    def watched(lane: Parts, drafts: list[Draft], known: Known) -> Iterator[Draft]:
        lane.learn(drafts, known)
        seen.append((lane.looks, known))
        return iter(drafts)

    with fit_parts._replaced(Parts, "settled", watched):
        fit_parts._read(document)
    return seen


def _of(act: str, seen: frozenset[str]) -> frozenset[str]:
    if act in SPOKEN:
        return seen
    return frozenset(each for each in seen if not each.startswith(OF_SPEAKERS))


def _does(document: bench.Document, look: Look, act: str) -> bool | None:
    """Say whether a sentence does an act by a label of its own; None where only another's, or one not asked for, says so."""
    if _labels(document, look, act):
        return True
    for label in document.labels:
        if label.relation == act and (_is_near(label, look) or _is_said(label, look)):
            return None
    return False


def _labels(document: bench.Document, look: Look, act: str) -> list[bench.Label]:
    return [
        label
        for label in document.labels
        if label.relation == act
        and label.holds
        and not label.either
        and _is_near(label, look)
        and _is_said(label, look)
    ]


def _is_near(label: bench.Label, look: Look) -> bool:
    start, end = look.one.offset, look.one.offset + len(look.one.text)
    return start < label.start + label.length and label.start < end


def _is_said(label: bench.Label, look: Look) -> bool:
    return bool(label.object.accepts("statement", "", look.one.text))


def fitted(examples: Sequence[Example]) -> Weights:
    """Return the weights that fit the examples."""
    bias: dict[str, int] = {}
    of: dict[str, dict[str, int]] = defaultdict(dict)
    for act in (*ACTS, SPEAKER):
        own = [each for each in examples if each.act == act]
        counts = Counter(each for one in own for each in one.seen)
        names = sorted(each for each, count in counts.items() if count >= LEAST)
        number = {name: at for at, name in enumerate(names)}
        told = [
            (
                [number[each] for each in sorted(one.seen) if each in number],
                one.does,
                one.weight,
            )
            for one in own
        ]
        nothing = fit_parts.Start(0.0, [0.0] * len(names))
        start, weights = fit_parts._regressed(told, nothing, fit_parts.PENALTY)
        bias[act] = round(start * 100)
        for name, weight in zip(names, weights, strict=True):
            if abs(round(weight * 100)) >= SMALLEST:
                of[name][act] = round(weight * 100)
    return Weights(bias, dict(of))


def _written(found: Weights) -> str:
    """Write weights so that a change of one feature changes one line."""
    lines = [
        f"{msgspec.json.encode(name).decode()}: {msgspec.json.encode(of).decode()}"
        for name, of in sorted(found.of.items())
    ]
    bias = msgspec.json.encode(found.bias).decode()
    return '{"bias": ' + bias + ', "of": {\n' + ",\n".join(lines) + "\n}}\n"


def _crossed(
    documents: list[tuple[str, bench.Document]], examples: list[Example], folds: int
) -> None:
    """Print what is found with weights that do not know the document."""
    relations: dict[str, bench.Score] = defaultdict(bench.Score)
    for fold in range(folds):
        found = fitted([each for each in examples if each.document % folds != fold])
        with (
            fit_parts._replaced(acts, "weights", lambda now=found: now),
            fit_parts._replaced(acts_claims, "weights", lambda now=found: now),
        ):
            for name, one in documents[fold::folds]:
                if name in fit_parts.OWN:
                    continue
                outcome = bench.compare(one, fit_parts._read(one))
                for act in ACTS:
                    relations[act].add(outcome.row(act))
    for act, score in relations.items():
        print(f"  {score.line(act)}")


if __name__ == "__main__":
    sys.exit(main())
