"""How fast PEEL is, as ratios in one run: `python bench/peel/speed.py FOLDER [--write]`.

FOLDER holds the releases of `material.toml` (material.py fetches them); the newest of each product is
taken. *The bytes* are those of the archives' members. Measured side by side, CPU seconds of the
process and its children, and wall seconds:

- inflate and one SHA-256: Python's zipfile and tarfile, and hashlib, in one process;
- PEEL of the same files as one release, without a release before it (the invariant lane), with one
  worker and with two; starting the pool and reading an empty file is measured alone, and deducted;
- the same two for the releases with the largest and the smallest files alone (by the mean of a release);
- raw yara-x with the house's rules over the members' bytes in one process, and the same rules over the
  same members as PEEL runs them, jailed, with one worker;
- by the clock, in fresh processes: one that peels all releases, two at once that peel a half each, and one
  that is held on one processor together with its worker; inflate and one SHA-256 alone in one, and in two.

Memory is the largest resident set of a worker, and of the coordinator, in a fresh process that does nothing else.
The package and what it needs is compiled first, as pip does and uv does not: workers cannot write what they compile.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import hashlib
import os
import platform
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import material
import msgspec

import onionskin
from onionskin import __version__
from onionskin.flows.peel import peel
from onionskin.jail.pool import Pool
from onionskin.peel.rule_packs import OWN, RulePack, prepared
from onionskin.peel.second_look import SecondLook
from onionskin.peel.walk import Budget, Walk

HERE = Path(__file__).parent
CHUNK = 1 << 20
LARGE, SMALL = 1 << 20, 32 << 10
REST = "\n## Where the rest goes\n"
BUDGET = Budget(decoded=16 << 30, seconds=3600.0, job_seconds=300.0)


@dataclass(frozen=True)
class Cost:
    """What one way cost: seconds of CPU and of the clock, and what it gave."""

    cpu: float
    wall: float
    made: int = 0


def cost(run: Callable[[], int]) -> Cost:
    """Run something, and measure this process and its children."""
    before, start = _cpu(), time.perf_counter()
    made = run()
    return Cost(_cpu() - before, time.perf_counter() - start, made)


def _cpu() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(each) for each in kinds]
    return sum(each.ru_utime + each.ru_stime for each in used)


def members(path: Path) -> Iterator[Iterator[bytes]]:
    """Yield the decoded bytes of each member of a wheel or a tarball, in pieces."""
    if path.suffix in {".whl", ".zip"}:
        with zipfile.ZipFile(path) as archive:
            for each in archive.infolist():
                with archive.open(each) as file:
                    yield iter(partial(file.read, CHUNK), b"")
        return
    with tarfile.open(path, "r:gz") as archive:
        for row in archive:
            member = archive.extractfile(row) if row.isfile() else None
            if member is not None:
                yield iter(partial(member.read, CHUNK), b"")


def inflate_and_hash(paths: list[Path]) -> int:
    """Decode and hash every member once; return how many bytes these were."""
    total = 0
    for path in paths:
        for pieces in members(path):
            state = hashlib.sha256()
            for piece in pieces:
                state.update(piece)
                total += len(piece)
    return total


def mean_size(path: Path) -> float:
    """Return how long a member of a release is on average."""
    sizes = [sum(map(len, pieces)) for pieces in members(path)]
    return sum(sizes) / max(len(sizes), 1)


def joined(paths: list[Path]) -> int:
    """Decode every member into one piece, as `raw_rules` does before it scans."""
    return sum(len(b"".join(pieces)) for path in paths for pieces in members(path))


def peeled(folder: Path, workers: int) -> int:
    """Peel a folder as one release; return the artifacts."""
    with Pool(workers=workers) as pool:
        (report,) = peel([folder], pool=pool, budget=BUDGET)
    return len(report.layers)


def peaks(folder: Path) -> tuple[int, int]:
    """Peel a folder; return the largest resident sets of this process and of a worker, in bytes."""
    with Pool(workers=1) as pool:
        (_,) = peel([folder], pool=pool, budget=BUDGET)
        workers = max(map(_peak, _children()))
    return _peak("self"), workers


def _peak(process: str) -> int:
    """Return the largest resident set of a process so far, from /proc."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10
    return 0


def apart(
    folders: list[Path], processors: set[int] | None = None, only: str = "--only-peel"
) -> float:
    """Peel each folder in a process of its own, all at once; return the seconds by the clock.

    With `processors` each of them, and its one worker, are held on these. `only` may name another thing to do.
    """
    start = time.perf_counter()
    command = [sys.executable, __file__, only]
    if processors:
        command += ["--on", ",".join(map(str, sorted(processors)))]
    running = [subprocess.Popen([*command, str(each)]) for each in folders]
    for each in running:
        if each.wait():
            raise SystemExit("a process of its own failed")
    return time.perf_counter() - start


def halves(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """Share releases out so that both halves have about as many bytes."""
    found: tuple[list[Path], list[Path]] = ([], [])
    sizes = [0, 0]
    for path in sorted(paths, key=lambda each: -each.stat().st_size):
        which = sizes.index(min(sizes))
        sizes[which] += path.stat().st_size
        found[which].append(path)
    return found


def raw_rules(paths: list[Path]) -> int:
    """Run the house's rules over the members' bytes, without a jail."""
    import yara_x

    compiler = yara_x.Compiler(relaxed_re_syntax=True)
    for each in sorted(OWN.glob("*.yar")):
        compiler.new_namespace(each.name)
        compiler.add_source(each.read_text("utf-8"))
    scanner = yara_x.Scanner(compiler.build())
    scanner.max_matches_per_pattern(64)
    total = 0
    for path in paths:
        for pieces in members(path):
            data = b"".join(pieces)
            scanner.scan(data)
            total += len(data)
    return total


def jailed_rules(folder: Path) -> Cost:
    """Run them as PEEL does over all layers of a release that was opened before."""
    with Pool(workers=1) as pool, Walk(pool, BUDGET) as walk, prepared(pool, []) as pack:
        assert isinstance(pack, RulePack), pack
        layers = walk.run(folder).layers
        look = SecondLook(pack.pool, lambda: 3600.0, 300.0, pack=pack)
        with _watched() as used:
            start = time.perf_counter()
            look.over(layers, walk.result.sources)
            wall = time.perf_counter() - start
        return Cost(used[0], wall, len(layers))


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Measure this process and its children, which still run."""
    found = [0.0]
    before = _cpu() + _of_children()
    yield found
    found[0] = _cpu() + _of_children() - before


def _of_children() -> float:
    """Return the CPU seconds of the children that run now, from /proc."""
    tick, total = os.sysconf("SC_CLK_TCK"), 0
    for child in _children():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / tick


def _children() -> list[str]:
    """Return the numbers of the processes that this one started, and that still run."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [child for task in tasks for child in (task / "children").read_text().split()]


def newest(folder: Path) -> list[Path]:
    """Return the newest listed release of each product and platform."""
    last: dict[tuple[str, str], material.Item] = {}
    for each in material.items():
        last[each.name, each.platform] = each  # the list is in the order of versions
    found = (material.found(folder, each) for each in last.values())
    return [path for path in found if path is not None and path.name.endswith((".whl", ".tgz"))]


def median(runs: list[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        statistics.median(each.cpu for each in runs),
        statistics.median(each.wall for each in runs),
        runs[0].made,
    )


def measure(paths: list[Path], runs: int) -> dict[str, Cost]:
    """Return the cost of each way, the ways taken in turn."""
    found: dict[str, list[Cost]] = {}
    means = {path: mean_size(path) for path in paths}
    groups = {
        "": paths,
        ", large files": [path for path in paths if means[path] >= LARGE],
        ", small files": [path for path in paths if means[path] <= SMALL],
    }
    with tempfile.TemporaryDirectory(dir=paths[0].parent) as scratch:
        empty = Path(scratch, "empty")
        empty.mkdir()
        (empty / "nothing.txt").write_bytes(b"nothing\n")
        folders = {
            name: _gathered(each, Path(scratch, f"r{name}")) for name, each in groups.items()
        }
        parts = [
            _gathered(each, Path(scratch, f"half {number}"))
            for number, each in enumerate(halves(paths))
        ]
        alone = {min(os.sched_getaffinity(0))}
        apart([empty])
        for _ in range(runs):
            ways: dict[str, Callable[[], int]] = {
                "starting, 1 worker": lambda: peeled(empty, 1),
                "starting, 2 workers": lambda: peeled(empty, 2),
                "peel, 2 workers": lambda: peeled(folders[""], 2),
                "inflate and raw yara-x": lambda: raw_rules(paths),
                "inflate, joined": lambda: joined(paths),
            }
            for name, each in groups.items():
                ways[f"inflate and one SHA-256{name}"] = partial(inflate_and_hash, each)
                ways[f"peel, 1 worker{name}"] = partial(peeled, folders[name], 1)
            for name, run in ways.items():
                found.setdefault(name, []).append(cost(run))
            found.setdefault("rules in the jail", []).append(jailed_rules(folders[""]))
            for name, folder, on in (
                ("one process", [folders[""]], None),
                ("two processes", parts, None),
                ("one processor", [folders[""]], alone),
            ):
                found.setdefault(name, []).append(Cost(0.0, apart(folder, on)))
            for name, folder in (("one bare process", [folders[""]]), ("two bare ones", parts)):
                found.setdefault(name, []).append(Cost(0.0, apart(folder, only="--only-base")))
        found["peaks"] = [Cost(*_peaks_apart(folders[""]))]
    return {name: median(each) for name, each in found.items()}


def _peaks_apart(folder: Path) -> tuple[float, float, int]:
    command = [sys.executable, __file__, "--peaks", str(folder)]
    own, worker = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(own), float(worker), 0


def _gathered(paths: list[Path], folder: Path) -> Path:
    """Put releases into one folder, without a copy where the system can."""
    folder.mkdir()
    for path in paths:
        try:
            os.link(path, folder / path.name)
        except OSError:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def report(paths: list[Path], found: dict[str, Cost], runs: int) -> str:
    """Return the result as Markdown."""
    base = found["inflate and one SHA-256"]
    size = base.made
    one, two = (
        Cost(
            found[f"peel, {count}"].cpu - found[f"starting, {count}"].cpu,
            found[f"peel, {count}"].wall - found[f"starting, {count}"].wall,
            found[f"peel, {count}"].made,
        )
        for count in ("1 worker", "2 workers")
    )
    raw = found["inflate and raw yara-x"].cpu - found["inflate, joined"].cpu
    jailed = found["rules in the jail"]
    rows = [
        ("inflate and one SHA-256", base, 1.0),
        ("invariant lane, one worker", one, base.cpu / one.cpu),
        ("invariant lane, two workers", two, base.cpu / two.cpu),
    ]
    kinds = []
    for name in (", large files", ", small files"):
        least = found[f"inflate and one SHA-256{name}"]
        mine = found[f"peel, 1 worker{name}"]
        used = mine.cpu - found["starting, 1 worker"].cpu
        kinds.append(
            f"| releases with{name[1:]} | {least.made:,} | {mine.made:,} | {least.cpu:.2f} | {used:.2f} | {least.cpu / used:.2f} |"
        )
    lines = [
        "# How fast PEEL is",
        "",
        f"{len(paths)} releases, {size:,} bytes of members, {one.made:,} artifacts; the median of {runs} runs.",
        "",
        "| way | CPU s | wall s | MB per CPU s | of inflate and SHA-256, by CPU | by the clock |",
        "|---|---|---|---|---|---|",
    ]
    for name, each, ratio in rows:
        speed = size / each.cpu / 1e6
        lines.append(
            f"| {name} | {each.cpu:.2f} | {each.wall:.2f} | {speed:.0f} | {ratio:.2f} | {base.wall / each.wall:.2f} |"
        )
    lines += [
        "",
        "| only | bytes | artifacts | inflate and SHA-256, CPU s | one worker, CPU s | ratio |",
        "|---|---|---|---|---|---|",
        *kinds,
        "",
        f"Large: a file has {LARGE >> 20} MiB or more on average in the release; small: {SMALL >> 10} KiB or less.",
    ]
    lines += _clock(found, one, two)
    machine = f"{os.cpu_count()} shared processors ({platform.machine()})"
    today = dt.datetime.now(dt.UTC).date()
    lines += [
        "",
        "| YARA lane, the house's rules | CPU s |",
        "|---|---|",
        f"| raw yara-x | {raw:.2f} |",
        f"| in the jail, over changed or added files | {jailed.cpu:.2f} |",
        "",
        f"Ratio {raw / jailed.cpu:.2f} (raw over jailed; the jail leaves archives out, and scans their members).",
        "",
        *_memory(found["peaks"], paths),
        "",
        f"{today}, {machine}, Python {platform.python_version()}, onionskin {__version__}.",
        "Written by `python bench/peel/speed.py FOLDER --write`.",
    ]
    return "\n".join(lines) + "\n"


def _clock(found: dict[str, Cost], one: Cost, two: Cost) -> list[str]:
    """Return what a second processor brings, each way by its name."""
    starting = found["starting, 2 workers"]
    rows = (
        ("two jailed workers against one, beside one coordinator either way", one.wall, two.wall),
        (
            "two independent processes over a half each, against one over all",
            found["one process"].wall,
            found["two processes"].wall,
        ),
        (
            "inflate and one SHA-256 in two independent processes over a half each, against one over all",
            found["one bare process"].wall,
            found["two bare ones"].wall,
        ),
        (
            "two workers on all processors, against one worker and its coordinator on one",
            found["one processor"].wall,
            two.wall + starting.wall,
        ),
    )
    return [
        "",
        "| by the clock | s | s | times faster |",
        "|---|---|---|---|",
        *(f"| {name} | {slow:.2f} | {fast:.2f} | {slow / fast:.2f} |" for name, slow, fast in rows),
        "",
        f"Two workers and their coordinator use {two.cpu:.2f} s of CPU: on two processors they cannot be done before",
        f"{two.cpu / 2:.2f} s, which is {one.wall / two.cpu * 2:.2f} times faster than one worker, whose coordinator has the second processor already.",
        f"Starting two takes {starting.wall:.2f} s ({starting.cpu:.2f} s of CPU), and is deducted from the first row and the lane.",
    ]


def _memory(peaks: Cost, paths: list[Path]) -> list[str]:
    largest = max(sum(map(len, pieces)) for path in paths for pieces in members(path))
    allowed = 2 * largest + (200 << 20)
    own, worker = (each / (1 << 20) for each in (peaks.cpu, peaks.wall))
    return [
        f"Largest resident set: a worker {worker:.0f} MB, the coordinator {own:.0f} MB. The largest member has",
        f"{largest / (1 << 20):.0f} MB; twice that and 200 MB are {allowed / (1 << 20):.0f} MB.",
    ]


def _alone(options: argparse.Namespace) -> bool:
    """Do one thing in this process, for a bench that waits for it; say whether there was any."""
    if options.on:
        os.sched_setaffinity(0, set(map(int, options.on.split(","))))
    if options.only_peel:
        peeled(options.folder, 1)
    if options.only_base:
        inflate_and_hash(sorted(options.folder.iterdir()))
    if options.peaks:
        print(*peaks(options.folder))
    return bool(options.only_peel or options.only_base or options.peaks)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="a part of the file names")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--only-peel", action="store_true", help="peel the folder, and nothing else"
    )
    parser.add_argument(
        "--only-base", action="store_true", help="inflate and hash its files, and nothing else"
    )
    parser.add_argument("--peaks", action="store_true", help="peel it, and print the memory used")
    parser.add_argument("--on", default="", help="processors to be held on")
    options = parser.parse_args()
    if _alone(options):
        return
    for folder in (Path(onionskin.__file__).parent, Path(msgspec.__file__).parents[1]):
        compileall.compile_dir(str(folder), quiet=2)
    paths = [each for each in newest(options.folder) if options.only in each.name]
    text = report(paths, measure(paths, options.runs), options.runs)
    print(text)
    if options.write:
        target = HERE.parent / "results" / "peel_speed.md"
        # What was found out by hand is kept behind what is measured anew.
        _, heading, rest = target.read_text("utf-8").partition(REST)
        target.write_text(text + heading + rest, "utf-8")


if __name__ == "__main__":
    main()
