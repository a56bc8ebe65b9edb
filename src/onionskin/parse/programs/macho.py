"""The layout of a Mach-O file: header, load commands, segments, and the tables they point to.

Source: Apple, "OS X ABI Mach-O File Format Reference"; the structures of
<mach-o/loader.h> and <mach-o/fat.h>. Offsets and lengths are bytes in the file.

A header that cannot be read raises DamagedError. One that contradicts itself, or is
cut short, is read as far as it goes, and said in `MachoLayout.problems`.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onionskin.errors import DamagedError
from onionskin.model import Problem, Value
from onionskin.plugins.view import View

MAX_COMMANDS = 8192
MAX_COMMAND_BYTES = 8 << 20
MAX_SECTIONS = 8192
OBJECT = 1
ZERO_FILLED = frozenset({0x1, 0xC, 0x12})

# The first four bytes -> (is 64 bits, byte order).
MAGICS: dict[bytes, tuple[bool, str]] = {
    b"\xce\xfa\xed\xfe": (False, "<"),
    b"\xcf\xfa\xed\xfe": (True, "<"),
    b"\xfe\xed\xfa\xce": (False, ">"),
    b"\xfe\xed\xfa\xcf": (True, ">"),
}
_CPUS = {
    7: "i386", 0x0100_0007: "x86_64", 12: "arm", 0x0100_000C: "arm64", 0x0200_000C: "arm64_32",
    18: "ppc", 0x0100_0012: "ppc64",
}  # fmt: skip
# <mach/machine.h>: processors of a kind that programs are built for apart, side by side in one file.
_SUBTYPES = {
    (0x0100_0007, 8): "x86_64h", (0x0100_000C, 2): "arm64e",
    (12, 5): "armv4t", (12, 6): "armv6", (12, 7): "armv5", (12, 8): "xscale", (12, 9): "armv7", (12, 10): "armv7f",
    (12, 11): "armv7s", (12, 12): "armv7k", (12, 14): "armv6m", (12, 15): "armv7m", (12, 16): "armv7em",
    (18, 9): "ppc750", (18, 10): "ppc7400", (18, 11): "ppc7450", (18, 100): "ppc970",
}  # fmt: skip
PLATFORMS = {
    1: "macos", 2: "ios", 3: "tvos", 4: "watchos", 5: "bridgeos", 6: "maccatalyst",
    7: "iossimulator", 8: "tvossimulator", 9: "watchossimulator", 10: "driverkit", 11: "visionos",
    12: "visionossimulator",
}  # fmt: skip
_MINIMUM = {0x24: "macos", 0x25: "ios", 0x2F: "tvos", 0x30: "watchos"}

_DYNAMIC = 0x8000_0000
_LIBRARIES = {
    0xC: "load", 0xD: "id", 0x18 | _DYNAMIC: "weak", 0x1F | _DYNAMIC: "reexport", 0x20: "lazy",
    0x23 | _DYNAMIC: "upward",
}  # fmt: skip
SIGNATURE = 0x1D
# linkedit_data_command: an offset and a size.
_DATA = {
    SIGNATURE: "code signature", 0x1E: "segment split info", 0x26: "function starts",
    0x29: "data in code", 0x2B: "code signing requirements", 0x2E: "linker optimisation hints",
    0x33 | _DYNAMIC: "exports trie", 0x34 | _DYNAMIC: "chained fixups", 0x36: "atom info",
    0x37: "function variants", 0x38: "function variant fixups",
}  # fmt: skip
_DYLD = ("rebase info", "bind info", "weak bind info", "lazy bind info", "export info")


class MachoSection(Value, frozen=True):
    """One section as declared. `size` counts in memory; a zero-filled one has no bytes in the file."""

    segment: str
    name: str
    address: int
    size: int
    offset: int
    flags: int
    relocation_offset: int
    relocation_count: int

    @property
    def is_backed(self) -> bool:
        """Whether bytes of the file stand behind it."""
        return bool(self.size and self.offset) and self.flags & 0xFF not in ZERO_FILLED


class MachoSegment(Value, frozen=True):
    """One segment: where it is mapped from, and with which protection at first and at most."""

    name: str
    address: int
    memory_size: int
    offset: int
    size: int
    first_protection: int
    most_protection: int
    section_count: int

    @property
    def end(self) -> int:
        """The offset just behind its bytes in the file."""
        return self.offset + self.size

    @property
    def is_loaded(self) -> bool:
        """Whether anything of it is mapped: Go's linker before 1.20 gives debug data no memory and no access."""
        return bool(self.memory_size or self.most_protection)


class MachoTable(Value, frozen=True):
    """Bytes that a load command points to, by what they are."""

    name: str
    offset: int
    size: int

    @property
    def end(self) -> int:
        """The offset just behind the table."""
        return self.offset + self.size


class MachoLibrary(Value, frozen=True):
    """A library: its install name, versions, and `load`, `weak`, `lazy`, `upward`, `reexport` or `id` (its own)."""

    name: str
    version: str
    compatible: str
    kind: str


class MachoLayout(Value, frozen=True):
    """Where everything stands in one thin Mach-O file, and what it says of itself.

    `uuid` is hex with dashes, versions are dotted, "" where nothing is said. `signature` is
    (offset, size) as declared by LC_CODE_SIGNATURE.
    """

    size: int
    is_64: bool
    is_big_endian: bool
    cpu: str
    filetype: int
    flags: int
    header_size: int
    command_count: int
    commands_size: int
    segments: tuple[MachoSegment, ...]
    sections: tuple[MachoSection, ...]
    tables: tuple[MachoTable, ...]
    libraries: tuple[MachoLibrary, ...]
    run_paths: tuple[str, ...]
    uuid: str
    platform: str
    minimum_version: str
    sdk_version: str
    source_version: str
    is_encrypted: bool
    signature: tuple[int, int] | None
    problems: tuple[Problem, ...] = ()

    @property
    def commands_end(self) -> int:
        """The offset just behind the load commands."""
        return self.header_size + self.commands_size

    def section(self, segment: str, name: str) -> MachoSection | None:
        """Return the first section of that name that has bytes, or None."""
        return next(
            (s for s in self.sections if (s.segment, s.name) == (segment, name) and s.is_backed),
            None,
        )


@dataclass(slots=True)
class _Found:
    """What the load commands have said so far."""

    segments: list[MachoSegment] = field(default_factory=list)
    sections: list[MachoSection] = field(default_factory=list)
    tables: list[MachoTable] = field(default_factory=list)
    libraries: list[MachoLibrary] = field(default_factory=list)
    run_paths: list[str] = field(default_factory=list)
    uuid: str = ""
    platform: str = ""
    minimum: str = ""
    sdk: str = ""
    source: str = ""
    is_encrypted: bool = False
    signature: tuple[int, int] | None = None
    problems: list[Problem] = field(default_factory=list)


def cpu_name(cpu: int, subtype: int) -> str:
    """Return the architecture by the name that `lipo` gives it, or its number."""
    kind = (cpu, subtype & 0x00FF_FFFF)
    return _SUBTYPES.get(kind) or _CPUS.get(cpu) or f"cpu {cpu:#x}"


def parse_layout(view: View) -> MachoLayout:
    """Return the layout of a thin Mach-O; DamagedError if its header cannot be read."""
    magic = view.exactly(0, 4, "the Mach-O header")
    if magic not in MAGICS:
        raise DamagedError("there is no Mach-O magic at the start")
    is_64, order = MAGICS[magic]
    header_size = 32 if is_64 else 28
    head = view.exactly(0, header_size, "the Mach-O header")
    cpu, subtype, filetype, count, size, flags = struct.unpack_from(order + "6I", head, 4)
    found = _Found()
    _Commands(view, order, found, is_64=is_64).read(header_size, count, size)
    found.problems.extend(_contradictions(view, found))
    return MachoLayout(
        size=view.size,
        is_64=is_64,
        is_big_endian=order == ">",
        cpu=cpu_name(cpu, subtype),
        filetype=filetype,
        flags=flags,
        header_size=header_size,
        command_count=count,
        commands_size=size,
        segments=tuple(found.segments),
        sections=tuple(found.sections),
        tables=tuple(each for each in found.tables if each.size),
        libraries=tuple(found.libraries),
        run_paths=tuple(found.run_paths),
        uuid=found.uuid,
        platform=found.platform,
        minimum_version=found.minimum,
        sdk_version=found.sdk,
        source_version=found.source,
        is_encrypted=found.is_encrypted,
        signature=found.signature,
        problems=tuple(found.problems),
    )


class _Commands:
    """The walk over the load commands of one file."""

    def __init__(self, view: View, order: str, found: _Found, *, is_64: bool) -> None:
        self._view = view
        self._order = order
        self._found = found
        self._is_64 = is_64
        self._readers: dict[int, Callable[[bytes, int], None]] = {
            0x1: self._segment,
            0x19: self._segment,
            0x2: self._symbols,
            0xB: self._dynamic_symbols,
            0x16: self._hints,
            0x1B: self._uuid,
            0x1C | _DYNAMIC: self._run_path,
            0x21: self._encryption,
            0x2C: self._encryption,
            0x22: self._dyld,
            0x22 | _DYNAMIC: self._dyld,
            0x2A: self._source,
            0x31: self._note,
            0x32: self._build,
            **dict.fromkeys(_MINIMUM, self._minimum),
            **dict.fromkeys(_LIBRARIES, self._library),
            **dict.fromkeys(_DATA, self._data),
        }

    def read(self, start: int, count: int, size: int) -> None:
        """Read each load command; stop where the walk cannot go on."""
        problems = self._found.problems
        if count > MAX_COMMANDS or size > MAX_COMMAND_BYTES:
            detail = f"{count} load commands in {size} bytes are declared; not all were read"
            problems.append(Problem("limit:load-commands", detail))
        data = self._view.read(start, min(size, MAX_COMMAND_BYTES))
        at = 0
        for number in range(min(count, MAX_COMMANDS)):
            if at + 8 > len(data):
                detail = f"the load commands hold {number} of {count}"
                problems.append(Problem("truncated", detail))
                return
            command, length = self._unpack("2I", data, at)
            if length < 8 or at + length > len(data):
                detail = f"load command {number} ({command:#x}) has an impossible length of {length} bytes"
                problems.append(Problem("truncated", detail))
                return
            reader = self._readers.get(command)
            try:
                if reader is not None:
                    reader(data[at : at + length], command)
            except struct.error:
                detail = f"load command {number} ({command:#x}) of {length} bytes lacks fields"
                problems.append(Problem("contradictory", detail))
            at += length
        if at != len(data):
            detail = f"{len(data) - at} bytes of the load commands belong to none"
            problems.append(Problem("contradictory", detail))

    def _unpack(self, form: str, data: bytes, at: int) -> tuple[int, ...]:
        return struct.unpack_from(self._order + form, data, at)

    def _table(self, name: str, offset: int, size: int) -> None:
        self._found.tables.append(MachoTable(name, offset, size))

    def _segment(self, data: bytes, command: int) -> None:
        wide = command == 0x19
        form, row = ("4Q4I", 80) if wide else ("4I4I", 68)
        values = self._unpack(form, data, 24)
        address, memory, offset, size, most, first, count, _ = values
        name = _name(data[8:24])
        self._found.segments.append(
            MachoSegment(name, address, memory, offset, size, first, most, count)
        )
        for at in range(72 if wide else 56, len(data) - row + 1, row):
            if count == 0:
                break
            if len(self._found.sections) >= MAX_SECTIONS:
                detail = f"more than {MAX_SECTIONS} sections; the others were not read"
                if self._found.problems[-1:] != [Problem("limit:sections", detail)]:
                    self._found.problems.append(Problem("limit:sections", detail))
                return
            count -= 1
            self._section(data, at, wide=wide)
        if count:
            detail = f"segment {name} declares {count} sections more than its command holds"
            self._found.problems.append(Problem("contradictory", detail))

    def _section(self, data: bytes, at: int, *, wide: bool) -> None:
        address, size = self._unpack("2Q" if wide else "2I", data, at + 32)
        offset, _, relocations, count, flags = self._unpack("5I", data, at + (48 if wide else 40))
        segment, name = _name(data[at + 16 : at + 32]), _name(data[at : at + 16])
        self._found.sections.append(
            MachoSection(segment, name, address, size, offset, flags, relocations, count)
        )

    def _symbols(self, data: bytes, command: int) -> None:
        del command
        offset, count, strings, size = self._unpack("4I", data, 8)
        self._table("symbol table", offset, count * (16 if self._is_64 else 12))
        self._table("string table", strings, size)

    def _dynamic_symbols(self, data: bytes, command: int) -> None:
        del command
        values = self._unpack("18I", data, 8)
        widths = (
            ("table of contents", 6, 8),
            ("module table", 8, 56 if self._is_64 else 52),
            ("external references", 10, 4),
            ("indirect symbols", 12, 4),
            ("external relocations", 14, 8),
            ("local relocations", 16, 8),
        )
        for name, index, width in widths:
            self._table(name, values[index], values[index + 1] * width)

    def _hints(self, data: bytes, command: int) -> None:
        del command
        offset, count = self._unpack("2I", data, 8)
        self._table("two-level hints", offset, count * 4)

    def _uuid(self, data: bytes, command: int) -> None:
        del command
        if len(data) >= 24:
            self._found.uuid = str(uuid.UUID(bytes=data[8:24]))

    def _run_path(self, data: bytes, command: int) -> None:
        del command
        self._found.run_paths.append(self._text(data, 8))

    def _encryption(self, data: bytes, command: int) -> None:
        del command
        if self._unpack("3I", data, 8)[2]:
            self._found.is_encrypted = True

    def _dyld(self, data: bytes, command: int) -> None:
        del command
        values = self._unpack("10I", data, 8)
        for index, name in enumerate(_DYLD):
            self._table(name, values[2 * index], values[2 * index + 1])

    def _source(self, data: bytes, command: int) -> None:
        del command
        packed = self._unpack("Q", data, 8)[0]
        parts = [packed >> 40, *(packed >> shift & 0x3FF for shift in (30, 20, 10, 0))]
        while len(parts) > 2 and parts[-1] == 0:
            parts.pop()
        self._found.source = ".".join(map(str, parts)) if packed else ""

    def _note(self, data: bytes, command: int) -> None:
        del command
        offset, size = self._unpack("2Q", data, 24)
        self._table(f"note {_name(data[8:24])}", offset, size)

    def _build(self, data: bytes, command: int) -> None:
        del command
        platform, minimum, sdk = self._unpack("3I", data, 8)
        self._found.platform = PLATFORMS.get(platform, f"platform {platform}")
        self._found.minimum, self._found.sdk = _version(minimum), _version(sdk)

    def _minimum(self, data: bytes, command: int) -> None:
        minimum, sdk = self._unpack("2I", data, 8)
        self._found.platform = _MINIMUM[command]
        self._found.minimum, self._found.sdk = _version(minimum), _version(sdk)

    def _library(self, data: bytes, command: int) -> None:
        _, current, compatible = self._unpack("3I", data, 12)
        kind = _LIBRARIES[command]
        self._found.libraries.append(
            MachoLibrary(self._text(data, 8), _version(current), _version(compatible), kind)
        )

    def _data(self, data: bytes, command: int) -> None:
        offset, size = self._unpack("2I", data, 8)
        if command == SIGNATURE:
            if self._found.signature is not None:
                detail = "more than one code signature is declared; the first was read"
                self._found.problems.append(Problem("contradictory", detail))
                return
            self._found.signature = (offset, size)
        self._table(_DATA[command], offset, size)

    def _text(self, data: bytes, at: int) -> str:
        """Return the text that a command's lc_str at `at` points to, cut at 1,024 bytes."""
        start = self._unpack("I", data, at)[0]
        raw = data[start : start + 1024].split(b"\0", 1)[0] if start >= 12 else b""
        return raw.decode("utf-8", "backslashreplace")


def _contradictions(view: View, found: _Found) -> Iterator[Problem]:
    for segment in found.segments:
        if segment.size and segment.end > view.size:
            missing = segment.end - max(segment.offset, view.size)
            detail = f"segment {segment.name} at {segment.offset:#x} lacks its last {missing} bytes"
            yield Problem("truncated", detail)
            break
    for table in found.tables:
        if table.size and table.end > view.size:
            detail = f"the {table.name} at {table.offset:#x} ends behind the file"
            yield Problem("truncated", detail)
            break
    backed = sorted((each for each in found.segments if each.size), key=lambda s: s.offset)
    reached: MachoSegment | None = None
    for each in backed:
        if reached is not None and each.offset < reached.end:
            yield Problem(
                "contradictory", f"segments {reached.name} and {each.name} share bytes of the file"
            )
            break
        reached = each


def _name(raw: bytes) -> str:
    return raw.split(b"\0", 1)[0].decode("utf-8", "backslashreplace")


def _version(packed: int) -> str:
    major, minor, patch = packed >> 16, packed >> 8 & 0xFF, packed & 0xFF
    return f"{major}.{minor}.{patch}" if patch else f"{major}.{minor}"
