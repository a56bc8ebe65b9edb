"""What the jail costs: `python bench/jail_overhead.py [--write]`.

The same small jobs (hash a file, list the archive in it) in this process, in
persistent jailed workers with one and with sixteen files a message, and in a new
worker for each file. CPU time is that of the coordinator and of all workers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import os
import platform
import random
import resource
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onionskin.jail import landlock
from onionskin.jail.pool import Job, Pool

HERE = Path(__file__).parent
FILES, RUNS = 3200, 5
ENTRY = "jail_overhead:inspect"


def inspect(_args: bytes, fds: list[int]) -> bytes:
    told = []
    for number in fds:
        data = os.pread(number, 1 << 20, 0)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [len(archive.read(name)) for name in archive.namelist()]
        told.append(f"{hashlib.sha256(data).hexdigest()} {sizes}")
    return "\n".join(told).encode()


def build(folder: str, number: int) -> int:
    """Return a descriptor of an archive of about 40 KiB, half of it text."""
    noise = random.Random(number)  # noqa: S311 - filler
    made = os.open(folder, os.O_TMPFILE | os.O_RDWR)
    with (
        os.fdopen(os.dup(made), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as to,
    ):
        to.writestr("text", " ".join(str(noise.randrange(1000)) for _ in range(20_000)))
        to.writestr("noise", noise.randbytes(10_000))
    return made


def in_process(fds: list[int]) -> None:
    for number in fds:
        inspect(b"", [number])


def jailed(fds: list[int], a_message: int, **limits: Any) -> None:
    with Pool(workers=2, isolation="full", importable=[HERE], **limits) as pool:
        for at in range(0, len(fds), a_message):
            pool.submit(Job(ENTRY, b"", tuple(fds[at : at + a_message])))
        while pool.pending:
            job, reply = pool.next()
            assert reply.outcome == "scanned", (job, reply)


def cpu(work: Callable[[], None]) -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def start() -> float:
    began = time.perf_counter()
    with Pool(workers=1, isolation="full"):
        return time.perf_counter() - began


def empty() -> None:
    """Start both workers, let each import what the jobs need, and end."""
    for _ in range(2):
        with Pool(workers=1, isolation="full", importable=[HERE]) as pool:
            assert pool.call(Job(ENTRY)).outcome == "scanned"


def table(fds: list[int]) -> str:
    few = fds[:40]
    ways: dict[str, tuple[Callable[[], None], int]] = {
        "in this process": (lambda: in_process(fds), len(fds)),
        "jailed, one file a message": (lambda: jailed(fds, 1, recycle=100_000), len(fds)),
        "jailed, 16 files a message": (lambda: jailed(fds, 16, recycle=100_000), len(fds)),
        "a new jailed worker for each file": (lambda: jailed(few, 1, recycle=1), len(few)),
    }
    costs: dict[str, list[float]] = {way: [] for way in ways}
    starts = []
    for _ in range(RUNS):  # interleaved, so that a busy minute hits all alike
        starts.append(cpu(empty) * 1000)
        for way, (work, files) in ways.items():
            deducted = starts[-1] if "16" in way or "one" in way else 0.0
            costs[way].append((cpu(work) * 1000 - deducted) / files)
    base = statistics.median(costs["in this process"])
    rows = [
        f"| {way} | {statistics.median(each):.3f} | x{statistics.median(each) / base:.2f} |"
        for way, each in costs.items()
    ]
    ready = statistics.median(start() for _ in range(10)) * 1000
    today = dt.datetime.now(dt.UTC).date()
    lines = [
        "| way | CPU ms a file | ratio |",
        "|---|---|---|",
        *rows,
        "",
        f"Archives of about 40 KiB, {FILES} a run; the median of {RUNS} interleaved runs.",
        f"Starting two workers costs {statistics.median(starts):.0f} ms of CPU time once, and is",
        f"deducted from the two lines of persistent workers; one is ready after {ready:.0f} ms.",
        "",
        f"{today}, {os.cpu_count()} shared processors ({platform.machine()}),",
        f"Python {platform.python_version()}, Linux {platform.release().split('-')[0]},",
        f"Landlock ABI {landlock.version()}. Written by `python bench/jail_overhead.py --write`.",
    ]
    return "\n".join(lines)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true", help="keep the table in bench/results/")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fds = [build(folder, number) for number in range(FILES)]
        told = table(fds)
    print(told)
    if wanted.write:
        (HERE / "results" / "jail_overhead.md").write_text(f"# What the jail costs\n\n{told}\n")


if __name__ == "__main__":
    main()
