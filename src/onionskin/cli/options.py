"""What several verbs share: their options, and the exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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


class GivenPath(click.Path):
    """A path that was given: an empty one (an unset variable) would be the working directory."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse the empty path."""
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


PATH = GivenPath(path_type=Path)


def outputs(command: F) -> F:
    """Add -o FORMAT=FILE."""
    return click.option(
        "-o", "--output", "targets", multiple=True, metavar="FORMAT=FILE",
        callback=_known_formats,
        help="Write FORMAT (text, json, html, markdown, sarif, stix, misp, csv) to FILE; - is standard output. Repeatable.",
    )(command)  # fmt: skip


def _known_formats(
    _context: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Refuse what cannot be written before the work begins, not after it."""
    from onionskin.plugins.scan import plugins

    known = [each.id for each in plugins("writer")]
    for target in value:
        form, _, place = target.partition("=")
        if not place:
            raise click.BadParameter(f"{target}: write FORMAT=FILE, for example json=-")
        if form not in known:
            raise click.BadParameter(f"{form!r} is no format; known are {', '.join(known)}")
        if not Path(place).parent.is_dir():
            raise click.BadParameter(f"{place}: there is no such folder")
    return value


def isolation_option(command: F) -> F:
    """Add --isolation."""
    return click.option(
        "--isolation", type=click.Choice(["auto", "full", "partial", "process"]), default="auto",
        show_default=True, help="The jail for parsers: take the best there is, or insist on a level.",
    )(command)  # fmt: skip


def case_option(command: F) -> F:
    """Add --case."""
    return click.option(
        "--case", "case_dir", type=PATH, metavar="DIR",
        help="Record the run in this case folder.",
    )(command)  # fmt: skip


def gates(command: F) -> F:
    """Add --fail-on and --exit-zero."""
    command = click.option(
        "--fail-on", type=click.Choice(["review", "suspicious", "compromised"]), default="suspicious",
        show_default=True, help="The lowest verdict that fails the run.",
    )(command)  # fmt: skip
    return click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")(command)


def several(*names: str, help: str) -> Callable[[F], F]:  # noqa: A002 - click's own word
    """Add an option that takes paths and may be repeated."""
    return click.option(*names, multiple=True, type=PATH, metavar="PATH", help=help)
