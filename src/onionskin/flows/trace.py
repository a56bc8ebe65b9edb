"""`trace`: upstream, exposures and timeline, out of the case alone. The Python API of the verb."""

from __future__ import annotations

import msgspec

from onionskin import __version__
from onionskin.case.folder import Case
from onionskin.jail.pool import Job, Pool
from onionskin.model import (
    EVENT_TABLES,
    Certainty,
    Claim,
    Decision,
    Exposure,
    Finding,
    Outcome,
    Problem,
    Run,
    TableFile,
    identify,
)
from onionskin.trace.affected import of_incident
from onionskin.trace.conflicts import conflicts
from onionskin.trace.exposures import exposures, platforms
from onionskin.trace.path import path
from onionskin.trace.timeline import timeline
from onionskin.trace.wire import Ask, Estate
from onionskin.weigh.order import certain
from onionskin.write.reports import TraceReport


def trace(case: Case, *, isolation: str = "auto") -> TraceReport:
    """Return where it came from and who is hit; exposures from CORROBORATED up are recorded."""
    claims, findings = of_incident(case.all(Claim)), case.all(Finding)
    estate, reached = _estate(case, isolation)
    tables = [each for one in case.all(TableFile) for each in case.history(TableFile, one.id)]
    decisions, recorded = case.all(Decision), case.all(Exposure)
    found = exposures(estate, claims, findings, decisions, tables, recorded)
    report = TraceReport(
        path=path(claims, found),
        exposures=found,
        timeline=timeline(claims, estate),
        conflicts=conflicts(claims),
        problems=estate.problems,
        platforms=platforms(estate, found),
        isolation=reached,
    )
    _record(case, found, reached)
    return report


def _estate(case: Case, isolation: str) -> tuple[Estate, str]:
    """Ask the event tables, in the jail, with the case's table folder readable."""
    files = {name: tuple(str(each) for each in case.tables(name)) for name in EVENT_TABLES}
    if not any(files.values()):
        return Estate((), (), ()), "none"
    with Pool(workers=1, isolation=isolation, readable=(case.tables_dir,)) as pool:
        job = Job(
            entry="onionskin.trace.inside:estate",
            args=msgspec.msgpack.encode(Ask(files)),
            label="the case's tables",
        )
        reply = pool.call(job)
        reached = pool.isolation
    if reply.outcome is not Outcome.SCANNED:
        detail = f"the case's tables could not be read: {reply.detail}; run `onionskin verify`"
        return Estate((), (), (Problem(reply.outcome.value, detail),)), reached
    return msgspec.msgpack.decode(reply.result, type=Estate), reached


def _record(case: Case, found: tuple[Exposure, ...], isolation: str) -> None:
    kept = [
        each
        for each in found
        if certain(each.certainty, Certainty.CORROBORATED) or each.certainty is Certainty.CLEARED
    ]
    inputs = (*(each.id for each in case.all(Claim)), *(each.id for each in case.all(Finding)))
    tables = tuple(each.sha256 for each in case.all(TableFile))
    ident = identify("run", "trace", *inputs, *tables)
    case.commit(Run(ident, "trace", __version__, isolation, inputs=tables), kept)
