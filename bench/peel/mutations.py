"""How many of the ways to hide or change inert bytes in genuine files we find.

`python bench/peel/mutations.py FOLDER [--second|--third|--fourth|--fifth|--sixth|--seventh|--eighth|--tenth|--eleventh] [--half open|held] [--write]`: FOLDER holds packages that nobody here wrote
(wheels, npm tarballs, debs, jars, disk images). Files out of them are edited, one place at a time:
filler (zeros, words, random), never code; the families are in `mutation_families/`, and so is which half each belongs to.
Each edit is peeled beside its genuine base, and counts as *found* if a finding is new that asks for review, alone or with
others (until 2026-11-23 any new finding counted), as *placed* if
evidence of a new finding covers the bytes and at most 24 more (alignment, a tag and its length). An edit of what a
signature covers has no place: the signature says that it happened, not where. Nothing is installed or run;
nothing edited is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mutation_families import (
    eighth_set,
    eleventh_set,
    fifth_set,
    fourth_set,
    second_set,
    seventh_set,
    sixth_set,
    tenth_set,
    third_set,
)
from mutation_families.edits import FRAMING, HALVES, Edit, half_of, kind_of
from mutation_families.holding import fault
from mutation_families.sources import Batch, batches

from onionskin import __version__
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Finding, Level
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent
# Each set's bases, and the page that its score stands on.
SETS: dict[str, tuple[Callable[[Path], Iterator[Batch]], str]] = {
    "first": (batches, "mutations.md"),
    "second": (second_set.batches, "changes.md"),
    "third": (third_set.batches, "third_changes.md"),
    "fourth": (fourth_set.batches, "fourth_changes.md"),
    "fifth": (fifth_set.batches, "fifth_changes.md"),
    "sixth": (sixth_set.batches, "sixth_changes.md"),
    "seventh": (seventh_set.batches, "seventh_changes.md"),
    "eighth": (eighth_set.batches, "eighth_changes.md"),
    "tenth": (tenth_set.batches, "tenth_changes.md"),
    "eleventh": (eleventh_set.batches, "eleventh_changes.md"),
}
TARGETS = {"invariant": 0.98, "change": 0.9}


@dataclass
class Tally:
    """What was found of one family."""

    tried: int = 0
    found: int = 0
    review: int = 0
    suspicious: int = 0
    with_place: int = 0
    placed: int = 0

    def add(self, edit: Edit, new: list[Finding]) -> None:
        """Count one edit, and what was found of it."""
        self.tried += 1
        self.found += bool(new)
        self.review += any(reaches(each.level, Level.REVIEW) for each in new)
        self.suspicious += any(reaches(each.level, Level.SUSPICIOUS) for each in new)
        self.with_place += edit.at >= 0
        self.placed += edit.at >= 0 and is_placed(edit, new)


def is_placed(edit: Edit, new: Sequence[Finding]) -> bool:
    """Say whether some evidence covers the bytes, and at most their framing besides."""
    return any(
        place.offset <= edit.at
        and edit.at + edit.length <= place.offset + place.length
        and place.length <= edit.length + FRAMING
        for finding in new
        for place in finding.evidence
    )


class Judge:
    """Peels edits beside their bases, in one pool."""

    def __init__(self, pool: Pool, folder: Path, halves: Sequence[str], kind: str = "") -> None:
        self.pool, self.folder, self.halves, self.kind = pool, folder, halves, kind
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.missed: dict[str, list[str]] = defaultdict(list)

    def judge(self, batch: Batch) -> None:
        """Peel the base, then each edit: what is found of the edit alone counts."""
        known: set[tuple[str, str]] | None = None
        for edit in batch.edits:
            if half_of(edit.family) not in self.halves or self.kind not in kind_of(edit.family):
                continue
            if known is None:
                base = self._peel(batch.base, batch.suffix, batch.against).findings
                known = {self._key(each) for each in base}
            report = self._peel(edit.data, edit.suffix, edit.against)
            # What is only shown, and asks for nothing, does not count as found.
            asks = set(report.verdict.because)
            new = [
                each
                for each in report.findings
                if self._key(each) not in known
                and (reaches(each.level, Level.REVIEW) or each.id in asks)
            ]
            self.tallies[edit.family].add(edit, new)
            self._note(edit, new, report)

    def _note(self, edit: Edit, new: list[Finding], report: PeelReport) -> None:
        why, detail = "" if new else "nothing found", ""
        if edit.asks and new and not any(reaches(each.level, Level.REVIEW) for each in new):
            why = "found, but nothing asks for a review"
        if new and edit.at >= 0 and not is_placed(edit, new):
            seen = sorted({(place.offset, place.length) for each in new for place in each.evidence})
            why, detail = "found elsewhere", f" {seen[:3]}, wanted {(edit.at, edit.length)}"
        if not new and not report.complete:
            why = f"nothing found, and incomplete ({'; '.join(map(str, report.reasons))[:100]})"
        if any(each.reason in {"crashed", "timeout", "signal-failed"} for each in report.problems):
            why = "a parser failed"
        if why:
            self.missed[f"{edit.family}, {edit.variant}: {why}"].append(edit.base + detail)

    def _key(self, finding: Finding) -> tuple[str, str]:
        return finding.signal, finding.summary

    def _peel(self, data: bytes, suffix: str, against: bytes = b"") -> PeelReport:
        path, before = self.folder / f"edited{suffix}", self.folder / f"before{suffix}"
        path.write_bytes(data)
        before.write_bytes(against)
        (report,) = peel([path], pool=self.pool, against=[before] if against else [])
        return report

    def lines(self) -> Iterator[str]:
        """Yield the recall of each kind in each half, the table of families, and what was not found."""
        yield "| half | kind | families | edits | found | recall | target | families below it |"
        yield "|---|---|---|---|---|---|---|---|"

        def by_place(name: str) -> tuple[int, str]:
            return HALVES.index(half_of(name)), kind_of(name)

        names = sorted(self.tallies, key=lambda name: (*by_place(name), name))
        for (half, kind), group in groupby(names, key=by_place):
            yield self._row(HALVES[half], kind, [self.tallies[name] for name in group])
        yield from (
            "",
            "| half | kind | family | edits | found | REVIEW | SUSPICIOUS | right offset and length |",
        )
        yield "|---|---|---|---|---|---|---|---|"
        for name in names:
            each = self.tallies[name]
            placed = f"{each.placed} of {each.with_place}" if each.with_place else "-"
            yield f"| {half_of(name)} | {kind_of(name)} | {name} | {each.tried} | {each.found} | {each.review} | {each.suspicious} | {placed} |"
        yield from ("", "Not found, or found elsewhere:", "")
        for what, of in sorted(self.missed.items()):
            yield f"- {what} ({len(of)}: {of[0]})"

    def _row(self, half: str, kind: str, tallies: list[Tally]) -> str:
        tried, found = sum(each.tried for each in tallies), sum(each.found for each in tallies)
        target = TARGETS.get(kind, 0.0)
        below = sum(each.found < target * each.tried for each in tallies)
        return f"| {half} | {kind} | {len(tallies)} | {tried} | {found} | {found / tried:.4f} | {target or '-'} | {below} |"


def count(source: Iterator[Batch], only: str) -> int:
    """Build every edit, and print how many there are and which do not hold; return how many those are."""
    families: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    used, bases, wrong = set(), 0, 0
    for batch in source:
        edits = [each for each in batch.edits if only in batch.name]
        bases += bool(edits)
        used |= {each.base for each in edits}
        for each in edits:
            families[each.family.replace(", true step:", ":")][", true step:" in each.family] += 1
            why = fault(each, batch.base)
            if why:
                wrong += 1
                print(f"{each.base}, {each.family}, {each.variant}: {why}")
    for family, (same, step) in sorted(families.items()):
        print(f"{same:4} + {step:4} of a true step: {family}")
    totals = [sum(each[side] for each in families.values()) for side in (0, 1)]
    print(f"{len(families)} families, {sum(totals)} edits, {totals[1]} of them of a true step, {len(used)} packages, {bases} bases; {wrong} do not hold")  # fmt: skip
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description="Edit genuine files, and count what is found.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=HALVES, help="families of one half only")
    chosen = parser.add_mutually_exclusive_group()
    for name, what in (("second", "of changes alone"), ("third", "changes, all held"), ("fourth", "changes, all held"), ("fifth", "changes, all held"), ("sixth", "changes, all held"), ("seventh", "changes, all held"), ("eighth", "changes, all held"), ("tenth", "changes, half of them held"), ("eleventh", "changes, all held")):  # fmt: skip
        chosen.add_argument(f"--{name}", dest="set", action="store_const", const=name, default="first", help=f"the {name} set: {what}")  # fmt: skip
    parser.add_argument("--count", action="store_true", help="build every edit, say how many hold, and peel nothing")  # fmt: skip
    parser.add_argument("--kind", default="", choices=("change", "invariant", "zeros"))
    parser.add_argument("--only", default="", help="kinds of base whose name holds this")
    parser.add_argument("--watch", type=Path, help="write what is known so far to this file")
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    given = parser.parse_args()
    source, page = SETS[given.set]
    if given.count:
        sys.exit(count(source(given.folder), given.only))
    halves = [given.half] if given.half else list(HALVES)
    used = []
    with Pool(workers=1) as pool, tempfile.TemporaryDirectory() as folder:
        judge = Judge(pool, Path(folder), halves, given.kind)
        for batch in source(given.folder):
            if given.only in batch.name:
                began = time.monotonic()
                judge.judge(batch)
                used.append(batch.name)
                edits = sum(each.tried for each in judge.tallies.values())
                print(f"{time.monotonic() - began:6.1f} s, {edits} edits: {batch.name}", file=sys.stderr)  # fmt: skip
                if given.watch:
                    given.watch.write_text("\n".join(judge.lines()) + "\n")
        isolation = pool.isolation
    lines = ["# Inert bytes hidden in genuine files, and inert changes", "", *judge.lines(), ""]
    lines += ["The bases:", "", *(f"- {each}" for each in used), ""]
    lines.append(
        f"{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), one worker, "
        f"Python {platform.python_version()}, onionskin {__version__}, isolation {isolation}. "
        f"Written by `python bench/peel/mutations.py FOLDER{'' if given.set == 'first' else f' --{given.set}'}{f' --kind {given.kind}' if given.kind else ''}{f' --half {given.half}' if given.half else ''} --write`."
    )
    print(*lines, sep="\n")
    if given.write:
        (HERE.parent / "results" / page).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
