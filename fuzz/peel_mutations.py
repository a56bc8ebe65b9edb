"""Mutate the golden inputs of every container and signal and peel them: `python fuzz/peel_mutations.py`.

Three ways in turn: a mutant alone; a mutant laid over its golden, so that features and rules look
at it; a folder of several, or a golden of a release or change signal with one mutated file, laid over
what it was. Each must end in a typed outcome: the coordinator must not raise, no worker may die, no
signal may fail, no parser may stop with an exception that is not about damage, no mutant may take
longer than SLOW seconds. `--write NAME` keeps the table in fuzz/results/.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign import Result, Told, begin, run
from mutators import mutant

from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.peel.walk import Budget
from onionskin.plugins.scan import plugins
from onionskin.write.reports import PeelReport
from onionskin.write.save import rendered

begin()
LARGEST = 4 << 20
BUDGET = Budget(seconds=60, job_seconds=20)
STOPPED = re.compile(r"(?:stopped|whether it fits|^member .*?): (\w+(?:\.\w+)*): ", re.DOTALL)
# What decoders and our own parsers raise about damage; zlib's and struct's is called `error`.
ABOUT_DAMAGE = frozenset({"DamagedError", "LZMAError", "EOFError", "OSError", "error", "BudgetError", "ArrowInvalid"})  # fmt: skip
DEADLY = frozenset({"signal-failed", "feature-failed", "crashed", "timeout", "fits-failed"})


@dataclass
class Peeled(Result):
    """What came of a campaign over PEEL, and the most layers."""

    widest: tuple[int, str] = (0, "")


def bases(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield (container, file's name, bytes) of every golden input that is one file."""
    from tests.contract.goldens import goldens

    for plugin in plugins("container"):
        for golden in goldens(plugin):
            place = folder / f"{plugin.id}-{golden.name}"
            place.mkdir()
            made = golden.build(place)
            if isinstance(made, Path) and made.is_file() and 0 < made.stat().st_size <= LARGEST:
                yield plugin.id, made.name, made.read_bytes()


def releases(folder: Path) -> Iterator[tuple[str, Path | None, Path]]:
    """Yield (signal, release before or None, release) of every golden of a signal."""
    from tests.contract.goldens import goldens

    for plugin in plugins("signal"):
        for golden in goldens(plugin):
            place = folder / f"{plugin.id}-{golden.name}"
            place.mkdir()
            made = golden.build(place)
            old, new = made if isinstance(made, tuple) else (None, made)
            # A golden with papers of the gate is no pair of releases.
            if not all(isinstance(each, Path) for each in (old or new, new)):
                continue
            if sum(each.stat().st_size for each in new.rglob("*") if each.is_file()) <= LARGEST:
                yield plugin.id, old, new


class Campaign:
    """Mutants by number: the same number and seed give the same mutant."""

    def __init__(self, folder: Path, seed: int) -> None:
        (folder / "goldens").mkdir()
        (folder / "signals").mkdir()
        self.place = folder / "mutants"
        self.seed = seed
        self.known = list(bases(folder / "goldens"))
        self.releases = list(releases(folder / "signals"))
        self.contents = [data for _, _, data in self.known]
        self.result = Peeled()

    def run(self, start: int, count: int) -> Peeled:
        """Peel the mutants from `start` on."""
        with Pool() as pool:
            for number in range(start, start + count):
                self.place.mkdir()
                try:
                    self._one(number, pool)
                finally:
                    shutil.rmtree(self.place)
        return self.result

    def _one(self, number: int, pool: Pool) -> None:
        old: Path | None
        chance = random.Random(self.seed * 1_000_003 + number)  # noqa: S311 - no secret
        way = ("alone", "over its golden", "alone", "folder")[number % 4]
        if way == "folder" and chance.random() < 0.5:
            way = "signal's golden"
            name, old, new = self._signal(chance)
        elif way == "folder":
            name, old, new = self._folder(chance)
        else:
            name, file, data = self.known[(number // 4 * 3 + number % 4) % len(self.known)]
            new = self.place / file
            new.write_bytes(mutant(data, self.contents, chance))
            old = self.place / "before" / file if way == "over its golden" else None
            if old:
                old.parent.mkdir()
                old.write_bytes(data)
        label = f"{name} {number} ({way})"
        begun = time.monotonic()
        try:
            (report,) = peel([new], pool=pool, budget=BUDGET, against=[old] if old else ())
            self._judge(name, label, report)
        except Exception as error:  # noqa: BLE001 - what the campaign looks for
            self.result.raised(name, label, error)
        self.result.tried(label, way, time.monotonic() - begun)

    def _folder(self, chance: random.Random) -> tuple[str, Path, Path]:
        """Write a release of several goldens, and the same with half of them changed."""
        old, new = self.place / "before", self.place / "release"
        old.mkdir()
        new.mkdir()
        for number in range(6):
            _, file, data = chance.choice(self.known)
            (old / f"{number}").mkdir()
            (new / f"{number}").mkdir()
            (old / f"{number}" / file).write_bytes(data)
            out = mutant(data, self.contents, chance) if number % 2 else data
            (new / f"{number}" / file).write_bytes(out)
        return "folder", old, new

    def _signal(self, chance: random.Random) -> tuple[str, Path, Path]:
        name, old, made = chance.choice(self.releases)
        new = self.place / made.name
        if made.is_dir():
            shutil.copytree(made, new, symlinks=True)
        else:
            shutil.copyfile(made, new)
        files = sorted(
            each for each in (new, *new.rglob("*")) if each.is_file() and not each.is_symlink()
        )
        if files:
            meant = chance.choice(files)
            data = meant.read_bytes()
            meant.chmod(0o600)
            meant.write_bytes(mutant(data, self.contents, chance) if data else b"\0")
        return f"signal {name}", old or made, new

    def _judge(self, name: str, label: str, report: PeelReport) -> None:
        """Count a report's outcome and everything in it that must not be."""
        outcomes = {each.outcome.value for each in report.layers}
        order = ("crashed", "timeout", "incomplete", "unsupported", "scanned")
        worst = next(each for each in order if each in outcomes)
        self.result.outcomes[name, worst] += 1
        self.result.widest = max(self.result.widest, (len(report.layers), label))
        if report.complete and worst != "scanned":
            self.result.wrong.append(f"{label}: complete, but {worst}")
        json.loads(rendered(report, "json"))
        for each in report.problems:
            raised = STOPPED.search(each.detail)
            odd = raised is not None and raised[1].rpartition(".")[2] not in ABOUT_DAMAGE
            if odd or each.reason in DEADLY:
                self.result.wrong.append(f"{label}: {each.reason}: {each.detail}")


def campaign(folder: Path, seed: int, start: int, count: int) -> tuple[Result, Told]:
    """Run mutants and return what came of them."""
    result = Campaign(folder, seed).run(start, count)
    return result, Told(
        "fuzz/peel_mutations.py",
        "Mutated golden inputs, peeled",
        lambda: [f"The most layers were {result.widest[0]}: {result.widest[1]}."],
        "crashes, timeouts, failed signals or exceptions that are not about damage",
        " A mutant counts by the worst outcome of its layers.",
    )


if __name__ == "__main__":
    sys.exit(run(campaign, __doc__, 5000))
