"""The modules that `bun build --compile` puts into a copy of Bun: scripts, assets, what was compiled of them.

Source: Bun, src/StandaloneModuleGraph.zig (Offsets, CompiledModuleGraphFile; 1.0 to 1.4) and its documentation
"Single-file executable". All numbers are little-endian; offsets count from the payload's begin.
"""

from __future__ import annotations

import re
import struct
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
        return Graph(at, Span(at, size), Span(table, rows), entry, Span(start, length))
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
    owned = [graph.table, graph.arguments]
    yield Region("table of modules", graph.table.offset, graph.table.length)
    yield Region("arguments", graph.arguments.offset, graph.arguments.length)
    seen: set[Span] = {graph.table, graph.arguments}
    for module in graph.modules:
        owned += [module.named, *(span for _, span in module.parts)]
        yield from _members(members, module, seen)
    for gap in outside(owned, graph.size):
        if view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)
        else:
            yield from members.stray("between", gap.offset, gap.length)
    yield Region("offsets", graph.offsets.offset, graph.offsets.length)
    yield Region("trailer", trailer, view.size - trailer)
    yield from members.overflow()


def _members(members: Members, module: Module, seen: set[Span]) -> Iterator[Item]:
    name = _ROOT.sub("", module.name)
    yield from members.named(name, module.named.offset, module.named.length)
    if module.named not in seen:
        yield Region(f"name {clip(name)}", module.named.offset, module.named.length)
        seen.add(module.named)
    for what, span in module.parts:
        yield Child(f"{name}{what}", span=(span.offset, span.length))
        if span.length and span not in seen:
            yield Region(f"data {clip(name)}{what}", span.offset, span.length)
            seen.add(span)


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
