"""The verbs as commands. Results go to stdout, progress and problems to stderr."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from onionskin import __version__
from onionskin.errors import OnionskinError
from onionskin.model import Level
from onionskin.plugins.contracts import Report

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_CASE = Path("onionskin-case")

EXIT_ERROR, EXIT_USAGE = 1, 2
EXIT_SUSPICIOUS, EXIT_COMPROMISED, EXIT_UNSEEN, EXIT_REVIEW = 10, 11, 12, 13
EXITS = """\b
Exit codes:
  0   nothing at or above --fail-on, and everything was seen
  1   an error; 2 wrong usage
  10  suspicious; 11 compromised (or a host exposed, CORROBORATED and up)
  12  nothing reached --fail-on, but something could not be seen
  13  review (only with --fail-on review)"""


class Verbs(click.Group):
    """The group that turns our errors into what, where and what to do next."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; print an error in one line."""
        try:
            return super().invoke(ctx)
        except OnionskinError as error:
            from onionskin.write.document import plain

            click.echo(f"onionskin: {plain(str(error))}", err=True)
            ctx.exit(EXIT_ERROR)
        except BrokenPipeError:
            # The reader of our output went away: that is its right, and no error of ours.
            sys.stderr.close()
            ctx.exit(0)


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="onionskin")
def main() -> None:
    """Peel a software supply-chain attack layer by layer.

    Is this release trojanised, are we hit, where did it come from, who is
    downstream of it, and what do we do now? Nothing here uses the network.
    """


# --- what several verbs share --------------------------------------------------------


def outputs(command: F) -> F:
    """Add -o FORMAT=FILE."""
    return click.option(
        "-o", "--output", "targets", multiple=True, metavar="FORMAT=FILE",
        help="Write FORMAT (text, json, html, markdown) to FILE; - is standard output. Repeatable.",
    )(command)  # fmt: skip


def isolation_option(command: F) -> F:
    """Add --isolation."""
    return click.option(
        "--isolation", type=click.Choice(["auto", "full", "partial", "process"]), default="auto",
        show_default=True, help="The jail for parsers: take the best there is, or insist on a level.",
    )(command)  # fmt: skip


def case_option(command: F) -> F:
    """Add --case."""
    return click.option(
        "--case", "case_dir", type=click.Path(path_type=Path), metavar="DIR",
        help="Record the run in this case folder.",
    )(command)  # fmt: skip


def gates(command: F) -> F:
    """Add --fail-on and --exit-zero."""
    command = click.option(
        "--fail-on", type=click.Choice(["review", "suspicious", "compromised"]), default="suspicious",
        show_default=True, help="The lowest verdict that fails the run.",
    )(command)  # fmt: skip
    return click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")(command)


@contextmanager
def opened_case(folder: Path | None, *, write: bool = True) -> Iterator[Any]:
    """Open a case for the time of the block; None stays None."""
    if folder is None:
        yield None
        return
    from onionskin.case.folder import Case

    with Case.open(folder, write=write) as case:
        yield case


def emit(reports: Sequence[Report], targets: Sequence[str]) -> None:
    """Write reports to each target; text to standard output where there is none."""
    from onionskin.write.save import rendered, save

    for target in targets or ("text=-",):
        form, _, place = target.partition("=")
        if not place:
            raise click.UsageError(f"-o {target}: write FORMAT=FILE, for example json=-")
        if form == "text" and place == "-":
            _print(reports)
            continue
        if form in {"json", "text", "markdown"}:
            save(b"".join(rendered(report, form) for report in reports), place)
            continue
        for number, report in enumerate(reports):
            save(rendered(report, form), _numbered(place, number))


def _numbered(place: str, number: int) -> str:
    """Return the file's name; the second report of a run goes to NAME-2.html."""
    path = Path(place)
    return (
        place if number == 0 or place == "-" else str(path.with_stem(f"{path.stem}-{number + 1}"))
    )


def _print(reports: Sequence[Report]) -> None:
    from onionskin.write.outlines import outline_of
    from onionskin.write.writers.text import render

    console = Console(highlight=False, soft_wrap=False)
    for number, report in enumerate(reports):
        if number:
            console.print()
        render(outline_of(report), console)


def exit_code(levels: Sequence[Level], *, complete: bool, fail_on: str) -> int:
    """Return the exit code of a run over releases."""
    from onionskin.weigh.order import reaches, worst

    level = worst(levels)
    if level is not Level.NOTHING_FOUND and reaches(level, Level(fail_on)):
        codes = {Level.REVIEW: EXIT_REVIEW, Level.SUSPICIOUS: EXIT_SUSPICIOUS}
        return codes.get(level, EXIT_COMPROMISED)
    return 0 if complete else EXIT_UNSEEN


# --- peel ------------------------------------------------------------------------------


@main.command(epilog=EXITS)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PREVIOUS",
    help="The release before, laid under. Of several, the one of the next lower version.",
)
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
    paths: tuple[Path, ...],
    against: tuple[Path, ...],
    max_bytes: int | None,
    max_seconds: float | None,
    targets: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    case_dir: Path | None,
    isolation: str,
) -> None:
    """Open releases layer by layer and say what no honest release would hold.

    A PATH is a file, or a directory that is one release. Every byte gets an
    owner or is listed as unexplained.
    """
    from onionskin.flows.peel import peel as run
    from onionskin.jail.pool import Pool
    from onionskin.peel.walk import Budget

    limits = {"decoded": max_bytes, "seconds": max_seconds}
    budget = Budget(**{key: value for key, value in limits.items() if value})  # type: ignore[arg-type]
    with opened_case(case_dir) as case, Pool(isolation=isolation) as pool:
        reports = list(run(paths, pool=pool, against=against, case=case, budget=budget))
    emit(reports, targets)
    code = exit_code(
        [each.verdict.level for each in reports],
        complete=all(each.complete for each in reports),
        fail_on=fail_on,
    )
    ctx.exit(0 if exit_zero else code)


# --- read, sweep, trace ------------------------------------------------------------------


@contextmanager
def working_case(folder: Path | None) -> Iterator[Any]:
    """Open the case, or one that is forgotten afterwards."""
    from onionskin.case.folder import Case

    if folder is not None:
        with Case.open(folder) as case:
            yield case
        return
    with (
        tempfile.TemporaryDirectory(prefix="onionskin-") as place,
        Case.open(Path(place) / "case", key=Path(place) / "key") as case,
    ):
        yield case


@main.command(epilog=EXITS)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
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
        opened_case(case_dir) as case,
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


@main.command(epilog=EXITS)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE...]")
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
    from onionskin.flows.sweep import sweep as run
    from onionskin.jail.pool import Pool

    with working_case(case_dir) as case, Pool(isolation=isolation) as pool:
        report = run(sources, case=case, pool=pool, host=host)
    emit([report], targets)
    states = {each.state for each in report.hosts}
    unseen = bool(report.problems or report.not_evaluable) or "no-data" in states
    code = EXIT_SUSPICIOUS if "hit" in states else EXIT_UNSEEN if unseen else 0
    ctx.exit(0 if exit_zero else code)


@main.command(epilog=EXITS)
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


def exposed_code(report: Any) -> int:
    """Return 11 where a host is exposed at CORROBORATED and up, 12 where one is unknown."""
    from onionskin.model import Certainty
    from onionskin.weigh.order import certain

    if any(certain(each.certainty, Certainty.CORROBORATED) for each in report.exposures):
        return EXIT_COMPROMISED
    return EXIT_UNSEEN if any(each.data for each in report.exposures) or report.problems else 0


# --- act, demo ---------------------------------------------------------------------------


def several(*names: str, help: str) -> Callable[[F], F]:  # noqa: A002 - click's own word
    """Add an option that takes paths and may be repeated."""
    return click.option(
        *names, multiple=True, type=click.Path(path_type=Path), metavar="PATH", help=help
    )


@main.command(epilog=EXITS)
@several("--reports", help="Threat reports and feeds.")
@several("--inventory", help="What is installed where.")
@several("--logs", help="Events, or folders that are disks.")
@several("--releases", help="The releases in question.")
@several("--against", help="Releases before them; each is laid under its own product.")
@click.option(
    "--dated", metavar="DATE", help="When the reports were published, if they do not say."
)
@click.option(
    "--rule", "ruling", metavar="HOST=RULING", help="Record a ruling: contain, set-aside or clear."
)
@click.option("--by", default="", help="Who rules.")
@click.option("--why", default="", help="The reason.")
@click.option("--at", help="When it was ruled, ISO 8601.  [default: now]")
@click.option("--until", help="The end of setting aside: at most 72 hours on.")
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
    corroborated exposure never falls without recorded counter-evidence.
    """
    case_dir = options["case_dir"] or DEFAULT_CASE
    if options["ruling"]:
        _decide(case_dir, options)
        return
    from onionskin.flows.act import Inputs
    from onionskin.flows.act import act as run

    parts = ("reports", "inventory", "logs", "releases", "against", "dated")
    inputs = Inputs(**{key: options[key] for key in parts})
    if not any((inputs.reports, inputs.inventory, inputs.logs, inputs.releases)):
        raise click.UsageError("give at least one of --reports, --inventory, --logs, --releases")
    with opened_case(case_dir) as case:
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


@main.command()
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


# --- explain, list, verify ---------------------------------------------------------------


@main.command()
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


@main.command(name="list")
@click.argument("kind")
def list_(kind: str) -> None:
    """List what there is of a KIND.

    KIND is container, signal, format, language, source, behaviour, writer or
    playbook; or relation, rule, level, certainty.
    """
    from onionskin.flows.catalogue import catalogue

    for name, title in catalogue(kind):
        click.echo(f"{name:<36} {title}")


@main.command()
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
