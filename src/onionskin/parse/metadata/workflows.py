"""Workflows of a repository's host that hand what is secret to an address.

Sources: GitHub documentation, "Workflow syntax for GitHub Actions" and "Contexts" (`secrets`); public analyses of GhostAction and of the worm
Shai-Hulud (September 2025), which put such steps into the workflows of others. Line by line: a step of a workflow is the lines
from a dash to the next one as far left, and no YAML library is needed to see what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from onionskin.model import Value
from onionskin.parse.metadata.hooks import shown
from onionskin.plugins.view import View

LIMIT = 1 << 20
LINES = 20_000
STEP = 20_000  # letters of a step that are looked at
NAMES = ("*.github/workflows/*.y*ml", "*.gitea/workflows/*.y*ml", "*.forgejo/workflows/*.y*ml")

_DASH = re.compile(r"[ \t]{0,80}- ")
_SENDS = re.compile(r"(?i)(?:^|[\s;|&(`'\"])(?:curl|wget|nc|ncat|invoke-webrequest|invoke-restmethod|iwr|irm)(?:\.exe)?\s")  # fmt: skip
_ALL = re.compile(r"(?i)\$\{\{\s{0,9}toJSON\s{0,4}\(\s{0,4}secrets\s{0,4}\)")
_ONE = re.compile(r"\$\{\{\s{0,9}secrets\.(\w{1,100})|\$\{\{\s{0,9}secrets\[")
_ENV = re.compile(r"^[ \t]{1,80}([A-Za-z_]\w{0,100})\s{0,4}:\s{0,4}['\"]?\$\{\{\s{0,9}secrets\.(\w{1,100})")  # fmt: skip
_HOST = re.compile(r"(?i)\bhttps?://([a-z0-9.-]{3,120})")
# The token that the host itself gives, and the addresses at which it is meant to be shown.
_OWN = frozenset({"GITHUB_TOKEN"})
_HOSTS = ("github.com", "githubusercontent.com", "ghcr.io", "pypi.org", "npmjs.org", "npmjs.com", "crates.io", "rubygems.org", "readthedocs.org", "codecov.io", "coveralls.io", "docker.com", "docker.io", "slack.com", "discord.com", "discordapp.com", "telegram.org")  # fmt: skip


class SecretsSent(Value, frozen=True):
    """A step of a workflow in which a command that sends is given secrets, and an address that is none of the usual ones.

    `names` are the secrets, `*` for all of them.
    """

    names: tuple[str, ...]
    host: str
    text: str
    number: int
    offset: int
    length: int


def is_workflow(view: View) -> bool:
    """Say whether a file lies where a repository's host looks for workflows."""
    name = view.name.replace("\\", "/").lower()
    return any(fnmatchcase(name, each) for each in NAMES)


def secrets_sent(view: View) -> Iterator[SecretsSent]:
    """Yield each step that sends secrets somewhere; nothing of a file that is no workflow."""
    if not is_workflow(view):
        return
    for number, at, raw in _steps(view.read(0, LIMIT)):
        text = raw[:STEP].decode("utf-8", "replace")
        names = _named(text) if _SENDS.search(text) else ()
        host = next(filter(_is_strange, _HOST.findall(text)), "") if names else ""
        if host:
            line = next(each for each in text.splitlines() if host in each)
            yield SecretsSent(names, host.lower(), shown(line.strip()), number, at, len(raw))


def _named(text: str) -> tuple[str, ...]:
    """Return which secrets a sending command is given, itself or by a variable of its step."""
    if _ALL.search(text):
        return ("*",)
    lines = text.splitlines()
    variables = {one[1]: one[2] for each in lines if (one := _ENV.match(each))}
    sending = [each for each in _commands(lines) if _SENDS.search(each)]
    found = {one[1] or "*" for each in sending for one in _ONE.finditer(each)}
    words = {word for each in sending for word in re.findall(r"\$\{?([A-Za-z_]\w{0,100})", each)}
    found |= {name for variable, name in variables.items() if variable in words}
    return tuple(sorted(found - _OWN))


def _commands(lines: list[str]) -> Iterator[str]:
    """Yield the lines, those that a backslash continues as one."""
    held = ""
    for each in lines:
        held += each.rstrip().removesuffix("\\") + " "
        if not each.rstrip().endswith("\\"):
            yield held
            held = ""
    if held:
        yield held


def _is_strange(host: str) -> bool:
    name = host.lower().rstrip(".")
    return not any(name == each or name.endswith(f".{each}") for each in _HOSTS)


def _steps(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (number of the line, offset, text) of what begins with a dash, up to the next one that stands as far left."""
    begun, start, edge, at = 0, 0, -1, 0
    for number, raw in enumerate(data.split(b"\n")[:LINES], 1):
        line = raw.decode("utf-8", "replace")
        indent = len(line) - len(line.lstrip())
        is_next = bool(line.strip()) and indent <= edge
        if edge >= 0 and is_next:
            yield begun, start, data[start:at]
            edge = -1
        if edge < 0 and _DASH.match(line):
            begun, start, edge = number, at, indent
        at += len(raw) + 1
    if edge >= 0:
        yield begun, start, data[start:at]
