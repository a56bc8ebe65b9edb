"""The case of a run: given, default, or forgotten afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def opened_case(folder: Path | None, *, write: bool = True) -> Iterator[Any]:
    """Open a case for the time of the block; None stays None."""
    if folder is None:
        yield None
        return
    from onionskin.case.folder import Case

    with Case.open(folder, write=write) as case:
        yield case


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
