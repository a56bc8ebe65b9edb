"""Changes of native and managed programs after they were built: inert bytes, never code that runs."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mutation_families.edits import filler, hex_size
from mutation_families.program_changes import READ, RUN, WANTED, grown, with_entry, with_imports
from mutation_families.programs import directory_offset
from mutation_families.releases import with_section
from onionskin.lookalike.pe import with_checksum

EXECUTE, WRITE = 0x2000_0000, 0x8000_0000
Made = tuple[str, str, bytes]  # family, variant, the edited program
ONE_CALL = {"KERNEL32.dll": ("WinExec",)}


class Part(NamedTuple):
    """A section of a PE file, and where its row stands."""

    name: bytes
    size_in_memory: int
    rva: int
    size: int
    at: int
    flags: int
    row: int


def parts(data: bytes) -> list[Part]:
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    table = nt + 24 + struct.unpack_from("<H", data, nt + 20)[0]
    found = []
    for number in range(struct.unpack_from("<H", data, nt + 6)[0]):
        row = table + 40 * number
        name, virtual, rva, size, at, flags = struct.unpack_from("<8s4I12xI", data, row)
        found.append(Part(name, virtual, rva, size, at, flags, row))
    return found


def pe_edits(data: bytes) -> Iterator[Made]:
    """Edit an unsigned PE file as one does who has no source of it."""
    for length in (16, 200, 1000):
        yield "PE: bytes in a cave of the code", hex_size(length), cave(data, length)
        yield "PE: entry point goes to a cave", hex_size(length), jump_to_cave(data, length)
    for length in (16, 200, 4096):
        yield "PE: bytes of the code replaced", hex_size(length), code_replaced(data, length)
        yield "PE: bytes of the data replaced", hex_size(length), data_replaced(data, length)
    for name in (b".rdata", b".fptable", b".retplne", b"UPX0"):
        for length in (512, 8192, 1 << 20):
            yield "PE: section of a usual name added", f"{name.decode()}, {hex_size(length)}", named(data, name, length)  # fmt: skip
    yield "PE: code becomes writable", "the first section of code", flagged(data)
    yield "PE: one import added", "WinExec", with_imports(data, ONE_CALL)
    yield "PE: one import added", "WinHttpOpen", with_imports(data, {"WINHTTP.dll": ("WinHttpOpen",)})  # fmt: skip
    yield "PE: entry point moved within the code", "to the middle", entry_within(data)
    for length in (16, 4096, 200_000):
        yield "PE: resource added", hex_size(length), with_resource(data, length)
    yield "PE: export forwarded", "the first", forwarded(data)
    for texture in ("words", "random"):
        yield (
            "PE: section grown, in a patch",
            f"{texture}, 4,096 B",
            grown(data, filler(texture, 4096)),
        )


def pe_step_edits(data: bytes) -> Iterator[Made]:
    """Edit a program of the next genuine release: what is honest changes, too."""
    for length in (16, 4096, 20_000, 300_000):
        what = hex_size(length)
        yield "PE, true step: section added, executable", what, with_section(data, filler("random", length), RUN)  # fmt: skip
        yield "PE, true step: section added, data", what, with_section(data, filler("words", length), READ)  # fmt: skip
        yield "PE, true step: section grown", what, grown(data, filler("random", length))
    for length in (16, 200):
        yield "PE, true step: bytes in a cave of the code", hex_size(length), cave(data, length)
        yield "PE, true step: bytes of the code replaced", hex_size(length), code_replaced(data, length)  # fmt: skip
    yield "PE, true step: imports grown", "of three libraries", with_imports(data, WANTED)
    yield "PE, true step: one import added", "WinExec", with_imports(data, ONE_CALL)
    yield "PE, true step: entry point moved", "to a new section", with_entry(data, 512)


def cave(data: bytes, length: int) -> bytes:
    """Return a program with filler where its code was padded; nothing without so much padding."""
    at = _cave(data, length)
    return with_checksum(_put(data, at, filler("words", length))) if at else b""


def _cave(data: bytes, length: int) -> int:
    for each in parts(data):
        if each.flags & EXECUTE:
            body = data[each.at : each.at + each.size]
            for padding in (b"\0", b"\xcc"):
                at = body.rfind(padding * (length + 16))
                if at >= 0:
                    return each.at + at + 16
    return 0


def _put(data: bytes, at: int, body: bytes) -> bytes:
    return data[:at] + body + data[at + len(body) :]


def _code(data: bytes) -> Part:
    return next(each for each in parts(data) if each.flags & EXECUTE)


def _entry(data: bytes) -> int:
    return int(struct.unpack_from("<I", data, struct.unpack_from("<I", data, 0x3C)[0] + 40)[0])


def jump_to_cave(data: bytes, length: int) -> bytes:
    """Return a program whose first instruction is a jump to filler; nothing without a cave."""
    to, code = _cave(data, length), _code(data)
    start = _entry(data) - code.rva
    if not to or not 0 <= start < code.size:
        return b""
    made = _put(data, to, filler("words", length))
    return with_checksum(_put(made, code.at + start, b"\xe9" + struct.pack("<i", to - code.at - start - 5)))  # fmt: skip


def code_replaced(data: bytes, length: int) -> bytes:
    code = _code(data)
    return with_checksum(_put(data, code.at + min(code.size, code.size_in_memory) // 3, filler("random", length)))  # fmt: skip


def data_replaced(data: bytes, length: int) -> bytes:
    for each in parts(data):
        if each.name.startswith((b".data", b".rdata")) and min(each.size, each.size_in_memory) > 2 * length:  # fmt: skip
            return with_checksum(_put(data, each.at + min(each.size, each.size_in_memory) // 2, filler("words", length)))  # fmt: skip
    return b""


def named(data: bytes, name: bytes, length: int) -> bytes:
    made = with_section(data, filler("words", length), READ)
    return with_checksum(_put(made, parts(made)[-1].row, name.ljust(8, b"\0"))) if made else b""


def flagged(data: bytes) -> bytes:
    code = _code(data)
    return with_checksum(_put(data, code.row + 36, struct.pack("<I", code.flags | WRITE)))


def entry_within(data: bytes) -> bytes:
    code = _code(data)
    nt = struct.unpack_from("<I", data, 0x3C)[0]
    return with_checksum(_put(data, nt + 40, struct.pack("<I", code.rva + code.size_in_memory // 2)))  # fmt: skip


def _directory(data: bytes, number: int) -> int:
    return directory_offset(data) - 32 + 8 * number


def _placed(data: bytes, number: int, build: object, room: int) -> bytes:
    """Return a program with a section that `build` fills, and a data directory that points to it."""
    made = with_section(data, bytes(room), READ)
    if not made:
        return b""
    last = parts(made)[-1]
    body: bytes = build(last.rva)  # type: ignore[operator]
    made = _put(made, last.at, body)
    return with_checksum(_put(made, _directory(made, number), struct.pack("<II", last.rva, len(body))))  # fmt: skip


def with_resource(data: bytes, length: int) -> bytes:
    """Return a program with one raw resource; nothing where it has resources."""
    if struct.unpack_from("<I", data, _directory(data, 2))[0]:
        return b""

    def tree(rva: int) -> bytes:
        head = struct.pack("<IIHHHHII", 0, 0, 0, 0, 0, 1, 10, 0x8000_0018)
        head += struct.pack("<IIHHHHII", 0, 0, 0, 0, 0, 1, 1, 0x8000_0030)
        head += struct.pack("<IIHHHHII", 0, 0, 0, 0, 0, 1, 1033, 0x48)
        return head + struct.pack("<IIII", rva + 0x58, length, 0, 0) + filler("random", length)

    return _placed(data, 2, tree, 0x58 + length)


def _offset(data: bytes, rva: int) -> int:
    return next((each.at + rva - each.rva for each in parts(data) if each.rva <= rva < each.rva + each.size), 0)  # fmt: skip


def forwarded(data: bytes) -> bytes:
    """Return a library of which another one answers the first export."""
    rva, size = struct.unpack_from("<II", data, _directory(data, 0))
    if not rva:
        return b""
    count, names = struct.unpack_from("<II", data, _offset(data, rva) + 20)
    functions, texts, ordinals = struct.unpack_from("<3I", data, _offset(data, rva) + 28)
    old = [data[_offset(data, one) :][:size] for one in (functions, texts, ordinals)]

    def table(start: int) -> bytes:
        target = b"inertfwd.inert_name\0"
        at = start + 40
        heads = [at, at + 4 * count, at + 4 * count + 4 * names]
        tail = at + 4 * count + 6 * names
        addresses = struct.pack("<I", tail) + old[0][4 : 4 * count]
        head = data[_offset(data, rva) :][:28] + struct.pack("<3I", *heads)
        return head + addresses + old[1][: 4 * names] + old[2][: 2 * names] + target

    return _placed(data, 0, table, 40 + 4 * count + 6 * names + 32)


# --- ELF ---------------------------------------------------------------------------------------------


def elf_edits(data: bytes) -> Iterator[Made]:
    """Edit a 64-bit ELF file."""
    for length in (16, 200, 1000):
        yield "ELF: bytes in a cave of the code", hex_size(length), elf_cave(data, length)
    for length in (16, 200, 4096):
        yield "ELF: bytes of the code replaced", hex_size(length), elf_replaced(data, length)
    yield "ELF: needed library added", "of a spare row", elf_needed(data)
    for length in (16, 4096, 65_536, 1 << 20):
        for texture in ("words", "random"):
            yield "ELF: section added", f"{texture}, {hex_size(length)}", elf_section(data, filler(texture, length))  # fmt: skip
    yield "ELF: start function moved", "DT_INIT", elf_init(data)


def elf_step_edits(data: bytes) -> Iterator[Made]:
    for length in (16, 65_536, 1 << 20):
        yield "ELF, true step: section added", hex_size(length), elf_section(data, filler("random", length))  # fmt: skip
    yield "ELF, true step: needed library added", "of a spare row", elf_needed(data)


def _segments(data: bytes) -> list[tuple[int, ...]]:
    start, count = struct.unpack_from("<Q", data, 32)[0], struct.unpack_from("<H", data, 56)[0]
    return [(*struct.unpack_from("<II6Q", data, start + 56 * each), start + 56 * each) for each in range(count)]  # fmt: skip


def elf_cave(data: bytes, length: int) -> bytes:
    """Return a program whose segment of code is grown into the padding behind it."""
    loads = sorted((each for each in _segments(data) if each[0] == 1), key=lambda one: one[2])
    for one, two in pairwise(loads):
        end = one[2] + one[5]
        if one[1] & 1 and two[2] - end > length and not any(data[end : end + length]):
            made = _put(data, end, filler("words", length))
            return _put(made, one[8] + 32, struct.pack("<QQ", one[5] + length, one[6] + length))
    return b""


def elf_replaced(data: bytes, length: int) -> bytes:
    code = next(each for each in _segments(data) if each[0] == 1 and each[1] & 1)
    return _put(data, code[2] + code[5] // 2, filler("random", length)) if code[5] > 2 * length else b""  # fmt: skip


def _dynamic(data: bytes) -> list[tuple[int, int, int]]:
    """Return (tag, value, offset) of each row of the dynamic section."""
    segment = next(each for each in _segments(data) if each[0] == 2)
    return [(*struct.unpack_from("<QQ", data, at), at) for at in range(segment[2], segment[2] + segment[5], 16)]  # fmt: skip


def elf_needed(data: bytes) -> bytes:
    rows = _dynamic(data)
    spare = [at for tag, _, at in rows if not tag]
    needed = next(value for tag, value, _ in rows if tag == 1)
    return _put(data, spare[0], struct.pack("<QQ", 1, needed + 1)) if len(spare) > 1 else b""


def elf_init(data: bytes) -> bytes:
    row = next((each for each in _dynamic(data) if each[0] == 12), None)
    return _put(data, row[2] + 8, struct.pack("<Q", row[1] + 64)) if row else b""


def elf_section(data: bytes, body: bytes) -> bytes:
    """Return a program with a further section, its table written anew behind all else."""
    table, count = struct.unpack_from("<Q", data, 40)[0], struct.unpack_from("<H", data, 60)[0]
    rows = data[table : table + 64 * count]
    data = data.ljust(-(-len(data) // 16) * 16, b"\0")
    made = data + body + bytes(-len(body) % 16)
    rows += struct.pack("<IIQQQQIIQQ", 2, 1, 0, 0, len(data), len(body), 0, 0, 16, 0)
    out = _put(made + rows, 40, struct.pack("<Q", len(made)))
    return _put(out, 60, struct.pack("<H", count + 1))


# --- Mach-O, thin, 64 bits, not signed ------------------------------------------------------------------


def macho_edits(data: bytes) -> Iterator[Made]:
    for length in (16, 200, 4096):
        yield "Mach-O: bytes of the code replaced", hex_size(length), macho_replaced(data, length)
    for name in ("/usr/lib/libinert.dylib", "@loader_path/inert.dylib"):
        yield "Mach-O: library added", name, macho_library(data, name)


def _commands(data: bytes) -> Iterator[tuple[int, int, int]]:
    at = 32
    for _ in range(struct.unpack_from("<I", data, 16)[0]):
        command, length = struct.unpack_from("<II", data, at)
        yield command, at, length
        at += length


def _text(data: bytes) -> tuple[int, int]:
    at = data.find(b"__text\0\0\0\0\0\0\0\0\0\0__TEXT\0")
    size, offset = struct.unpack_from("<QI", data, at + 40)
    return offset, size


def macho_replaced(data: bytes, length: int) -> bytes:
    start, size = _text(data)
    return _put(data, start + size // 2, filler("random", length)) if size > 2 * length else b""


def macho_library(data: bytes, name: str) -> bytes:
    end = max(at + length for _, at, length in _commands(data))
    text = name.encode().ljust(-(-(len(name) + 1) // 8) * 8, b"\0")
    command = struct.pack("<6I", 0xC, 24 + len(text), 24, 2, 0x10000, 0x10000) + text
    if any(data[end : end + len(command)]) or end + len(command) > _text(data)[0]:
        return b""
    count, size = struct.unpack_from("<II", data, 16)
    made = _put(data, end, command)
    return _put(made, 16, struct.pack("<II", count + 1, size + len(command)))


# --- .NET -------------------------------------------------------------------------------------------------


def managed_edits(data: bytes) -> Iterator[Made]:
    """Edit a .NET program: bytes among its methods, and a text of its own."""
    code = parts(data)[0]
    for length in (16, 200, 4096):
        yield ".NET: bytes of methods replaced", hex_size(length), with_checksum(_put(data, code.at + 0x800, filler("random", length)))  # fmt: skip
    for length in (16, 4096, 1 << 20):
        yield ".NET: section added", hex_size(length), with_section(data, filler("random", length), READ)  # fmt: skip
    for number, text in enumerate(re.finditer(rb"(?:[A-Za-z :]\0){24,60}", data)):
        if number < 2:
            put = "https://192.0.2.1/inert".ljust(len(text[0]) // 2).encode("utf-16-le")
            yield ".NET: a text replaced", f"number {number}", with_checksum(_put(data, text.start(), put))  # fmt: skip
