"""The jailed workers that the tests of one process share, and how flows come to borrow them.

A fresh worker costs a second until it has imported its parsers. So a flow that starts workers
of its own is lent the shared ones, if these are what it asks for; what is about workers
(tests/unit/jail), and every program that is started as a process, has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import onionskin.jail.pool as jail
from onionskin.flows import act, demo, explain, trace
from onionskin.jail.pool import Pool
from onionskin.plugins.scan import checked_roots
from onionskin.sweep import search

# Where flows look it up: the commands in its own module as they run, two by a name of their own.
# All that start workers are imported here, or they would import what is lent as if it were it.
BORROWERS = (jail, search, explain)
LEFT_ALONE = (act, demo, trace)


class Loan:
    """A borrowed pool: leaving it drops what is still asked of it, and leaves the workers."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def __enter__(self) -> Pool:
        return self.pool

    def __exit__(self, *_: object) -> None:
        while self.pool.pending:
            self.pool.next()


class Lender:
    """Starts a pool when it is first wanted; `folder` is what its readers of tables may read."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack

    @cached_property
    def pool(self) -> Pool:
        return self._stack.enter_context(Pool(workers=1))

    @cached_property
    def readers(self) -> Pool:
        return self._stack.enter_context(Pool(workers=1, readable=(self._folder,)))

    def lend(
        self,
        workers: int = 2,
        isolation: str = "auto",
        readable: Sequence[Path] = (),
        **more: Any,
    ) -> Pool | Loan:
        """Return the shared pool, or a new one where plugins, walls or places are asked for."""
        inside = all(path.resolve().is_relative_to(self._folder) for path in readable)
        if not (more or checked_roots()) and inside:
            held = self.readers if readable else self.pool
            if isolation in {"auto", held.isolation} and not held.pending:
                return Loan(held)
        return Pool(workers, isolation, readable, **more)
