"""What honest releases look like to us: `python bench/peel/benign_pairs.py FOLDER KEEP [--half tune|score] [--pairs LIST] [--write]`.

FOLDER holds the releases of `material.toml`, which nobody here wrote. Each is peeled with `--against`
the release before it in the list, the first of each product alone. A pair that asks for REVIEW is peeled once more with
`--expect`: the bills of both releases (papers.py), and their lock files where `--locks` has them. What each run showed is kept in the file KEEP, a
line a run, and not run again as long as it stands there. Nothing is downloaded, installed or run.

The products are in two halves by the SHA-256 of their name: signals are tuned on the half `tune`
alone, and the half `score` tells how they do on products that nobody looked at.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import platform
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import benign_page
import material
import msgspec
from benign_page import Found, Run
from papers import write_bill

from onionskin import __version__
from onionskin.flows.gate import Gate
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.model import Level, Signature
from onionskin.terms import products, versions
from onionskin.write.reports import PeelReport

HERE = Path(__file__).parent
HALVES = ("tune", "score")
# npm writes one day of 1985 into every archive, and some builders write 1980: no date at all.
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Step:
    """A release, and the one before it in the list; the first of a product has none."""

    product: str
    platform: str
    version: str
    path: Path
    before: Path | None = None
    before_version: str = ""


def steps(folder: Path) -> Iterator[Step]:
    """Yield every release of the list, each product's oldest first."""
    groups: dict[tuple[str, str, str], list[material.Item]] = {}
    for each in material.items():
        groups.setdefault((each.registry, each.name, each.platform), []).append(each)
    for (registry, name, system), group in sorted(groups.items()):
        group.sort(key=lambda each: versions.key(each.version) or ())
        paths = {each.version: material.found(folder, each) for each in group}
        there = [(each.version, path) for each in group if (path := paths[each.version])]
        for version, path in there[:1]:
            yield Step(name, system or registry, version, path)
        for (old, before), (new, path) in pairwise(there):
            yield Step(name, system or registry, new, path, before, old)


def listed(folder: Path, pairs: Path) -> Iterator[Step]:
    """Yield every pair of a list whose files are both there, and have the bytes that it names."""
    for each in tomllib.loads(pairs.read_text("utf-8"))["pair"]:
        before, after = ((folder / each[side]["file"], each[side]["sha256"]) for side in ("before", "after"))  # fmt: skip
        wrong = [path.name for path, digest in (before, after) if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest]  # fmt: skip
        if wrong:
            print(f"not there, or other bytes than listed: {', '.join(wrong)}", file=sys.stderr)
            continue
        yield Step(each["name"], each["kind"], each["after"]["version"], after[0], before[0], each["before"]["version"])  # fmt: skip


def half_of(product: str) -> str:
    """Return the half that a product belongs to: decided by its name, before anything is known of it."""
    return HALVES[hashlib.sha256(products.key(product).encode()).digest()[0] % 2]


# --- running ---------------------------------------------------------------------------------------


def run(step: Step, pool: Pool, locks: Path | None = None) -> Run:
    """Peel one release, and again with the papers of both if it is at REVIEW."""
    began = time.monotonic()
    report = _peel(step, pool, Gate())
    seconds = time.monotonic() - began
    expected = report
    papers = False
    if report.verdict.level is Level.REVIEW and step.before is not None:
        with tempfile.TemporaryDirectory() as folder:
            bills = (Path(folder) / "new.cdx.json", Path(folder) / "old.cdx.json")
            given = [bills] if step.path.suffix != ".deb" and write_bill(step.path, bills[0]) and write_bill(step.before, bills[1]) else []  # fmt: skip
            given += _locks(step, locks)
            papers = bool(given)
            if papers:
                expected = _peel(step, pool, Gate(expects=tuple(given)))
    names = {layer.artifact.id: " > ".join(layer.artifact.path[1:]) for layer in report.layers}
    explained = {each.finding for each in expected.uncounted}
    return Run(
        product=step.product,
        platform=step.platform,
        version=step.version,
        before=step.before_version,
        file=step.path.name,
        size=report.subject.size,
        sha256=report.subject.sha256,
        half=half_of(step.product),
        vendor=vendor(report),
        date=date(step.path, report),
        level=report.verdict.level.value,
        expected_level=expected.verdict.level.value,
        papers=papers,
        complete=report.complete,
        reasons=tuple(map(str, report.reasons)),
        findings=tuple(
            Found(each.signal, each.lane.value, each.level.value, names[each.subject], each.summary, each.id in explained)
            for each in report.findings
        ),
        formats=dict(sorted(Counter(each.format for each in report.layers).items())),
        explained=sum(each.explained for each in report.layers if each.outcome.value != "unsupported"),
        decoded=sum(each.artifact.size for each in report.layers if each.outcome.value != "unsupported"),
        seconds=round(seconds, 2),
    )  # fmt: skip


def _locks(step: Step, folder: Path | None) -> list[tuple[Path, Path]]:
    """Return the lock files of both releases out of their repository, by `NAME-VERSION.` in front."""
    if folder is None:
        return []
    name = step.product.lstrip("@").replace("/", "-")
    new = sorted(folder.glob(f"{name}-{step.version}.*"))[:1]
    old = sorted(folder.glob(f"{name}-{step.before_version}.*"))[:1]
    return list(zip(new, old, strict=False))


def _peel(step: Step, pool: Pool, gate: Gate) -> PeelReport:
    (report,) = peel([step.path], pool=pool, against=[step.before] if step.before else [], gate=gate)  # fmt: skip
    return report


def vendor(report: PeelReport) -> str:
    """Return who signed most of a release's files; "" if none is signed."""
    signers = Counter(
        each.signer for layer in report.layers for each in layer.all(Signature) if each.signer
    )
    return min(signers, key=lambda name: (-signers[name], name), default="")


def date(path: Path, report: PeelReport) -> str:
    """Return the month of the archive's newest member, or else of its newest signature; or "" ."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            times = ["{:04}-{:02}".format(*each.date_time[:2]) for each in archive.infolist()]
    elif path.suffix == ".deb":
        times = []
    else:
        with tarfile.open(path) as packed:
            times = [dt.datetime.fromtimestamp(each.mtime, dt.UTC).strftime("%Y-%m") for each in packed]  # fmt: skip
    signed = [each.signed_at[:7] for layer in report.layers for each in layer.all(Signature) if each.signed_at]  # fmt: skip
    for some in (times, signed):
        newest = max((each for each in some if int(each[:4]) >= FIRST_YEAR), default="")
        if newest:
            return newest
    return ""


def kept(path: Path) -> dict[tuple[str, str], Run]:
    """Return the runs of a file, by the names of both releases."""
    if not path.exists():
        return {}
    every = (msgspec.json.decode(line, type=Run) for line in path.read_bytes().splitlines())
    return {(each.file, each.before): each for each in every}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("keep", type=Path)
    parser.add_argument("--half", choices=HALVES, help="look at one half only")
    parser.add_argument(
        "--locks", type=Path, help="lock files out of the repositories, NAME-VERSION.LOCK"
    )
    parser.add_argument("--only", default="", help="products whose name holds this")
    parser.add_argument(
        "--pairs", type=Path, help="a list of pairs in place of the benign material"
    )
    parser.add_argument("--again", action="store_true", help="run anew what is not NOTHING_FOUND")
    parser.add_argument("--write", action="store_true", help="keep the page in bench/results")
    given = parser.parse_args()
    wanted = [
        each
        for each in (listed(given.folder, given.pairs) if given.pairs else steps(given.folder))
        if half_of(each.product) == (given.half or half_of(each.product))
        and given.only in each.product
    ]
    found = kept(given.keep)
    isolation = "full"
    with Pool(workers=1) as pool, given.keep.open("ab") as keep:
        for step in wanted:
            key = (step.path.name, step.before_version)
            stale = given.again and key in found and found[key].level != Level.NOTHING_FOUND.value
            if key not in found or stale:
                found[key] = run(step, pool, given.locks)
                keep.write(msgspec.json.encode(found[key]) + b"\n")
                keep.flush()
                print(step.path.name, found[key].level, found[key].seconds, file=sys.stderr)
                isolation = pool.isolation
    runs = [found[each.path.name, each.before_version] for each in wanted]
    lines = benign_page.page(runs, [given.half] if given.half else HALVES)
    lines += [
        "",
        (
            f"{dt.datetime.now(dt.UTC).date()}, {os.cpu_count()} shared processors ({platform.machine()}), one worker, "
            f"Python {platform.python_version()}, onionskin {__version__}, isolation {isolation}. "
            f"Written by `python bench/peel/benign_pairs.py FOLDER KEEP{f' --pairs {given.pairs.name}' if given.pairs else ''} --write`."
        ),
    ]
    print(*lines, sep="\n")
    if given.write:
        (
            HERE.parent / "results" / f"{given.pairs.stem if given.pairs else 'benign_pairs'}.md"
        ).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
