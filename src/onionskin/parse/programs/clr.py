"""What a .NET program says of itself: its assembly, what it refers to, its managed resources.

Source: ECMA-335, 6th edition, partition II, sections 22 to 25; the header of a ready-to-run image
after the .NET runtime's documentation (readytorun-format). Offsets are bytes in the file.
Everything is read within bounds; a table that cannot be followed ends there and is said.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from onionskin.errors import DamagedError
from onionskin.model import Problem, Value
from onionskin.parse.programs import clr_tables as t
from onionskin.parse.programs.pe import Addresses, PeLayout
from onionskin.plugins.view import View

MAX_STREAMS = 32
MAX_HEAP = 64 << 20
MAX_RESOURCES = 4096
KEPT = 512  # of the names that a fact lists
_ROOT = b"BSJB"
_KNOWN = frozenset({"#~", "#-", "#Strings", "#US", "#GUID", "#Blob", "#Pdb", "#JTD"})
_SIGNED, _IL_ONLY, _NATIVE_ENTRY = 0x8, 0x1, 0x10
_LONGEST = 1024
READY_TO_RUN = b"RTR\0"
_HEADER = struct.Struct("<IHHIIIIIIIIII")
_COMPILER = 100
_MANAGED_NATIVE = 64  # offset of ManagedNativeHeader in the CLR header


class ClrStream(Value, frozen=True):
    """One stream of the metadata: its name as written, and where its bytes stand."""

    name: str
    offset: int
    length: int


class ManagedResource(Value, frozen=True):
    """One embedded resource: the bytes of the resource itself, without the length in front."""

    name: str
    offset: int
    length: int


class ClrAssembly(Value, frozen=True):
    """What a managed image says that it is.

    `version` is a.b.c.d, `token` the public key token (hex, "" without a key), `references` are
    `name version token` and `natives` `LIBRARY!call` of P/Invoke, sorted. `entry_point` is a token
    (0: none), `runtime` the version string of the metadata. `has_native_code` says that it was
    compiled ahead (ready to run) or mixes in native code: that part is seen as native code alone.
    """

    name: str
    version: str
    culture: str
    token: str
    runtime: str
    module: str
    module_id: str
    entry_point: int
    flags: int
    references: tuple[str, ...]
    natives: tuple[str, ...]
    resources: tuple[ManagedResource, ...]
    streams: tuple[ClrStream, ...]
    has_native_code: bool
    is_ready_to_run: bool

    @property
    def is_signed(self) -> bool:
        """Whether the header says that the strong name's signature was made."""
        return bool(self.flags & _SIGNED)


class ManagedStray(Value, frozen=True):
    """Bytes among the managed data that no table names. `where` is a fixed token.

    `resources` (between or behind the resources), `tables` (behind the last table), `metadata`
    (between or behind the streams), `stream` (a stream of a name that no runtime reads).
    """

    where: str
    offset: int
    length: int


@dataclass(frozen=True)
class Clr:
    """A managed image that can be asked for more: heaps in memory, tables as rows."""

    assembly: ClrAssembly
    tables: t.Tables | None
    strings: bytes
    blobs: bytes
    key: bytes
    signature: tuple[int, int]
    user_strings: ClrStream | None
    stray: tuple[ManagedStray, ...]
    compiler: str = ""  # that made the image ready to run, as it names itself

    def text(self, at: int) -> str:
        """Return the name at a place of #Strings, cut at 1,024 bytes."""
        return _text(self.strings, at)

    def blob(self, at: int) -> bytes:
        """Return the bytes at a place of #Blob; fewer where the heap ends."""
        return _blob(self.blobs, at)


def read_clr(view: View, layout: PeLayout, problems: list[Problem]) -> Clr | None:
    """Return what a managed image says, or None where there is no CLR header.

    DamagedError where there is one, and no metadata behind it can be read.
    """
    directory = layout.directory("clr")
    if directory is None:
        return None
    addresses = Addresses(layout)
    raw = addresses.read(view, directory.rva, 72)
    if len(raw) < 72:
        raise DamagedError("the CLR header lies outside of the sections")
    _, _, _, rva, size, flags, entry, res_rva, res_size, sn_rva, sn_size, _, _ = _HEADER.unpack_from(raw)  # fmt: skip
    root = addresses.offset(rva)
    if root is None or view.read(root, 4) != _ROOT:
        raise DamagedError("the metadata of .NET do not begin with BSJB")
    runtime, streams = _streams(view, root, size, problems)
    own = _Heaps(view, streams, problems)
    named = tuple(_resources(view, addresses, own, res_rva, res_size, problems))
    key, assembly = _assembly(own, named, streams, runtime, (flags, entry))
    native_rva, _ = struct.unpack_from("<II", raw, _MANAGED_NATIVE)
    is_ready = bool(native_rva) and addresses.read(view, native_rva, 4) == READY_TO_RUN
    assembly = _with_native(
        assembly, is_ready=is_ready, native=bool(native_rva) or not flags & _IL_ONLY
    )
    stray = [*_between_streams(view, root, size, streams), *_behind_tables(view, own)]
    start = addresses.offset(res_rva)
    if start is not None and res_size:
        stray += _between_resources(view, start, res_size, named)
    signature = (addresses.offset(sn_rva) or 0, sn_size) if sn_size else (0, 0)
    return Clr(
        assembly=assembly,
        tables=own.tables,
        strings=own.strings,
        blobs=own.blobs,
        key=key,
        signature=signature,
        user_strings=own.stream("#US"),
        stray=tuple(stray),
        compiler=_compiler(addresses, view, native_rva) if is_ready else "",
    )


def _compiler(addresses: Addresses, view: View, rva: int) -> str:
    """Return what compiled a ready-to-run image: a section of the native header, of kind 100, names it."""
    head = addresses.read(view, rva, 16)
    count = int.from_bytes(head[12:16], "little")
    if len(head) < 16 or count > MAX_STREAMS:
        return ""
    rows = addresses.read(view, rva + 16, 12 * count)
    for kind, place, size in struct.iter_unpack("<III", rows[: len(rows) // 12 * 12]):
        if kind == _COMPILER and 0 < size <= _LONGEST:
            raw = addresses.read(view, place, size).rstrip(b"\0")
            return raw.decode("ascii", "backslashreplace") if raw.isascii() else ""
    return ""


def _with_native(assembly: ClrAssembly, *, is_ready: bool, native: bool) -> ClrAssembly:
    return msgspec.structs.replace(assembly, has_native_code=native, is_ready_to_run=is_ready)


# --- streams and heaps ---------------------------------------------------------------------------------


def _streams(
    view: View, root: int, size: int, problems: list[Problem]
) -> tuple[str, tuple[ClrStream, ...]]:
    """Return the runtime's version string, and the streams; a name used twice keeps both."""
    length = int(struct.unpack("<I", view.exactly(root + 12, 4, "the metadata root"))[0])
    if length > 256:
        raise DamagedError(f"the version string of the metadata has {length} bytes")
    version = view.exactly(root + 16, length, "the metadata root").split(b"\0")[0]
    at = root + 16 + length
    count = int(struct.unpack("<2xH", view.exactly(at, 4, "the metadata root"))[0])
    if count > MAX_STREAMS:
        detail = f"the metadata declare {count} streams, {MAX_STREAMS} were read"
        problems.append(Problem("limit:clr-streams", detail))
    at += 4
    found = []
    for _ in range(min(count, MAX_STREAMS)):
        offset, long = struct.unpack("<II", view.exactly(at, 8, "a stream's header"))
        name = view.read(at + 8, 32).split(b"\0")[0]
        at += 8 + (len(name) + 4 & ~3)
        if offset > size or root + offset + long > view.size:
            detail = f"stream {name.decode('latin-1')!r} lies outside of the metadata"
            problems.append(Problem("contradictory", detail))
        here = min(root + offset, view.size)
        found.append(ClrStream(name.decode("utf-8", "backslashreplace"), here, min(long, view.size - here)))  # fmt: skip
    return version.decode("utf-8", "backslashreplace"), tuple(found)


class _Heaps:
    """The heaps and tables of one image, read once."""

    def __init__(self, view: View, streams: tuple[ClrStream, ...], problems: list[Problem]) -> None:
        self._view, self._streams, self._problems = view, streams, problems
        self.strings, self.blobs, self.ids = map(self._heap, ("#Strings", "#Blob", "#GUID"))
        self.table_stream = self.stream("#~") or self.stream("#-")
        self.tables: t.Tables | None = None
        if self.table_stream is not None:
            data = self._heap(self.table_stream.name)
            try:
                self.tables = t.Tables(data, problems)
            except DamagedError as error:
                problems.append(Problem("damaged", str(error)))

    def stream(self, name: str) -> ClrStream | None:
        return next((each for each in self._streams if each.name == name), None)

    def _heap(self, name: str) -> bytes:
        place = self.stream(name)
        if place is None:
            return b""
        if place.length > MAX_HEAP:
            detail = f"of stream {name}, {MAX_HEAP >> 20} MiB were read"
            self._problems.append(Problem("limit:clr-heap", detail))
        return self._view.read(place.offset, min(place.length, MAX_HEAP))

    def rows(self, number: int) -> Iterator[t.Row]:
        return self.tables.rows(number) if self.tables else iter(())


def _text(heap: bytes, at: int) -> str:
    if not 0 <= at < len(heap):
        return ""
    end = heap.find(b"\0", at, at + _LONGEST)
    return heap[at : end if end >= 0 else at + _LONGEST].decode("utf-8", "backslashreplace")


def compressed(data: bytes, at: int) -> tuple[int, int]:
    """Return (number, width) of a compressed unsigned integer (II.23.2); (0, 0) at the end."""
    if at >= len(data):
        return 0, 0
    first = data[at]
    if not first & 0x80:
        return first, 1
    if not first & 0x40:
        return ((first & 0x3F) << 8 | data[at + 1], 2) if at + 1 < len(data) else (0, 0)
    if at + 3 >= len(data):
        return 0, 0
    return int.from_bytes(data[at : at + 4], "big") & 0x1FFF_FFFF, 4


def _blob(heap: bytes, at: int) -> bytes:
    length, width = compressed(heap, at)
    return heap[at + width : at + width + length]


# --- what it says -----------------------------------------------------------------------------------


def _assembly(
    own: _Heaps,
    resources: tuple[ManagedResource, ...],
    streams: tuple[ClrStream, ...],
    runtime: str,
    header: tuple[int, int],
) -> tuple[bytes, ClrAssembly]:
    key, name, version, culture = b"", "", "", ""
    for row in own.rows(t.ASSEMBLY):
        version = ".".join(map(str, row[1:5]))
        key, name, culture = _blob(own.blobs, row[6]), _text(own.strings, row[7]), _text(own.strings, row[8])  # fmt: skip
        break
    module, module_id = "", ""
    for row in own.rows(t.MODULE):
        module = _text(own.strings, row[1])
        module_id = own.ids[16 * (row[2] - 1) : 16 * row[2]].hex() if row[2] else ""
        break
    return key, ClrAssembly(
        name=name,
        version=version,
        culture=culture,
        token=token_of(key),
        runtime=runtime,
        module=module,
        module_id=module_id,
        entry_point=header[1],
        flags=header[0],
        references=tuple(sorted(set(_references(own)))[:KEPT]),
        natives=tuple(sorted(set(_natives(own)))[:KEPT]),
        resources=resources,
        streams=streams,
        has_native_code=False,
        is_ready_to_run=False,
    )


def token_of(key: bytes) -> str:
    """Return the public key token: the last 8 bytes of the key's SHA-1, reversed; "" without a key."""
    if not key:
        return ""
    return hashlib.sha1(key, usedforsecurity=False).digest()[-8:][::-1].hex()


def _references(own: _Heaps) -> Iterator[str]:
    for row in own.rows(t.ASSEMBLY_REF):
        key = _blob(own.blobs, row[5])
        token = token_of(key) if row[4] & 1 else key.hex()
        yield " ".join(filter(None, (_text(own.strings, row[6]), ".".join(map(str, row[:4])), token)))  # fmt: skip


def _natives(own: _Heaps) -> Iterator[str]:
    libraries = [_text(own.strings, row[0]) for row in own.rows(t.MODULE_REF)]
    for _, _, name, library in own.rows(t.IMPLEMENTATION_MAP):
        place = libraries[library - 1] if 0 < library <= len(libraries) else ""
        yield f"{place}!{_text(own.strings, name)}"


def _resources(
    view: View, addresses: Addresses, own: _Heaps, rva: int, size: int, problems: list[Problem]
) -> Iterator[ManagedResource]:
    start = addresses.offset(rva)
    for number, (offset, _, name, where) in enumerate(own.rows(t.RESOURCE)):
        if number == MAX_RESOURCES:
            detail = f"more than {MAX_RESOURCES} managed resources; the others were not opened"
            problems.append(Problem("limit:managed-resources", detail))
            return
        if where >> 2:
            continue
        shown = _text(own.strings, name)
        head = view.read(start + offset, 4) if start is not None and offset + 4 <= size else b""
        length = int.from_bytes(head, "little") if len(head) == 4 else -1
        if start is None or not 0 <= length <= size - offset - 4:
            detail = f"managed resource {shown[:100]!r} lies outside of its directory"
            problems.append(Problem("contradictory", detail))
            continue
        yield ManagedResource(shown, start + offset + 4, length)


# --- what nobody names -------------------------------------------------------------------------------


def _between_resources(
    view: View, start: int, size: int, named: tuple[ManagedResource, ...]
) -> Iterator[ManagedStray]:
    at = start
    for each in sorted(named, key=lambda one: one.offset):
        yield from _stray(view, "resources", at, each.offset - 4)
        at = max(at, each.offset + each.length)
    yield from _stray(view, "resources", at, start + size)


def _between_streams(
    view: View, root: int, size: int, streams: tuple[ClrStream, ...]
) -> Iterator[ManagedStray]:
    for each in streams:
        if each.name not in _KNOWN and each.length:
            yield ManagedStray("stream", each.offset, each.length)
    ordered = sorted(streams, key=lambda one: one.offset)
    at = ordered[0].offset if ordered else root
    for each in ordered:
        yield from _stray(view, "metadata", at, each.offset)
        at = max(at, each.offset + each.length)
    yield from _stray(view, "metadata", at, min(root + size, view.size))


def _behind_tables(view: View, own: _Heaps) -> Iterator[ManagedStray]:
    place = own.table_stream
    if own.tables is not None and place is not None:
        yield from _stray(view, "tables", place.offset + own.tables.end, place.offset + place.length)  # fmt: skip


def _stray(view: View, where: str, start: int, end: int) -> Iterator[ManagedStray]:
    if end > start and not view.is_zero(start, end - start):
        yield ManagedStray(where, start, end - start)
