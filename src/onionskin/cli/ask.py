"""`onionskin explain`, `list` and `verify`: questions about what is there."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from onionskin.cli.cases import opened_case
from onionskin.cli.options import (
    DEFAULT_CASE,
    EXIT_SUSPICIOUS,
    case_option,
)


@click.command()
@click.argument("name", metavar="ID")
@case_option
def explain(name: str, case_dir: Path | None) -> None:
    """Say why: a finding, an artifact's byte ledger, a claim, a signal, a verdict rule.

    ID is a record of the case, a plugin (bytes-behind-signature), its alias (H1)
    or a rule of the verdict.
    """
    from onionskin.flows.explain import explain as run
    from onionskin.write.writers.text import render

    if case_dir is None and DEFAULT_CASE.is_dir():
        case_dir = DEFAULT_CASE
    with opened_case(case_dir, write=False) as case:
        render(run(name, case), Console(highlight=False))


@click.command(name="list")
@click.argument("kind")
def list_(kind: str) -> None:
    """List what there is of a KIND.

    KIND is container, signal, format, language, source, behaviour, writer or
    playbook; or relation, rule, level, certainty.
    """
    from onionskin.flows.catalogue import catalogue

    for name, title in catalogue(kind):
        click.echo(f"{name:<36} {title}")


@click.command()
@click.argument(
    "case_dir", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="CASE"
)
@click.option(
    "--head", metavar="HEX|FILE", help="A head noted elsewhere: finds a tail that was cut off."
)
@click.pass_context
def verify(ctx: click.Context, case_dir: Path, head: str | None) -> None:
    """Check a case: every hash, the chain of commits, the signature of its head.

    Exits 0 if all holds, 10 if something was altered or is missing.
    """
    from onionskin.flows.verify import verify as run
    from onionskin.write.document import plain

    problems, current = run(case_dir, head)
    for each in problems:
        click.echo(f"{each.reason}: {plain(each.detail)}", err=True)
    click.echo(f"head {current}: {'ALTERED' if problems else 'verified'}")
    ctx.exit(EXIT_SUSPICIOUS if problems else 0)
