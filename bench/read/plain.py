"""Ask READ for plain statements: `python bench/read/plain.py bench/read/plain/held.toml [--show]`.

A set holds `[[case]]` tables: `language`, `text` (one to three sentences, read as a document of its own) and
`facts`, rows of [relation, subject, object], or lists of such rows where a fact may be read in several ways, of
which one will do; it is counted under the first. `NOT ` before the relation: the text denies it. An end is words that
must stand in the claim's end, whatever the case of its letters; ` | ` parts several of which one will do, "" is
any, and a date is `YYYY-MM-DD` or `YYYY-MM`. `alias-of` holds both ways round. `never` holds rows of the same form
that nothing may claim: "" for both ends forbids the relation. Other claims that nobody asked for are not counted.
`--show` lists what was missed, what was claimed instead, and what never should have been.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onionskin.flows.read import read
from onionskin.jail.pool import Pool
from onionskin.model import RELATIONS, Claim, Outcome
from onionskin.write.reports import ReadReport

LANGUAGES = frozenset({"en", "fr", "es", "de", "it", "pt", "nl"})
DENIED = "NOT "


@dataclass(frozen=True)
class Fact:
    """What a careful reader writes down: a relation, and words of its two ends."""

    relation: str
    subject: str
    object: str
    holds: bool

    def stated_by(self, claim: Claim) -> bool:
        """Whether a claim says it."""
        if (claim.relation, claim.holds) != (self.relation, self.holds):
            return False
        subject, object_ = _names(claim)
        ends = [(subject, object_)]
        if self.relation == "alias-of":
            ends.append((object_, subject))
        return any(_holds(one, self.subject) and _holds(other, self.object) for one, other in ends)

    def __str__(self) -> str:
        """Write it in one line, for people."""
        return f"{self.subject or '*'} - {'' if self.holds else DENIED}{self.relation} - {self.object or '*'}"


@dataclass(frozen=True)
class Asked:
    """A fact in all its readings, the plainest first."""

    readings: tuple[Fact, ...]

    @property
    def relation(self) -> str:
        """The row of the table under which it is counted."""
        first = self.readings[0]
        return first.relation if first.holds else f"{DENIED}{first.relation}"

    def stated_by(self, claims: Sequence[Claim]) -> bool:
        """Whether one of the claims says it in one of its readings."""
        return any(reading.stated_by(claim) for reading in self.readings for claim in claims)

    def __str__(self) -> str:
        """Write it in one line, for people."""
        return ", or ".join(map(str, self.readings))


@dataclass(frozen=True)
class Case:
    """A statement, its language, its facts, and what it does not say."""

    language: str
    text: str
    facts: tuple[Asked, ...]
    never: tuple[Fact, ...] = ()
    kind: str = ""


def cases(path: Path) -> list[Case]:
    """Read a set.

    Raises:
        ValueError: a language or a relation that there is not, or a case that asks for nothing.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    found = [
        Case(
            row["language"],
            row["text"],
            tuple(map(_asked, row.get("facts", ()))),
            tuple(map(_fact, row.get("never", ()))),
            row.get("kind", ""),
        )
        for row in rows
    ]
    for case in found:
        if case.language not in LANGUAGES or not (case.facts or case.never):
            message = f"no such language, or no fact: {case.text}"
            raise ValueError(message)
    return found


def _asked(row: Sequence[Any]) -> Asked:
    return Asked(tuple(map(_fact, [row] if isinstance(row[0], str) else row)))


def _fact(row: Sequence[str]) -> Fact:
    relation, subject, object_ = row
    name = relation.removeprefix(DENIED)
    if name not in RELATIONS:
        message = f"no relation is called {name!r}"
        raise ValueError(message)
    return Fact(name, subject, object_, holds=name == relation)


def _names(claim: Claim) -> tuple[str, str]:
    """Return what stands at a claim's ends; a date also as it was worked out."""
    object_ = [claim.object.name]
    if claim.object.kind == "date":
        object_ += [day for day in (claim.valid.start.earliest, claim.valid.start.latest) if day]
    return claim.subject.name, "\n".join(object_)


def _holds(name: str, words: str) -> bool:
    return any(_plain(one) in _plain(name) for one in words.split(" | "))


def _plain(text: str) -> str:
    return text.replace("\u2019", "'").casefold()


def _read(asked: Sequence[Case]) -> tuple[ReadReport, ...]:
    """Read every case as a file of its own, in order."""
    with tempfile.TemporaryDirectory() as folder, Pool(workers=1) as pool:
        paths = [Path(folder, f"{at:04}.txt") for at in range(len(asked))]
        for path, case in zip(paths, asked, strict=True):
            path.write_text(f"{case.text}\n", encoding="utf-8")
        return read(paths, pool=pool)


def _rows(case: Case, fact: Asked) -> list[str]:
    """Return the rows of the report in which a fact is counted."""
    rows = [f"language  {case.language}", f"relation  {fact.relation}", "total"]
    return [f"kind      {case.kind}", *rows] if case.kind else rows


def _shown(case: Case, report: ReadReport, missed: Sequence[Asked], wrong: Sequence[Fact]) -> str:
    lines = [f"{case.language}  {case.text}", *(f"      missed   {fact}" for fact in missed)]
    lines += [f"      wrongly  {fact}" for fact in wrong]
    for claim in report.claims:
        verb = claim.relation if claim.holds else f"{DENIED}{claim.relation}"
        lines.append(f"      claimed  {claim.subject.name} - {verb} - {claim.object.name}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print found of asked; return 1 if a case could not be read to its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was missed")
    given = parser.parse_args(argv)
    asked = cases(given.set)
    found, wanted, ended = Counter[str](), Counter[str](), 0
    broken = forbidden = 0
    for case, report in zip(asked, _read(asked), strict=True):
        if report.outcome is not Outcome.SCANNED:
            print(f"{report.outcome.value}: {case.text}: {report.problems}")
            ended = 1
        missed = []
        for fact in case.facts:
            stated = fact.stated_by(report.claims)
            for row in _rows(case, fact):
                wanted[row] += 1
                found[row] += stated
            if not stated:
                missed.append(fact)
        wrong = [fact for fact in case.never if any(map(fact.stated_by, report.claims))]
        forbidden += len(case.never)
        broken += len(wrong)
        if (missed or wrong) and given.show:
            print(_shown(case, report, missed, wrong))
    for row in sorted(wanted):
        print(f"{row:32} {found[row]:4}/{wanted[row]:4}  {found[row] / wanted[row]:.3f}")
    if forbidden:
        print(f"claimed though it is not said    {broken:4}/{forbidden:4}")
    return ended


if __name__ == "__main__":
    sys.exit(main())
