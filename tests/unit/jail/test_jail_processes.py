"""The life of workers: with walls missing, and when the coordinator is interrupted or killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import coverage
import pytest

from onionskin.jail import measure
from onionskin.jail.pool import Job, Pool

HERE = Path(__file__).parent

# Refuses, for all that is started from here, the calls whose numbers and first arguments are given.
BLOCK = """
import ctypes, os, platform, struct, sys
from onionskin.jail import seccomp, syscalls
def block(pairs):
    numbers = syscalls.MACHINES[platform.machine()]
    code = [(0x20, 0, 0, 0)]
    for number, first in pairs:
        if first is None:
            code += [(0x15, 0, 1, number), (6, 0, 0, 0x50026)]
        else:
            code += [(0x15, 0, 4, number), (0x20, 0, 0, 16), (0x15, 0, 1, first), (6, 0, 0, 0x50016), (0x20, 0, 0, 0)]
    code += [(6, 0, 0, 0x7FFF0000)]
    raw = b"".join(struct.pack("=HBBI", *i) for i in code)
    held = ctypes.create_string_buffer(raw, len(raw))
    libc = ctypes.CDLL(None)
    libc.prctl(38, 1, 0, 0, 0)
    head = struct.pack("@HxxxxxxQ", len(code), ctypes.addressof(held))
    assert libc.prctl(22, ctypes.c_ulong(2), head, 0, 0) == 0
LANDLOCK = (444, None)
SECCOMP = (syscalls.MACHINES[platform.machine()][1]["prctl"], 22)
"""
REPORT = """
from onionskin.errors import JailError
from onionskin.jail.pool import Pool
for wanted in ("auto", "partial", "full"):
    try:
        with Pool(workers=1, isolation=wanted) as pool:
            print(wanted, pool.isolation, *pool.missing, sep="|")
    except JailError as error:
        print(wanted, "refused", error.what, sep="|")
"""
LOST_LANDLOCK = "the kernel has no Landlock"
LOST_SECCOMP = "the kernel took no filter: Invalid argument"


def python(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("blocked", "missing"),
    [("LANDLOCK", LOST_LANDLOCK), ("SECCOMP", LOST_SECCOMP)],
)
def test_one_wall_alone_is_partial_and_the_other_is_named(blocked: str, missing: str) -> None:
    assert python(BLOCK + f"block([{blocked}])\n" + REPORT) == [
        f"auto|partial|{missing}",
        f"partial|partial|{missing}",
        f"full|refused|isolation 'full' cannot be reached: {missing}",
    ]


def test_no_wall_is_process_and_both_are_named() -> None:
    missing = (LOST_LANDLOCK, LOST_SECCOMP)
    assert python(BLOCK + "block([LANDLOCK, SECCOMP])\n" + REPORT) == [
        "auto|process|" + "|".join(missing),
        "partial|refused|isolation 'partial' cannot be reached: " + "; ".join(missing),
        "full|refused|isolation 'full' cannot be reached: " + "; ".join(missing),
    ]


# A suite that a shell runs in the background inherits that interrupts are ignored.
BUSY = f"""
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from onionskin.jail.pool import Job, Pool
def job(name): return Job("jailed_jobs:" + name)
try:
    with Pool(workers=2, importable=[{str(HERE)!r}]) as pool:
        pool.submit(job("native")); pool.submit(job("native"))
        time.sleep(0.4)
        workers = [worker._process.pid for worker in pool._loop._workers]
        print(*workers, flush=True)
        pool.next()
except KeyboardInterrupt:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("interrupted, no child is left", flush=True)
"""


def _ended(pid: int) -> bool:
    """Say whether a process is gone, or dead and left to init."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_do_not_outlive_a_coordinator_that_is_stopped(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as busy:
        assert busy.stdout is not None
        pids = [int(word) for word in busy.stdout.readline().split()]
        assert len(pids) == 2
        assert not any(_ended(pid) for pid in pids)
        busy.send_signal(how)
        said = busy.stdout.read()
    assert said == ("interrupted, no child is left\n" if how == signal.SIGINT else "")
    for _ in range(100):
        if all(_ended(pid) for pid in pids):
            return
        time.sleep(0.02)
    pytest.fail("a worker lives on")


def test_workers_leave_no_zombies_however_they_end() -> None:
    code = f"""
import os
from onionskin.jail.pool import Job, Pool
with Pool(workers=2, importable=[{str(HERE)!r}], recycle=3) as pool:
    for name in ["echo"] * 10 + ["die"] * 2 + ["echo"] * 10:
        pool.submit(Job("jailed_jobs:" + name))
    while pool.pending:
        pool.next()
    for worker in pool._loop._workers:
        os.kill(worker._process.pid, 0)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child is left")
"""
    assert python(code) == ["no child is left"]


def test_evidence_prints_nothing_to_the_coordinators_streams() -> None:
    code = f"""
from onionskin.jail.pool import Job, Pool
with Pool(workers=1, importable=[{str(HERE)!r}]) as pool:
    print(pool.call(Job("jailed_jobs:print_and_die")).outcome)
"""
    assert python(code) == ["crashed"]


def test_the_jails_modules_can_be_imported_where_nothing_of_linux_is() -> None:
    code = """
import sys
for name in ("fcntl", "resource", "coverage"):
    sys.modules[name] = None
import os, shutil, socket, subprocess, tempfile  # before the platform is another: they ask for it, too
del socket.SCM_RIGHTS, os.sysconf
sys.platform = "win32"
from onionskin.errors import JailError
from onionskin.jail import measure, policy, pool, process, worker, wire
worker.note("x")
policy.limits(1, 1, 1)
try:
    pool.Pool()
except JailError as error:
    print(error)
"""
    assert python(code) == ["this system cannot pass descriptors (use Linux or macOS)"]


def test_coverage_is_measured_inside_and_kept_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(measure.VARIABLE, str(tmp_path))
    with Pool(workers=1, importable=[HERE], recycle=2) as pool:
        for _ in range(3):
            assert pool.call(Job("jailed_jobs:noted")).note.startswith("second")
        assert pool.isolation == "full"
    files = sorted(tmp_path.glob(".coverage.jail.*"))
    assert len(files) == 2
    for file in files:
        data = coverage.CoverageData(basename=os.fspath(file))
        data.read()
        measured = {Path(name).name: data.lines(name) for name in data.measured_files()}
        assert measured["worker.py"]
        assert "jailed_jobs.py" not in measured


def test_a_coordinator_killed_while_it_keeps_coverage_leaves_nothing_half_to_combine(
    tmp_path: Path,
) -> None:
    code = """
import os, signal
from coverage import CoverageData
from onionskin.jail import measure
data = CoverageData(no_disk=True)
data.add_lines({"inert.py": [1]})
CoverageData.write = lambda self: os.kill(os.getpid(), signal.SIGKILL)
measure.keep(data.dumps())
"""
    environment = os.environ | {measure.VARIABLE: os.fspath(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [path.name.split(".")[0] for path in tmp_path.iterdir()] == ["begun"]
