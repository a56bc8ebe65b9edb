"""`verify`: does a case still hold what was recorded?"""

from __future__ import annotations

from pathlib import Path

from onionskin.case.folder import Case
from onionskin.model import Problem


def verify(folder: Path, head: str | None = None) -> tuple[tuple[Problem, ...], str]:
    """Return what is wrong with a case, and its head. `head` is hex, or a file that holds it."""
    noted = Path(head) if head is not None and Path(head).is_file() else head
    with Case.open(folder, write=False) as case:
        return case.verify(noted), case.head
