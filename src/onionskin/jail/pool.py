"""The pool: jobs go to jailed workers, exactly one typed reply comes back for each.

A thread of the pool's own does all the input and output, so that deadlines and
memory are watched however busy the coordinator is, and so that workers die with
the *process* that started them (PR_SET_PDEATHSIG follows the starting thread).
"""

from __future__ import annotations

import contextlib
import os
import queue
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NamedTuple

import msgspec

from onionskin.errors import JailError
from onionskin.jail.process import Worker
from onionskin.jail.wire import (
    MAX_DESCRIPTORS,
    Done,
    Failed,
    Progress,
    Ready,
    Refused,
    Setup,
    Task,
    Upward,
    WireError,
)
from onionskin.model import Outcome

_TICK = 0.05  # seconds between two looks at deadlines and memory
_QUICK = 0.02  # seconds: after such a job a worker is handed several at once
_START = 60.0  # seconds a worker may take until it is ready


class Job(NamedTuple):
    """One call inside the jail: `entry` is `module:function`, called as (args, descriptors).

    `fds` are passed along (at most 16) and must stay open until the reply; they
    stay the caller's to close. `seconds` is the deadline, from when the job
    becomes its worker's first. `label` names the input; `tag` is the caller's own.
    """

    entry: str
    args: bytes = b""
    fds: tuple[int, ...] = ()
    label: str = ""
    seconds: float = 60.0
    tag: Any = None


class Reply(NamedTuple):
    """SCANNED with `result`; or CRASHED, TIMEOUT, INCOMPLETE with `detail`.

    `note` is the last thing the worker noted: the parser that was at work.
    """

    outcome: Outcome
    result: bytes = b""
    detail: str = ""
    note: str = ""


@dataclass(eq=False)
class _Ticket:
    """A job on its way, and how often it was begun."""

    serial: int
    job: Job
    tries: int = 0
    marks: tuple[tuple[int, int, int], ...] = field(default=())


class Pool:
    """A pool of jailed workers. Use it as a context manager; leaving it kills what still runs.

    `isolation` is `auto`, `full`, `partial` or `process`; afterwards the
    attribute says what the workers reached. `readable` are more directories they
    may read, `importable` more from which entries are imported. `memory` is
    resident bytes a worker, `result` the largest reply. Raises JailError.
    """

    def __init__(
        self,
        workers: int = 2,
        isolation: str = "auto",
        readable: Iterable[str | os.PathLike[str]] = (),
        *,
        importable: Iterable[str | os.PathLike[str]] = (),
        memory: int = 384 << 20,
        result: int = 64 << 20,
        file_size: int = 16 << 30,
        depth: int = 4,
        recycle: int = 500,
    ) -> None:
        setup = Setup(
            isolation=isolation,
            readable=tuple(os.path.abspath(path) for path in readable),
            importable=tuple(os.path.abspath(path) for path in importable),
            memory=memory,
            file_size=file_size,
            result=result,
            coverage=False,
        )
        self.pending = 0
        self._serial = 0
        self._closed = False
        self._loop = _Loop(setup, max(workers, 1), depth, recycle)
        self._loop.start()
        try:
            self.isolation, self.missing = self._loop.reached()
        except BaseException:
            self.close()
            raise

    def submit(self, job: Job) -> None:
        """Hand in a job. Raises JailError for more than 16 descriptors, or after `close`."""
        if self._closed:
            raise JailError("the pool is closed", where=job.label)
        if len(job.fds) > MAX_DESCRIPTORS:
            raise JailError(
                f"a job takes {MAX_DESCRIPTORS} descriptors, {len(job.fds)} were given",
                where=job.label,
                hint="split it into several jobs",
            )
        self._serial += 1
        self.pending += 1
        self._loop.submit(_Ticket(self._serial, job))

    def next(self) -> tuple[Job, Reply]:
        """Wait for any job's reply. Raises JailError if none is pending."""
        if not self.pending:
            raise JailError("no job is pending")
        done = self._loop.replies.get()
        if isinstance(done, BaseException):
            raise JailError(f"the pool broke: {done}") from done
        self.pending -= 1
        return done

    def call(self, job: Job) -> Reply:
        """Run one job and wait for it. Raises JailError while others are pending."""
        if self.pending:
            raise JailError("call() is for a pool with no other job pending")
        self.submit(job)
        return self.next()[1]

    def close(self) -> None:
        """Kill the workers and wait until they are gone. Jobs still pending are dropped."""
        if not self._closed:
            self._closed = True
            self._loop.stop()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Loop(threading.Thread):
    """The pool's thread: starts workers, hands out tickets, watches, kills, answers."""

    def __init__(self, setup: Setup, workers: int, depth: int, recycle: int) -> None:
        super().__init__(name="onionskin-jail", daemon=True)
        self.replies: queue.SimpleQueue[tuple[Job, Reply] | BaseException] = queue.SimpleQueue()
        self._setup = setup
        self._most = workers
        self._depth = depth
        self._recycle = recycle
        self._arrivals: deque[_Ticket] = deque()
        self._waiting: deque[_Ticket] = deque()
        self._alone: deque[_Ticket] = deque()
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._ear, self._mouth = socket.socketpair()
        self._stopping = False
        self._first = threading.Event()
        self._level: tuple[str, tuple[str, ...]] = ("", ())
        self._error: BaseException | None = None

    # --- called from the coordinator's threads

    def submit(self, ticket: _Ticket) -> None:
        self._arrivals.append(ticket)
        self._wake()

    def reached(self) -> tuple[str, tuple[str, ...]]:
        self._first.wait()
        if self._error is not None:
            raise self._error
        return self._level

    def stop(self) -> None:
        self._stopping = True
        self._wake()
        self.join()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):
            self._mouth.send(b"x")

    # --- the thread

    def run(self) -> None:
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        self._selector.register(self._ear, selectors.EVENT_READ, None)
        try:
            self._hire()
            while not self._stopping:
                self._turn()
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self._error = error
            self._first.set()
            self.replies.put(error)
        finally:
            self._end()

    def _end(self) -> None:
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.bury()
        self._selector.close()
        self._ear.close()
        self._mouth.close()

    def _turn(self) -> None:
        for key, events in self._selector.select(_TICK):
            worker = key.data
            if worker is None:
                with contextlib.suppress(OSError):
                    self._ear.recv(4096)
            elif worker in self._workers:
                self._serve(worker, events)
        while self._arrivals:
            self._waiting.append(self._arrivals.popleft())
        self._watch()
        self._hand_out()

    def _hire(self) -> Worker:
        worker = Worker(self._setup)
        self._workers.append(worker)
        self._selector.register(worker.end, self._interest(worker), worker)
        return worker

    @staticmethod
    def _interest(worker: Worker) -> int:
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.wants_to_send else 0)

    def _serve(self, worker: Worker, events: int) -> None:
        if events & selectors.EVENT_WRITE:
            worker.flush()
        if events & selectors.EVENT_READ:
            alive = worker.read()
            try:
                while (message := worker.message()) is not None:
                    self._hear(worker, message)
            except (WireError, msgspec.DecodeError) as error:
                worker.doom = worker.doom or ("crashed", f"the worker broke the protocol: {error}")
                alive = False
            if not alive:
                self._mourn(worker)
                return
        self._selector.modify(worker.end, self._interest(worker), worker)

    def _hear(self, worker: Worker, message: Upward) -> None:
        if isinstance(message, Ready) and not worker.ready:
            self._welcome(worker, message)
        elif isinstance(message, Refused) and not worker.ready:
            raise JailError(message.what)
        elif isinstance(message, Progress | Done | Failed) and worker.queue:
            ticket = worker.queue[0]
            if message.serial != ticket.serial:
                raise WireError("it answered a job that is not its turn")
            if isinstance(message, Progress):
                worker.note = message.note[:2000]
            else:
                self._finish(worker, message)
        else:
            raise WireError("it spoke out of turn")

    def _welcome(self, worker: Worker, message: Ready) -> None:
        level = (message.isolation, message.missing)
        if self._first.is_set() and level != self._level:
            raise JailError(f"a worker reached {message.isolation}, the others {self._level[0]}")
        worker.ready = True
        self._level = level
        self._first.set()

    def _finish(self, worker: Worker, message: Done | Failed) -> None:
        ticket = worker.queue.popleft()
        if isinstance(message, Done):
            reply = Reply(Outcome.SCANNED, message.result, "", worker.note)
        else:
            outcome = Outcome.INCOMPLETE if message.outcome == "incomplete" else Outcome.CRASHED
            reply = Reply(outcome, b"", message.detail, worker.note)
        now = time.monotonic()
        worker.last_seconds = now - worker.head_since
        worker.head_since = now
        worker.note = ""
        worker.served += 1
        worker.alone = False
        self.replies.put((ticket.job, reply))

    def _watch(self) -> None:
        """Kill the worker whose first job is over its time, or that is over its memory."""
        now = time.monotonic()
        for worker in self._workers:
            if worker.doom is not None:
                continue
            if not worker.ready:
                if now - worker.head_since > _START:
                    raise JailError(f"a worker was not ready after {_START:.0f} seconds")
                continue
            if not worker.queue:
                continue
            job = worker.queue[0].job
            if now - worker.head_since > job.seconds:
                worker.doom = ("timeout", f"killed at its deadline of {job.seconds:g} seconds")
                worker.kill()
            elif (worker.resident() or 0) > self._setup.memory:
                worker.doom = ("incomplete", f"memory: killed above {self._setup.memory} bytes")
                worker.kill()

    def _mourn(self, worker: Worker) -> None:
        """A worker is gone: blame its first job alone, hand the others out again."""
        self._selector.unregister(worker.end)
        self._workers.remove(worker)
        how = worker.bury()
        if not worker.ready:
            raise JailError(f"a worker died before it was ready: {how}")
        lost = list(worker.queue)
        self._waiting.extendleft(reversed(lost[1:]))
        if lost:
            head = lost[0]
            head.tries += 1
            if head.tries < 2:
                self._alone.append(head)
            else:
                outcome, detail = worker.doom or ("crashed", f"the worker died twice: {how}")
                self.replies.put((head.job, Reply(Outcome(outcome), b"", detail, worker.note)))
        if self._alone or self._waiting:
            self._hire()

    def _hand_out(self) -> None:
        for worker in list(self._workers):
            if worker.ready and not worker.queue and worker.served >= self._recycle:
                self._retire(worker)
        while self._alone:
            fresh = [w for w in self._workers if w.ready and not w.queue and not w.served]
            if not fresh:
                break
            self._hand(fresh[0], self._alone.popleft())
            fresh[0].alone = True
        for worker in sorted(self._workers, key=lambda w: len(w.queue)):
            while self._waiting and self._has_room(worker):
                self._hand(worker, self._waiting.popleft())
        fresh_needed = len(self._alone) - sum(not w.served and not w.queue for w in self._workers)
        starting = sum(not w.ready for w in self._workers)
        if len(self._workers) < self._most and (fresh_needed > 0 or len(self._waiting) > starting):
            self._hire()

    def _has_room(self, worker: Worker) -> bool:
        if not worker.ready or worker.alone or worker.doom or worker.served >= self._recycle:
            return False
        if self._alone and not worker.served:
            return False
        quick = worker.last_seconds < _QUICK
        return len(worker.queue) < (self._depth if quick else 1)

    def _hand(self, worker: Worker, ticket: _Ticket) -> None:
        if not worker.queue:
            worker.head_since = time.monotonic()
            worker.note = ""
        worker.queue.append(ticket)
        job = ticket.job
        worker.post(Task(ticket.serial, job.entry, job.args, len(job.fds)), job.fds)
        self._selector.modify(worker.end, self._interest(worker), worker)

    def _retire(self, worker: Worker) -> None:
        self._selector.unregister(worker.end)
        self._workers.remove(worker)
        worker.bury()
