"""`onionskin peel`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onionskin.cli.cases import opened_case
from onionskin.cli.gate import gate_of, papers
from onionskin.cli.options import (
    EXITS,
    PATH,
    case_option,
    gates,
    isolation_option,
    outputs,
)
from onionskin.cli.output import emit, exit_code
from onionskin.cli.references import keep, known, known_releases

if TYPE_CHECKING:
    from onionskin.plugins.contracts import Report


@click.command(epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@click.option(
    "--against",
    multiple=True,
    type=PATH,
    metavar="PREVIOUS",
    help="The release before, laid under. Of several, the one of the next lower version.",
)
@click.option(
    "--history",
    is_flag=True,
    help="Lay each PATH over the one of the next lower version; show every signal's course.",
)
@known_releases
@click.option(
    "--rules",
    multiple=True,
    type=PATH,
    metavar="FILE|DIR",
    help="YARA rules for what differs from --against; needs onionskin[yara].",
)
@click.option(
    "--keyring",
    multiple=True,
    type=PATH,
    metavar="FILE",
    help="OpenPGP public keys: signatures of packages, and beside files, are verified with them.",
)
@click.option(
    "--with",
    "tool",
    default="auto",
    metavar="PATH",
    help="7-Zip's 7zz, jailed, for what is not opened here; `none` for never.  [default: if found]",
)
@papers
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    help="Budget: decoded bytes of one input.  [default: 4 GiB]",
)
@click.option(
    "--max-seconds",
    type=click.FloatRange(0.1),
    help="Budget: seconds for one input.  [default: 900]",
)
@outputs
@gates
@case_option
@isolation_option
@click.pass_context
def peel(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    against: tuple[Path, ...],
    history: bool,
    rules: tuple[Path, ...],
    keyring: tuple[Path, ...],
    tool: str,
    max_bytes: int | None,
    max_seconds: float | None,
    targets: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    case_dir: Path | None,
    isolation: str,
    first: bool,
    **options: Any,
) -> None:
    """Open releases layer by layer and say what no honest release would hold.

    A PATH is a file, or a directory that is one release. Every byte gets an
    owner or is listed as unexplained.
    """
    from onionskin.jail.pool import Pool

    if history and (against or first):
        message = (
            "--history finds the release before each by itself: leave --against and --first out"
        )
        raise click.UsageError(message)
    shown: Sequence[Report]
    with Pool(isolation=isolation, meanwhile=_load) as pool:
        from onionskin.flows.history import history as course
        from onionskin.flows.peel import peel as run
        from onionskin.peel.by_tool import find
        from onionskin.peel.walk import Budget

        limits = {"decoded": max_bytes, "seconds": max_seconds}
        budget = Budget(**{key: value for key, value in limits.items() if value})  # type: ignore[arg-type]
        gate, references = gate_of(options), known(options)
        given: dict[str, Any] = {
            "pool": pool,
            "budget": budget,
            "references": references,
            "gate": gate,
            "rules": rules,
            "tool": find(tool),
            "keyring": keyring,
        }
        with opened_case(case_dir, inputs=(*paths, *against, *gate.paths)) as case:
            if history:
                whole, reports = course(paths, case=case, **given)
                shown = (whole,)
            else:
                shown = reports = tuple(
                    run(paths, against=against, first=first, case=case, **given)
                )
    emit(shown, targets)
    keep(reports, options)
    code = exit_code(
        [each.verdict.level for each in reports],
        complete=all(each.complete for each in reports),
        fail_on=fail_on,
    )
    ctx.exit(0 if exit_zero else code)


def _load() -> None:
    """Load what peeling needs in this process."""
    import onionskin.flows.history
    import onionskin.flows.peel  # noqa: F401
