"""The modules that `bun build --compile` puts into a copy of Bun: scripts, assets, what was compiled of them.

Source: Bun, src/StandaloneModuleGraph.zig (Offsets, CompiledModuleGraphFile; 1.0 to 1.4) and its documentation
"Single-file executable". All numbers are little-endian; offsets count from the payload's begin. Since 1.4 flags in the
last four bytes of Offsets say what stands behind the table of modules, one record behind the other.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from onionskin.errors import DamagedError
from onionskin.model import Fact, Region, Span, Value
from onionskin.parse.archive import Item, Members, clip, merged, show_name
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

TRAILER = b"\n---- Bun! ----\n"
MAX_MODULES = 100_000
# The sizes of Offsets, and those of a module's row: later versions have more parts of a module.
OFFSETS = (32, 24)
ROWS = (52, 44, 36, 28)
_LONGEST = 4096
_INDEX_ROW = 16
# Flags, in the order of their records: a number for each module (its text's hash); a count, and as many numbers with the
# place of compiled code; a place; a count; a place; a place, a count and as many numbers.
_HASHES, _BUILT_IN, _TEXTS, _FIRST, _INFORMATION, _LINKED = (1 << bit for bit in (5, 6, 7, 8, 9, 11))  # fmt: skip
_KNOWN_FLAGS = (1 << 12) - 1
_PARTS = ("", " (source map)", " (bytecode)", " (module information)", " (bytecode's origin)")
_ROOT = re.compile(r"^(?:/\$bunfs/|/?[A-Z]:[/\\]~BUN[/\\])(?:root[/\\])?")


class BunGraph(Value, frozen=True):
    """What a program of Bun carries: how many modules, which one runs first, arguments for Bun."""

    modules: int
    entry: str
    arguments: str


class Module(NamedTuple):
    """One module: its name as it stands there, where that stands, and (what, span) of its parts."""

    name: str
    named: Span
    parts: tuple[tuple[str, Span], ...]


@dataclass
class Graph:
    """The payload of `size` bytes at the view's begin, and what stands behind it."""

    size: int
    offsets: Span
    table: Span
    entry: int
    arguments: Span
    flags: int = 0
    modules: list[Module] = field(default_factory=list)


def trailer_at(view: View) -> int | None:
    """Return where the trailer stands: at the end, or (behind a whole program) in front of eight bytes of length."""
    for behind in (0, 8):
        at = view.size - behind - len(TRAILER)
        if at >= 0 and view.read(at, len(TRAILER)) == TRAILER:
            return at
    return None


def fits(view: View) -> bool:
    """Say whether a trailer ends the view, and the offsets before it measure what stands there."""
    at = trailer_at(view)
    return at is not None and _offsets(view, at) is not None


def holds(view: View, start: int, end: int) -> bool:
    """Say whether the bytes from `start` to `end` lie whole in the contents of one module of a graph."""
    trailer = trailer_at(view)
    graph = _offsets(view, trailer) if trailer is not None else None
    if graph is None:
        return False
    try:
        modules = _modules(view, graph)
    except DamagedError:
        return False
    spans = (span for module in modules for what, span in module.parts if not what)
    return any(each.offset <= start and end <= each.end for each in spans)


def walk(view: View) -> Iterator[Item]:
    """Yield every module of the graph, and the bytes that none owns."""
    yield from merged(_walk(view))


def within(view: View, start: int, length: int) -> Span | None:
    """Return the payload in a program's section: it stands behind its own length, of eight or four bytes."""
    for width in (8, 4):
        stated = int.from_bytes(view.read(start, width), "little")
        if len(TRAILER) < stated <= length - width:
            end = start + width + stated
            if view.read(end - len(TRAILER), len(TRAILER)) == TRAILER:
                return Span(start + width, stated)
    return None


def _offsets(view: View, trailer: int) -> Graph | None:
    for size in OFFSETS:
        at = trailer - size
        raw = view.read(at, size)
        if at < 0 or len(raw) < size or int.from_bytes(raw[:8], "little") != at:
            continue
        table, rows, entry = struct.unpack_from("<3I", raw, 8)
        start, length = struct.unpack_from("<2I", raw, 20) if size == OFFSETS[0] else (0, 0)
        flags = int.from_bytes(raw[28:32], "little")
        return Graph(at, Span(at, size), Span(table, rows), entry, Span(start, length), flags)
    return None


def _walk(view: View) -> Iterator[Item]:
    trailer = trailer_at(view)
    graph = _offsets(view, trailer) if trailer is not None else None
    if graph is None or trailer is None:
        raise DamagedError("no offsets stand in front of the trailer")
    graph.modules = _modules(view, graph)
    entry = graph.modules[graph.entry].name if graph.entry < len(graph.modules) else ""
    arguments = show_name(_text(view, graph.arguments)).strip()
    yield Fact.of(BunGraph(len(graph.modules), entry, arguments))
    members = Members()
    shared = _shared(graph)
    records = _Records(view, graph)
    owned = [graph.table, graph.arguments, *shared, *(span for _, span in records.named)]
    yield Region("table of modules", graph.table.offset, graph.table.length)
    yield Region("arguments", graph.arguments.offset, graph.arguments.length)
    for span in shared:
        yield Region("shared data", span.offset, span.length)
        yield Child(f"shared data at {span.offset:#x}", span=(span.offset, span.length))
    for what, span in records.named:
        yield Region(what, span.offset, span.length)
        if span.offset != records.start:
            yield Child(f"({what})", span=(span.offset, span.length))
    taken = _Taken({graph.table, graph.arguments, *(span for _, span in records.named)}, shared)
    for module in graph.modules:
        owned += [module.named, *(span for _, span in module.parts)]
        yield from _members(members, module, taken)
    for gap in outside(owned, graph.size):
        if view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)
        elif _is_index(view, graph, gap):
            yield Region("index of modules", gap.offset, gap.length)
        else:
            yield from members.stray("between", gap.offset, gap.length)
    yield Region("offsets", graph.offsets.offset, graph.offsets.length)
    yield Region("trailer", trailer, view.size - trailer)
    yield from members.overflow()


@dataclass
class _Taken:
    """What has its owner: spans that were seen, and those in which parts of several modules lie over each other."""

    seen: set[Span]
    shared: list[Span]

    def is_shared(self, span: Span) -> bool:
        at = bisect_right(self.shared, span.offset, key=lambda each: each.offset) - 1
        return at >= 0 and span.end <= self.shared[at].end

    def adds(self, span: Span) -> bool:
        """Say whether a span is to be owned now, and remember it."""
        is_new = span.length > 0 and span not in self.seen and not self.is_shared(span)
        self.seen.add(span)
        return is_new


def _shared(graph: Graph) -> list[Span]:
    """Return what parts of several modules lie in together: newer versions have one store of bytecode for all."""
    spans = {span for module in graph.modules for _, span in module.parts if span.length}
    found: list[Span] = []
    start = end = -1
    count = 0
    for each in sorted(spans, key=lambda span: span.offset):
        if each.offset < end:
            end, count = max(end, each.end), count + 1
            continue
        found += [Span(start, end - start)] * (count > 1)
        start, end, count = each.offset, each.end, 1
    found += [Span(start, end - start)] * (count > 1)
    return [_with_head(graph, each) for each in found]


def _with_head(graph: Graph, store: Span) -> Span:
    """Return a store with what stands in front of it: what all of its bytecode shares, which no module points at."""
    ends = [each.end for m in graph.modules for _, each in m.parts if each.end <= store.offset]
    start = max([graph.table.end if graph.table.end <= store.offset else 0, *ends])
    return Span(start, store.end - start)


class _Records:
    """What the flags say stands behind the table of modules. `named` are (what, span): the records, and where they lead.

    Nothing is named where the records do not lie in the payload, or say a flag of no known record.
    """

    def __init__(self, view: View, graph: Graph) -> None:
        self.start = self.at = graph.table.end
        self.named: list[tuple[str, Span]] = []
        self._view, self._graph = view, graph
        try:
            found = list(self._read()) if graph.flags & ~_KNOWN_FLAGS == 0 else []
        except DamagedError:
            found = []
        if self.at > self.start and all(span.end <= graph.size for _, span in found):
            self.named = [("records of modules", Span(self.start, self.at - self.start))]
            self.named += [each for each in found if each[1].length]

    def _read(self) -> Iterator[tuple[str, Span]]:
        flags, modules = self._graph.flags, len(self._graph.modules)
        if flags & _HASHES:
            self._numbers(modules)
        if flags & _BUILT_IN:
            for _ in range(self._count()):
                yield f"compiled code of Bun's own module {self._number()}", self._place()
        if flags & _TEXTS:
            yield "texts of bytecode", self._place()
        if flags & _FIRST:
            self._number()
        if flags & _INFORMATION:
            yield "texts of module information", self._place()
        if flags & _LINKED:
            yield "linked modules", self._place()
            self._numbers(self._count())

    def _number(self) -> int:
        self._numbers(1)
        return int.from_bytes(self._view.exactly(self.at - 4, 4, "a record of modules"), "little")

    def _numbers(self, count: int) -> None:
        self.at += 4 * count
        if self.at > self._graph.size:
            raise DamagedError("the records of modules do not lie in the payload")

    def _count(self) -> int:
        count = self._number()
        if count > MAX_MODULES:
            raise DamagedError(f"{count} records")
        return count

    def _place(self) -> Span:
        return Span(self._number(), self._number())


def _is_index(view: View, graph: Graph, gap: Span) -> bool:
    """Say whether a gap behind the table is the list by which later versions look modules up: numbers of this graph."""
    if gap.offset != graph.table.end or gap.length > _INDEX_ROW * len(graph.modules) + 1:
        return False
    raw = view.read(gap.offset, gap.length)
    count = len(raw) // 4
    words: tuple[int, ...] = struct.unpack_from(f"<{count}I", raw)
    known = sum(each <= graph.size for each in words)
    return not any(raw[4 * count :]) and 100 * known >= 99 * count


def _members(members: Members, module: Module, taken: _Taken) -> Iterator[Item]:
    name = _ROOT.sub("", module.name)
    yield from members.named(name, module.named.offset, module.named.length)
    if taken.adds(module.named):
        yield Region(f"name {clip(name)}", module.named.offset, module.named.length)
    for what, span in module.parts:
        if not what or not taken.is_shared(span):
            yield Child(f"{name}{what}", span=(span.offset, span.length))
        if taken.adds(span):
            yield Region(f"data {clip(name)}{what}", span.offset, span.length)


def _modules(view: View, graph: Graph) -> list[Module]:
    """Return the modules by the one size of a row by which all of them have a name and lie in the payload."""
    if graph.table.end > graph.size:
        raise DamagedError(f"the table of modules ends behind the payload of {graph.size} bytes")
    raw = view.read(graph.table.offset, graph.table.length)
    for row in ROWS:
        count = len(raw) // row
        if len(raw) % row or not 0 < count <= MAX_MODULES:
            continue
        rows = [_module(view, graph.size, raw[at : at + row]) for at in range(0, len(raw), row)]
        found = [each for each in rows if each is not None]
        if len(found) == count:
            return found
    raise DamagedError("the table of modules has rows of no known form")


def _module(view: View, size: int, row: bytes) -> Module | None:
    """Return a module: pointers to its name and parts, and behind them bytes of kinds."""
    numbers = struct.unpack_from(f"<{len(row) // 4 - 1}I", row)
    spans = [Span(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
    named, *rest = spans
    if any(each.end > size for each in spans) or not 0 < named.length <= _LONGEST:
        return None
    name = _text(view, named)
    if b"\0" in name:
        return None
    parts = [(what, span) for what, span in zip(_PARTS, rest, strict=False) if span.length or not what]  # fmt: skip
    return Module(show_name(name), named, tuple(parts))


def _text(view: View, span: Span) -> bytes:
    return view.read(span.offset, min(span.length, _LONGEST))
