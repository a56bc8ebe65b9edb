"""What nexe puts behind a copy of Node.js: a script that starts, and the files that it serves.

Source: nexe (3.x), lib/compiler.js and lib/patches/boot-nexe.js: the starting script, the files one behind the other, a
mark, and two little-endian doubles: how long the script and the files are. The script begins with a table in JSON that
says by path where each file stands and how long it is.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Item, Members, clip, merged
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MARK = b"<nexe~~sentinel>"
FOOTER = len(MARK) + 16
_WINDOW = 16_000  # of the file's end, in which the program takes the first mark
MAX_SCRIPT = 64 << 20
MAX_FILES = 200_000
_TABLE = re.compile(rb"process\.__nexe\s*=\s*(?=\{)")
_ENTRY = re.compile(rb"path\.dirname\(process\.execPath\),\s*(\"(?:[^\"\\\n]|\\.){1,4096}\")\)\s*process\.argv\.splice")  # fmt: skip


class NexeApplication(Value, frozen=True):
    """A program made by nexe: which file starts, how many it carries."""

    entry: str
    files: int


@dataclass(frozen=True)
class _Places:
    """Where the starting script, the files and the footer stand."""

    script: Span
    files: Span
    footer: Span


def fits(view: View) -> bool:
    """Say whether the lengths behind the mark measure all that stands in front of it: a whole program is no such bundle."""
    return _places(view) is not None


def walk(view: View) -> Iterator[Item]:
    """Yield the starting script, every file, and the bytes that none owns."""
    yield from merged(_walk(view))


def _places(view: View) -> _Places | None:
    at = view.size - FOOTER
    raw = view.read(at, FOOTER) if at >= 0 else b""
    if raw[: len(MARK)] != MARK:
        return None
    sizes = struct.unpack_from("<2d", raw, len(MARK))
    if not all(math.isfinite(each) and each >= 0 and each.is_integer() for each in sizes):
        return None
    script, files = (int(each) for each in sizes)
    if not script or script + files != at:
        return None
    return _Places(Span(0, script), Span(script, files), Span(at, FOOTER))


def _walk(view: View) -> Iterator[Item]:
    places = _places(view)
    if places is None:
        raise DamagedError("the lengths behind the mark measure nothing that stands here")
    text = view.read(places.script.offset, min(places.script.length, MAX_SCRIPT))
    listed = _listed(text, places)
    yield Fact.of(NexeApplication(_entry(text), len(listed or ())))
    members = Members()
    yield Child("(start).js", span=(places.script.offset, places.script.length))
    yield Region("starting script", places.script.offset, places.script.length)
    yield Region("footer", places.footer.offset, places.footer.length)
    owned = [places.script, places.footer]
    first = view.find(MARK, max(view.size - _WINDOW, 0))
    if first != places.footer.offset:
        detail = f"the program takes the mark at {first:#x}, which stands before the last"
        yield from members.fault("end-records-differ", "", detail, first, FOOTER)
    if listed is None:
        detail = (
            "the script that starts this program of nexe lists no files; all of them are one part"
        )
        yield Problem("damaged-application", detail)
        listed = {"resources": places.files}
    for name, span in listed.items():
        yield from members.named(name, span.offset, span.length)
        if span.end > places.files.end:
            detail = f"its {span.length} bytes at {span.offset:#x} do not lie among the files"
            yield from members.fault("hidden-member", name, detail, span.offset, span.length)
            continue
        owned.append(span)
        yield Child(name, span=(span.offset, span.length))
        yield Region(f"data {clip(name)}", span.offset, span.length)
    for gap in outside(owned, view.size):
        yield from members.stray("between", gap.offset, gap.length)
    yield from members.overflow()


def _listed(text: bytes, places: _Places) -> dict[str, Span] | None:
    """Return where each file stands, by the table in the script; None where there is none that can be read."""
    found = _TABLE.search(text, 0, 4096)
    if found is None:
        return None
    try:
        # What follows the table is script, so that only a reader that stops by itself can tell where it ends.
        raw, _ = json.JSONDecoder().raw_decode(text[found.end() :].decode("utf-8", "replace"))
        table = msgspec.convert(raw, dict[str, dict[str, tuple[int, int]]])
    except (ValueError, msgspec.ValidationError, RecursionError):
        return None
    rows = list(table.get("resources", {}).items())[:MAX_FILES]
    if any(start < 0 or length < 0 for _, (start, length) in rows):
        return None
    return {name.removeprefix("./"): Span(places.files.offset + start, length) for name, (start, length) in rows}  # fmt: skip


def _entry(text: bytes) -> str:
    found = _ENTRY.search(text)
    try:
        return msgspec.json.decode(found[1], type=str) if found else ""
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
