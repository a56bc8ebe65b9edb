"""`act`: the five verbs over one incident: who is hit, how sure, what first. The Python API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onionskin import __version__
from onionskin.act.consensus import agreed, ignored, unknown
from onionskin.act.decisions import LAW_8, Ruling, rule
from onionskin.act.response import DEFAULT, incident, steps
from onionskin.act.triage import groups, is_alert
from onionskin.case.folder import Case
from onionskin.errors import InputError
from onionskin.flows.peel import peel
from onionskin.flows.read import read
from onionskin.flows.sweep import sweep
from onionskin.flows.trace import trace
from onionskin.jail.pool import Pool
from onionskin.model import Claim, Decision, Exposure, Finding, Run, identify
from onionskin.plugins.scan import plugin
from onionskin.terms.hosts import fold
from onionskin.write.reports import (
    ActReport,
    PeelReport,
    ReadReport,
    SweepReport,
    TraceReport,
)


@dataclass(frozen=True)
class Inputs:
    """What an incident commander has at hand. Every part may be empty."""

    reports: tuple[Path, ...] = ()
    inventory: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()
    releases: tuple[Path, ...] = ()
    against: tuple[Path, ...] = ()
    dated: str | None = None
    playbook: str = DEFAULT


def act(inputs: Inputs, *, case: Case, isolation: str = "auto") -> ActReport:
    """Read, peel, sweep, trace and say what to do first. All of it is recorded in the case.

    PEEL is not told the reports' indicators, so that its verdict is a line of
    evidence of its own; what it finds tampered with is looked for in the sweep.

    Raises:
        PluginError: there is no such playbook.
        InputError: a path is not there.
    """
    plugin("playbook", inputs.playbook)  # before the work, not after it
    with Pool(isolation=isolation) as pool:
        papers = read(inputs.reports, dated=inputs.dated, case=case, pool=pool)
        world = [each for each in case.all(Claim) if each.relation != "indicates"]
        peeled = tuple(
            peel(
                inputs.releases,
                pool=pool,
                against=inputs.against,
                case=case,
                claims=world,
                by_product=True,
            )
        )
        swept = sweep((*inputs.inventory, *inputs.logs), case=case, pool=pool)
    traced = trace(case, isolation=isolation)
    return _report(case, inputs.playbook, (papers, peeled, swept, traced))


def _report(
    case: Case,
    playbook: str,
    parts: tuple[tuple[ReadReport, ...], tuple[PeelReport, ...], SweepReport, TraceReport],
) -> ActReport:
    papers, peeled, swept, traced = parts
    claims = case.all(Claim)
    alerts = [each for each in swept.findings if is_alert(each)]
    others = [each for each in case.all(Finding) if not is_alert(each)]
    made = incident(claims, traced.exposures, dict(traced.platforms))
    return ActReport(
        peeled=peeled,
        read=papers,
        swept=swept,
        traced=traced,
        alerts=groups(alerts, others, traced.exposures),
        playbook=playbook,
        steps=steps(made, playbook),
        decisions=case.all(Decision),
        not_seen=_not_seen(peeled, papers, swept),
        agreed=agreed(claims),
        unknown=unknown(claims),
        ignored=ignored(papers),
        law=LAW_8,
    )


def _not_seen(
    peeled: Sequence[PeelReport], papers: Sequence[ReadReport], swept: SweepReport
) -> tuple[str, ...]:
    """Return everything that could not be looked at, a line each (law 4)."""
    lines = [each.detail for each in swept.problems]
    lines += [each.detail for each in swept.not_evaluable]
    lines += [f"{each.subject.name}: {reason}" for each in peeled for reason in each.reasons]
    lines += [f"{each.document.name}: {p.detail}" for each in papers for p in each.problems]
    return tuple(dict.fromkeys(lines))


def decide(case: Case, about: str, wanted: Ruling, *, isolation: str = "none") -> Decision:
    """Record a person's ruling on a host's exposure, if law 8 permits it.

    `about` is an exposure's id or a host's name.

    Raises:
        InputError: no such exposure is recorded, or the ruling is not permitted.
    """
    for exposure in case.all(Exposure):
        if about == exposure.id or fold(about) == fold(exposure.subject.name):
            decision = rule(exposure, wanted, case.all(Decision))
            case.commit(
                Run(identify("run", decision.id), "act", __version__, isolation), [decision]
            )
            return decision
    hint = "exposures from CORROBORATED up are recorded; run `onionskin trace` on the case first"
    raise InputError(f"no exposure of {about!r} is recorded", where=str(case.path), hint=hint)
