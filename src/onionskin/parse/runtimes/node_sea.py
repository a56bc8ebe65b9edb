"""The blob of a single executable application of Node.js: its script, what was compiled of it, its assets.

Source: Node.js, documentation "Single executable applications"; src/node_sea.cc, SeaSerializer (20.0 and later: no
path before 20.9; one byte says where arguments may come from since 24, a second one the script's kind since 25.7, by
what genuine programs hold). Numbers are little-endian, lengths have the width of the program's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Span, Value
from onionskin.parse.archive import Item, Members, clip, merged, show_name
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"\x20\xda\x43\x01"
HEADER = 8
MAX_ASSETS = 100_000
MAX_ARGUMENTS = 1000
_LONGEST = 4096
_SNAPSHOT, _CODE_CACHE, _ASSETS, _ARGUMENTS = 2, 4, 8, 16
_FLAGS = {1: "no warning", _SNAPSHOT: "snapshot", _CODE_CACHE: "code cache", _ASSETS: "assets", _ARGUMENTS: "arguments"}  # fmt: skip


class NodeApplication(Value, frozen=True):
    """A blob as a whole: what it says of itself, the path that its script had, arguments for Node, its assets."""

    flags: tuple[str, ...]
    script: str
    arguments: tuple[str, ...]
    assets: int


@dataclass
class _Blob:
    """One reading of a blob: (name, span) of each part, in the order in which they stand."""

    flags: int
    script: str = ""
    arguments: list[str] = field(default_factory=list)
    parts: list[tuple[str, Span]] = field(default_factory=list)
    assets: list[tuple[str, Span]] = field(default_factory=list)


def fits(view: View) -> bool:
    """Say whether flags of which each is known follow the magic."""
    head = view.read(0, HEADER)
    return len(head) == HEADER and head[:4] == MAGIC and int.from_bytes(head[4:], "little") < 64


def holds(view: View, start: int, end: int) -> bool:
    """Say whether the bytes from `start` to `end` lie whole in one part of a blob that begins the view."""
    if not start or not fits(view):
        return False
    try:
        blob = _read(view)
    except DamagedError:
        return False
    return any(each.offset <= start and end <= each.end for _, each in (*blob.parts, *blob.assets))


def walk(view: View) -> Iterator[Item]:
    """Yield the script, what was compiled of it and every asset. Raises DamagedError where no known order fits."""
    yield from merged(_walk(view))


def _walk(view: View) -> Iterator[Item]:
    blob = _read(view)
    flags = tuple(words for bit, words in _FLAGS.items() if blob.flags & bit)
    yield Fact.of(NodeApplication(flags, blob.script, tuple(blob.arguments), len(blob.assets)))
    members = Members()
    at = 0
    for name, span in (*blob.parts, *blob.assets):
        yield Region("header" if at == 0 else "lengths and names", at, span.offset - at)
        yield from members.named(name, span.offset, span.length)
        yield Child(name, span=(span.offset, span.length))
        yield Region(f"data {clip(name)}", span.offset, span.length)
        at = span.end
    yield Region("lengths and names", at, view.size - at)
    yield from members.overflow()


def _read(view: View) -> _Blob:
    """Return the blob in the one order of its fields that uses up all bytes."""
    for width, kinds, has_path in product((8, 4), (0, 1, 2), (True, False)):
        try:
            reader = _Reader(view, width, HEADER + kinds)
            blob = _parts(reader, int.from_bytes(view.read(4, 4), "little"), has_path=has_path)
        except DamagedError:
            continue
        if reader.at == view.size:
            return blob
    raise DamagedError("the parts of the application do not add up to its length")


def _parts(reader: _Reader, flags: int, *, has_path: bool) -> _Blob:
    blob = _Blob(flags)
    blob.script = reader.text() if has_path else ""
    base = blob.script.replace("\\", "/").rpartition("/")[2] or "script.js"
    blob.parts.append(("snapshot" if flags & _SNAPSHOT else base, reader.span()))
    if flags & _CODE_CACHE:
        blob.parts.append(("code cache", reader.span()))
    if flags & _ASSETS:
        count = reader.number(MAX_ASSETS)
        blob.assets = [(f"assets/{reader.text()}", reader.span()) for _ in range(count)]
    if flags & _ARGUMENTS:
        count = reader.number(MAX_ARGUMENTS)
        blob.arguments = [reader.text() for _ in range(count)]
    return blob


@dataclass
class _Reader:
    """Reads lengths and what they measure, one behind the other. Raises DamagedError beyond the end."""

    view: View
    width: int
    at: int

    def number(self, most: int) -> int:
        value = int.from_bytes(self.view.exactly(self.at, self.width, "a length"), "little")
        if value > most:
            raise DamagedError(f"a length of {value} at {self.at:#x}; at most {most} fit")
        self.at += self.width
        return value

    def span(self) -> Span:
        length = self.number(self.view.size - self.at - self.width)
        found = Span(self.at, length)
        self.at += length
        return found

    def text(self) -> str:
        span = self.span()
        if span.length > _LONGEST:
            raise DamagedError(f"a name of {span.length} bytes")
        return show_name(self.view.read(span.offset, span.length))
