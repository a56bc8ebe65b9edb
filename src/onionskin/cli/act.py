"""`onionskin act`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from onionskin.cli.cases import opened_case
from onionskin.cli.options import (
    DEFAULT_CASE,
    EXITS,
    case_option,
    isolation_option,
    outputs,
    several,
)
from onionskin.cli.output import emit, exit_code, exposed_code


@click.command(epilog=EXITS)
@several("--reports", help="Threat reports and feeds.")
@several("--inventory", help="What is installed where.")
@several("--logs", help="Events, or folders that are disks.")
@several("--releases", help="The releases in question.")
@several("--against", help="Releases before them; each is laid under its own product.")
@click.option(
    "--dated", metavar="DATE", help="When the reports were published, if they do not say."
)
@click.option(
    "--playbook", default="trojanised-desktop-application", show_default=True,
    help="The response to fill; `onionskin list playbook` names them.",
)  # fmt: skip
@click.option(
    "--rule",
    "ruling",
    metavar="HOST=RULING",
    help="Record a ruling: contain, set-aside or clear; or FINDING=accept.",
)
@click.option("--by", default="", help="Who rules.")
@click.option("--why", default="", help="The reason.")
@click.option("--at", help="When it was ruled, ISO 8601.  [default: now]")
@click.option(
    "--until",
    help="The end: of setting aside at most 72 hours on, of accepting a year (YYYY-MM-DD).",
)
@click.option(
    "--second-key", default="", help="Who else agrees: a colleague, or a signed statement."
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    help="Counter-evidence, one for each item that would clear.",
)
@outputs
@case_option
@isolation_option
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.pass_context
def act(ctx: click.Context, /, **options: Any) -> None:
    """Compose the five verbs over one incident: who is hit, how sure, and the first steps.

    With --rule, record instead what a person rules on a host's exposure. A
    corroborated exposure never falls without recorded counter-evidence. FINDING=accept
    keeps a finding of a peel from counting, for the bytes it stands on, and prints the entry.
    """
    case_dir = options["case_dir"] or DEFAULT_CASE
    if options["ruling"]:
        _decide(case_dir, options)
        return
    from onionskin.flows.act import Inputs
    from onionskin.flows.act import act as run

    parts = ("reports", "inventory", "logs", "releases", "against", "dated", "playbook")
    inputs = Inputs(**{key: options[key] for key in parts})
    if not any((inputs.reports, inputs.inventory, inputs.logs, inputs.releases)):
        raise click.UsageError("give at least one of --reports, --inventory, --logs, --releases")
    places = (*inputs.reports, *inputs.inventory, *inputs.logs, *inputs.releases, *inputs.against)
    with opened_case(case_dir, inputs=places) as case:
        report = run(inputs, case=case, isolation=options["isolation"])
    emit([report], options["targets"])
    code = exposed_code(report.traced)
    if code == 0:
        levels = [each.verdict.level for each in report.peeled]
        code = exit_code(levels, complete=not report.not_seen, fail_on="suspicious")
    ctx.exit(0 if options["exit_zero"] else code)


def _decide(case_dir: Path, options: dict[str, Any]) -> None:
    from onionskin.act.decisions import Ruling
    from onionskin.flows.act import decide

    host, _, ruling = options["ruling"].rpartition("=")
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if ruling == "accept":
        _accept(case_dir, host, options, now)
        return
    wanted = Ruling(
        ruling,
        options["by"],
        options["at"] or now,
        options["why"],
        options["until"],
        options["second_key"],
        options["answers"],
    )
    with opened_case(case_dir) as case:
        decision = decide(case, host, wanted)
    until = f" until {decision.until}" if decision.until else ""
    click.echo(f"{decision.id}: {host} {decision.ruling}{until} by {decision.by}, recorded")


def _accept(case_dir: Path, about: str, options: dict[str, Any], now: str) -> None:
    """Record an acceptance, and print the entry that a reviewed file would hold."""
    from onionskin.flows.gate import Acceptor, accept
    from onionskin.weigh.acceptances import of_decision, written

    wanted = Acceptor(options["by"], options["at"] or now, options["why"], options["until"] or "")
    with opened_case(case_dir) as case:
        decision = accept(case, about, wanted)
    click.echo(f"{decision.id}: {decision.about} accepted by {decision.by}, recorded", err=True)
    made = of_decision(decision)
    assert made is not None
    click.echo(written(made))
