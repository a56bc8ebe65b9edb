"""What honest releases look like to us: `python bench/peel/benign_pairs.py FOLDER [--half tune|score] [--write]`.

FOLDER holds releases that nobody here wrote (wheels, npm tarballs, sdists), two and more versions of
each product. Every file is peeled alone; which file is the release before which is decided by what the
releases say of themselves. Then each is peeled with `--against` the one before, the newest of each
product against itself, and against the oldest. Nothing is downloaded, installed or run.

The products are in two halves by the SHA-256 of their name: signals are tuned on the half `tune`
alone, and the half `score` tells how they do on products that nobody looked at.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import math
import os
import platform
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from onionskin import __version__
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Lane, Level
from onionskin.peel.steps import step
from onionskin.plugins.contracts import Tree
from onionskin.terms import products, versions
from onionskin.weigh.order import reaches
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent
ARCHIVES = (".whl", ".tgz", ".tar.gz", ".zip", ".jar", ".nupkg", ".vsix", ".msi")
HALVES = ("tune", "score")
# What this version does not open, and says so: not a fault of a release nor of a parser.
UNOPENED = "unsupported: "


@dataclass(frozen=True)
class Peeled:
    """One run over one file, and what it cost."""

    path: Path
    report: PeelReport
    seconds: float
    peak: int

    @property
    def version(self) -> str:
        """Return the version that the release says it is."""
        return self.report.version

    @property
    def explained(self) -> float:
        """Return the share of bytes with an owner, over all artifacts that could be opened."""
        seen = [each for each in self.report.layers if each.outcome.value != "unsupported"]
        size = sum(each.artifact.size for each in seen)
        return sum(each.explained for each in seen) / size if size else 1.0


@dataclass(frozen=True)
class Pair:
    """Two releases of one product: `kind` is `consecutive`, `itself` or `far`."""

    kind: str
    product: str
    old: Peeled
    alone: Peeled
    laid: Peeled

    @property
    def step(self) -> str:
        """Return how far the version goes: signals of the change lane ask for it."""
        return step(_tree(self.old.report), _tree(self.alone.report))

    @property
    def name(self) -> str:
        """Return product and both versions."""
        return f"{self.product} {self.old.version} -> {self.alone.version}"


def _tree(report: PeelReport) -> Tree:
    return Tree(report.layers, lambda _needle, _layers: [])


# --- running ---------------------------------------------------------------------------------------


def releases(folder: Path) -> list[Path]:
    """Return the packages of a folder, one file per content."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name.endswith(ARCHIVES):
            found.setdefault(digest(path), path)
    return list(found.values())


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run(path: Path, pool: Pool, against: Path | None = None) -> Peeled:
    """Peel one file, in the pool; the peak is that of this process and its worker together."""
    _forget_peaks()
    began = time.monotonic()
    (report,) = peel([path], pool=pool, against=[against] if against else [])
    made = Peeled(path, report, time.monotonic() - began, sum(_peaks()))
    print(
        f"{path.name}: {report.product} {report.version}, {report.verdict.level.value}",
        file=sys.stderr,
    )
    return made


def _forget_peaks() -> None:
    for process in _processes():
        (Path("/proc") / process / "clear_refs").write_text("5")


def _peaks() -> Iterator[int]:
    """Yield the peak resident bytes of this process and of each of its workers."""
    for process in _processes():
        status = (Path("/proc") / process / "status").read_text()
        yield from (
            int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM")
        )


def _processes() -> list[str]:
    own = str(os.getpid())
    tasks = (Path("/proc") / own / "task").iterdir()
    return [own, *(each for task in tasks for each in (task / "children").read_text().split())]


def half_of(product: str) -> str:
    """Return the half that a product belongs to: decided by its name, before anything is known of it."""
    return HALVES[hashlib.sha256(products.key(product).encode()).digest()[0] % 2]


def by_product(every: Sequence[Peeled]) -> dict[str, list[Peeled]]:
    """Return the releases of each product, by version; one that does not name itself is left out."""
    found: dict[str, list[Peeled]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for each in every:
        named = (products.key(each.report.product), each.path.suffix)
        if each.report.product and versions.key(each.version) is not None:
            found[names.setdefault(named, each.report.product + _kind(each.path))].append(each)
    for group in found.values():
        group.sort(key=lambda each: versions.key(each.version) or ())
    return dict(sorted(found.items()))


def _kind(path: Path) -> str:
    return "" if path.suffix == ".whl" else f" ({path.suffix[1:]})"


def pairs(product: str, group: list[Peeled], pool: Pool) -> Iterator[Pair]:
    """Yield every pair of a product's releases, laid over each other."""
    for old, new in pairwise(group):
        yield Pair("consecutive", product, old, new, run(new.path, pool, old.path))
    newest = group[-1]
    yield Pair("itself", product, newest, newest, run(newest.path, pool, newest.path))
    if len(group) > 2:
        yield Pair("far", product, group[0], newest, run(newest.path, pool, group[0].path))


# --- the table --------------------------------------------------------------------------------------


def table(found: Sequence[Pair]) -> list[str]:
    rows = [
        "| pair | step | alone | against | complete | findings | explained | s | peak MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for each in found:
        alone, laid = each.alone.report, each.laid.report
        rows.append(
            f"| {each.name} | {each.step} | {alone.verdict.level.value} | {laid.verdict.level.value} "
            f"| {_complete(laid)} | {_by_signal(laid)} | {each.laid.explained:.4%} "
            f"| {each.laid.seconds:.1f} | {each.laid.peak / 1e6:.0f} |"
        )
    return rows


def _complete(report: PeelReport) -> str:
    return "yes" if report.complete else "; ".join(report.reasons)


def _by_signal(report: PeelReport) -> str:
    counted = Counter(each.signal for each in report.findings)
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items())) or "-"


def details(found: Sequence[Pair]) -> list[str]:
    """Return every finding in words: whoever doubts the table can judge it."""
    lines = []
    for each in found:
        report = each.laid.report
        names = {layer.artifact.id: " > ".join(layer.artifact.path) for layer in report.layers}
        lines += [
            f"- {each.name}: {one.signal} ({one.lane.value}, {one.level.value}): {names[one.subject]}: {one.summary}"
            for one in report.findings
        ]
    return lines or ["none"]


def rates(title: str, found: Sequence[Pair], every: Sequence[Peeled]) -> list[str]:
    """Return the counts and their upper bounds, of 95 %, one row each."""
    runs = [each.laid.report for each in found]
    alone = [each.report for each in every]
    both = [*alone, *runs]
    counts = [
        ("releases with a finding in the invariant lane", _having(alone, _invariant), len(alone)),
        ("releases alone at SUSPICIOUS or worse", _having(alone, _suspicious), len(alone)),
        ("releases alone at REVIEW", _having(alone, _review), len(alone)),
        ("pairs at SUSPICIOUS or worse", _having(runs, _suspicious), len(runs)),
        ("pairs at REVIEW", _having(runs, _review), len(runs)),
        ("pairs with a finding in the change lane", _having(runs, _change), len(runs)),
        ("runs incomplete for another reason than a format not opened", _having(both, _missed), len(both)),
    ]  # fmt: skip
    rows = [f"| {title} | count | of | at most, by 95 % |", "|---|---|---|---|"]
    return rows + [
        f"| {what} | {count} | {total} | {upper(count, total):.1%} |"
        for what, count, total in counts
    ]


def _having(reports: Sequence[PeelReport], holds: Callable[[PeelReport], bool]) -> int:
    return sum(map(holds, reports))


def _invariant(report: PeelReport) -> bool:
    return any(each.lane is Lane.INVARIANT for each in report.findings)


def _change(report: PeelReport) -> bool:
    return any(each.lane is Lane.CHANGE for each in report.findings)


def _suspicious(report: PeelReport) -> bool:
    return reaches(report.verdict.level, Level.SUSPICIOUS)


def _review(report: PeelReport) -> bool:
    return report.verdict.level is Level.REVIEW


def _missed(report: PeelReport) -> bool:
    return any(UNOPENED not in reason for reason in report.reasons)


def upper(count: int, total: int, doubt: float = 0.05) -> float:
    """Return the upper bound of a rate (Clopper and Pearson, one-sided); of no case it is the rule of three."""
    low, high = count / total if total else 0.0, 1.0
    for _ in range(50):
        rate = (low + high) / 2
        chance = sum(
            math.comb(total, k) * rate**k * (1 - rate) ** (total - k) for k in range(count + 1)
        )
        low, high = (rate, high) if chance > doubt else (low, rate)
    return high


def signals(found: Sequence[Pair], every: Sequence[Peeled]) -> list[str]:
    """Return how often each signal spoke: over single releases, and over pairs."""
    single = Counter(one.signal for each in every for one in each.report.findings)
    laid = Counter(one.signal for each in found for one in each.laid.report.findings)
    lanes = {one.signal: one.lane.value for each in found for one in each.laid.report.findings}
    lanes |= {one.signal: one.lane.value for each in every for one in each.report.findings}
    rows = ["| signal | lane | releases alone | pairs |", "|---|---|---|---|"]
    return rows + [
        f"| {name} | {lanes[name]} | {single[name]} | {laid[name]} |" for name in sorted(lanes)
    ]


# --- the page ----------------------------------------------------------------------------------------


def section(half: str, found: Sequence[Pair], every: Sequence[Peeled]) -> list[str]:
    of = {kind: [each for each in found if each.kind == kind] for kind in ("consecutive", "itself", "far")}  # fmt: skip
    layers = Counter(layer.format for each in every for layer in each.report.layers)
    opened = ", ".join(f"{name} {count}" for name, count in sorted(layers.items()))
    return [
        f"## Half `{half}`",
        "",
        f"{len(every)} releases, {layers.total():,} artifacts: {opened}.",
        "",
        *rates("consecutive releases", of["consecutive"], every),
        "",
        (
            f"Against itself: {_having([each.laid.report for each in of['itself']], _change)} of {len(of['itself'])} "
            "with a finding in the change lane. Against a version far away: "
            f"{_having([each.laid.report for each in of['far']], _suspicious)} of {len(of['far'])} above REVIEW."
        ),
        "",
        "Steps: "
        + ", ".join(
            f"{name} {count}"
            for name, count in sorted(Counter(each.step for each in of["consecutive"]).items())
        )
        + ".",
        "",
        *signals(of["consecutive"], every),
        "",
        *table([*of["consecutive"], *of["far"]]),
        "",
        "Every finding on consecutive releases:",
        "",
        *details(of["consecutive"]),
        "",
    ]


def sources(every: Sequence[Peeled]) -> list[str]:
    rows = ["## The releases", "", "| file | product | version | bytes | SHA-256 |", "|---|---|---|---|---|"]  # fmt: skip
    return rows + [
        f"| {each.path.name} | {each.report.product} | {each.version} | {each.report.subject.size} "
        f"| {each.report.subject.sha256} |"
        for each in every
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=HALVES, help="look at one half only")
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    given = parser.parse_args()
    lines = ["# Benign releases, laid over each other", ""]
    every: list[Peeled] = []
    with Pool(workers=1) as pool:
        every += [run(path, pool) for path in releases(given.folder)]
        groups = by_product(every)
        for half in [given.half] if given.half else HALVES:
            mine = {
                name: group
                for name, group in groups.items()
                if half_of(group[0].report.product) == half
            }
            found = [pair for name, group in mine.items() for pair in pairs(name, group, pool)]
            lines += section(half, found, [each for group in mine.values() for each in group])
        isolation = pool.isolation
    lines += sources(every)
    lines += [
        "",
        (
            f"{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), one worker, "
            f"Python {platform.python_version()}, onionskin {__version__}, isolation {isolation}. "
            "Written by `python bench/peel/benign_pairs.py FOLDER --write`."
        ),
    ]
    print(*lines, sep="\n")
    if given.write:
        (HERE.parent / "results" / "benign_pairs.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
