"""One worker as the coordinator sees it: a process, a socket, and the jobs handed to it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

import onionskin
from onionskin.errors import JailError
from onionskin.jail import board, marks
from onionskin.jail.wire import (
    ROOM,
    Frames,
    Message,
    Setup,
    Task,
    Upward,
    decode_upward,
    frame,
    printable,
    send_some,
)
from onionskin.model import Outcome

_BOOT = (
    "import sys; sys.path += [p for p in sys.argv[2:] if p not in sys.path]; "
    "from onionskin.jail.worker import main; main(int(sys.argv[1]))"
)
# Fixed, so that nothing of the user's environment reaches a parser: no LD_PRELOAD, no PYTHON*.
# Arrow's own allocators reserve address space by the gigabyte; one thread is what a worker has.
# What is freed is kept for the next piece of a stream: handing it back and asking anew is a page fault a page.
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "HOME": "/nonexistent",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "16777216",
    "MALLOC_TRIM_THRESHOLD_": "67108864",
    "MALLOC_TOP_PAD_": "4194304",
}
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Job(NamedTuple):
    """One call inside the jail: `entry` is `module:function`, called as (args, descriptors).

    `fds` are passed along (at most 16) and must stay open until the reply; they
    stay the caller's to close. `seconds` is the deadline, from when the job
    becomes its worker's first. `label` names the input; `tag` is the caller's own.

    A job whose worker died is begun again: its files are then back at their
    places, and what was added to them is cut off. One that is not to be begun `again`
    is answered at once: its caller will ask in smaller parts.
    """

    entry: str
    args: bytes = b""
    fds: tuple[int, ...] = ()
    label: str = ""
    seconds: float = 60.0
    tag: Any = None
    again: bool = True


@dataclass(eq=False)
class Ticket:
    """A job on its way. `tries` counts the workers that died of it."""

    serial: int
    job: Job
    marks: tuple[marks.Mark, ...]
    tries: int = 0
    handed: bool = False


class Doom(NamedTuple):
    """Why we killed a worker, and the ticket that was its first then (None: any)."""

    ticket: Ticket | None
    outcome: Outcome
    detail: str


class Worker:
    """A worker process. `queue` holds the tickets it was handed, the one at work first."""

    def __init__(self, setup: Setup) -> None:
        self.queue: deque[Ticket] = deque()
        self.ready = False
        self.leaving = False
        self.alone = False
        self.served = 0
        self.doom: Doom | None = None
        self._board = board.make()
        self._memory = -1  # /proc's file of it, once it was asked for
        self.head_since = time.monotonic()
        self.last_seconds = float("inf")
        self._outgoing: deque[tuple[memoryview, tuple[int, ...]]] = deque()
        self._frames = Frames(setup.result + ROOM)
        self.end, other = socket.socketpair()
        with other:
            self._process = _start(other)
        self.end.settimeout(0)
        self.post(setup, (self._board,))

    @property
    def note(self) -> str:
        """What it noted last about the job that it is at."""
        return printable(board.read(self._board, self.queue[0].serial)) if self.queue else ""

    @property
    def fresh(self) -> bool:
        """Whether it was never handed a job."""
        return not self.served and not self.queue

    @property
    def wants_to_send(self) -> bool:
        """Whether something waits for room in the socket."""
        return bool(self._outgoing)

    def hand(self, ticket: Ticket) -> None:
        """Queue a ticket, and put its files back to where they were if it was begun before."""
        if ticket.handed:
            marks.restore(ticket.marks)
        ticket.handed = True
        if not self.queue:
            self.head_since = time.monotonic()
        self.queue.append(ticket)
        job = ticket.job
        self.post(Task(ticket.serial, job.entry, job.args, len(job.fds)), job.fds)

    def finished(self) -> Ticket:
        """Take the first ticket off the queue: it is answered."""
        now = time.monotonic()
        self.last_seconds, self.head_since = now - self.head_since, now
        self.served += 1
        self.alone = False
        return self.queue.popleft()

    def post(self, message: Message, descriptors: tuple[int, ...] = ()) -> None:
        """Send a message as soon as the socket takes it."""
        self._outgoing.append((memoryview(frame(message)), descriptors))
        self.flush()

    def flush(self) -> None:
        """Send what the socket takes now. That a worker is dead is found by reading, not here."""
        while self._outgoing:
            data, descriptors = self._outgoing[0]
            try:
                sent = send_some(self.end, data, descriptors)
            except ConnectionError:
                self._outgoing.clear()
                return
            if not sent:
                return
            if sent < len(data):
                self._outgoing[0] = (data[sent:], ())
            else:
                self._outgoing.popleft()

    def read(self) -> bool:
        """Take what arrived; return False at the end of the worker."""
        try:
            data = self.end.recv(1 << 18)  # recv, not recvmsg: a worker passes no descriptors
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self._frames.feed(data)
        return bool(data)

    def message(self) -> Upward | None:
        """Return the next message. Raises WireError or msgspec's DecodeError for anything else."""
        body = self._frames.take()
        return None if body is None else decode_upward(body)

    def resident(self) -> int | None:
        """Return the memory it holds in bytes, or None where this system does not tell."""
        try:
            if self._memory < 0:
                self._memory = os.open(
                    f"/proc/{self._process.pid}/statm", os.O_RDONLY | os.O_CLOEXEC
                )
            return int(os.pread(self._memory, 200, 0).split()[1]) * _PAGE
        except (OSError, IndexError, ValueError):
            return None

    def kill(self, doom: Doom | None = None) -> None:
        """Kill it and remember why; that it has ended is seen by reading."""
        self.doom = self.doom or doom
        self._process.kill()

    def bury(self) -> str:
        """Kill it, wait for its end, close everything; return in words how it ended."""
        self._process.kill()
        code = self._process.wait()
        self.end.close()
        os.close(self._board)
        if self._memory >= 0:
            os.close(self._memory)
        said = b""
        if self._process.stderr is not None:
            if not self.ready:
                said = self._process.stderr.read(1 << 16)
            self._process.stderr.close()
        words = f"ended with status {code}" if code >= 0 else f"was killed by {_signal(-code)}"
        last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
        return printable(": ".join([words, *last]))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _start(end: socket.socket) -> subprocess.Popen[bytes]:
    """Start a fresh interpreter with the socket as its standard input."""
    roots = {os.path.dirname(os.path.dirname(m.__file__ or "")) for m in (onionskin, msgspec)}
    options = ("-s", "-P", "-B", "-X", "utf8", "-c", _BOOT)
    try:
        return subprocess.Popen(
            [sys.executable, *options, str(os.getpid()), *sorted(roots)],
            stdin=end.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            close_fds=True,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,  # no terminal, and Ctrl-C is the coordinator's alone
        )
    except OSError as error:
        raise JailError(f"no worker could be started: {error}") from error
