"""The options of a release engineer's gate, and how they become one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from onionskin.cli.options import PATH

F = TypeVar("F", bound=Callable[..., Any])


def papers(command: F) -> F:
    """Add what an operator says of a build besides its bytes."""
    for option in (
        click.option("--first", is_flag=True, help="No release came before: look at what every program can do."),
        click.option("--second-build", type=PATH, metavar="PATH", help="Another build of the same source: name what is not reproducible."),
        click.option("--source", type=PATH, metavar="PATH", help="The tagged source of a package: name what it does not have."),
        click.option("--unsigned", type=PATH, metavar="PATH", help="The same build before it was signed: only signature fields may differ."),
        click.option("--on", "today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day that acceptances are held against.  [default: today]"),
        click.option("--expect-before", type=PATH, metavar="FILE", help="The lock file of the release before, for the one --expect."),
        click.option("--expect", multiple=True, metavar="FILE|OLD..NEW", help="A lock file or SBOM of the build; two of them explain by what differs. Repeatable."),
        click.option("--accept", multiple=True, type=PATH, metavar="FILE", help="Findings that the operator accepts, with hash, owner, reason and end (TOML). Repeatable."),
    ):  # fmt: skip
        command = option(command)
    return command


def gate_of(options: dict[str, Any]) -> Any:
    """Return the gate that the options describe.

    Raises:
        click.UsageError: a lock file is not there, or --expect-before has no one --expect.
    """
    from onionskin.flows.gate import Gate

    before: Path | None = options["expect_before"]
    pairs = [_pair(each) for each in options["expect"]]
    if before is not None:
        if len(pairs) != 1 or pairs[0][1] is not None:
            message = "--expect-before goes with exactly one --expect FILE"
            raise click.UsageError(message)
        pairs = [(pairs[0][0], before)]
    today: datetime | None = options["today"]
    return Gate(
        accepts=options["accept"],
        expects=tuple(pairs),
        on=today.date() if today else None,
        unsigned=options["unsigned"],
        second_build=options["second_build"],
        source=options["source"],
    )


def _pair(text: str) -> tuple[Path, Path | None]:
    """Return (new, old) of `NEW` or `OLD..NEW`; names may hold two dots themselves."""
    if text and Path(text).is_file():
        return Path(text), None
    parts = text.split("..")
    for number in range(1, len(parts)):
        old, new = "..".join(parts[:number]), "..".join(parts[number:])
        if old and new and Path(old).is_file() and Path(new).is_file():
            return Path(new), Path(old)
    message = f"--expect {text!r}: there is no such file, nor two joined by two dots"
    raise click.UsageError(message)
