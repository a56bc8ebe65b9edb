"""`onionskin explain`, `list` and `verify`: questions about what is there."""

from __future__ import annotations

from pathlib import Path

import click

from onionskin.cli.cases import opened_case
from onionskin.cli.options import (
    DEFAULT_CASE,
    EXIT_SUSPICIOUS,
    EXIT_UNSEEN,
)
from onionskin.cli.output import read_or_not


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--case",
    "case_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The case to look in.  [default: ./onionskin-case, if there is one]",
)
def explain(name: str, case_dir: Path | None) -> None:
    """Say why: a finding, an artifact's byte ledger, a claim, a signal, a verdict rule.

    ID is a record of the case (or its first digits, or a host's name), a plugin
    (bytes-behind-signature), its alias (H1), a relation, a rule of the verdict, or the name of
    an actor or malware: what each source of names also calls it.
    """
    from onionskin.cli.screen import Screen
    from onionskin.flows.explain import explain as run
    from onionskin.write.writers.text import render

    if case_dir is None and DEFAULT_CASE.is_dir():
        case_dir = DEFAULT_CASE
    with opened_case(case_dir, write=False) as case, read_or_not():
        render(run(name, case), Screen())


@click.command(name="list")
@click.argument("kind")
def list_(kind: str) -> None:
    """List what there is of a KIND.

    KIND is container, signal, format, language, source, behaviour, writer or
    playbook; or relation, rule, level, certainty.
    """
    from onionskin.flows.catalogue import catalogue

    found = catalogue(kind)
    with read_or_not():
        for name, title in found:
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

    Exits 0 if all holds, 12 if all that could be checked holds, 10 if something was
    altered or is missing.
    """
    from onionskin.flows.verify import is_mild
    from onionskin.flows.verify import verify as run
    from onionskin.write.document import plain

    problems, current = run(case_dir, head)
    for each in problems:
        click.echo(f"{each.reason}: {plain(each.detail)}", err=True)
    reasons = sorted({each.reason for each in problems})
    if not problems:
        click.echo(f"head {current}: verified")
    elif is_mild(problems):
        click.echo(f"head {current}: verified, but {', '.join(reasons)}")
        ctx.exit(EXIT_UNSEEN)
    else:
        click.echo(f"head {current}: ALTERED")
        ctx.exit(EXIT_SUSPICIOUS)
