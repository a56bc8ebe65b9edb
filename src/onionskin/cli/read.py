"""`onionskin read`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from onionskin.cli.cases import opened_case
from onionskin.cli.options import (
    EXIT_UNSEEN,
    EXITS,
    PATH,
    GivenPath,
    case_option,
    isolation_option,
    outputs,
)
from onionskin.cli.output import emit


@click.command(epilog=EXITS)
@click.argument("sources", nargs=-1, type=GivenPath(allow_dash=True), metavar="[SOURCE]...")
@click.option(
    "--dated", metavar="DATE", help="When the reports were published, if they do not say."
)
@click.option(
    "--grade",
    metavar="GRADE",
    help="Your own Admiralty grade of the sources, as B2; shown beside what the rules say.",
)
@click.option(
    "--grades",
    type=PATH,
    metavar="FILE",
    help="Your own grades of publishers or files: [[source]] with name or file, grade, why (TOML).",
)
@click.option(
    "--by", default="", metavar="NAME", help="Who gives these grades; a case keeps it with them."
)
@click.option(
    "--conflicts",
    "contradictions",
    is_flag=True,
    help="Show only the claims that cannot hold together, side by side; with --case of all it holds.",
)
@click.option(
    "--open",
    "questions",
    is_flag=True,
    help="Show only what the reports call unknown; with --case of all it holds.",
)
@click.option(
    "--names",
    type=PATH,
    metavar="FILE",
    help="Know these names, too, as `onionskin update` wrote them.  [default: the user's, if there are any]",
)
@outputs
@case_option
@isolation_option
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    dated: str | None,
    grade: str | None,
    grades: Path | None,
    by: str,
    contradictions: bool,
    questions: bool,
    names: Path | None,
    targets: tuple[str, ...],
    case_dir: Path | None,
    isolation: str,
) -> None:
    """Read reports and feeds: claims with verbatim quotes, indicators with their roles.

    A SOURCE is a file, a folder that is walked, or - for standard input. With --conflicts or --open
    and a --case, none is needed.
    """
    from onionskin.jail.pool import Pool

    if not sources and not ((contradictions or questions) and case_dir):
        raise click.UsageError("give a SOURCE, or a case to --conflicts and --open")
    with Pool(isolation=isolation, meanwhile=_load) as pool:
        from onionskin.flows.read import UNGRADED, graded_by
        from onionskin.flows.read import read as run
        from onionskin.flows.read_across import contested, open_questions

        graded = graded_by(grade or "", grades, by)
        across = [contested] * contradictions + [open_questions] * questions
        with spooled(sources) as paths, opened_case(case_dir, inputs=paths) as case:
            say = partial(run, dated=dated, case=case, names=names, grading=graded, pool=pool)
            reports = say(paths) if paths else ()
            of_case = UNGRADED if paths else graded
            shown = [each(reports, case=case, grading=of_case) for each in across] or reports
    emit(shown, targets)
    ctx.exit(EXIT_UNSEEN if any(each.problems for each in reports) else 0)


def _load() -> None:
    """Load what reading needs in this process."""
    import onionskin.flows.read
    import onionskin.flows.read_across  # noqa: F401


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
