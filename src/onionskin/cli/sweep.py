"""`onionskin sweep`."""

from __future__ import annotations

from pathlib import Path

import click

from onionskin.cli.cases import working_case
from onionskin.cli.options import (
    EXIT_SUSPICIOUS,
    EXIT_UNSEEN,
    EXITS,
    PATH,
    case_option,
    isolation_option,
    outputs,
)
from onionskin.cli.output import emit


@click.command(epilog=EXITS)
@click.argument("sources", nargs=-1, type=PATH, metavar="[SOURCE...]")
@click.option("--host", default="", help="The host whose disk a folder is.  [default: its name]")
@outputs
@case_option
@isolation_option
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.pass_context
def sweep(
    ctx: click.Context,
    sources: tuple[Path, ...],
    host: str,
    targets: tuple[str, ...],
    case_dir: Path | None,
    isolation: str,
    exit_zero: bool,
) -> None:
    """Sweep logs, inventories and disks for what the case knows, host by host.

    A SOURCE is a file of events or an inventory, known by its content, or a folder
    that is one host's disk. Without --case nothing is known yet, and behaviours
    alone are looked for.
    """
    from onionskin.jail.pool import Pool

    with Pool(isolation=isolation, meanwhile=_load) as pool:
        from onionskin.flows.sweep import sweep as run

        with working_case(case_dir, inputs=sources) as case:
            report = run(sources, case=case, pool=pool, host=host)
    emit([report], targets)
    states = {each.state for each in report.hosts}
    unseen = bool(report.problems or report.not_evaluable) or "no-data" in states
    code = EXIT_SUSPICIOUS if "hit" in states else EXIT_UNSEEN if unseen else 0
    ctx.exit(0 if exit_zero else code)


def _load() -> None:
    """Load what sweeping needs in this process."""
    import onionskin.flows.sweep  # noqa: F401
