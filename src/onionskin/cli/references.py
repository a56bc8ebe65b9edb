"""The options about known releases: what a vendored component should be, and what to remember."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from onionskin.cli.options import PATH

F = TypeVar("F", bound=Callable[..., Any])


def known_releases(command: F) -> F:
    """Add what an operator knows of other releases, and whether to keep what this one holds."""
    for option in (
        click.option("--checksums", type=PATH, metavar="FILE", help="Their maker's list; it must hold each of them."),
        click.option("--origin", default="", metavar="TEXT", help="How one knows that they are good."),
        click.option("--remember", type=PATH, metavar="FILE", help="Add these releases to such a file."),
        click.option("--references", multiple=True, type=PATH, metavar="FILE", help="Files of known releases: what a vendored component should be."),
    ):  # fmt: skip
        command = option(command)
    return command


def known(options: dict[str, Any]) -> Any:
    """Return the references that the options name.

    Raises:
        click.UsageError: how a release is known to be good is said of none that is to be remembered.
    """
    from onionskin.peel.references import load

    if (options["origin"] or options["checksums"]) and options["remember"] is None:
        message = "--origin and --checksums say how a release is known to be good: give --remember"
        raise click.UsageError(message)
    return load(options["references"])


def keep(reports: Sequence[Any], options: dict[str, Any]) -> None:
    """Add the releases to the file that was asked for, if any, and say how many files are new there."""
    from onionskin.flows.remember import remember

    target = options["remember"]
    if target is not None:
        added = remember(
            tuple(reports), target, origin=options["origin"], checksums=options["checksums"]
        )
        click.echo(f"{added} new references in {target}", err=True)
