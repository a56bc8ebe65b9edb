"""`onionskin demo`."""

from __future__ import annotations

from pathlib import Path

import click

from onionskin.cli.options import (
    EXIT_ERROR,
    isolation_option,
    outputs,
)
from onionskin.cli.output import exposed_code


@click.command()
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="DIR", default=Path("onionskin-demo"),
    show_default=True, help="Where the input, the case and the report go.",
)  # fmt: skip
@click.option("--gate", is_flag=True, help="Exit as a gate would: 11, as a host is exposed.")
@isolation_option
@outputs
@click.pass_context
def demo(
    ctx: click.Context, keep: Path, gate: bool, isolation: str, targets: tuple[str, ...]
) -> None:
    """Show the whole program on a generated incident: inert look-alikes, offline.

    Exits 0 exactly when each expected result appears.
    """
    from rich.console import Console

    from onionskin.flows.demo import demo as run
    from onionskin.write.save import rendered, save
    from onionskin.write.writers.text import render

    shown = run(keep, isolation=isolation)
    render(shown.document, Console(highlight=False))
    page = keep / "report.html"
    for target in (*targets, f"html={page}"):
        form, _, place = target.partition("=")
        save(rendered(shown.report, form, shown.document), place)
    click.echo(f"report: {page}    case: {keep / 'case'}")
    ctx.exit(EXIT_ERROR if shown.missing else exposed_code(shown.report.traced) if gate else 0)
