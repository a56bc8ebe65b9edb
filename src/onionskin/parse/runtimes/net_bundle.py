"""Single-file programs of .NET: a host with assemblies and files behind it, and a manifest that lists them.

Source: the .NET runtime's design document "Single-file Publish" and the host's bundle reader (versions 1, 2 and 6):
the host holds the offset of the header in front of a fixed mark (the SHA-256 of ".net core bundle" and a line feed).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from onionskin.errors import DamagedError
from onionskin.model import Fact, Problem, Region, Span, Value
from onionskin.parse.archive import Members, clip
from onionskin.parse.holes import outside
from onionskin.plugins.contracts import Child
from onionskin.plugins.view import View

MARK = bytes.fromhex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")
MAX_FILES = 16_384
_ALIGNMENT = 16_384  # the largest that a bundler uses between files
_LONGEST = 4096
_KINDS = ("unknown", "assembly", "native", "deps.json", "runtimeconfig.json", "symbols")


class NetBundle(Value, frozen=True):
    """The header of a single-file program: where it stands, its version, the bundle's own id, how many files."""

    offset: int
    version: str
    id: str
    files: int


class BundledFile(NamedTuple):
    """One row of the manifest; `packed` is the size as deflated, 0 where it is stored."""

    name: str
    kind: str
    offset: int
    size: int
    packed: int

    @property
    def stored(self) -> int:
        """How many bytes of the program it takes."""
        return self.packed or self.size


class Manifest(NamedTuple):
    """What the header says, its own bytes, and the files in their order."""

    bundle: NetBundle
    span: Span
    files: tuple[BundledFile, ...]


def find_manifest(view: View, end: int, problems: list[Problem]) -> Manifest | None:
    """Return the manifest whose offset stands in front of the mark in [0, end), or None: no bundle.

    A host that bundles nothing has a zero there. A manifest that cannot be read goes to `problems`.
    """
    try:
        return _manifest(view, end)
    except DamagedError as error:
        detail = f"{error}; what the .NET program bundles was not opened"
        problems.append(Problem("damaged-bundle", detail))
        return None


def _manifest(view: View, end: int) -> Manifest | None:
    mark = view.find(MARK, 0, end)
    if mark < 8:
        return None
    offset = int(struct.unpack("<q", view.exactly(mark - 8, 8, "the bundle's offset"))[0])
    if not end <= offset < view.size:
        return None
    major, minor, count = struct.unpack("<III", view.exactly(offset, 12, "the bundle's header"))
    if major not in {1, 2, 6}:
        raise DamagedError(f"bundles of .NET of version {major}.{minor} are not read")
    name, at = _string(view, offset + 12)
    at += 40 if major >= 2 else 0
    files = []
    for _ in range(min(count, MAX_FILES)):
        place, size = struct.unpack("<qq", view.exactly(at, 16, "a row of the bundle"))
        at += 16
        packed = 0
        if major >= 6:
            packed = int(struct.unpack("<q", view.exactly(at, 8, "a row of the bundle"))[0])
            at += 8
        kind = view.exactly(at, 1, "a row of the bundle")[0]
        path, at = _string(view, at + 1)
        if min(place, size, packed) < 0:
            raise DamagedError(f"file {path[:100]!r} of the bundle has a negative place or size")
        files.append(BundledFile(path, _KINDS[kind] if kind < len(_KINDS) else "unknown", place, size, packed))  # fmt: skip
    bundle = NetBundle(offset, f"{major}.{minor}", name, count)
    return Manifest(bundle, Span(offset, at - offset), tuple(files))


def _string(view: View, at: int) -> tuple[str, int]:
    """Return (text, offset behind it): its length is written seven bits a byte, in two bytes at most."""
    head = view.exactly(at, 1, "a name of the bundle")
    length, width = head[0] & 0x7F, 1
    if head[0] & 0x80:
        length |= view.exactly(at + 1, 1, "a name of the bundle")[0] << 7
        width = 2
    raw = view.exactly(at + width, min(length, _LONGEST), "a name of the bundle")
    return raw.decode("utf-8", "backslashreplace"), at + width + length


def bundled_files(
    view: View, found: Manifest, start: int, end: int
) -> Iterator[Region | Child | Fact | Problem]:
    """Yield who owns the bytes behind the host, [start, end), and the files as members."""
    members = Members()
    yield Fact.of(found.bundle)
    if found.bundle.files > MAX_FILES:
        detail = f"{found.bundle.files} files are bundled, {MAX_FILES} were read"
        yield Problem("limit:bundle", detail)
    yield Region("bundle manifest", found.span.offset, found.span.length)
    owned = [found.span]
    reached = start
    for each in sorted(found.files, key=lambda one: (one.offset, one.name)):
        span = Span(each.offset, each.stored)
        yield from members.named(each.name, each.offset, each.stored)
        if span.end > end or span.offset < start:
            detail = f"its {each.stored} bytes at {each.offset:#x} do not lie behind the program"
            yield from members.fault("hidden-member", each.name, detail, each.offset, each.stored)
            yield Problem("truncated", f"bundled file {each.name[:200]!r}: {detail}")
            continue
        if span.offset < reached and span.length:
            yield from members.fault("overlap", each.name, "it lies over another file", *_pair(span))  # fmt: skip
        else:
            yield Region(f"bundled {clip(each.name)}", span.offset, span.length)
        reached = max(reached, span.end)
        owned.append(span)
    for gap in outside(owned, end, start):
        if gap.length < _ALIGNMENT and view.is_zero(gap.offset, gap.length):
            yield Region("padding", gap.offset, gap.length)
        else:
            where = "between" if gap.end < end else "behind"
            yield from members.stray(where, gap.offset, gap.length)
    yield from members.overflow()
    for each in found.files:
        if start <= each.offset and each.offset + each.stored <= end:
            yield _child(view, each)


def _pair(span: Span) -> tuple[int, int]:
    return span.offset, span.length


def _child(view: View, each: BundledFile) -> Child:
    if not each.packed:
        return Child(each.name, span=(each.offset, each.size))
    return Child(each.name, chunks=_inflated(view, each), declared=each.size)


def _inflated(view: View, each: BundledFile) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    left = each.size
    for part in view.chunks(each.offset, each.packed):
        data = part
        while data and left > 0:
            out = inflater.decompress(data, min(1 << 20, left))
            data = inflater.unconsumed_tail
            left -= len(out)
            yield out
            if not out and not data:
                break
    if left:
        raise DamagedError(f"{left} of its {each.size} bytes are missing")
