"""Code that runs because a package is installed, built or merely there: one fact for all ecosystems."""

from __future__ import annotations

import re

from onionskin.model import Value

# Characters of a command that are kept: the beginning tells what runs.
COMMAND = 500
# A program that is asked for its version, and what takes the number out of the answer.
_ASKED = re.compile(
    r"[\w./+-]{1,40} (?:-v|-V|--version|-version|-dumpversion|-dumpmachine)(?: 2>&1)?"
)
_FILTER = re.compile(
    r"(?:head|tail|cut|tr|wc|grep)(?: [\w./:^*+()\[\]?=-]{1,60}){0,4}|perl -ne print \$1 if /[^/`;]{1,80}/"
)
_NODE = re.compile(
    r"(?:node|<\(node\)) (?:-p|-pe|--print) process\.(?:versions?|arch|platform|release|config)(?:\.\w{1,30}){0,4}(?:\.split\(.\))?(?:\[\d\])?"
)
_STEP = re.compile(
    r"(?:npm|yarn|pnpm) run [\w:.-]{1,60}|(?:npm-run-all|run-s|run-p)(?: [\w:.*-]{1,60}){1,9}|[\w-]{1,60}"
)
_QUOTES = re.compile(r"[\\'\"]")


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


def only_asks(command: str) -> bool:
    """Say whether a command asks a tool, or node, which version or machine it is, and does nothing else."""
    plain = " ".join(_QUOTES.sub("", command).split())
    first, *filters = (each.strip() for each in plain.split("|"))
    if _NODE.fullmatch(plain):
        return True
    return bool(_ASKED.fullmatch(first)) and all(map(_FILTER.fullmatch, filters))


def only_calls_steps(command: str) -> bool:
    """Say whether a command only calls other steps by their names: `npm run NAME`, `run-s NAME`, or a tool without any argument."""
    steps = (each.strip() for each in re.split(r"&&|\|\||;", command))
    return all(map(_STEP.fullmatch, steps))
