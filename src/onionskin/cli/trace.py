"""`onionskin trace`."""

from __future__ import annotations

from pathlib import Path

import click

from onionskin.cli.cases import opened_case
from onionskin.cli.options import (
    DEFAULT_CASE,
    EXITS,
    case_option,
    isolation_option,
    outputs,
)
from onionskin.cli.output import emit, exposed_code


@click.command(epilog=EXITS)
@outputs
@case_option
@isolation_option
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.pass_context
def trace(
    ctx: click.Context,
    targets: tuple[str, ...],
    case_dir: Path | None,
    isolation: str,
    exit_zero: bool,
) -> None:
    """Trace, out of the case alone: who is hit and how surely, where it came from, when.

    The case is --case, or ./onionskin-case.
    """
    from onionskin.flows.trace import trace as run

    with opened_case(case_dir or DEFAULT_CASE) as case:
        report = run(case, isolation=isolation)
    emit([report], targets)
    ctx.exit(0 if exit_zero else exposed_code(report))
