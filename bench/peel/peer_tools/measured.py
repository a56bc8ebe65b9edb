"""Run a command without network, and measure the processor time and the memory of all its processes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.02
# On a busy machine the clock runs ahead of the processor: a deadline is of processor time.
PATIENCE = 6


@dataclass(frozen=True)
class Ran:
    """One run: seconds of the clock and of the processor, and the sampled peak of resident bytes of all its processes.

    `ru_maxrss` would not do: in a child that has called exec it still holds what its parent had.
    """

    code: int
    out: bytes
    wall: float
    cpu: float
    peak: int
    timed_out: bool = False


def offline() -> list[str]:
    """Return what to put in front of a command so that it has no network; nothing where that is refused."""
    found = shutil.which("unshare")
    if found and not subprocess.run([found, "-rn", "true"], capture_output=True, check=False).returncode:  # fmt: skip
        return [found, "-rn"]
    return []


def run(command: list[str], seconds: float, folder: Path) -> Ran:
    """Run a command in `folder`; after `seconds` of processor time it and all that it started is killed."""
    with tempfile.TemporaryFile() as out:
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True
        )
        peak, timed_out = 0, False
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            wall = time.monotonic() - began
            if done:
                break
            resident, cpu = _tree(process.pid)
            peak = max(peak, resident)
            if (cpu > seconds or wall > PATIENCE * seconds) and not timed_out:
                os.killpg(process.pid, signal.SIGKILL)
                timed_out = True
            time.sleep(EVERY)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        answer = out.read()
    return Ran(process.returncode, answer, wall, used.ru_utime + used.ru_stime, peak, timed_out)


def _tree(process: int) -> tuple[int, float]:
    """Return the resident bytes (a shared page once for each process) and the processor time of a process tree."""
    try:
        row = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        resident, ticks = int(row[21]) * PAGE, sum(map(int, row[11:15]))
        cpu = ticks / TICKS
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                more, longer = _tree(int(child))
                resident, cpu = resident + more, cpu + longer
    except OSError:
        return 0, 0.0  # it ended while we looked
    return resident, cpu
