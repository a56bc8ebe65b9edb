"""Kills writers of one case at random moments and says what became of it, as JSON.

Started by test_case_kills.py as a program of its own: it forks, and a test
runner has threads. Each writer works on from what is recorded; every commit
it acknowledges is noted by its parent.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from onionskin.case.folder import Case
from onionskin.case.verify import MILD
from onionskin.model import Coverage, Run, TableFile

KILLS = 50
ROWS = 5


def content(number: int) -> bytes:
    return random.Random(number).randbytes(20_000)


def add(case: Case, number: int) -> str:
    """Commit the records of one step, whatever of it is there already."""
    case.put_blob(content(number))
    table = os.memfd_create("table")
    os.write(table, content(-number - 1))
    case.add_table("dns", table, source=f"{number}.jsonl", rows=3)
    os.close(table)
    records = [Coverage(f"HOST-{number:05}", "dns", each) for each in range(ROWS)]
    return case.commit(Run(f"run-{number:05}", "sweep", "0.1.0", "full"), records)


def write_on(folder: Path, acknowledge: int) -> None:
    """Work until killed, closing the case now and then."""
    while True:
        with Case.open(folder) as case:
            start = len(case.all(Run))
            # One step back: what is recorded already is committed once more, to no effect.
            for number in range(max(start - 1, 0), start + 7):
                head = add(case, number)
                os.write(acknowledge, f"{number} {head}\n".encode())


def round_of(folder: Path, delay: float, *, patient: bool) -> list[tuple[int, str]]:
    """Start a writer, kill it after `delay` seconds; return what it acknowledged.

    The delay begins with the first acknowledgement if `patient`, so that a busy machine gets on.
    """
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        try:
            write_on(folder, mouth)
        finally:
            os._exit(1)
    os.close(mouth)
    if patient:
        select.select([ear], [], [], 20)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(ear) as file:
        lines = [line.split() for line in file.read().splitlines()]
    if not os.WIFSIGNALED(status):
        raise SystemExit("the writer ended by itself")
    return [(int(number), head) for number, head in lines]


def faults_in(folder: Path, acknowledged: dict[int, str]) -> list[str]:
    """Return what is lost, doubled or torn."""
    if not (folder / "ledger.db").exists():
        return ["lost: the case"] if acknowledged else []
    with Case.open(folder, write=False) as case:
        faults = [f"{each.reason}: {each.detail}" for each in case.verify()]
        faults = [each for each in faults if each.partition(":")[0] not in MILD]
        commits = {commit.hash for commit in case._opened.ledger.commits()}
        runs = [run.id for run in case.all(Run)]
        hosts = [each.host for each in case.all(Coverage)]
        sources = [table.source for table in case.all(TableFile)]
    faults += [f"lost: {n}" for n, head in acknowledged.items() if head not in commits]
    if runs != [f"run-{n:05}" for n in range(len(runs))] or len(commits) != len(runs):
        faults.append(f"runs: {len(commits)} commits, {len(runs)} runs")
    if sorted(hosts) != sorted(f"HOST-{n:05}" for n in range(len(runs)) for _ in range(ROWS)):
        faults.append("rows lost or doubled")
    if sorted(sources) != sorted(f"{n}.jsonl" for n in range(len(runs))):
        faults.append("tables lost or doubled")
    return faults


def main() -> None:
    folder, straight = Path(sys.argv[1]), Path(sys.argv[2])
    rng = random.Random(int(sys.argv[3]))
    acknowledged: dict[int, str] = {}
    faults: list[str] = []
    for number in range(KILLS):
        # The first ones come while the case is being made, every third while it is opened.
        patient = number >= KILLS // 5 and number % 3 > 0
        delay = rng.uniform(0, 0.05 if patient else 0.012)
        acknowledged.update(round_of(folder, delay, patient=patient))
        faults += faults_in(folder, acknowledged)
    with Case.open(folder) as case:
        total = len(case.all(Run)) + 1
        add(case, total - 1)
    with Case.open(straight) as other:
        for number in range(total):
            add(other, number)
        same = other.head == case_head(folder)
    with Case.open(folder, write=False) as case:
        left = [f"{each.reason}: {each.detail}" for each in case.verify()]
    found = {"commits": total, "acknowledged": len(acknowledged), "same": same}
    json.dump(found | {"faults": faults, "left": left}, sys.stdout)


def case_head(folder: Path) -> str:
    with Case.open(folder, write=False) as case:
        return case.head


if __name__ == "__main__":
    main()
