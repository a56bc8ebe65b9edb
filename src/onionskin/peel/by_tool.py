"""What no plugin opens, opened by 7-Zip's `7zz` where the operator has it: listed, then unpacked to one stream.

Nothing is ever unpacked to a name: the contents come one behind the other, and are cut by
the sizes that were listed, as long as sizes and CRC-32 agree. The tool is not ours: it runs
in walls of its own (jail/tool.py), and tells nothing of which byte it read as what.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from onionskin.errors import InputError, JailError
from onionskin.jail.tool import Ended, private_copy, run
from onionskin.model import Fact, Layer, Outcome, Problem, Region, Value
from onionskin.peel.sources import Source
from onionskin.peel.wire import Member

# Reasons of problems that a tool may take away.
ASKED = frozenset({"no-opener", "needs:7zz"})
HINT = "7-Zip's 7zz may open what is not opened here: install it, or name it by --with"
_LISTING = 64 << 20
_NAME = 4096
_VERSION = re.compile(rb"7-Zip[^\n]{0,40}? (\d+\.\d+)")
_COMMON = ("-bd", "-p", "-mmt=off", "-sccUTF-8")


class OpenedByTool(Value, frozen=True):
    """A fact: this artifact was opened by a program that is not ours.

    Its bytes are owned as a whole: which of them the program did not look at is not known,
    so nothing says that it hides nothing (law 1 does not hold for it).
    """

    tool: str
    version: str
    members: int


@dataclass(frozen=True)
class Tool:
    """A 7zz that has told its version inside the walls."""

    program: str
    version: str


@dataclass(frozen=True)
class Row:
    """A file as `7zz l -slt` lists it; `size` is None where the format does not tell."""

    name: str
    size: int | None
    crc: int | None
    encrypted: bool


@dataclass(frozen=True)
class Given:
    """What the tool gave: members that lie in a scratch file, and what went wrong."""

    members: tuple[Member, ...]
    problems: tuple[Problem, ...]


def find(wanted: str = "auto") -> Tool | None:
    """Return the 7zz to use: `auto` looks for it by name, `none` for no tool, or its path.

    Raises InputError for a path that is no 7zz, or that cannot be run inside the walls.
    """
    found = shutil.which("7zz") if wanted == "auto" else wanted
    if wanted == "none" or not found:
        return None
    program = os.path.realpath(found)
    try:
        version = _version(program)
    except JailError as error:
        if wanted == "auto":
            return None
        raise InputError(error.what, where=wanted, hint="give 7-Zip's 7zz, or none") from error
    if version is None and wanted != "auto":
        raise InputError("this does not say that it is 7-Zip", where=wanted, hint="give 7-Zip's 7zz, or none")  # fmt: skip
    return Tool(program, version) if version else None


def _version(program: str) -> str | None:
    with tempfile.TemporaryFile() as out:
        run(program, (), out.fileno(), seconds=20, output=1 << 20)
        out.seek(0)
        found = _VERSION.search(out.read(4096))
    return found[1].decode() if found else None


def asks(layer: Layer) -> bool:
    """Say whether a layer holds something that a tool may open."""
    return any(each.reason in ASKED for each in layer.problems)


def open_with(tool: Tool, source: Source, scratch: int, *, seconds: float, limit: int) -> Given:
    """Have an artifact listed and unpacked; its members lie in `scratch` afterwards.

    `limit` is how many bytes may come out, `seconds` the time for all of it.
    """
    try:
        with private_copy(source.chunks()) as path:
            rows = _listed(tool, path, seconds / 4)
            if any(each.encrypted for each in rows):
                return Given((), (Problem("encrypted", f"7zz {tool.version}: it is encrypted"),))
            if not rows:
                return _nothing(tool, "lists nothing in it")
            words = ("x", "-so", *_COMMON, "--", str(path))
            ended = run(tool.program, words, scratch, reading=path, seconds=seconds * 3 / 4, output=limit)  # fmt: skip
    except JailError as error:
        return _nothing(tool, error.what)
    except OSError as error:
        return _nothing(tool, f"could not be given the file: {error.strerror}")
    return _cut(tool, rows, scratch, ended)


def with_given(layer: Layer, tool: Tool, given: Given) -> Layer:
    """Return the layer as it is once the tool has opened it; unchanged where it could not."""
    if not given.members:
        return structs.replace(layer, problems=(*layer.problems, *given.problems))
    left = tuple(each for each in layer.problems if each.reason not in ASKED)
    problems = (*left, *given.problems)
    fact = Fact.of(OpenedByTool("7zz", tool.version, len(given.members)))
    whole = Region(f"opened by 7zz {tool.version}", 0, layer.artifact.size)
    parsed = bool(layer.regions)
    return structs.replace(
        layer,
        outcome=Outcome.INCOMPLETE if problems else Outcome.SCANNED,
        regions=layer.regions if parsed else (whole,),
        unexplained=layer.unexplained if parsed else (),
        facts=(*layer.facts, fact),
        problems=problems,
    )


def _nothing(tool: Tool, why: str) -> Given:
    return Given((), (Problem("tool-failed", f"7zz {tool.version} {why}"),))


def _listed(tool: Tool, path: Path, seconds: float) -> list[Row]:
    with tempfile.TemporaryFile() as out:
        words = ("l", "-slt", "-ba", *_COMMON, "--", str(path))
        run(tool.program, words, out.fileno(), reading=path, seconds=seconds, output=_LISTING)
        out.seek(0)
        return rows_of(out.read(_LISTING))


def rows_of(listing: bytes) -> list[Row]:
    """Return the files of a technical listing, folders left out. 7zz writes no line break in a name."""
    rows = []
    for block in listing.decode("utf-8", "backslashreplace").replace("\r\n", "\n").split("\n\n"):
        cells: dict[str, str] = {}
        for line in block.strip("\n").split("\n"):
            key, separator, value = line.partition(" = ")
            cells.setdefault(key.removesuffix(" ="), value if separator else "")
        folder = cells.get("Folder") == "+" or cells.get("Attributes", "").startswith("D")
        if "Path" not in cells or folder:
            continue
        size, crc = cells.get("Size", ""), cells.get("CRC", "")
        rows.append(
            Row(
                name=cells["Path"][:_NAME],
                size=int(size) if size.isascii() and size.isdecimal() else None,
                crc=int(crc, 16) if re.fullmatch(r"[0-9A-F]{8}", crc) else None,
                encrypted=cells.get("Encrypted") == "+",
            )
        )
    return rows


def _cut(tool: Tool, rows: list[Row], scratch: int, ended: Ended) -> Given:
    """Cut the stream into members; stop where what came out no longer fits what was listed."""
    total = os.fstat(scratch).st_size
    if len(rows) == 1 and rows[0].size is None:
        rows = [_with_size(rows[0], total)]
    complete = ended.code == 0 and total == sum(each.size or 0 for each in rows)
    members: list[Member] = []
    problems: list[Problem] = []
    at = 0
    for row in rows:
        size = row.size or 0
        sure = row.crc is not None and at + size <= total and _crc(scratch, at, size) == row.crc
        if not sure and (row.crc is not None or not complete):
            break
        members.append(Member(row.name, spooled=True, offset=at, length=size))
        at += size
    if len(members) < len(rows):
        why = "ran out of its time" if ended.late else ended.words or f"ended with {ended.code}"
        left = len(rows) - len(members)
        problems.append(Problem("tool-failed", f"7zz {tool.version} gave no sure bytes of {left} of {len(rows)} files from {rows[len(members)].name!r} on: {why}"))  # fmt: skip
    elif not complete:
        problems.append(Problem("tool-failed", f"7zz {tool.version}: {ended.words or 'more came out than was listed'}"))  # fmt: skip
    return Given(tuple(members), tuple(problems))


def _with_size(row: Row, size: int) -> Row:
    """Return a row with the size that came out: a stream that states none."""
    return Row(row.name, size, row.crc, row.encrypted)


def _crc(descriptor: int, at: int, size: int) -> int:
    crc = 0
    while size > 0 and (part := os.pread(descriptor, min(size, 1 << 20), at)):
        crc = zlib.crc32(part, crc)
        at, size = at + len(part), size - len(part)
    return crc
