"""`verify`: does a case still hold what was recorded?"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from onionskin.case.folder import Case
from onionskin.case.verify import MILD
from onionskin.model import Problem


def verify(folder: Path, head: str | None = None) -> tuple[tuple[Problem, ...], str]:
    """Return what is wrong with a case, and its head. `head` is hex, or a file that holds it."""
    # os.path, as a text that is no name of a file is no error here.
    noted = Path(head) if head is not None and os.path.isfile(head) else head  # noqa: PTH113
    with Case.open(folder, write=False) as case:
        return case.verify(noted), case.head


def is_mild(problems: Iterable[Problem]) -> bool:
    """Say whether nothing is damaged: a run was interrupted, or the key to check by is not here."""
    return all(each.reason in MILD for each in problems)
