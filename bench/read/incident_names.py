"""Count how often READ calls a labelled document's incident by a right name: `python bench/read/incident_names.py --texts FOLDER... [--show]`.

A name is right that the labels accept for the incident that most of them tell of; one that the labels accept for another
incident only is wrong. None is given where no name is likely enough: claims then speak of "the attack". Documents
whose labels tell of no incident are left out. `--show` lists the wrong and the missing ones, with the right names among those that
could have been chosen (none there: no weighing can find it), and what spoke for the wrong one.
"""

# ruff: noqa: SLF001 - reads as `fit_parts.py` does, and looks at what READ keeps to itself
from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import facts as bench
import fit_parts

from onionskin.read.whole.facts import Facts
from onionskin.read.whole.topic import WEIGHTS, Topics
from onionskin.read.wire import Draft

SINCE = (
    "parallel",
    "parallel-held",
    "parallel2",
    "parallel2-held",
    "briefs-held",
    "blind6",
    "blind7",
    "blind8",
    "blogs-held",
)  # nothing is fitted on them
FULL, EITHER = 5, 1  # what a label counts that is asked for, and one that is merely legitimate


@dataclass
class Named:
    """A document, what READ calls its incident, what its labels accept, and what READ chose from."""

    of: str
    document: str
    chosen: str
    accepted: frozenset[str]
    features: dict[str, dict[str, float]]

    @property
    def result(self) -> str:
        """`right`, `wrong` or `none`."""
        if not self.chosen:
            return "none"
        return "right" if self.accepts(self.chosen) else "wrong"

    def accepts(self, name: str) -> bool:
        """Say whether the labels accept a name."""
        return any(bench._within(each, name) for each in self.accepted)

    def line(self) -> str:
        """Write it for people."""
        able = [each for each in self.features if self.accepts(each)]
        seen = self.features.get(self.chosen, {})
        parts = {each: WEIGHTS[each] * value for each, value in seen.items() if value}
        why = " ".join(
            f"{each} {parts[each]:+.1f}" for each in sorted(parts, key=lambda k: -parts[k])
        )
        return f"{self.result:5} {self.of} {self.document}: {self.chosen!r}, right would be {able[:4]}  {why}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="folders of public texts")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args(argv)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missing = 0
    for one in named(given.texts):
        for row in {one.of, "all", "all" if one.of in fit_parts.OWN else "public ones together"}:
            counts[row][one.result] += 1
        missing += not any(map(one.accepts, one.features))
        if given.show and one.result != "right":
            print(one.line())
    for row in sorted(counts):
        found = counts[row]
        print(f"{row:22} {found['right']:4} right {found['wrong']:4} wrong {found['none']:4} none")
    print(f"in {missing} documents no right name is among those that could be chosen")
    return 0


def named(texts: Sequence[Path]) -> Iterator[Named]:
    """Read the labelled documents and yield what each one's incident is called."""
    seen: list[Topics] = []
    watched = Facts._topics

    def kept(facts: Facts, drafts: list[Draft], title: str) -> Topics:
        seen.append(watched(facts, drafts, title))
        return seen[-1]

    with fit_parts._replaced(Facts, "_topics", kept):
        for of, document in fit_parts._documents(texts, (*fit_parts.SETS, *SINCE)):
            if accepted := _accepted(document):
                seen.clear()
                fit_parts._read(document)
                topics = seen[-1]
                yield Named(of, document.name, topics.chosen(), accepted, topics.features())


def _accepted(document: bench.Document) -> frozenset[str]:
    """Return the names that the labels accept for the incident that most of them tell of."""
    told: Counter[tuple[str, ...]] = Counter()
    for label in document.labels:
        for end in (label.subject, label.object):
            if end.kind == "campaign":
                told[end.names] += EITHER if label.either else FULL
    accepted = set(told.most_common(1)[0][0]) if told else set()
    for names in told:
        if not accepted.isdisjoint(names):
            accepted.update(names)
    return frozenset(accepted)


if __name__ == "__main__":
    raise SystemExit(main())
