"""What `deno compile` puts into a copy of Deno's runtime: modules, files, and what the runtime is told.

Source: Deno (2.3 and later), cli/rt/binary.rs, cli/lib/standalone/binary.rs and virtual_fs.rs: the magic, the settings
as JSON, the npm packages, names of remote modules with redirects and contents, a tree of files as JSON, their bytes, and
the magic once more. Lengths are little-endian. Until 2.5 or so libsui wrote the whole behind an ELF program, with eight
bytes of its own (denoland/sui, lib.rs).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, ReleaseName, Span, Value
from onionskin.parse.archive import Item, Link, Members, clip, merged, show_name
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MAGIC = b"d3n0l4nd"
MAX_JSON = 64 << 20
MAX_MODULES = 200_000
MAX_FILES = 400_000
_DEPTH = 128
_LONGEST = 4096
_APPENDED = b"\x1e\x50\0\0"
_KINDS = frozenset({"Dir", "File", "Symlink"})
_TRANSPILED, _SOURCE_MAP, _EXPORTS = 1, 2, 4
# What the runtime compiles is the transpiled text, where there is one: it bears a script's name.
RUNS = " (transpiled).js"
_PARTS = ((_TRANSPILED, "m", RUNS), (_SOURCE_MAP, "s", " (source map)"), (_EXPORTS, "c", " (exports)"))  # fmt: skip


class DenoApplication(Value, frozen=True):
    """A program made by `deno compile`: what starts, how much it carries, and what Deno lets it do.

    `runs_before` are the modules that are loaded before the entry, `allowed` the permissions granted without a question
    (`name` for all, `name=value` for one), `environment` the names of variables that are set.
    """

    entry: str
    runs_before: tuple[str, ...]
    modules: int
    files: int
    arguments: tuple[str, ...]
    flags: tuple[str, ...]
    allowed: tuple[str, ...]
    environment: tuple[str, ...]
    unpacks_itself: bool


@dataclass
class _Bundle:
    """What was read: (name, span) of the members, the spans of tables, links, and what contradicts itself."""

    settings: Span
    parts: list[tuple[str, Span]] = field(default_factory=list)
    tables: list[tuple[str, Span]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: list[tuple[str, Span]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    modules: int = 0
    files: int = 0
    data: Span = field(default_factory=lambda: Span(0, 0))
    end: int = 0


def fits(view: View) -> bool:
    """Say whether settings as JSON, of a length that the bytes have room for, follow the magic."""
    head = view.read(0, 17)
    if len(head) < 17 or head[:8] != MAGIC or head[16:] != b"{":
        return False
    return int.from_bytes(head[8:16], "little") <= view.size - 16


def walk(view: View) -> Iterator[Item]:
    """Yield the settings, every module and file, and the bytes that none owns. DamagedError where no order fits."""
    yield from merged(_walk(view))


def _walk(view: View) -> Iterator[Item]:
    bundle = _read(view)
    told = _json(view, bundle.settings, "the settings")
    yield Fact.of(_application(told, bundle))
    yield from _release(told)
    members = Members()
    yield Region("magic", 0, len(MAGIC))
    for name, span in bundle.tables:
        yield Region(name, span.offset, span.length)
    owned = [span for _, span in bundle.tables]
    owned.append(Span(0, len(MAGIC)))
    seen: set[Span] = set()
    for name, span in [("(settings).json", bundle.settings), *bundle.parts]:
        yield from members.named(name, span.offset, span.length)
        yield Child(name, span=(span.offset, span.length))
        owned.append(span)
        # Files of the same bytes are stored once.
        if span not in seen:
            yield Region(f"data {clip(name)}", span.offset, span.length)
        seen.add(span)
    for name, span in bundle.hidden:
        detail = f"its {span.length} bytes do not lie among the bytes of the files"
        yield from members.fault("hidden-member", name, detail, span.offset, span.length)
    for link in bundle.links:
        yield from members.link(link, bundle.data.offset, 0)
    yield from bundle.problems
    for gap in outside(owned, view.size):
        where = "between" if gap.end < bundle.end else "behind"
        yield from members.stray(where, gap.offset, gap.length)
    yield from members.overflow()


# --- what stands where -----------------------------------------------------------------------------


def _read(view: View) -> _Bundle:
    """Return the whole, read from its begin to its end."""
    at = _Reader(view, len(MAGIC))
    bundle = _Bundle(at.counted("settings", 8))
    npm = at.counted("the npm packages", 8)
    start = at.at
    names = at.names()
    for _ in range(at.number(4, "redirects", MAX_MODULES)):
        at.skip(8, "a redirect")
    bundle.modules = at.number(4, "modules", MAX_MODULES)
    bundle.tables.append(("names of modules", Span(start, at.at - start)))
    for _ in range(bundle.modules):
        _module(at, names, bundle)
    tree = at.counted("the tree of files", 8)
    bundle.data = at.counted("the files", 8)
    if view.read(at.at, len(MAGIC)) != MAGIC:
        raise DamagedError(f"the magic does not stand at the end, {at.at:#x}")
    bundle.tables += [
        ("npm packages", Span(npm.offset - 8, npm.length + 8)),
        ("tree of files", Span(tree.offset - 8, tree.length + 8)),
        *((f"length at {each - 8:#x}", Span(each - 8, 8)) for each in (bundle.settings.offset, bundle.data.offset)),
        ("magic", Span(at.at, len(MAGIC))),
    ]  # fmt: skip
    bundle.end = at.at + len(MAGIC)
    _behind(view, bundle)
    _files(_json(view, tree, "the tree of files"), bundle)
    return bundle


def _behind(view: View, bundle: _Bundle) -> None:
    """Own the eight bytes by which libsui found what it had put behind a program, and the zero of an odd resource."""
    rest = Span(bundle.end, view.size - bundle.end)
    raw = view.read(rest.offset, min(rest.length, 9))
    stated = int.from_bytes(raw[4:8], "little")
    if len(raw) == 8 and raw[:4] == _APPENDED and stated == view.size:
        bundle.tables.append(("libsui's length", rest))
    elif raw and not any(raw) and rest.length < 8:
        bundle.tables.append(("padding", rest))


def _module(at: _Reader, names: dict[int, str], bundle: _Bundle) -> None:
    """Read one remote module: its number, a byte of kind, its text, flags, and what was made of it."""
    start = at.at
    number = at.number(4, "a module's number")
    name = names.get(number, f"module {number}")
    at.skip(1, "a module's kind")
    parts = [(name, at.counted(name, 4))]
    flags = at.number(1, "a module's flags")
    for flag, _, what in _PARTS:
        if flags & flag:
            parts.append((f"{name}{what}", at.counted(name, 4)))
    bundle.parts += parts
    spans = [span for _, span in parts]
    for gap in outside(spans, at.at, start):
        bundle.tables.append(("lengths and kinds of a module", gap))


def _files(tree: Any, bundle: _Bundle) -> None:
    """Note the files, links and folders of the tree: a list of `Dir`, `File` and `Symlink`."""
    stack: list[tuple[str, Any, int]] = [("", tree, 0)]
    while stack:
        folder, entries, depth = stack.pop()
        if not isinstance(entries, list) or depth > _DEPTH:
            bundle.problems.append(Problem("damaged", f"the folder {clip(folder)!r} has no list that can be read"))  # fmt: skip
            continue
        for entry in entries:
            if bundle.files >= MAX_FILES:
                bundle.problems.append(Problem("limit:entries", f"more than {MAX_FILES} files"))
                return
            kind, node = _entry(entry)
            name = node.get("n")
            if not isinstance(name, str) or len(folder) > _LONGEST:
                bundle.problems.append(Problem("damaged", f"an entry of the folder {clip(folder)!r} has no name or kind that is known"))  # fmt: skip
                continue
            path = f"{folder}/{name}" if folder else name
            if kind == "Dir":
                stack.append((path, node.get("e"), depth + 1))
            elif kind == "Symlink":
                bundle.links.append(Link(path, "symlink", _target(node.get("p"))))
            else:
                bundle.files += 1
                _file(path, node, bundle)


def _entry(entry: Any) -> tuple[str, dict[str, Any]]:
    """Return the kind of an entry and what is said of it; nothing where that is no object of one key."""
    kind, node = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else ("", {})  # fmt: skip
    return kind, node if kind in _KINDS and isinstance(node, dict) else {}


def _target(parts: Any) -> str:
    return "/".join(each for each in parts if isinstance(each, str)) if isinstance(parts, list) else ""  # fmt: skip


def _file(path: str, node: dict[str, Any], bundle: _Bundle) -> None:
    """Note a file and what was made of it: each is [offset, length] among the files' bytes."""
    for key, what in (("o", ""), *((key, what) for _, key, what in _PARTS)):
        place = node.get(key)
        if place is None and key != "o":
            continue
        if not isinstance(place, list) or len(place) != 2 or not all(isinstance(each, int) and 0 <= each < 1 << 62 for each in place):  # fmt: skip
            bundle.problems.append(Problem("damaged", f"the file {clip(path)!r} says no place that can be read"))  # fmt: skip
            continue
        span = Span(bundle.data.offset + place[0], place[1])
        (bundle.parts if span.end <= bundle.data.end else bundle.hidden).append((f"{path}{what}", span))  # fmt: skip


@dataclass
class _Reader:
    """Reads numbers and what they measure, one behind the other. DamagedError beyond the end."""

    view: View
    at: int

    def number(self, width: int, what: str, most: int = 1 << 62) -> int:
        value = int.from_bytes(self.view.exactly(self.at, width, what), "little")
        if value > most:
            raise DamagedError(f"{what}: {value} at {self.at:#x}, at most {most} are read")
        self.at += width
        return value

    def skip(self, length: int, what: str) -> None:
        if self.at + length > self.view.size:
            raise DamagedError(f"{clip(what)} ends behind the file")
        self.at += length

    def counted(self, what: str, width: int) -> Span:
        """Return the bytes that a length of `width` bytes stands before."""
        length = self.number(width, what)
        start = self.at
        self.skip(length, what)
        return Span(start, length)

    def names(self) -> dict[int, str]:
        """Return the names of remote modules by their numbers."""
        found = {}
        for _ in range(self.number(4, "names of modules", MAX_MODULES)):
            span = self.counted("a module's name", 4)
            if span.length > _LONGEST:
                raise DamagedError(f"a module's name of {span.length} bytes")
            (number,) = struct.unpack("<I", self.view.exactly(self.at, 4, "a module's number"))
            self.at += 4
            found[number] = show_name(self.view.read(span.offset, span.length))
        return found


def _json(view: View, span: Span, what: str) -> Any:
    if span.length > MAX_JSON:
        raise DamagedError(f"{what} of {span.length} bytes are over {MAX_JSON >> 20} MiB")
    try:
        return msgspec.json.decode(view.exactly(span.offset, span.length, what))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedError(f"{what} could not be read: {error}") from error


# --- what the settings say -------------------------------------------------------------------------


def _application(told: Any, bundle: _Bundle) -> DenoApplication:
    said = told if isinstance(told, dict) else {}
    variables = said.get("env_vars_from_env_file")
    before = (*_texts(said.get("preload_modules")), *_texts(said.get("require_modules")))
    return DenoApplication(
        _text(said.get("entrypoint_key")), before, bundle.modules, bundle.files,
        _texts(said.get("argv")), _texts(said.get("v8_flags")), _allowed(said.get("permissions")),
        tuple(sorted(_text(each) for each in variables))[:1000] if isinstance(variables, dict) else (),
        bool(said.get("self_extracting")),
    )  # fmt: skip


def _allowed(permissions: Any) -> tuple[str, ...]:
    """Return what is granted: a list that is there and empty grants all of its kind."""
    found = []
    for key, value in permissions.items() if isinstance(permissions, dict) else ():
        if key.startswith("allow_") and isinstance(value, list):
            name = key.removeprefix("allow_")
            found += [f"{name}={each}" for each in _texts(value)] or [name]
    return tuple(sorted(found))[:1000]


def _release(told: Any) -> Iterator[Fact]:
    name, version = (_text(told.get(key)) if isinstance(told, dict) else "" for key in ("app_name", "app_version"))  # fmt: skip
    if name and version:
        yield Fact.of(ReleaseName(name, version, "", "settings of deno compile"))


def _text(value: Any) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value[:1000])) if isinstance(value, list) else ()
