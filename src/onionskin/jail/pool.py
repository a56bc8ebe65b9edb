"""The pool: jobs go to jailed workers, exactly one typed reply comes back for each."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from onionskin.errors import JailError
from onionskin.jail import compiled, marks, measure
from onionskin.jail.loop import Answer, Loop, Reply, Settings
from onionskin.jail.process import Job, Ticket
from onionskin.jail.wire import MAX_ARGUMENTS, MAX_DESCRIPTORS, Setup
from onionskin.plugins.scan import checked_roots

__all__ = ["Job", "Pool", "Reply"]

Path = str | os.PathLike[str]


class Pool:
    """A pool of jailed workers. Use it as a context manager; leaving it kills what still runs.

    `isolation` is `auto`, or the least that is accepted: `full`, `partial`,
    `process`; afterwards the attribute says what the workers themselves reached,
    and `missing` what they lack of `full`. `readable` are more directories they
    may read, `importable` more from which entries are imported; the folders of plugins
    that the operator allows are read by all. In bytes:
    `memory` resident of a worker, `result` of one reply, `file_size` of a file
    written. A worker is handed up to `depth` small jobs at a time and replaced
    after `recycle`. A worker keeps its state between jobs: a parser that was
    taken over could lie about the jobs after it, until then. Only with `generates` may it make
    machine code, as an engine for rules does: one hurdle less for who took it over.
    `meanwhile` is called while the first worker starts: what its caller has to load anyway.

    It belongs to one thread. Raises JailError when the sandbox cannot be had as asked.
    """

    def __init__(  # noqa: PLR0913 - each is a limit with a default
        self,
        workers: int = 2,
        isolation: str = "auto",
        readable: Iterable[Path] = (),
        *,
        importable: Iterable[Path] = (),
        memory: int = 384 << 20,
        result: int = 64 << 20,
        file_size: int = 4 << 30,
        depth: int = 4,
        recycle: int = 4000,
        generates: bool = False,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        if not hasattr(socket, "SCM_RIGHTS"):
            raise JailError("this system cannot pass descriptors", hint="use Linux or macOS")
        setup = Setup(
            isolation=isolation,
            readable=tuple(os.path.abspath(path) for path in readable),
            importable=tuple(os.path.abspath(path) for path in importable),
            plugins=tuple(str(path) for path in checked_roots()),
            memory=memory,
            file_size=file_size,
            result=result,
            coverage=measure.wanted(),
            generates=generates,
        )
        self.pending = 0
        self._serial = 0
        self._closed = False
        self._aside: deque[Answer] = deque()
        settings = Settings(setup, max(workers, 1), max(depth, 1), max(recycle, 1))
        self._settings = settings
        self._beside: Pool | None = None
        self._loop = Loop(settings)
        self._loop.start()
        compiled.keep()
        try:
            if meanwhile is not None:
                meanwhile()
            self.isolation, self.missing = self._loop.reached()
        except BaseException:
            self.close()
            raise

    def submit(self, job: Job) -> None:
        """Hand in a job. Raises JailError for one that cannot be passed, or after `close`."""
        self._submit(job)

    def _submit(self, job: Job) -> Ticket:
        if self._closed:
            raise JailError("the pool is closed", where=job.label)
        if len(job.fds) > MAX_DESCRIPTORS:
            raise JailError(
                f"a job takes {MAX_DESCRIPTORS} descriptors, {len(job.fds)} were given",
                where=job.label,
                hint="split it into several jobs",
            )
        if len(job.args) > MAX_ARGUMENTS:
            raise JailError(
                f"a job takes {MAX_ARGUMENTS} bytes of arguments, {len(job.args)} were given",
                where=job.label,
                hint="pass a descriptor",
            )
        self._serial += 1
        ticket = Ticket(self._serial, job, marks.take(job.fds, job.label))
        self._loop.submit(ticket)
        self.pending += 1
        return ticket

    def next(self) -> tuple[Job, Reply]:
        """Wait for any job's reply. Raises JailError if none is pending or the pool broke."""
        ticket, reply = self._aside.popleft() if self._aside else self._take()
        self.pending -= 1
        return ticket.job, reply

    def call(self, job: Job) -> Reply:
        """Run one job and wait for its reply; other jobs' replies wait for `next`."""
        mine = self._submit(job)
        while True:
            ticket, reply = self._take()
            if ticket is mine:
                self.pending -= 1
                return reply
            self._aside.append((ticket, reply))

    def _take(self) -> Answer:
        if not self.pending or self._closed:
            raise JailError("no job is pending")
        return self._loop.take()

    def generating(self) -> Pool:
        """Return the pool beside this one whose workers may make machine code; it ends with this one."""
        if self._beside is None:
            setup, workers, depth, recycle = self._settings
            self._beside = Pool(
                workers,
                self.isolation,
                setup.readable,
                importable=setup.importable,
                memory=setup.memory,
                result=setup.result,
                file_size=setup.file_size,
                depth=depth,
                recycle=recycle,
                generates=True,
            )
        return self._beside

    def close(self) -> None:
        """Kill the workers and wait until they are gone. Jobs still pending are dropped."""
        if self._beside is not None:
            self._beside.close()
        if not self._closed:
            self._closed = True
            self.pending = 0
            self._loop.stop()

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
