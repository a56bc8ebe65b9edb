"""What `pkg` puts behind a copy of Node.js: the files of its snapshot, and the script that serves and starts them.

Source: pkg (and @yao-pkg/pkg), lib/producer.ts and prelude/bootstrap.js: the runtime holds four numbers as texts of
fixed width, where payload and prelude begin and how long they are. The prelude ends with its arguments, of which the
first lists by path where contents (1) or bytecode (0), links (2) and attributes (3) of each file stand in the payload.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Members, clip
from onionskin.parse.codecs.decoding import Inflate, Stream
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAX_FILES = 100_000
MAX_PRELUDE = 64 << 20
_MARK = b"PAYLOAD_POSITION = '"
_NUMBERS = re.compile(
    rb"PAYLOAD_POSITION = '(\d+) *' \| 0;\s+var PAYLOAD_SIZE = '(\d+) *' \| 0;\s+"
    rb"var PRELUDE_POSITION = '(\d+) *' \| 0;\s+var PRELUDE_SIZE = '(\d+) *' \| 0;"
)
_BETWEEN = b"\n,\n"
_CODE, _CONTENTS = "0", "1"
_PLAIN, _GZIP = 0, 1


class PkgProgram(Value, frozen=True):
    """A program made by pkg: which file starts, how many it carries, how they are packed (0 plain, 1 gzip, 2 Brotli)."""

    entry: str
    files: int
    packing: int


@dataclass(frozen=True)
class Snapshot:
    """Where payload and prelude stand in the program."""

    payload: Span
    prelude: Span


def find_snapshot(view: View, end: int) -> Snapshot | None:
    """Return the snapshot that the runtime in [0, end) names, where it stands behind it; None: no such runtime."""
    mark = view.find(_MARK, 0, end)
    found = _NUMBERS.match(view.read(mark, 512)) if mark >= 0 else None
    if found is None:
        return None
    numbers = [int(each[:18]) for each in found.groups()]
    snapshot = Snapshot(Span(*numbers[:2]), Span(*numbers[2:]))
    parts = (snapshot.payload, snapshot.prelude)
    return snapshot if all(end <= each.offset and each.end <= view.size and each.length for each in parts) else None  # fmt: skip


def carried_files(
    view: View, found: Snapshot, start: int, end: int
) -> Iterator[Region | Child | Fact | Problem]:
    """Yield who owns the bytes behind the runtime, [start, end), the prelude and the files of the snapshot."""
    members = Members()
    listed, fact = _listed(view, found)
    yield Fact.of(fact)
    yield Region("prelude", found.prelude.offset, found.prelude.length)
    yield Child("prelude.js", span=(found.prelude.offset, found.prelude.length))
    owned = [found.prelude]
    if not listed:
        yield Problem("damaged-application", "the prelude of this program of pkg lists no files; its payload was not read")  # fmt: skip
    for name, kind, span in listed:
        if span.offset < found.payload.offset or span.end > found.payload.end:
            detail = f"its {span.length} bytes at {span.offset:#x} do not lie in the payload"
            yield from members.fault("hidden-member", name, detail, span.offset, span.length)
            continue
        owned.append(span)
        yield from _file(view, members, (name, kind, span), fact.packing)
    for gap in outside(owned, end, start):
        if view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)
        else:
            yield from members.stray("between", gap.offset, gap.length)
    yield from members.overflow()


def _file(
    view: View, members: Members, row: tuple[str, str, Span], packing: int
) -> Iterator[Region | Child | Fact | Problem]:
    name, kind, span = row
    if kind not in {_CODE, _CONTENTS}:
        yield Region(f"attributes of {clip(name)}", span.offset, span.length)
        return
    shown = f"{name} (bytecode)" if kind == _CODE else name
    yield from members.named(shown, span.offset, span.length)
    yield Region(f"data {clip(shown)}", span.offset, span.length)
    pair = (span.offset, span.length)
    if packing == _GZIP:
        yield Child(shown, chunks=Stream(view, pair, lambda: Inflate(31), clip(shown)))
        return
    yield Child(shown, span=pair)
    if packing != _PLAIN:
        yield Problem("no-decoder", f"{clip(shown)!r} is packed by Brotli, which this version does not unpack")  # fmt: skip


def _listed(view: View, found: Snapshot) -> tuple[list[tuple[str, str, Span]], PkgProgram]:
    """Return (path, kind, span) of all that the prelude lists, and what it says of the whole."""
    raw = view.read(found.prelude.offset, min(found.prelude.length, MAX_PRELUDE))
    parts = raw.rsplit(_BETWEEN, 4)
    begin = parts[0].rfind(b"\n{")
    if len(parts) != 5 or begin < 0:
        return [], PkgProgram("", 0, _PLAIN)
    try:
        table = msgspec.json.decode(parts[0][begin + 1 :], type=dict[str, dict[str, tuple[int, int]]])  # fmt: skip
        entry = msgspec.json.decode(parts[1], type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return [], PkgProgram("", 0, _PLAIN)
    packing = int(parts[4][:1]) if parts[4][:1].isdigit() else _PLAIN
    rows = [
        (_inner(path), kind, Span(found.payload.offset + start, length))
        for path, stores in list(table.items())[:MAX_FILES]
        for kind, (start, length) in stores.items()
        if length > 0 and start >= 0
    ]
    files = sum(kind in {_CODE, _CONTENTS} for _, kind, _ in rows)
    return rows, PkgProgram(entry, files, packing)


def _inner(path: str) -> str:
    """Return a path without the root that pkg gives all of them."""
    return re.sub(r"^(?:/|[A-Za-z]:\\)snapshot[/\\]?", "", path).replace("\\", "/") or "snapshot"
