"""What every campaign of mutants shares: its command line, what came of it, and the table that is kept."""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import onionskin

ROOT = Path(__file__).resolve().parent.parent
SLOW = 20.0


@dataclass
class Result:
    """What came of a campaign: outcomes by (golden's plugin, outcome), and what must not have been."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def tried(self, label: str, way: str, seconds: float) -> None:
        """Count a mutant that was tried."""
        self.ways[way] += 1
        self.slowest = max(self.slowest, (seconds, label))
        if seconds > SLOW:
            self.wrong.append(f"{label}: {seconds:.0f} s")

    def raised(self, name: str, label: str, error: Exception) -> None:
        """Count a mutant at which the coordinator raised."""
        self.wrong.append(f"{label}: {type(error).__name__}: {error}")
        self.outcomes[name, "exception"] += 1


@dataclass(frozen=True)
class Told:
    """A campaign's words: the script's name, the table's title, remarks of its own, what counts as wrong."""

    script: str
    title: str
    more: Callable[[], Iterable[str]]
    wrong: str
    note: str = ""


def table(result: Result, told: Told, seconds: float, command: str) -> str:
    """Return the result as Markdown."""
    outcomes = result.outcomes
    kinds = sorted({kind for _, kind in outcomes} | {"crashed", "timeout", "unsupported"})
    lines = [f"# {told.title}", "", f"`{command}`, {dt.datetime.now(tz=dt.UTC):%Y-%m-%d}.{told.note}", ""]  # fmt: skip
    lines += [f"| golden of | mutants | {' | '.join(kinds)} |", f"|---|---|{'---|' * len(kinds)}"]
    for name in sorted({name for name, _ in outcomes}):
        counts = [outcomes[name, kind] for kind in kinds]
        lines.append(f"| {name} | {sum(counts)} | {' | '.join(map(str, counts))} |")
    largest = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    ways = ", ".join(f"{count} {way}" for way, count in sorted(result.ways.items()))
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    system = f"Linux {platform.release().split('-')[0]}, onionskin {onionskin.__version__}"
    lines += [
        "",
        f"{outcomes.total()} mutants ({ways}) in {seconds:.0f} s.",
        *told.more(),
        f"The slowest took {result.slowest[0]:.1f} s: {result.slowest[1]}.",
        f"The largest process had {largest // 1024} MB.",
        f"{len(result.wrong)} {told.wrong}.",
        *(f"- {each[:400]!r}" for each in result.wrong[:50]),
        "",
        f"{machine}, {system}, 2 cores.",
    ]
    return "\n".join(lines) + "\n"


def run(
    run_in: Callable[[Path, int, int, int], tuple[Result, Told]], about: str | None, count: int
) -> int:
    """Run a campaign as a command; return 1 if anything happened that must not.

    `run_in` takes a folder, the seed, the first number and how many mutants.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", default="", metavar="NAME")
    asked = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result, told = run_in(Path(folder), asked.seed, asked.start, asked.count)
    numbers = f"--count {asked.count} --start {asked.start} --seed {asked.seed}"
    text = table(result, told, time.monotonic() - begun, f"{told.script} {numbers}")
    print(text)
    if asked.write:
        (ROOT / "fuzz" / "results").mkdir(exist_ok=True)
        (ROOT / "fuzz" / "results" / f"{asked.write}.md").write_text(text, "utf-8")
    return 1 if result.wrong else 0


def begin() -> None:
    """Let the campaign find the goldens of the tests."""
    sys.path.insert(0, str(ROOT))
