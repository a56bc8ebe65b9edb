"""What a PE file loads, offers and says about its own making.

Source: Microsoft, "PE Format" (import, delay-load, export and debug directories);
the Rich header after the public analyses of it (Pistelli, 2008). Everything is
bounded: a table that goes on for ever is cut, and said.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onionskin.model import Problem, Value
from onionskin.parse.programs.pe import EXECUTE, WRITE, Addresses, PeLayout
from onionskin.plugins.view import View

MAX_LIBRARIES = 1024
MAX_FUNCTIONS = 32_768
MAX_TEXT = 4 << 20
MAX_EXPORTS = 65_536
KEPT_EXPORTS = 4096
MAX_DEBUG = 64

_CODEVIEW = 2


class Import(Value, frozen=True):
    """One library that the image loads, and what it wants of it (`#12` is an ordinal)."""

    library: str
    functions: tuple[str, ...]
    delayed: bool = False


class Forward(Value, frozen=True):
    """An export that is answered by another library: `target` is `OTHER.name`."""

    name: str
    target: str


class DebugData(Value, frozen=True):
    """One entry of the debug directory: its type, and where its raw data stand in the file."""

    type: int
    offset: int
    length: int


class PeSection(Value, frozen=True):
    """One section as it looks: `entropy` in bits per byte, of at most 256 KiB spread over it."""

    name: str
    offset: int
    length: int
    virtual_size: int
    entropy: float
    executable: bool
    writable: bool


class PeSections(Value, frozen=True):
    """All sections of one file, in the order of their table."""

    rows: tuple[PeSection, ...]


class PeImage(Value, frozen=True):
    """The image as the loader sees it.

    `exports` holds at most 4,096 of the `export_count` names. `compilers` are the
    (product id, build, count) of the Rich header; its makers can forge it.
    """

    is_dll: bool
    machine: int
    subsystem: int
    timestamp: int
    is_clr: bool
    imports: tuple[Import, ...] = ()
    exports: tuple[str, ...] = ()
    export_count: int = 0
    forwards: tuple[Forward, ...] = ()
    module_name: str = ""
    pdb: str = ""
    debug: tuple[DebugData, ...] = ()
    compilers: tuple[tuple[int, int, int], ...] = ()


@dataclass
class _Room:
    """What is left of the limits on all imports of one file: names, and characters of them."""

    functions: int = MAX_FUNCTIONS
    text: int = MAX_TEXT

    @property
    def is_full(self) -> bool:
        return self.functions <= 0 or self.text <= 0


def parse_image(view: View, layout: PeLayout, problems: list[Problem]) -> PeImage:
    """Return the image of a PE file; what could not be read is appended to `problems`."""
    addresses = Addresses(layout)
    room = _Room()
    imports = [
        *_imports(view, layout, addresses, room),
        *_delayed(view, layout, addresses, room),
    ]
    if room.is_full:
        detail = f"only the first {MAX_FUNCTIONS - room.functions} imports were read"
        problems.append(Problem("limit:imports", detail))
    names, count, forwards, module = _exports(view, layout, addresses, problems)
    debug = tuple(_debug(view, layout, addresses))
    rich = rich_header(view, layout)
    return PeImage(
        is_dll=layout.is_dll,
        machine=layout.machine,
        subsystem=layout.subsystem,
        timestamp=layout.timestamp,
        is_clr=layout.directory("clr") is not None,
        imports=tuple(imports),
        exports=names,
        export_count=count,
        forwards=forwards,
        module_name=module,
        pdb=_pdb(view, debug),
        debug=debug,
        compilers=rich[2] if rich else (),
    )


def measure_sections(view: View, layout: PeLayout) -> PeSections:
    """Return each section's entropy and flags; at most 16 MiB are read in all."""
    share = min(256 << 10, (16 << 20) // max(1, len(layout.sections)))
    return PeSections(
        tuple(
            PeSection(
                name=each.name,
                offset=each.offset,
                length=each.size,
                virtual_size=each.virtual_size,
                entropy=entropy_of(_sample(view, each.offset, each.size, share)),
                executable=bool(each.flags & EXECUTE),
                writable=bool(each.flags & WRITE),
            )
            for each in layout.sections
        )
    )


def _sample(view: View, offset: int, length: int, share: int) -> bytes:
    """Return up to `share` bytes, evenly spread in 16 pieces."""
    if length <= share:
        return view.read(offset, length)
    step, piece = length // 16, share // 16
    return b"".join(view.read(offset + step * n, piece) for n in range(16))


def entropy_of(data: bytes) -> float:
    """Return the bits a byte of some data carries, 0 to 8."""
    counts = Counter(data).values()
    return round(sum(n / len(data) * math.log2(len(data) / n) for n in counts), 3) if data else 0.0


def rich_header(
    view: View, layout: PeLayout
) -> tuple[int, int, tuple[tuple[int, int, int], ...]] | None:
    """Return (offset, length, compilers) of the linker's Rich header, or None without a sound one."""
    stub = view.read(64, min(layout.nt_offset - 64, 4096))
    end = stub.find(b"Rich")
    if end < 0 or end % 4 or len(stub) < end + 8:
        return None
    key = struct.unpack_from("<I", stub, end + 4)[0]
    words = [word ^ key for (word,) in struct.iter_unpack("<I", stub[:end])]
    start = next((n for n, word in enumerate(words) if word == 0x536E6144), None)  # "DanS"
    if start is None or any(words[start + 1 : start + 4]) or (len(words) - start) % 2:
        return None
    rows = words[start + 4 :]
    compilers = tuple(
        (rows[n] >> 16, rows[n] & 0xFFFF, rows[n + 1]) for n in range(0, len(rows), 2)
    )
    return 64 + 4 * start, end + 8 - 4 * start, compilers


# --- imports --------------------------------------------------------------------------------------


def _imports(view: View, layout: PeLayout, addresses: Addresses, room: _Room) -> Iterator[Import]:
    directory = layout.directory("import")
    if directory is None:
        return
    for index in range(MAX_LIBRARIES):
        row = addresses.read(view, directory.rva + 20 * index, 20)
        if len(row) < 20:
            return
        lookup, _, _, name, thunks = struct.unpack("<IIIII", row)
        if not name:
            return
        functions = _functions(view, layout, addresses, lookup or thunks, room)
        yield Import(addresses.text(view, name, 260), functions)


def _delayed(view: View, layout: PeLayout, addresses: Addresses, room: _Room) -> Iterator[Import]:
    directory = layout.directory("delay import")
    if directory is None:
        return
    for index in range(MAX_LIBRARIES):
        row = addresses.read(view, directory.rva + 32 * index, 32)
        if len(row) < 32:
            return
        attributes, name, _, _, lookup = struct.unpack_from("<IIIII", row)
        if not name:
            return
        # Before Visual C++ 7 these fields held addresses in memory.
        base = 0 if attributes & 1 else layout.image_base
        functions = _functions(view, layout, addresses, lookup - base, room)
        yield Import(addresses.text(view, name - base, 260), functions, delayed=True)


def _functions(
    view: View, layout: PeLayout, addresses: Addresses, rva: int, room: _Room
) -> tuple[str, ...]:
    """Return the names of one library's thunks, as far as there is room."""
    width, word = (8, "Q") if layout.is_pe32_plus else (4, "I")
    ordinal = 1 << (8 * width - 1)
    found: list[str] = []
    limit, letters, more = room.functions, room.text, True
    while more and len(found) < limit and letters > 0:
        block = addresses.read(view, rva, 256 * width)
        more = len(block) == 256 * width
        for thunk in _numbers(block, word):
            if not thunk or len(found) >= limit or letters <= 0:
                more = False
                break
            if thunk & ordinal:
                name = f"#{thunk & 0xFFFF}"
            else:
                name = addresses.text(view, (thunk & 0x7FFF_FFFF) + 2)
            found.append(name)
            letters -= len(name)
        rva += len(block)
    room.functions, room.text = limit - len(found), letters
    return tuple(found)


# --- exports --------------------------------------------------------------------------------------


def _exports(
    view: View, layout: PeLayout, addresses: Addresses, problems: list[Problem]
) -> tuple[tuple[str, ...], int, tuple[Forward, ...], str]:
    directory = layout.directory("export")
    row = addresses.read(view, directory.rva, 40) if directory else b""
    if directory is None or len(row) < 40:
        return (), 0, (), ""
    module, _, functions, count, table, names, ordinals = struct.unpack_from("<IIIIIII", row, 12)
    if max(count, functions) > MAX_EXPORTS:
        detail = f"{count} exported names are declared, the first {MAX_EXPORTS} were read"
        problems.append(Problem("limit:exports", detail))
    limit = min(count, MAX_EXPORTS)
    rvas = _numbers(addresses.read(view, table, 4 * min(functions, MAX_EXPORTS)), "I")
    pointers = _numbers(addresses.read(view, names, 4 * limit), "I")
    indexes = _numbers(addresses.read(view, ordinals, 2 * limit), "H")
    found: list[str] = []
    forwards: list[Forward] = []
    for pointer, index in zip(pointers, indexes, strict=False):
        rva = rvas[index] if index < len(rvas) else 0
        # An address inside the export directory itself is the text of a forward.
        forwarded = directory.rva <= rva < directory.rva + directory.size
        if not forwarded and len(found) >= KEPT_EXPORTS:
            continue
        name = addresses.text(view, pointer)
        if len(found) < KEPT_EXPORTS:
            found.append(name)
        if forwarded and len(forwards) < KEPT_EXPORTS:
            forwards.append(Forward(name, addresses.text(view, rva)))
    return tuple(found), count, tuple(forwards), addresses.text(view, module, 260)


def _numbers(raw: bytes, kind: str) -> tuple[int, ...]:
    count = len(raw) // struct.calcsize(kind)
    return struct.unpack_from(f"<{count}{kind}", raw)


# --- debug ----------------------------------------------------------------------------------------


def _debug(view: View, layout: PeLayout, addresses: Addresses) -> Iterator[DebugData]:
    directory = layout.directory("debug")
    if directory is None:
        return
    raw = addresses.read(view, directory.rva, min(directory.size, 28 * MAX_DEBUG))
    for at in range(0, len(raw) - 27, 28):
        kind, size, _, offset = struct.unpack_from("<IIII", raw, at + 12)
        if size and offset and offset + size <= view.size:
            yield DebugData(kind, offset, size)


def _pdb(view: View, debug: tuple[DebugData, ...]) -> str:
    """Return the path of the symbol file, as the linker wrote it."""
    for each in debug:
        if each.type == _CODEVIEW:
            data = view.read(each.offset, min(each.length, 24 + 520))
            if data.startswith(b"RSDS"):
                return data[24:].split(b"\0", 1)[0].decode("utf-8", "backslashreplace")
    return ""
