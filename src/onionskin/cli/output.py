"""Where results go, and what the exit code says of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onionskin.cli.options import EXIT_COMPROMISED, EXIT_REVIEW, EXIT_SUSPICIOUS, EXIT_UNSEEN
from onionskin.errors import OnionskinError

if TYPE_CHECKING:
    from onionskin.model import Level
    from onionskin.plugins.contracts import Report


def emit(reports: Sequence[Report], targets: Sequence[str]) -> None:
    """Write reports to each target; text to standard output where there is none."""
    failed: list[OnionskinError] = []
    for target in targets or ("text=-",):
        try:
            with read_or_not():
                _emit(reports, *target.split("=", 1))
        except OnionskinError as error:  # one full disk loses no other target
            failed.append(error)
    if failed:
        raise failed[0]


def _emit(reports: Sequence[Report], form: str, place: str) -> None:
    from onionskin.write.save import rendered, save

    if form == "text" and place == "-":
        _print(reports)
    elif form in {"json", "text", "markdown"}:
        save(b"".join(rendered(report, form) for report in reports), place)
    elif form == "csv":
        save(_one_table([rendered(report, form) for report in reports]), place)
    else:
        for number, report in enumerate(reports):
            save(rendered(report, form), _numbered(place, number))


def _one_table(tables: Sequence[bytes]) -> bytes:
    """Return the rows of several tables under the header of the first."""
    first = b"".join(tables[:1])
    return first + b"".join(each.partition(b"\r\n")[2] for each in tables[1:])


@contextmanager
def read_or_not() -> Iterator[None]:
    """Go on where nobody reads our output any more: the exit code still tells the verdict."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _numbered(place: str, number: int) -> str:
    """Return the file's name; the second report of a run goes to NAME-2.html."""
    path = Path(place)
    return (
        place if number == 0 or place == "-" else str(path.with_stem(f"{path.stem}-{number + 1}"))
    )


def _print(reports: Sequence[Report]) -> None:
    from onionskin.cli.screen import Screen
    from onionskin.write.outlines import outline_of
    from onionskin.write.writers.text import render

    console = Screen()
    for number, report in enumerate(reports):
        if number:
            console.print()
        render(outline_of(report), console)


def exit_code(levels: Sequence[Level], *, complete: bool, fail_on: str) -> int:
    """Return the exit code of a run over releases."""
    from onionskin.model import Level
    from onionskin.weigh.order import reaches, worst

    level = worst(levels)
    if level is not Level.NOTHING_FOUND and reaches(level, Level(fail_on)):
        codes = {Level.REVIEW: EXIT_REVIEW, Level.SUSPICIOUS: EXIT_SUSPICIOUS}
        return codes.get(level, EXIT_COMPROMISED)
    return 0 if complete else EXIT_UNSEEN


def exposed_code(report: Any) -> int:
    """Return 11 where a host is exposed at CORROBORATED and up, 12 where one is unknown."""
    from onionskin.model import Certainty
    from onionskin.weigh.order import certain

    if any(certain(each.certainty, Certainty.CORROBORATED) for each in report.exposures):
        return EXIT_COMPROMISED
    return EXIT_UNSEEN if any(each.data for each in report.exposures) or report.problems else 0
