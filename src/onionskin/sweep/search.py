"""The hunts over a case's tables: one job in the jail each. The coordinator's side.

The workers that hunt are a pool of their own: they alone may read the case's tables.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from onionskin.case.folder import Case
from onionskin.jail.pool import Job, Pool
from onionskin.model import EVENT_TABLES, Outcome, Problem
from onionskin.plugins.scan import plugins
from onionskin.sweep.wire import Hunt, Hunted, Indicator

_SECONDS, _SLOWEST = 120.0, 2 << 20
_SMALL = 32 << 20  # bytes of tables for which a second worker costs more than it saves


@dataclass
class Searched:
    """What each hunt gave, by its name; a hunt that failed is a Problem and is not among them."""

    hunted: dict[str, Hunted] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, what: str) -> Hunted:
        """Return what a hunt gave, or that it gave nothing."""
        return self.hunted.get(what, Hunted())


def search(case: Case, indicators: Iterable[Indicator], *, isolation: str) -> Searched:
    """Look for the indicators, the alerts and every behaviour in all tables of the case."""
    files = {name: tuple(map(str, case.tables(name))) for name in EVENT_TABLES}
    size = sum(path.stat().st_size for name in EVENT_TABLES for path in case.tables(name))
    ordered = tuple(sorted(indicators, key=lambda each: (each.kind, each.value)))
    result = Searched()
    with (
        Pool(1 if size < _SMALL else 2, isolation, (case.tables_dir,)) as pool,
        tempfile.TemporaryFile(prefix="onionskin-") as file,
    ):
        file.write(msgspec.msgpack.encode(ordered))
        file.flush()
        for what in ("coverage", "alerts", "indicators", *(p.id for p in plugins("behaviour"))):
            args = msgspec.msgpack.encode(Hunt(what, files))
            seconds = _SECONDS + size / _SLOWEST
            pool.submit(Job("onionskin.sweep.inside:hunt", args, (file.fileno(),), what, seconds))
        while pool.pending:
            job, reply = pool.next()
            if reply.outcome is Outcome.SCANNED:
                result.hunted[job.label] = msgspec.msgpack.decode(reply.result, type=Hunted)
            else:
                detail = f"the hunt for {job.label} was not finished: {reply.detail}"
                result.problems.append(Problem(str(reply.outcome), detail))
    for hunted in result.hunted.values():
        result.problems += [each for each in hunted.problems if each not in result.problems]
    return result
