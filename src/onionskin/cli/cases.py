"""The case of a run: given, default, or forgotten afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onionskin.errors import InputError


def _apart(folder: Path, inputs: Iterable[Path]) -> None:
    """Refuse a case inside what is looked at: its files would be part of it, others each time."""
    for each in inputs:
        if folder.resolve().is_relative_to(each.resolve()):
            what = f"the case lies inside {each}, and its own files would be looked at"
            raise InputError(what, where=str(folder), hint="give --case a folder elsewhere")


@contextmanager
def opened_case(
    folder: Path | None, *, write: bool = True, inputs: Iterable[Path] = ()
) -> Iterator[Any]:
    """Open a case for the time of the block; None stays None.

    Raises:
        InputError: the case lies inside one of the inputs.
    """
    if folder is None:
        yield None
        return
    from onionskin.case.folder import Case

    _apart(folder, inputs)

    with Case.open(folder, write=write) as case:
        yield case


@contextmanager
def working_case(folder: Path | None, inputs: Iterable[Path] = ()) -> Iterator[Any]:
    """Open the case, or one that is forgotten afterwards."""
    from onionskin.case.folder import Case

    if folder is not None:
        _apart(folder, inputs)
        with Case.open(folder) as case:
            yield case
        return
    with (
        tempfile.TemporaryDirectory(prefix="onionskin-") as place,
        Case.open(Path(place) / "case", key=Path(place) / "key") as case,
    ):
        yield case
