"""`onionskin read`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from onionskin.cli.cases import opened_case
from onionskin.cli.options import (
    EXIT_UNSEEN,
    EXITS,
    GivenPath,
    case_option,
    isolation_option,
    outputs,
)
from onionskin.cli.output import emit


@click.command(epilog=EXITS)
@click.argument(
    "sources", nargs=-1, required=True, type=GivenPath(allow_dash=True), metavar="SOURCE..."
)
@click.option(
    "--dated", metavar="DATE", help="When the reports were published, if they do not say."
)
@outputs
@case_option
@isolation_option
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    dated: str | None,
    targets: tuple[str, ...],
    case_dir: Path | None,
    isolation: str,
) -> None:
    """Read reports and feeds: claims with verbatim quotes, indicators with their roles.

    A SOURCE is a file, a folder that is walked, or - for standard input.
    """
    from onionskin.flows.read import read as run
    from onionskin.jail.pool import Pool

    with (
        spooled(sources) as paths,
        opened_case(case_dir, inputs=paths) as case,
        Pool(isolation=isolation) as pool,
    ):
        reports = run(paths, dated=dated, case=case, pool=pool)
    emit(reports, targets)
    ctx.exit(EXIT_UNSEEN if any(each.problems for each in reports) else 0)


@contextmanager
def spooled(sources: Sequence[str]) -> Iterator[list[Path]]:
    """Give paths; what comes on standard input is kept in a file for the time of the block."""
    if "-" not in sources:
        yield [Path(each) for each in sources]
        return
    with tempfile.TemporaryDirectory(prefix="onionskin-") as place:
        path = Path(place) / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield [path if each == "-" else Path(each) for each in sources]
