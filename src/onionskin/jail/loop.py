"""The pool's thread: starts workers, hands out tickets, watches, kills, answers.

It is a thread of its own so that deadlines and memory are watched however busy
the coordinator is, and so that workers die with the *process* that started
them: PR_SET_PDEATHSIG follows the thread that started a child.
"""

from __future__ import annotations

import contextlib
import queue
import selectors
import socket
import threading
import time
from collections import deque
from typing import NamedTuple

import msgspec

from onionskin.errors import JailError
from onionskin.jail import measure, policy
from onionskin.jail.process import Doom, Ticket, Worker
from onionskin.jail.wire import (
    Done,
    Failed,
    Measured,
    Ready,
    Refused,
    Setup,
    Stop,
    Upward,
    WireError,
    printable,
)
from onionskin.model import Outcome

_TICK = 0.05  # seconds between two looks at deadlines and memory
_QUICK = 0.02  # seconds: after such a job a worker is handed several at once
_START = 60.0  # seconds a worker may take until it is ready
_FAREWELL = 10.0  # seconds for what was measured
_STILLBORN = 3  # workers in a row that may die before they are ready
_UNREAD = 128 << 20  # bytes of results that may wait before no more jobs are handed out


class Reply(NamedTuple):
    """SCANNED with `result`; or CRASHED, TIMEOUT, INCOMPLETE with `detail`.

    `note` is the last thing the worker noted: the parser that was at work.
    `detail` and `note` may quote evidence, with control characters written out.
    """

    outcome: Outcome
    result: bytes = b""
    detail: str = ""
    note: str = ""


class Settings(NamedTuple):
    """What the loop is told: see `Pool`."""

    setup: Setup
    workers: int
    depth: int
    recycle: int


Answer = tuple[Ticket, Reply]


class Loop(threading.Thread):
    """The thread. Only `submit`, `reached`, `stop` and `replies` are for other threads."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(name="onionskin-jail", daemon=True)
        self.replies: queue.SimpleQueue[Answer | BaseException] = queue.SimpleQueue()
        self._set = settings
        self._arrivals: deque[Ticket] = deque()
        self._waiting: deque[Ticket] = deque()
        self._alone: deque[Ticket] = deque()  # to be begun again, on a fresh worker and alone
        self._workers: list[Worker] = []
        self._stillborn = 0
        self._watched = 0.0
        self._selector = selectors.DefaultSelector()
        self._ear, self._mouth = socket.socketpair()
        self._answered = self._taken = 0  # bytes of results; each is one thread's to write
        self._held_back = False
        self._stopping = False
        self._called = False
        self._known = threading.Event()
        self._level: tuple[str, tuple[str, ...]] | None = None
        self._error: BaseException | None = None

    def submit(self, ticket: Ticket) -> None:
        """Take a ticket in."""
        self._arrivals.append(ticket)
        self._wake()

    def reached(self) -> tuple[str, tuple[str, ...]]:
        """Wait for the first worker; return the level it reached and what is missing."""
        self._known.wait()
        if self._level is None:
            raise self._error or JailError("the pool was closed")
        return self._level

    def take(self) -> Answer:
        """Wait for an answer. Raises JailError when the pool broke."""
        answer = self.replies.get()
        if isinstance(answer, BaseException):
            self.replies.put(answer)  # whoever asks again hears it again
            if isinstance(answer, JailError):
                raise answer
            raise JailError(f"the pool broke: {answer!r}") from answer
        self._taken += len(answer[1].result)
        if self._held_back:
            self._wake()
        return answer

    def stop(self) -> None:
        """End the thread and with it all workers."""
        self._stopping = True
        self._wake()
        self.join()

    def _wake(self) -> None:
        if not self._called:
            self._called = True
            with contextlib.suppress(OSError):  # full: it is awake; closed: it has ended
                self._mouth.send(b"x")

    def run(self) -> None:
        """Turn until told to stop."""
        for side in (self._ear, self._mouth):
            side.settimeout(0)
        self._selector.register(self._ear, selectors.EVENT_READ, None)
        try:
            self._hire()
            while not self._stopping:
                self._turn()
            self._say_farewell()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._error = error
            self.replies.put(error)
        finally:
            self._known.set()
            for worker in self._workers:
                worker.kill()
            for worker in self._workers:
                worker.bury()
            self._selector.close()
            self._ear.close()
            self._mouth.close()

    def _turn(self) -> None:
        busy = any(worker.queue or not worker.ready for worker in self._workers)
        for key, events in self._selector.select(_TICK if busy else None):
            worker: Worker | None = key.data
            if worker is None:
                self._ear.recv(4096)
                # Behind the reading, or a call in between is swallowed and no other ever comes;
                # before the arrivals are looked at, so that none is overlooked.
                self._called = False
            else:
                self._serve(worker, events)
        while self._arrivals:
            self._waiting.append(self._arrivals.popleft())
        now = time.monotonic()
        if now - self._watched >= _TICK:
            self._watched = now
            for worker in self._workers:
                self._watch(worker, now)
        self._hand_out()

    # --- the workers' coming and going

    def _hire(self) -> None:
        worker = Worker(self._set.setup)
        self._workers.append(worker)
        self._selector.register(worker.end, selectors.EVENT_READ, worker)
        self._listen(worker)

    def _listen(self, worker: Worker) -> None:
        writing = selectors.EVENT_WRITE if worker.wants_to_send else 0
        if self._selector.get_key(worker.end).events != selectors.EVENT_READ | writing:
            self._selector.modify(worker.end, selectors.EVENT_READ | writing, worker)

    def _dismiss(self, worker: Worker) -> None:
        """Let a worker go that has nothing to do."""
        worker.leaving = True
        worker.head_since = time.monotonic()
        if self._set.setup.coverage:
            worker.post(Stop())
        else:
            worker.kill()

    def _say_farewell(self) -> None:
        """At the orderly end, wait for what the workers measured."""
        if not self._set.setup.coverage:
            return
        for worker in self._workers:
            if worker.ready and not worker.queue and not worker.leaving:
                self._dismiss(worker)
        deadline = time.monotonic() + _FAREWELL
        while any(worker.leaving for worker in self._workers) and time.monotonic() < deadline:
            for key, events in self._selector.select(_TICK):
                if key.data is not None:
                    self._serve(key.data, events)

    def _bury(self, worker: Worker) -> None:
        """A worker is gone: blame its first ticket alone, hand the others out again."""
        self._selector.unregister(worker.end)
        self._workers.remove(worker)
        note = worker.note
        how = worker.bury()
        if not worker.ready:
            self._stillborn += 1
            if self._level is None or self._stillborn >= _STILLBORN:
                raise JailError(f"a worker {how} before it was ready")
        lost = worker.queue
        doom = worker.doom or Doom(None, Outcome.CRASHED, f"the worker {how}")
        if lost and doom.ticket in (None, lost[0]):
            self._blame(lost.popleft(), doom, note)
        self._waiting.extendleft(reversed(lost))

    def _blame(self, ticket: Ticket, doom: Doom, note: str) -> None:
        ticket.tries += 1
        if ticket.tries == 1 and ticket.job.again:
            self._alone.append(ticket)
            return
        detail = doom.detail
        if ticket.job.again:
            detail += ", and so again alone on a fresh worker"
        self.replies.put((ticket, Reply(doom.outcome, b"", detail, note)))

    # --- what workers say

    def _serve(self, worker: Worker, events: int) -> None:
        if events & selectors.EVENT_WRITE:
            worker.flush()
        alive = worker.read() if events & selectors.EVENT_READ else True
        try:
            while (message := worker.message()) is not None:
                self._hear(worker, message)
        except (WireError, msgspec.DecodeError) as error:
            detail = printable(f"the worker broke the protocol: {error}")
            worker.kill(Doom(None, Outcome.CRASHED, detail))
            alive = False
        if alive:
            self._listen(worker)
        else:
            self._bury(worker)

    def _hear(self, worker: Worker, message: Upward) -> None:
        if isinstance(message, Done | Failed):
            if not worker.queue or message.serial != worker.queue[0].serial:
                raise WireError("it spoke of a job that is not at work")
            self._hear_of_job(worker, message)
        elif isinstance(message, Ready) and not worker.ready:
            self._welcome(worker, message)
        elif isinstance(message, Refused) and not worker.ready:
            raise JailError(message.what, hint=message.hint)
        elif isinstance(message, Measured) and worker.leaving and self._set.setup.coverage:
            measure.keep(message.data)
        else:
            raise WireError("it spoke out of turn")

    def _hear_of_job(self, worker: Worker, message: Done | Failed) -> None:
        note = printable(message.note)
        if isinstance(message, Done):
            reply = Reply(Outcome.SCANNED, message.result, "", note)
        else:
            outcome = Outcome.INCOMPLETE if message.outcome == "incomplete" else Outcome.CRASHED
            reply = Reply(outcome, b"", printable(message.detail), note)
            if message.spent:  # perhaps by the jobs before: so it is tried alone, too
                worker.kill(Doom(worker.queue[0], outcome, reply.detail))
                return
        self._answered += len(reply.result)
        self.replies.put((worker.finished(), reply))

    def _welcome(self, worker: Worker, message: Ready) -> None:
        reached, missing = message.isolation, message.missing
        if reached != "process" and worker.resident() is None:
            reached, missing = "partial", (*missing, "nobody tells its memory: /proc is hidden")
            policy.check(self._set.setup.isolation, reached, missing)
        if self._level not in (None, (reached, missing)):
            raise JailError(f"a worker reached only {reached!r}: {'; '.join(missing)}")
        worker.ready = True
        self._stillborn = 0
        self._level = (reached, missing)
        self._known.set()

    # --- what workers get

    def _watch(self, worker: Worker, now: float) -> None:
        """Kill a worker whose first ticket is over its time, or that is over its memory."""
        spent = now - worker.head_since
        if not worker.ready:
            if spent > _START:
                worker.kill()
        elif worker.queue and worker.doom is None:
            head = worker.queue[0]
            memory = self._set.setup.memory
            if spent > head.job.seconds:
                detail = f"killed at its deadline of {head.job.seconds:g} seconds"
                worker.kill(Doom(head, Outcome.TIMEOUT, detail))
            elif (worker.resident() or 0) > memory:
                detail = f"memory: killed above {memory >> 20} MiB"
                worker.kill(Doom(head, Outcome.INCOMPLETE, detail))

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.ready and not worker.queue and not worker.leaving and self._is_worn(worker):
                self._dismiss(worker)
        self._held_back = True  # before it is reckoned: whoever takes then wakes
        self._held_back = self._answered - self._taken > _UNREAD
        if self._held_back:
            return
        able = [w for w in self._workers if w.ready and not w.leaving and w.doom is None]
        for worker in able:
            if self._alone and worker.fresh:
                worker.alone = True
                self._hand(worker, self._alone.popleft())
        able.sort(key=lambda worker: len(worker.queue))
        for worker in able:
            while self._waiting and self._has_room(worker):
                self._hand(worker, self._waiting.popleft())
        self._hire_more()

    def _is_worn(self, worker: Worker) -> bool:
        if worker.served >= self._set.recycle:
            return True
        # What one job left behind must not be counted against the next.
        return bool(worker.served) and (worker.resident() or 0) > self._set.setup.memory // 2

    def _has_room(self, worker: Worker) -> bool:
        if worker.alone or (self._alone and worker.fresh) or worker.served >= self._set.recycle:
            return False
        return len(worker.queue) < (self._set.depth if worker.last_seconds < _QUICK else 1)

    def _hand(self, worker: Worker, ticket: Ticket) -> None:
        worker.hand(ticket)
        self._listen(worker)

    def _hire_more(self) -> None:
        """Start workers while there is more to do than workers without work.

        What is to be begun again alone waits for a fresh worker, and where all places are
        taken, an idle one that has served makes room for it.
        """
        idle = [w for w in self._workers if not w.queue and not w.leaving and w.doom is None]
        free, fresh = len(idle), sum(worker.fresh for worker in idle)
        wanted = len(self._alone) + len(self._waiting)
        while free < wanted or fresh < len(self._alone):
            if len(self._workers) >= self._set.workers:
                served = [worker for worker in idle if worker.ready and not worker.fresh]
                if fresh < len(self._alone) and served:
                    self._dismiss(served[0])
                return
            self._hire()
            free, fresh = free + 1, fresh + 1
