"""Code that runs because a package is installed, built or merely there: one fact for all ecosystems."""

from __future__ import annotations

from onionskin.model import Value

# Characters of a command that are kept: the beginning tells what runs.
COMMAND = 500


class Hook(Value, frozen=True):
    """Something that runs without anybody calling it.

    `kind` names the mechanism (`npm`, `setup.py`, `pth`, `msbuild`, `maintainer script`...),
    `when` is `install`, `build` or `start`, `command` what runs in the manifest's own
    words, `place` where that is said (`scripts.postinstall`, `line 3`). `offset` and
    `length` point at it where the text is read line by line; else they are 0.
    """

    kind: str
    when: str
    command: str
    place: str = ""
    offset: int = 0
    length: int = 0


def shown(command: str) -> str:
    """Return a command on one line, short enough to keep."""
    words = " ".join(command.split())
    return words if len(words) <= COMMAND else f"{words[:COMMAND]}..."
