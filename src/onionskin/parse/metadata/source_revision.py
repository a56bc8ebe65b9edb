"""The commit that a package says it was made from."""

from __future__ import annotations

from onionskin.model import Value


class SourceRevision(Value, frozen=True):
    """A commit by its system (`git`), whether the tree had changes of its own, and the path in it."""

    system: str
    revision: str
    dirty: bool = False
    path: str = ""
