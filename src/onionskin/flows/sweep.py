"""`sweep`: logs, inventories and disks against what the case knows. The Python API of the verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from onionskin import __version__
from onionskin.case.folder import Case
from onionskin.jail.pool import Pool
from onionskin.model import Artifact, Claim, Coverage, Finding, Judgement, Run, identify
from onionskin.plugins.scan import plugins
from onionskin.sweep import hosts as room
from onionskin.sweep.findings import of_alerts, of_behaviour, of_sightings
from onionskin.sweep.gather import Gathered, Gatherer, check
from onionskin.sweep.indicators import Wanted, peeled, wanted
from onionskin.sweep.search import Searched, search
from onionskin.terms.hosts import Host
from onionskin.write.reports import HostRow, SweepReport

# Left out by rule, not by failure: no reason to call the sweep incomplete.
ON_PURPOSE = frozenset({"not-hunted", "no-table"})


def sweep(
    sources: Sequence[Path],
    *,
    case: Case,
    pool: Pool,
    indicators: Sequence[Claim] | None = None,
    host: str = "",
) -> SweepReport:
    """Take the sources into the case, then hunt in all events that the case has.

    A file is a log or an inventory, known by its content; a folder is the disk of
    one host, called `host` or like the folder. `indicators` are claims of relation
    `indicates`; without them the case's own are used. What a peel of this case found tampered with
    is hunted for as well. Without sources, what the case has is looked at again.

    Raises:
        InputError: a source is not there, or is neither a file nor a folder.
    """
    check(sources)
    gathered = Gatherer(case, pool).run(sources, host)
    # Committed before the hunt: a hunt that is killed then loses no reading.
    case.commit(_run(gathered, pool, "sources"))
    hunted_for = wanted(case.all(Claim) if indicators is None else indicators)
    hunted_for.add(peeled(case.all(Artifact), case.all(Finding), case.all(Judgement)))
    searched = search(case, hunted_for.named, isolation=pool.isolation)
    report, covered = _report(gathered, hunted_for, searched, pool.isolation)
    case.commit(_run(gathered, pool, "hunt"), (*report.findings, *covered))
    return report


def _report(
    gathered: Gathered, hunted_for: Wanted, searched: Searched, isolation: str
) -> tuple[SweepReport, tuple[Coverage, ...]]:
    hosts = room.resolved(searched)
    findings = _findings(searched, hunted_for, hosts)
    covered = room.coverage(searched, hosts)
    unseen = room.unseen(covered, searched, hosts)
    said = {*gathered.problems, *hunted_for.problems, *searched.problems, *unseen}
    problems = {each for each in said if each.reason not in ON_PURPOSE}
    report = SweepReport(
        hosts=_rows(covered, findings),
        findings=findings,
        tables=tuple(sorted(set(gathered.tables), key=lambda each: (each.name, each.source))),
        not_evaluable=tuple(room.not_evaluable(covered, searched, hosts)),
        problems=tuple(sorted(problems, key=lambda each: (each.reason, each.detail))),
        notes=tuple(sorted(each.detail for each in said - problems)),
        isolation=isolation,
    )
    return report, covered


def _findings(
    searched: Searched, hunted_for: Wanted, hosts: dict[str, Host]
) -> tuple[Finding, ...]:
    found = [
        *of_sightings(searched.of("indicators").sightings, hunted_for.named, hosts),
        *of_alerts(searched.of("alerts").alerts, hosts),
    ]
    for plugin in plugins("behaviour"):
        found += of_behaviour(plugin, searched.of(plugin.id).caught, hosts)
    return tuple(sorted(found, key=lambda each: (each.subject, each.signal, each.id)))


def _rows(covered: tuple[Coverage, ...], findings: tuple[Finding, ...]) -> tuple[HostRow, ...]:
    own: dict[str, list[Coverage]] = defaultdict(list)
    hits: dict[str, list[str]] = defaultdict(list)
    for each in covered:
        own[each.host].append(each)
    for finding in findings:
        hits[finding.subject].append(finding.id)
    return tuple(
        HostRow(name, room.state(own[name], hits[name]), tuple(hits[name]), tuple(own[name]))
        for name in sorted(own.keys() | hits.keys())
    )


def _run(gathered: Gathered, pool: Pool, what: str) -> Run:
    inputs = tuple(sorted(set(gathered.inputs)))
    return Run(
        id=identify("run", "sweep", what, *inputs),
        verb="sweep",
        version=__version__,
        isolation=pool.isolation,
        options=(("part", what),),
        inputs=inputs,
    )
