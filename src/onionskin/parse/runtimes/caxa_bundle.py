"""What caxa puts behind its starter: a mark, a tar packed by gzip, and a line that says what is started from it.

Source: caxa (3.x), README and stubs/stub.go: the starter looks for the first mark in the whole program, and takes what
stands behind the last line feed for JSON: an identifier (the folder that it unpacks to) and a command.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Span, Value
from onionskin.parse.archive import Item
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MARK = b"\nCAXACAXACAXA\n"
_GZIP = b"\x1f\x8b"
_LONGEST = 1 << 16


class CaxaApplication(Value, frozen=True):
    """A program made by caxa: the folder that it is unpacked to, and the command that is run there."""

    identifier: str
    command: tuple[str, ...]


def fits(view: View) -> bool:
    """Say whether an archive follows the mark, and a line of JSON ends the view."""
    return view.read(len(MARK), 2) == _GZIP and _footer(view) is not None


def walk(view: View) -> Iterator[Item]:
    """Yield the archive and what is started from it. DamagedError where the last line is no JSON of that kind."""
    footer = _footer(view)
    if footer is None:
        raise DamagedError("no line behind the archive says what is started")
    yield Fact.of(_application(view.read(footer.offset, footer.length)))
    archive = Span(len(MARK), footer.offset - 1 - len(MARK))
    yield Region("mark", 0, len(MARK))
    yield Region("application", archive.offset, archive.length)
    yield Region("command", footer.offset - 1, footer.length + 1)
    yield Child("application.tar.gz", span=(archive.offset, archive.length))
    yield Child("(command).json", span=(footer.offset, footer.length))


def _footer(view: View) -> Span | None:
    """Return the last line, where it is an object."""
    length = min(view.size - len(MARK), _LONGEST)
    raw = view.read(view.size - length, length) if length > 0 else b""
    line = raw.rpartition(b"\n")[2]
    if len(line) == len(raw) or not (line.startswith(b"{") and line.endswith(b"}")):
        return None
    return Span(view.size - len(line), len(line))


def _application(line: bytes) -> CaxaApplication:
    try:
        told: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedError(f"the line that says what is started could not be read: {error}") from error  # fmt: skip
    command = told.get("command") if isinstance(told, dict) else None
    if not isinstance(command, list):
        raise DamagedError("the line that says what is started has no command")
    words = tuple(each for each in command if isinstance(each, str))
    return CaxaApplication(str(told.get("identifier", ""))[:4096], words[:1000])
